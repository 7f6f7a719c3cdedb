#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sb::nlu {

// A piece of a text as the parsers of dates, times, numbers and amounts see it. White space separates, and is
// gone.
struct Token {
  enum class Kind {
    word,    // a run of letters, with apostrophes inside ("o'clock")
    digits,  // a run of decimal digits of one script or several
    mark,    // one other character
  };
  Kind kind = Kind::mark;
  bool spaced = true;                // white space stands before it, or nothing
  std::uint32_t begin = 0, end = 0;  // bytes of the text
  // Words: folded for comparing, empty when longer than `word_bytes_max`. Digits: ASCII digits. Marks: as
  // they are.
  std::string text = {};
};
inline constexpr std::size_t word_bytes_max = 64;  // no table knows longer words

using Tokens = std::vector<Token>;

// Linear in the text. Ill-formed UTF-8 becomes marks.
Tokens tokenize(std::string_view text);

}  // namespace sb::nlu
