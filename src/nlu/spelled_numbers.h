#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include <unicode/rbnf.h>

#include "nlu/tokens.h"

namespace sb::nlu {

// The numbers 0 to 999 in words, and the ordinals up to 999, as ICU's spell-out rules write them for some
// locales, in every gender and case. Immutable.
class SpelledNumbers final {
 public:
  explicit SpelledNumbers(std::span<const std::string_view> locales);

  struct Match {
    std::size_t next = 0;  // the token after it
    int value = 0;
  };
  // The longest number that begins at the token; hyphens between its words are passed over.
  std::optional<Match> cardinal_at(const Tokens& tokens, std::size_t at) const {
    return longest(cardinals_, tokens, at);
  }
  std::optional<Match> ordinal_at(const Tokens& tokens, std::size_t at) const {
    return longest(ordinals_, tokens, at);
  }
  // Of one word.
  std::optional<int> cardinal(std::string_view word) const;
  // First words of the numbers and ordinals up to 100.
  const std::vector<std::string>& small_beginnings() const { return small_beginnings_; }

 private:
  static constexpr int inner = -1;                       // a beginning of longer phrases, no number itself
  using Phrases = std::unordered_map<std::string, int>;  // words joined by one space

  static std::optional<Match> longest(const Phrases& phrases, const Tokens& tokens, std::size_t at);
  void add_before_thousand(const icu::RuleBasedNumberFormat& format, const icu::UnicodeString& rules,
                           int number);
  static void add(Phrases& phrases, const std::string& phrase, int value);

  Phrases cardinals_, ordinals_;
  std::vector<std::string> small_beginnings_;
};

}  // namespace sb::nlu
