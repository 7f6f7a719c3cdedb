#include <algorithm>
#include <cstdint>
#include <cstdlib>

#include "base/utf8.h"
#include "model/condition.h"

// The input is: operator and flags (1 byte), variable, value and stored text, separated by 0xFF. Laws: an
// operator and its negation disagree; a value equals itself; nothing is both greater and lower than
// something.
namespace {

void demand(bool law) {
  if (!law) std::abort();
}

std::string_view cut(std::string_view& rest) {
  const auto end = std::min(rest.find('\xFF'), rest.size());
  const auto part = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return part;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size == 0) return 0;
  std::string_view rest(reinterpret_cast<const char*>(data) + 1, size - 1);
  const std::string variable(cut(rest)), value(cut(rest)), stored(cut(rest));
  if (!sb::is_valid_utf8(variable) || !sb::is_valid_utf8(value) || !sb::is_valid_utf8(stored)) return 0;
  sb::JsonObject session = {{"n", 1.5}, {"list", {1, "a"}}};
  session[variable] = stored;
  if (auto parsed = sb::parse_json(stored); parsed.has_value()) session["v"] = std::move(*parsed);

  const bool case_sensitive = (data[0] & 0x80) == 0;
  const auto truth = [&](sb::Operator op) {
    return sb::holds({variable, op, value, case_sensitive}, session);
  };
  using enum sb::Operator;
  demand(truth(equals) != truth(not_equals));
  demand(truth(exists) != truth(not_exists));
  demand(truth(contains) != truth(not_contains));
  demand(!(truth(greater_than) && truth(lower_than)));
  demand(!truth(greater_than) || truth(greater_than_or_equals));
  (void)truth(starts_with);
  (void)truth(ends_with);
  (void)truth(regex);
  demand(sb::holds({"v", equals, "{v}", case_sensitive}, session));
  (void)sb::check_condition({variable, regex, value, case_sensitive});
  return 0;
}
