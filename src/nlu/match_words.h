#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace sb::nlu {

// A word of a text as entity values and expressions are compared: case, accents and compatibility forms
// folded. Punctuation separates words. A symbol is a word; so is every character of a script written without
// spaces.
struct MatchWord {
  std::string folded;
  std::size_t start = 0, end = 0;  // code points of the text, end exclusive
};

enum class Apostrophes {
  split,   // "d'Anvers" is two words, so that "Anvers" is found in it
  joined,  // "o'clock" is "oclock"
};

// `text` is well-formed UTF-8. Linear.
std::vector<MatchWord> match_words(std::string_view text, Apostrophes apostrophes);

// The code point that begins at each byte of a well-formed text, and one past the last.
std::vector<std::uint32_t> code_point_index(std::string_view text);

}  // namespace sb::nlu
