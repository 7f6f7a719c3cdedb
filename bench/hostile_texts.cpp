// How long texts of any kind keep the understanding: the worst times per 1,000 characters over the corpora of
// tests and over 1 MB of one character. Usage: hostile_texts_bench (from anywhere; it knows its source
// folder)
#include <time.h>

#include <cstdio>
#include <fstream>
#include <iterator>
#include <sstream>

#include "base/utf8.h"
#include "model/bot_folder.h"
#include "nlu/language_model.h"
#include "nlu/match_words.h"
#include "nlu/system_entities.h"
#include "nlu/text_words.h"
#include "nlu/understanding.h"

namespace {

using namespace sb;

constexpr UtcMs now{1'795'000'000'000};
constexpr int repetitions = 5;  // the best of them counts: what others do on the machine does not
constexpr std::size_t characters_counted_min = 100;  // a short text costs what it costs

std::string corpus(const std::string& name) {
  std::ifstream file(std::string(SB_SOURCE_DIR) + "/tests/corpora/" + name, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

double thread_ms() {
  timespec spent{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &spent);
  return static_cast<double>(spent.tv_sec) * 1e3 + static_cast<double>(spent.tv_nsec) * 1e-6;
}

template <typename Work>
double best_ms(const Work& work) {
  double best = 1e9;
  for (int i = 0; i < repetitions; ++i) {
    const double before = thread_ms();
    work();
    best = std::min(best, thread_ms() - before);
  }
  return best;
}

std::vector<std::string> texts() {
  std::vector<std::string> out;
  const Json naughty = parse_json(corpus("naughty-strings/blns.json")).value();
  for (const Json& text : naughty.get_array()) out.emplace_back(view(text.get_string()));
  std::istringstream lines(corpus("unicode-text/cases.jsonl"));
  for (std::string line; std::getline(lines, line);)
    out.emplace_back(string_member(parse_json(line).value().get_object(), "text"));
  for (const char* piece : {"a",         " ",
                            "1",         "@",
                            "é",         "e\xCC\x81",
                            "北",        "カ",
                            "ก",         "👨‍👩‍👧‍👦",
                            "🇧🇪",        "\xE2\x80\xAE",
                            "a.",        "a@",
                            "1,",        "+1",
                            "www.",      "twenty ",
                            "Brussels ", "from Brussels to Antwerp "}) {
    std::string text;
    for (std::size_t count = 0; count + code_point_count(piece) <= nlu::text_code_points_max;
         count += code_point_count(piece))
      text += piece;
    out.push_back(std::move(text));
  }
  return out;
}

struct Worst {
  double ms = 0;
  std::string text;
  void note(double ms_per_1000, const std::string& of) {
    if (ms_per_1000 <= ms) return;
    ms = ms_per_1000;
    text = printable(utf8_prefix(of, 30));
  }
};

double thousands(const std::string& text) {
  return static_cast<double>(std::max(code_point_count(text), characters_counted_min)) / 1000;
}

}  // namespace

int main() {
  Diagnostics diagnostics;
  const Bot bot = load_bot_folder(std::string(SB_SOURCE_DIR) + "/examples/choochoo", diagnostics).value().bot;
  nlu::LanguageModels models;
  for (const auto& language : nlu::trainable_languages(bot)) {
    models[language] = std::make_shared<const nlu::LanguageModel>(
        std::move(nlu::train_language_model(nlu::training_set(bot, language, 1), {}).value()));
  }
  const auto understanding = nlu::make_understanding(bot, models);
  Worst whole;
  for (const auto& text : texts()) {
    if (!is_valid_utf8(text)) continue;
    whole.note(best_ms([&] { (void)understanding->extract(text, "en", now); }) / thousands(text), text);
  }
  std::printf("understanding, texts of up to 1,000 characters: worst %.2f ms per 1,000 (%s)\n", whole.ms,
              whole.text.c_str());
  for (const char* piece :
       {"a", "1", "@", "北", "e\xCC\x81", "\xE2\x80\xAE", "👨‍👩‍👧‍👦", "\xff"}) {
    std::string text;
    while (text.size() < 1'000'000) text += piece;
    const bool valid = is_valid_utf8(text);
    const double count = valid ? static_cast<double>(code_point_count(text)) / 1000 : 1000;
    const double extract = best_ms([&] { (void)understanding->extract(text, "en", now); });
    double words = 0, entities = 0;
    if (valid) {
      words = best_ms([&] {
        (void)nlu::text_words(text, "en");
        (void)nlu::match_words(text, nlu::Apostrophes::split);
      });
      entities = best_ms([&] { (void)nlu::find_system_entities(text, {now}, "en"); });
    }
    std::printf("1 MB of %s: ms per 1,000 characters: understanding %.4f, words %.3f, system entities %.3f\n",
                printable(piece).c_str(), extract / count, words / count, entities / count);
  }
}
