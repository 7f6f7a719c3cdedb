#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "nlu/stemmer.h"

namespace sb::nlu {

// A word of a text as the models see it.
struct TextWord {
  enum class Kind : std::uint8_t {
    letters,
    digits,
    unspaced,  // of a script written without spaces, cut by dictionary
    mark,      // one punctuation mark or symbol
  };
  Kind kind = Kind::mark;
  bool first_upper = false, all_upper = false;  // as the user typed it
  bool spaced = true;                           // white space or nothing stands before it
  std::string folded;  // case, width and accents folded, apostrophes dropped; digits in ASCII
  std::string stem;
  std::uint32_t start = 0, end = 0;  // code points of the text, end exclusive
};

// `text` is well-formed UTF-8. Linear. Words of more than `word_code_points_max` are cut there.
inline constexpr std::size_t word_code_points_max = 40;
std::vector<TextWord> text_words(std::string_view text, std::string_view language);

}  // namespace sb::nlu
