// Learned and exact understanding of arbitrary texts: places lie in the text, scores between 0 and 1.
// The bot of this fuzzer comes from the input as well: its first lines are an expression, a pattern and a
// value.
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "base/utf8.h"
#include "nlu/language_model.h"
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

// A model that was trained once; the bot of the input understands with it.
const nlu::LanguageModels& trained() {
  static const nlu::LanguageModels models = [] {
    Bot bot;
    bot.nlp.intents = {{"travel",
                        {{"en",
                          {{"from @origin to @class"},
                           {"a ticket to @origin"},
                           {"bring me to @origin"},
                           {"leave @origin at nine"},
                           {"two tickets"}}}}},
                       {"intent", {{"en", {{"hello"}, {"hi there"}, {"good day"}, {"hey"}, {"hiya"}}}}}};
    Entity origin = entity("origin", Entity::Type::contextual);
    origin.values = {{"Brussels", {}}, {"New York", {}}};
    bot.nlp.entities = {origin};
    auto model = nlu::train_language_model(nlu::training_set(bot, "en", 1), {});
    return nlu::LanguageModels{{"en", std::make_shared<const nlu::LanguageModel>(std::move(model).value())}};
  }();
  return models;
}

void check(const nlu::NlpResult& result, std::string_view text) {
  const std::size_t code_points = code_point_count(text);
  for (const auto& found : result.entities) {
    expect(found.start < found.end && found.end <= code_points);
    expect(found.score >= 0 && found.score <= 1);
  }
  double before = 1;
  for (const auto& intent : result.intents) {
    expect(intent.score >= 0 && intent.score <= before);
    before = intent.score;
  }
  expect(nlu::nlp_result_from_json(nlu::to_json(result)) == result);
}

void check_words(std::string_view text) {
  std::size_t before = 0;
  const std::size_t code_points = code_point_count(text);
  for (const char* language : {"en", "fr", "ja"}) {
    before = 0;
    for (const auto& word : nlu::text_words(text, language)) {
      expect(word.start >= before && word.end > word.start && word.end <= code_points);
      before = word.end;
    }
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view text(reinterpret_cast<const char*>(data), size);
  if (!is_valid_utf8(text)) return 0;
  const Bot bot = bot_from(text);
  const UtcMs now{1'700'000'000'000};
  check(nlu::make_exact_understanding(bot)->extract(text, "en", now), text);
  check(nlu::make_understanding(bot, trained())->extract(text, "en", now), text);
  check_words(text);
  return 0;
}
