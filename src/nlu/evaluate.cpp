#include "nlu/evaluate.h"

#include <sys/resource.h>
#include <time.h>

#include <algorithm>
#include <cmath>

#include <unicode/unistr.h>

#include "nlu/language_model.h"
#include "nlu/rng.h"
#include "nlu/understanding.h"

namespace sb::nlu {
namespace {

constexpr double threshold = 0.8;
constexpr double in_scope_wanted = 0.915;
constexpr int calibration_bins = 15;
constexpr UtcMs pipeline_now{1'795'000'000'000};

// Time this thread has spent on the processor: what others do on the machine does not count.
double thread_seconds() {
  timespec spent{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &spent);
  return static_cast<double>(spent.tv_sec) + static_cast<double>(spent.tv_nsec) * 1e-9;
}

double peak_mb() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

double share(double part, double whole) {
  return whole > 0 ? part / whole : 0;
}

// One or two of: a letter doubled, dropped, replaced, two swapped.
std::string with_typos(const std::string& text, Rng& random) {
  auto letters = icu::UnicodeString::fromUTF8(text);
  const int edits = 1 + static_cast<int>(random.below(2));
  for (int i = 0; i < edits && letters.length() > 2; ++i) {
    const auto at = static_cast<int32_t>(random.below(static_cast<std::uint64_t>(letters.length() - 1)));
    const auto letter = static_cast<char16_t>('a' + random.below(26));
    switch (random.below(4)) {
      case 0:
        letters.insert(at, letter);
        break;
      case 1:
        letters.remove(at, 1);
        break;
      case 2:
        letters.setCharAt(at, letter);
        break;
      default: {
        const char16_t first = letters.charAt(at);
        letters.setCharAt(at, letters.charAt(at + 1));
        letters.setCharAt(at + 1, first);
      }
    }
  }
  std::string out;
  letters.toUTF8String(out);
  return out;
}

struct Outcome {
  std::size_t intent = 0,
              best = 0;  // numbers of the model's intents; `intent` is their count when out of scope
  bool in_scope = true;
  double probability = 0, score = 0;
  bool right() const { return in_scope && intent == best; }
};

double macro_f1(const std::vector<Outcome>& outcomes, std::size_t intents) {
  std::vector<double> right(intents), guessed(intents), total(intents);
  for (const Outcome& o : outcomes) {
    if (!o.in_scope || o.intent >= intents) continue;
    ++total[o.intent];
    ++guessed[o.best];
    if (o.right()) ++right[o.intent];
  }
  double sum = 0, counted = 0;
  for (std::size_t i = 0; i < intents; ++i) {
    if (total[i] == 0) continue;
    ++counted;
    sum += share(2 * right[i], total[i] + guessed[i]);
  }
  return share(sum, counted);
}

// The area under the curve: the share of pairs in which the text in scope scores higher.
double auroc(std::vector<Outcome> outcomes) {
  std::sort(outcomes.begin(), outcomes.end(), [](const auto& a, const auto& b) { return a.score < b.score; });
  double below = 0, pairs = 0, in_scope = 0;
  for (std::size_t i = 0; i < outcomes.size();) {
    std::size_t end = i;
    double tied_in = 0, tied_out = 0;
    for (; end < outcomes.size() && outcomes[end].score == outcomes[i].score; ++end)
      (outcomes[end].in_scope ? tied_in : tied_out) += 1;
    pairs += tied_in * below + tied_in * tied_out / 2;
    below += tied_out;
    in_scope += tied_in;
    i = end;
  }
  return share(pairs, below * in_scope);
}

double recall_at_in_scope(std::vector<Outcome> outcomes) {
  std::sort(outcomes.begin(), outcomes.end(), [](const auto& a, const auto& b) { return a.score > b.score; });
  double in_scope = 0, out = 0, right = 0, accepted_out = 0;
  for (const Outcome& o : outcomes) (o.in_scope ? in_scope : out) += 1;
  for (const Outcome& o : outcomes) {
    if (o.right()) ++right;
    if (!o.in_scope) ++accepted_out;
    if (right >= in_scope_wanted * in_scope) return share(out - accepted_out, out);
  }
  return 0;
}

double calibration_error(const std::vector<Outcome>& outcomes) {
  double count[calibration_bins] = {}, right[calibration_bins] = {}, promised[calibration_bins] = {}, all = 0;
  for (const Outcome& o : outcomes) {
    if (!o.in_scope) continue;
    const int bin = std::min(calibration_bins - 1, static_cast<int>(o.probability * calibration_bins));
    ++count[bin];
    ++all;
    right[bin] += o.right() ? 1 : 0;
    promised[bin] += o.probability;
  }
  double error = 0;
  for (int i = 0; i < calibration_bins; ++i) error += std::abs(right[i] - promised[i]);
  return share(error, all);
}

class Evaluation {
 public:
  Evaluation(const TrainingSet& set, const DatasetOptions& options) : set_(set), options_(options) {}

  Result<JsonObject> run(const std::vector<LabelledText>& test) {
    const double before = thread_seconds();
    TrainingOptions training;
    training.seed = options_.seed;
    SB_TRY(auto trained, train_language_model(set_, training));
    const double train_seconds = thread_seconds() - before;
    const double train_peak_mb = peak_mb();
    const auto model = std::make_shared<const LanguageModel>(std::move(trained));
    guess_all(*model, test);
    JsonObject result = measure(*model);
    result["pipeline_p50_us"] = pipeline_median(model, test);
    result["train_seconds"] = train_seconds;
    result["model_bytes"] = model->to_bytes().size();
    result["peak_rss_mb"] = train_peak_mb;
    return result;
  }

 private:
  void guess_all(const LanguageModel& model, const std::vector<LabelledText>& test) {
    Rng random(options_.seed);
    const auto& intents = model.intents().intents();
    for (const LabelledText& row : test) {
      if (!options_.language.empty() && row.language != options_.language) continue;
      const std::string text = options_.typos ? with_typos(row.text, random) : row.text;
      const double before = thread_seconds();
      const IntentGuess guess = model.intents().guess(text_words(text, set_.language), {});
      times_.push_back((thread_seconds() - before) * 1e6);
      if (!options_.typos) count_slots(model, row, guess.best);
      const auto known = std::find(intents.begin(), intents.end(), row.intent);
      outcomes_.push_back({.intent = static_cast<std::size_t>(known - intents.begin()),
                           .best = guess.best,
                           .in_scope = row.intent != out_of_scope_label,
                           .probability = guess.probabilities[guess.best],
                           .score = guess.score});
    }
  }

  // Everything that happens to a text of a user: exact expressions, intents, slots, system entities.
  double pipeline_median(const std::shared_ptr<const LanguageModel>& model,
                         const std::vector<LabelledText>& test) const {
    Bot bot;
    for (const auto& name : set_.intents) bot.nlp.intents.push_back({name, {}});
    for (const auto& example : set_.examples) {
      bot.nlp.intents[example.intent].expressions[set_.language].push_back({example.expression});
    }
    bot.nlp.entities = set_.entities;
    const auto understanding = make_understanding(bot, {{set_.language, model}});
    std::vector<double> times;
    for (const LabelledText& row : test) {
      const double before = thread_seconds();
      (void)understanding->extract(row.text, set_.language, pipeline_now);
      times.push_back((thread_seconds() - before) * 1e6);
    }
    std::sort(times.begin(), times.end());
    return times.empty() ? 0 : times[times.size() / 2];
  }

  // Exact spans of the right entity.
  void count_slots(const LanguageModel& model, const LabelledText& row, std::size_t guessed_intent) {
    slots_wanted_ += static_cast<double>(row.mentions.size());
    if (!model.slots()) return;
    const auto words = text_words(row.text, set_.language);
    const auto reading = model.slots()->read_text(words, static_cast<std::uint32_t>(guessed_intent));
    for (const FoundSlot& slot : reading.slots()) {
      const Mention found{model.slots()->entities()[slot.entity], words[slot.first].start,
                          words[slot.end - 1].end};
      ++slots_found_;
      slots_right_ +=
          std::find(row.mentions.begin(), row.mentions.end(), found) != row.mentions.end() ? 1 : 0;
    }
  }

  JsonObject measure(const LanguageModel& model) {
    double in_scope = 0, right = 0, answered = 0, answered_right = 0, out = 0, refused = 0;
    for (const Outcome& o : outcomes_) {
      const bool above = o.score > threshold;
      if (!o.in_scope) {
        ++out;
        refused += above ? 0 : 1;
        continue;
      }
      ++in_scope;
      right += o.right() ? 1 : 0;
      answered += above ? 1 : 0;
      answered_right += above && o.right() ? 1 : 0;
    }
    std::vector<double> sorted = times_;
    std::sort(sorted.begin(), sorted.end());
    double total = 0;
    for (const double time : sorted) total += time;
    JsonObject result{{"examples", set_.examples.size()},
                      {"tests", outcomes_.size()},
                      {"intents", model.intents().intents().size()},
                      {"accuracy", share(right, in_scope)},
                      {"macro_f1", macro_f1(outcomes_, model.intents().intents().size())},
                      {"answered_at_0_8", share(answered, in_scope)},
                      {"precision_at_0_8", share(answered_right, answered)},
                      {"in_scope_at_0_8", share(answered_right, in_scope)},
                      {"calibration_error", calibration_error(outcomes_)},
                      {"cross_validated_accuracy", model.validation().accuracy},
                      {"mean_us", share(total, static_cast<double>(sorted.size()))},
                      {"p99_us", sorted.empty() ? 0 : sorted[sorted.size() * 99 / 100]}};
    result["oos_recall"] = out > 0 ? Json(share(refused, out)) : Json();
    result["oos_recall_at_in_scope_0_915"] = out > 0 ? Json(recall_at_in_scope(outcomes_)) : Json();
    result["oos_auroc"] = out > 0 ? Json(auroc(outcomes_)) : Json();
    result["slot_f1"] =
        slots_wanted_ > 0 ? Json(share(2 * slots_right_, slots_wanted_ + slots_found_)) : Json();
    return result;
  }

  const TrainingSet& set_;
  const DatasetOptions& options_;
  double slots_wanted_ = 0, slots_found_ = 0, slots_right_ = 0;
  std::vector<Outcome> outcomes_;
  std::vector<double> times_;
};

// A set of one intent is about its slots: another intent stands beside it, so that there is something to
// train.
std::vector<LabelledText> with_two_intents(std::vector<LabelledText> rows) {
  const auto differs = [&](const LabelledText& row) {
    return row.intent != out_of_scope_label && row.intent != rows.front().intent;
  };
  if (rows.empty() || std::any_of(rows.begin(), rows.end(), differs)) return rows;
  const std::string language = rows.front().language;
  for (const char* text : {"hello", "good morning", "thank you", "goodbye", "never mind"})
    rows.push_back({text, "another intent", language, {}});
  return rows;
}

}  // namespace

Result<JsonObject> evaluate(const std::vector<LabelledText>& train, const std::vector<LabelledText>& test,
                            const DatasetOptions& options) {
  const TrainingSet set = training_set(with_two_intents(train), options);
  return Evaluation(set, options).run(test);
}

}  // namespace sb::nlu
