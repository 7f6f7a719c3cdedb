#pragma once
#include <cstddef>
#include <functional>
#include <optional>
#include <string_view>

namespace sb {

// Mentions of entities in expressions: "from @origin to @destination" (spec 08 §1). Pure functions.

// True for letters of scripts that are written without spaces between words (Chinese, Japanese, Thai …).
bool is_unspaced_script(char32_t code);

// Where a mention may begin: at an "@" before a name that does not follow a letter or digit, as in an e-mail
// address. Letters of scripts without spaces may stand before it. npos: nowhere.
std::size_t find_mention(std::string_view text, std::size_t from);

struct FoundMention {
  std::size_t at = 0;     // of the "@"
  std::string_view name;  // the longest known one that begins there, or else what stands there
  bool known = false;
  std::size_t end() const { return at + 1 + name.size(); }
};
// The next mention. "origin" is found in "@origin." and "@origin-", and before letters of scripts without
// spaces. After such letters only a known name makes a mention.
std::optional<FoundMention> next_mention(std::string_view text, std::size_t from,
                                         const std::function<bool(std::string_view)>& knows);

}  // namespace sb
