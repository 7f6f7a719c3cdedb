#include "nlu/csv.h"

#include "base/utf8.h"

namespace sb::nlu {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

class Parser {
 public:
  explicit Parser(std::string_view text) : text_(text) {}

  Result<std::vector<CsvRow>> run() {
    while (at_ < text_.size()) {
      CsvRow row{line_, {}};
      SB_TRYV(parse_row(row));
      const bool empty = row.fields.size() == 1 && row.fields.front().empty();
      if (!empty) rows_.push_back(std::move(row));
    }
    return std::move(rows_);
  }

 private:
  Error fault(std::size_t line, const char* message) const {
    return {ErrorCode::invalid_input, message, "line " + std::to_string(line)};
  }
  bool at_end_of_row() const { return at_ >= text_.size() || text_[at_] == '\n' || text_[at_] == '\r'; }

  Ok parse_row(CsvRow& row) {
    while (true) {
      std::string field;
      if (at_ < text_.size() && text_[at_] == '"') {
        SB_TRYV(parse_quoted(field));
      } else {
        while (!at_end_of_row() && text_[at_] != ',') field += text_[at_++];
      }
      row.fields.push_back(std::move(field));
      if (at_end_of_row()) break;
      ++at_;  // the comma
    }
    if (at_ < text_.size() && text_[at_] == '\r') ++at_;
    if (at_ < text_.size() && text_[at_] == '\n') ++at_;
    ++line_;
    return {};
  }

  Ok parse_quoted(std::string& field) {
    const std::size_t opened = line_;
    for (++at_; at_ < text_.size(); ++at_) {
      if (text_[at_] == '\n') ++line_;
      if (text_[at_] != '"') {
        field += text_[at_];
      } else if (at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
        field += text_[++at_];
      } else {
        ++at_;
        if (!at_end_of_row() && text_[at_] != ',')
          return fault(line_, "there is text behind a closing quote");
        return {};
      }
    }
    return fault(opened, "a quote is never closed");
  }

  std::string_view text_;
  std::size_t at_ = 0, line_ = 1;
  std::vector<CsvRow> rows_;
};

}  // namespace

Result<std::vector<CsvRow>> parse_csv(std::string_view text) {
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  if (!is_valid_utf8(text)) return Error{ErrorCode::invalid_input, "the file is not UTF-8"};
  return Parser(text).run();
}

void append_csv_row(std::string& out, const std::vector<std::string_view>& fields) {
  for (std::size_t i = 0; i < fields.size(); ++i) {
    if (i > 0) out += ',';
    const bool lone_empty = fields.size() == 1 && fields[i].empty();
    // At the beginning of a file the mark would be taken for the file's.
    const bool marked = fields[i].starts_with(byte_order_mark);
    if (!lone_empty && !marked && fields[i].find_first_of(",\"\r\n") == std::string_view::npos) {
      out += fields[i];
      continue;
    }
    out += '"';
    for (const char c : fields[i]) {
      if (c == '"') out += '"';
      out += c;
    }
    out += '"';
  }
  out += "\r\n";
}

}  // namespace sb::nlu
