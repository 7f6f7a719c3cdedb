#include "nlu/match_words.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "base/utf8.h"
#include "model/mention.h"

namespace sb::nlu {
namespace {

bool is_apostrophe(UChar32 code) {
  return code == '\'' || code == 0x2019;
}

enum class Role { separator, letter, mark, symbol, lone };

Role role_of(UChar32 code) {
  if (code < 0) return Role::separator;
  const auto category = U_GET_GC_MASK(code);
  if (category & U_GC_M_MASK) return Role::mark;
  if (category & (U_GC_L_MASK | U_GC_N_MASK))
    return is_unspaced_script(static_cast<char32_t>(code)) ? Role::lone : Role::letter;
  const bool telling = code == '#' || code == '&' || code == '@' || code == '%' || code == '*';
  const bool symbol = (category & U_GC_S_MASK) && category != U_GC_SK_MASK;
  return symbol || telling ? Role::symbol : Role::separator;
}

// Collects words while the text passes by.
class Collector {
 public:
  explicit Collector(std::string_view text) : text_(text) {}

  void add(std::size_t byte, std::size_t byte_end, std::size_t code_point) {
    if (byte_end_ == byte_begin_) {
      byte_begin_ = byte;
      start_ = code_point;
    }
    byte_end_ = byte_end;
    end_ = code_point + 1;
  }
  void close() {
    if (byte_end_ == byte_begin_) return;
    const auto piece = text_.substr(byte_begin_, byte_end_ - byte_begin_);
    std::string folded = fold_for_match(piece);
    if (folded.empty()) folded = piece;  // "#", "&"
    words_.push_back({std::move(folded), start_, end_});
    byte_begin_ = byte_end_ = 0;
  }
  bool open() const { return byte_end_ > byte_begin_; }
  std::vector<MatchWord> take() { return std::move(words_); }

 private:
  std::string_view text_;
  std::size_t byte_begin_ = 0, byte_end_ = 0, start_ = 0, end_ = 0;
  std::vector<MatchWord> words_;
};

bool letter_follows(std::string_view text, int32_t at) {
  if (at >= static_cast<int32_t>(text.size())) return false;
  UChar32 code = 0;
  U8_NEXT(reinterpret_cast<const uint8_t*>(text.data()), at, static_cast<int32_t>(text.size()), code);
  return role_of(code) == Role::letter;
}

}  // namespace

std::vector<MatchWord> match_words(std::string_view text, Apostrophes apostrophes) {
  Collector words(text);
  std::size_t code_point = 0;
  bool lone_before = false;
  const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
  for (int32_t at = 0; at < static_cast<int32_t>(text.size()); ++code_point) {
    const auto begin = static_cast<std::size_t>(at);
    UChar32 code = 0;
    U8_NEXT(bytes, at, static_cast<int32_t>(text.size()), code);
    const auto end = static_cast<std::size_t>(at);
    Role role = role_of(code);
    if (is_apostrophe(code) && apostrophes == Apostrophes::joined && words.open() &&
        letter_follows(text, at)) {
      role = Role::mark;
    }
    const bool joins = role == Role::mark ? words.open() : role == Role::letter && !lone_before;
    if (!joins) words.close();
    if (role == Role::letter || role == Role::lone || role == Role::symbol || (role == Role::mark && joins)) {
      words.add(begin, end, code_point);
    }
    if (role != Role::mark) lone_before = role == Role::lone || role == Role::symbol;
  }
  words.close();
  return words.take();
}

std::vector<std::uint32_t> code_point_index(std::string_view text) {
  std::vector<std::uint32_t> index(text.size() + 1);
  std::uint32_t count = 0;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool lead = (static_cast<unsigned char>(text[i]) & 0xC0) != 0x80;
    if (lead) ++count;
    index[i] = count - 1;
  }
  index[text.size()] = count;
  return index;
}

}  // namespace sb::nlu
