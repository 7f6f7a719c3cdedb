#include <cstdint>
#include <cstdlib>

#include "base/utf8.h"
#include "model/interpolate.h"

// Laws of interpolation: a text without delimiters is unchanged; an inserted value appears as it is and is
// never read as a template; encodings let no character through that means something in their place.
namespace {

void demand(bool law) {
  if (!law) std::abort();
}

bool has_control(std::string_view text) {
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) return true;
  }
  return false;
}

void check_insertion(std::string_view value) {
  const sb::JsonObject session = {{"v", boost::json::string_view(value.data(), value.size())},
                                  {"other", "OTHER"}};
  demand(sb::interpolate("<{v}>{v}", session) == "<" + std::string(value) + ">" + std::string(value));
  demand(sb::interpolate("{v}", session, sb::Encoding::html).find_first_of("<>\"'") == std::string::npos);
  demand(!has_control(sb::interpolate("{v|raw}", session, sb::Encoding::header_value)));
  demand(!has_control(sb::interpolate_url("{v}/{v|raw}?{v}", session)));
  const auto part = sb::interpolate_url("https://h/{v}", session).substr(10);
  demand(part.find_first_of("/?#&@:\\{}") == std::string::npos);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  if (!sb::is_valid_utf8(text)) return 0;
  check_insertion(text);

  // Values that look like templates must come out as they are: with both variables alike, filling the result
  // once more is the only way to see them change.
  const sb::JsonObject session = {{"a", "{b}"}, {"b", "{a|json}"}, {"n", 1}, {"l", {1, 2}}};
  const auto filled = sb::interpolate(text, session);
  demand(text.find('{') != std::string_view::npos || filled == text);
  demand(sb::is_valid_utf8(filled));
  const auto typed = sb::interpolate_typed(text, session);
  demand(sb::single_placeholder(text) || sb::text_of(&typed) == filled);
  if (sb::single_placeholder(text) && typed.is_string()) demand(sb::text_of(&typed) == filled);
  (void)sb::interpolate_url(text, session);
  (void)sb::interpolate(text, session, sb::Encoding::none, {"a", "b"});
  return 0;
}
