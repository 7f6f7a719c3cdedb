#pragma once
#include <string>
#include <string_view>
#include <vector>

namespace sb {

enum class Severity { error, warning };

// One finding about a bot: where, how bad, what is wrong and what would be right, for the person who wrote
// the bot.
struct Diagnostic {
  Severity severity = Severity::error;
  std::string pointer;  // RFC 6901 JSON pointer into the document form of the bot
  std::string message;
  std::string place = {};  // "flows/general/intro.yaml:12" when the bot comes from a folder

  friend bool operator==(const Diagnostic&, const Diagnostic&) = default;
};

// "place: error: message"; without a file the pointer is the place.
std::string to_text(const Diagnostic& diagnostic);

// The findings of one pass, in the order of discovery. Past `diagnostics_max` only counts: a broken file of a
// million lines shall not produce a million messages.
inline constexpr std::size_t diagnostics_max = 1'000;
class Diagnostics {
 public:
  void error(std::string pointer, std::string message) {
    add({Severity::error, std::move(pointer), std::move(message)});
  }
  void warning(std::string pointer, std::string message) {
    add({Severity::warning, std::move(pointer), std::move(message)});
  }
  void add(Diagnostic diagnostic);

  bool has_errors() const { return errors_ > 0; }
  std::size_t error_count() const { return errors_; }
  const std::vector<Diagnostic>& all() const { return all_; }
  std::vector<Diagnostic>& all() { return all_; }
  // The errors as one text, separated by "; ": for a Result.
  std::string summary() const;

 private:
  std::vector<Diagnostic> all_;
  std::size_t errors_ = 0;
};

// `token` with "~" and "/" escaped, as a step of a JSON pointer: "/name".
std::string pointer_step(std::string_view token);
std::string pointer_step(std::size_t index);
// The unescaped steps of a pointer.
std::vector<std::string> pointer_steps(std::string_view pointer);

// The candidate nearest to `name` by edit distance (insert, delete, replace, swap neighbours; case counts
// half), or empty when none is near enough to be a slip of the pen.
std::string nearest_name(std::string_view name, const std::vector<std::string_view>& candidates);
// ` (did you mean "x"?)` or an empty text.
std::string suggestion(std::string_view name, const std::vector<std::string_view>& candidates);

}  // namespace sb
