#include <algorithm>

#include "base/utf8.h"
#include "engine/transcript.h"
#include "engine/transcript_read.h"
#include "model/diagnostic.h"

namespace sb::engine {
namespace {

constexpr std::size_t indent = 7;

const std::vector<std::string_view>& keywords() {
  static const std::vector<std::string_view> all = {
      "given", "with",  "nlu",   "user",  "intro",   "upload", "location", "postback",     "update",
      "rest",  "clock", "abort", "http",  "script",  "mail",   "handover", "availability", "bot",
      "agent", "event", "error", "pause", "warning", "dialog", "console",  "state"};
  return all;
}

std::vector<std::string_view> lines_of(std::string_view text) {
  std::vector<std::string_view> lines;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    auto line = text.substr(0, end);
    while (!line.empty() && (line.back() == ' ' || line.back() == '\t' || line.back() == '\r'))
      line.remove_suffix(1);
    lines.push_back(line);
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

// Without its indentation; what an author indents further inside JSON stays.
std::string_view unindented(std::string_view line, LineKind kind) {
  const auto spaces = std::min(line.find_first_not_of(" \t"), line.size());
  const bool layout_matters = kind == LineKind::input || kind == LineKind::answer;
  return line.substr(layout_matters ? std::min(spaces, indent) : spaces);
}

// Everything that can be judged without playing.
Ok check(const TranscriptEntry& entry) {
  const std::string text = joined_content(entry);
  if (entry.keyword == "given") {
    Given ignored;
    return read_given(text, ignored);
  }
  if (entry.keyword == "with") {
    Along ignored;
    return read_along(text, ignored);
  }
  if (entry.keyword == "nlu") {
    SB_TRYV(read_nlu(text));
    return {};
  }
  if (entry.keyword == "clock") {
    SB_TRYV(read_clock(text));
    return {};
  }
  if (entry.keyword == "rest") {
    SB_TRYV(read_control(text));
    return {};
  }
  if (entry.keyword == "state") {
    SB_TRYV(read_pairs(text));
    return {};
  }
  const auto kind = line_kind(entry.keyword);
  if (kind == LineKind::answer) {
    SB_TRY(const auto line, split_call(entry));
    if (!recording_to_run(entry.keyword, line.answer)) {
      SB_TRYV(read_answer(entry.keyword, line.answer, ""));
    }
  } else if (kind == LineKind::input && entry.keyword != "abort") {
    SB_TRYV(read_user_message(entry));
  }
  return {};
}

Error at(Error error, const std::string& name, int line) {
  error.place = name + ':' + std::to_string(line);
  return error;
}

void append_entry(std::string& out, const TranscriptEntry& entry) {
  if (entry.keyword.empty()) {
    out += entry.content.front() + '\n';
    return;
  }
  std::string first = entry.keyword;
  if (!entry.content.empty() && !entry.content.front().empty()) {
    first.resize(std::max(indent, first.size() + 1), ' ');
    first += entry.content.front();
  }
  out += first + '\n';
  for (std::size_t i = 1; i < entry.content.size(); ++i)
    out += std::string(indent, ' ') + entry.content[i] + '\n';
}

}  // namespace

std::optional<LineKind> line_kind(std::string_view keyword) {
  const auto& all = keywords();
  const auto found = std::find(all.begin(), all.end(), keyword);
  if (keyword.empty()) return LineKind::note;
  if (found == all.end()) return std::nullopt;
  const auto index = found - all.begin();
  if (index < 3) return LineKind::settings;
  if (index < 12) return LineKind::input;
  if (index < 17) return LineKind::answer;
  return keyword == "state" ? LineKind::state : LineKind::expected;
}

std::string joined_content(const TranscriptEntry& entry) {
  std::string text;
  for (std::size_t i = 0; i < entry.content.size(); ++i) {
    if (i > 0) text += '\n';
    text += entry.content[i];
  }
  return text;
}

Result<Transcript> parse_transcript(std::string_view text, std::string name) {
  Transcript transcript;
  transcript.name = std::move(name);
  if (!is_valid_utf8(text))
    return at({ErrorCode::invalid_input, "the text is not UTF-8"}, transcript.name, 1);
  auto& entries = transcript.entries;
  int number = 0;
  bool begun = false;
  for (const auto line : lines_of(text)) {
    ++number;
    if (line.empty() || line.front() == '#') {
      entries.push_back({number, "", {std::string(line)}});
      continue;
    }
    if (line.front() == ' ' || line.front() == '\t') {
      if (entries.empty() || entries.back().keyword.empty()) {
        return at(
            {ErrorCode::invalid_input, "an indented line continues the line above it, but there is none"},
            transcript.name, number);
      }
      entries.back().content.emplace_back(unindented(line, *line_kind(entries.back().keyword)));
      continue;
    }
    const auto end = std::min(line.find_first_of(" \t"), line.size());
    const auto keyword = line.substr(0, end);
    const auto kind = line_kind(keyword);
    if (!kind) {
      return at({ErrorCode::invalid_input,
                 "'" + printable(keyword) + "' is no kind of line" + suggestion(keyword, keywords())},
                transcript.name, number);
    }
    if (keyword == "given" && begun) {
      return at({ErrorCode::invalid_input, "'given' has to come before anything happens"}, transcript.name,
                number);
    }
    begun = begun || keyword != "given";
    entries.push_back({number, std::string(keyword), {std::string(trim_ascii(line.substr(end)))}});
  }
  for (const auto& entry : entries) {
    if (auto checked = check(entry); checked.has_error())
      return at(checked.error(), transcript.name, entry.line);
  }
  return transcript;
}

std::string to_text(const Transcript& transcript) {
  std::string out;
  for (const auto& entry : transcript.entries) append_entry(out, entry);
  return out;
}

}  // namespace sb::engine
