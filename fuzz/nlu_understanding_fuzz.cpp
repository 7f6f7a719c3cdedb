// The bot of this fuzzer comes from the input as well: its first lines are an expression, a pattern and a
// value.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/utf8.h"
#include "nlu/understanding.h"

namespace {

using namespace sb;

void expect(bool holds) {
  if (!holds) std::abort();
}

std::string take_line(std::string_view& text) {
  const auto end = std::min(text.find('\n'), text.size());
  std::string line(text.substr(0, end));
  text.remove_prefix(std::min(end + 1, text.size()));
  return line;
}

Entity entity(std::string name, Entity::Type type) {
  Entity made;
  made.name = std::move(name);
  made.type = type;
  return made;
}

Bot bot_from(std::string_view& text) {
  Bot bot;
  Intent intent;
  intent.name = "intent";
  intent.expressions["en"] = {{take_line(text)}, {"from @origin to @class"}, {"@sys.number @pattern"}};
  bot.nlp.intents = {intent};
  Entity pattern = entity("pattern", Entity::Type::match_pattern);
  pattern.pattern = take_line(text);
  Entity origin = entity("origin", Entity::Type::contextual);
  origin.fuzzy = true;
  origin.values = {{take_line(text), {"Brussels", "New York"}}};
  Entity list = entity("class", Entity::Type::match_text);
  list.values = {{"first", {"first class", "1st"}}};
  Entity whole = entity("party", Entity::Type::composite);
  whole.parts = {"@sys.number", "@class", "@origin"};
  bot.nlp.entities = {pattern, origin, list, whole};
  return bot;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view text(reinterpret_cast<const char*>(data), size);
  if (!is_valid_utf8(text)) return 0;
  const Bot bot = bot_from(text);
  const auto result = nlu::make_exact_understanding(bot)->extract(text, "en", UtcMs{1'700'000'000'000});
  const std::size_t code_points = code_point_count(text);
  for (const auto& found : result.entities) expect(found.start < found.end && found.end <= code_points);
  expect(nlu::nlp_result_from_json(nlu::to_json(result)) == result);
  return 0;
}
