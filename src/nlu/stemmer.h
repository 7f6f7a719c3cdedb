#pragma once
#include <string>
#include <string_view>

namespace sb::nlu {

// Word stems by Snowball for the languages it covers. Each thread keeps its own stemmers, so one object
// serves all threads.
class Stemmer final {
 public:
  // `language` as bots name it: "nl", "nl-be". Languages without an algorithm keep their words as they are.
  explicit Stemmer(std::string_view language);

  // `word` is folded, at most `stem_bytes_max`; longer ones come back unchanged.
  std::string stem(const std::string& word) const;

 private:
  const char* algorithm_ = nullptr;
};
inline constexpr std::size_t stem_bytes_max = 128;

}  // namespace sb::nlu
