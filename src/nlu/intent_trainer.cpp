#include "nlu/intent_trainer.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <unordered_map>

#include "base/memory.h"
#include "base/utf8.h"
#include "nlu/kernels.h"
#include "nlu/rng.h"

namespace sb::nlu {
namespace {

constexpr std::size_t large_set = 5'000, middle_set = 2'000;  // examples
constexpr std::size_t folds = 5;
constexpr std::size_t intents_for_stand_ins_min =
    4;                                      // fewer: leaving intents out leaves nothing to choose from
constexpr double out_of_scope_share = 0.1;  // of the traffic a bot is assumed to get
constexpr std::size_t gibberish_max = 200;

// Above so many examples what the steps of a training leave behind is worth giving back between them.
constexpr std::size_t tidy_examples_min = 5'000;

enum class Purpose { judging, serving };

// How a set is learned from.
struct Plan {
  SoftmaxOptions linear;
  HiddenOptions hidden;
};

// Many intents with few examples each.
bool thin(std::size_t examples, std::size_t classes) {
  constexpr std::size_t classes_many = 40, examples_few = 15;
  return classes > classes_many && examples < examples_few * classes;
}

// To learn several times with other draws and to take the mean gains most where there are few examples, and
// is soonest done there.
int runs(std::size_t examples, std::size_t classes) {
  constexpr std::size_t classes_cheap = 32, cost_small = 400 * classes_cheap;
  constexpr std::size_t cost_middle = 400'000, cost_large = 1'000'000;
  const std::size_t cost = examples * std::max(classes, classes_cheap);
  if (cost < cost_small || (thin(examples, classes) && cost < cost_middle)) return 4;
  return cost < cost_large ? 2 : 1;
}

// Of many examples half the epochs are enough to judge by, and half the runs of any.
Plan plan_for(std::size_t examples, std::size_t classes, Purpose purpose, std::uint64_t seed) {
  constexpr std::size_t classes_narrow_max = 40;  // more do not find their places in half the width
  const bool small = examples < middle_set, judging = purpose == Purpose::judging;
  const int serving_runs = runs(examples, classes);
  Plan plan;
  plan.linear.runs = judging ? std::max(1, serving_runs / 2) : serving_runs;
  plan.linear.epochs = small ? 30 : judging ? 12 : 24;
  plan.linear.dropout = small ? 0.5f : 0.6f;
  plan.linear.rate = 1.8f;
  plan.linear.rate_decay = serving_runs > 1 ? 0.9f : 0;
  plan.linear.seed = seed;
  plan.hidden.nets = plan.linear.runs;
  plan.hidden.width = classes <= classes_narrow_max ? 16 : 32;
  plan.hidden.dropout = plan.linear.dropout;
  plan.hidden.epochs = small ? 20 : judging ? 8 : 16;
  plan.hidden.share = thin(examples, classes) ? 0.6f : small ? 0.5f : 0.4f;
  plan.hidden.seed = seed;
  return plan;
}

// "FAQ/openingHours" -> "FAQ opening hours"
std::string words_of_name(std::string_view name) {
  std::string words;
  bool lower_before = false;
  for (const char c : name) {
    const bool upper = c >= 'A' && c <= 'Z', lower = c >= 'a' && c <= 'z';
    const bool other = static_cast<unsigned char>(c) >= 0x80 || (c >= '0' && c <= '9');
    if (upper && lower_before) words += ' ';
    words += upper || lower || other ? c : ' ';
    lower_before = lower;
  }
  return words;
}

}  // namespace

class IntentTrainer {
 public:
  IntentTrainer(const TrainingSet& set, const EntityFinder& entities, const TrainingOptions& options)
      : set_(set), entities_(entities), options_(options), random_(options.seed) {}

  Result<TrainedIntents> run() {
    prepare();
    Confidence confidence;
    if (!validate(confidence)) return cancelled();
    IntentModel model = train(all_examples(), Purpose::serving, options_.seed, 0.75, 0.25);
    if (cancelled_) return cancelled();
    model.temperature_ = temperature_;
    model.confidence_ = confidence;
    return TrainedIntents{std::move(model), report(), guesses()};
  }

 private:
  static constexpr std::uint32_t no_intent = 0xFFFFFFFF;
  static constexpr float steps_per_score = 256;
  struct Example {
    std::uint32_t first_text = 0, text_count = 0, cls = 0;
    std::uint32_t source = no_intent;  // example of the set; none for names and out-of-scope texts
    std::uint32_t fold = 0;
  };
  // A text of the validation, judged by a model that did not see it.
  struct Judged {
    std::vector<std::int16_t> scores;  // raw, of the classes of the fold, as small numbers: there are many
    ConfidenceInputs inputs{};
    std::uint32_t example = 0;
    bool in_scope = true;
  };

  static Error cancelled() { return {ErrorCode::unavailable, "the training was cancelled"}; }

  void prepare() {
    classes_ = set_.intents.size() + (set_.out_of_scope.empty() ? 0 : 1);
    for (std::uint32_t i = 0; i < set_.examples.size(); ++i) {
      const TrainingExample& example = set_.examples[i];
      add(example.variants, example.intent, i);
    }
    for (std::uint32_t intent = 0; intent < set_.intents.size(); ++intent)
      add({{words_of_name(set_.intents[intent]), {}}}, intent, no_intent);
    for (const auto& text : set_.out_of_scope) {
      add({{text, {}}}, static_cast<std::uint32_t>(set_.intents.size()), no_intent);
    }
    assign_folds();
  }

  void add(const std::vector<TrainingText>& variants, std::uint32_t cls, std::uint32_t source) {
    Example example{.first_text = static_cast<std::uint32_t>(texts_.size()),
                    .text_count = 0,
                    .cls = cls,
                    .source = source};
    for (const auto& variant : variants) {
      texts_.push_back(text_words(variant.text, set_.language));
      names_.push_back(entity_names(variant.text));
      ++example.text_count;
    }
    examples_.push_back(example);
  }

  std::vector<std::string> entity_names(const std::string& text) const {
    if (set_.entities.empty()) return {};
    return entities_.names_in(text);
  }

  // The folds of an intent's examples avoid the fold in which the whole intent is left out, so that each
  // example is judged once with its intent known and once without.
  void assign_folds() {
    std::vector<std::uint32_t> next(classes_);
    for (std::uint32_t c = 0; c < classes_; ++c) next[c] = static_cast<std::uint32_t>(random_.below(folds));
    std::vector<std::uint32_t> order(examples_.size());
    for (std::uint32_t i = 0; i < order.size(); ++i) order[i] = i;
    for (std::size_t i = order.size(); i > 1; --i) std::swap(order[i - 1], order[random_.below(i)]);
    for (const auto i : order) {
      Example& example = examples_[i];
      do {
        next[example.cls] = (next[example.cls] + 1) % folds;
      } while (next[example.cls] == intent_fold(example.cls));
      example.fold = next[example.cls];
    }
  }
  std::uint32_t intent_fold(std::uint32_t cls) const {
    const bool leave_out = set_.intents.size() >= intents_for_stand_ins_min && cls < set_.intents.size();
    return leave_out ? cls % folds : static_cast<std::uint32_t>(folds);
  }

  std::vector<std::uint32_t> all_examples() const {
    std::vector<std::uint32_t> all(examples_.size());
    for (std::uint32_t i = 0; i < all.size(); ++i) all[i] = i;
    return all;
  }

  // Trains on some examples; the progress runs from `from` over `share`.
  IntentModel train(const std::vector<std::uint32_t>& chosen, Purpose purpose, std::uint64_t seed,
                    double from, double share) {
    IntentModel model;
    model.intents_ = set_.intents;
    model.has_out_of_scope_ = !set_.out_of_scope.empty();
    SoftmaxProblem problem;
    tidy();
    model.features_ = index_features(chosen);
    for (const auto i : chosen) {
      const Example& example = examples_[i];
      problem.examples.push_back(static_cast<std::uint32_t>(problem.texts.size()));
      problem.counts.push_back(example.text_count);
      problem.classes.push_back(example.cls);
      for (std::uint32_t t = 0; t < example.text_count; ++t)
        add_text(model.features_, example.first_text + t, problem.texts);
    }
    if (purpose == Purpose::serving) std::vector<std::vector<TextWord>>().swap(texts_);
    tidy();
    problem.class_count = classes_;
    problem.row_count = model.features_.size();
    const Plan plan = plan_for(set_.examples.size(), classes_, purpose, seed);
    const double epochs = plan.linear.epochs * plan.linear.runs + plan.hidden.epochs * plan.hidden.nets;
    const double steps = epochs * static_cast<double>(chosen.size()) / 256 + 1;
    double done = 0;
    const auto keep_going = [&] {
      done += 1;
      cancelled_ = cancelled_ || !options_.progress(from + share * std::min(1.0, done / steps));
      return !cancelled_;
    };
    model.set_weights(train_softmax(problem, plan.linear, keep_going));
    model.hidden_ = train_hidden_layer(problem, plan.hidden, keep_going);
    return model;
  }

  void tidy() const {
    if (examples_.size() >= tidy_examples_min) return_free_memory();
  }

  FeatureIndex index_features(const std::vector<std::uint32_t>& chosen) {
    FeatureGroups groups;
    for (const auto i : chosen) {
      for (std::uint32_t t = 0; t < examples_[i].text_count; ++t) {
        const std::uint32_t text = examples_[i].first_text + t;
        extract(text);
        for (const Feature& feature : features_) groups.add(feature.key, text, i);
      }
    }
    return groups.index(chosen.size() > large_set ? 2 : 1);
  }

  void extract(std::uint32_t text) { extractor_.extract(texts_[text], names_[text], features_); }

  // Adds the known features of a text, those of one row together.
  void add_text(const FeatureIndex& index, std::uint32_t text, SparseTexts& texts) {
    extract(text);
    known_.clear();
    for (const Feature& feature : features_) {
      const auto row = index.find(feature.key);
      if (row != FeatureIndex::unknown) known_.push_back({.row = row, .count = 1, .value = feature.value});
    }
    std::sort(known_.begin(), known_.end(), [](const auto& a, const auto& b) { return a.row < b.row; });
    std::size_t kept = 0;
    for (std::size_t i = 0; i < known_.size(); ++i) {
      const TiedFeatures& next = known_[i];
      if (kept > 0 && known_[kept - 1].row == next.row &&
          known_[kept - 1].count < FeatureGroups::members_max) {
        ++known_[kept - 1].count;
        known_[kept - 1].value += next.value;
      } else {
        known_[kept++] = next;
      }
    }
    known_.resize(kept);
    for (TiedFeatures& tied : known_) tied.value /= static_cast<float>(tied.count);
    texts.add(known_);
  }

  // Judges every expression by models that did not see it: fits the temperature, collects what the confidence
  // is learned from. False when cancelled.
  bool validate(Confidence& confidence) {
    for (std::uint32_t fold = 0; fold < folds; ++fold) {
      std::vector<std::uint32_t> chosen;
      for (std::uint32_t i = 0; i < examples_.size(); ++i) {
        if (examples_[i].fold != fold && intent_fold(examples_[i].cls) != fold) chosen.push_back(i);
      }
      const IntentModel model = train(chosen, Purpose::judging, options_.seed + 1 + fold, 0.15 * fold, 0.15);
      if (cancelled_) return false;
      judge_fold(model, fold);
    }
    fit_temperature();
    confidence.fit(collect());
    return true;
  }

  void judge_fold(const IntentModel& model, std::uint32_t fold) {
    for (std::uint32_t i = 0; i < examples_.size(); ++i) {
      const Example& example = examples_[i];
      const bool stand_in = intent_fold(example.cls) == fold || example.cls >= set_.intents.size();
      const bool named = example.source == no_intent && example.cls < set_.intents.size();
      if (named || (!stand_in && example.fold != fold)) continue;
      if (example.cls >= set_.intents.size() && example.fold != fold) continue;
      judged_.push_back({.scores = {}, .inputs = {}, .example = i, .in_scope = !stand_in});
      Judged& judged = judged_.back();
      judged.inputs = model.score_classes(texts_[example.first_text], names_[example.first_text], scores_);
      keep_scores(judged, fold);
    }
    add_gibberish(model, fold);
  }

  // Intents that a fold left out cannot be guessed in it.
  void keep_scores(Judged& judged, std::uint32_t fold) const {
    constexpr float limit = 32'000;
    judged.scores.resize(classes_);
    for (std::uint32_t c = 0; c < classes_; ++c) {
      const float score = intent_fold(c) == fold ? -limit : scores_[c] * steps_per_score;
      judged.scores[c] = static_cast<std::int16_t>(std::lround(std::clamp(score, -limit, limit)));
    }
  }
  void unpack_scores(const Judged& judged) {
    scores_.assign(padded(classes_), 0);
    for (std::size_t c = 0; c < classes_; ++c)
      scores_[c] = static_cast<float>(judged.scores[c]) / steps_per_score;
  }

  // Texts of invented words: whoever types such is out of scope of every bot.
  void add_gibberish(const IntentModel& model, std::uint32_t fold) {
    const std::size_t count = std::min(gibberish_max, examples_.size()) / folds;
    for (std::size_t i = 0; i < count; ++i) {
      std::string text;
      const std::size_t words = 1 + random_.below(5);
      for (std::size_t w = 0; w < words; ++w) {
        const std::size_t letters = 2 + random_.below(7);
        for (std::size_t l = 0; l < letters; ++l) text += static_cast<char>('a' + random_.below(26));
        text += ' ';
      }
      judged_.push_back({.scores = {}, .inputs = {}, .example = no_intent, .in_scope = false});
      Judged& judged = judged_.back();
      judged.inputs = model.score_classes(text_words(text, set_.language), {}, scores_);
      keep_scores(judged, fold);
    }
  }

  // The temperature under which the validated texts in scope are likeliest.
  void fit_temperature() {
    double low = std::log(0.1), high = std::log(10.0);
    constexpr double golden = 0.6180339887;
    const auto loss = [&](double log_temperature) {
      const double factor = std::exp(-log_temperature);
      double sum = 0;
      for (const Judged& judged : judged_) {
        if (!judged.in_scope) continue;
        unpack_scores(judged);
        const double best =
            *std::max_element(scores_.begin(), scores_.begin() + static_cast<std::ptrdiff_t>(classes_));
        double total = 0;
        for (std::size_t c = 0; c < classes_; ++c) total += std::exp((scores_[c] - best) * factor);
        sum += std::log(total) - (scores_[examples_[judged.example].cls] - best) * factor;
      }
      return sum;
    };
    double a = high - golden * (high - low), b = low + golden * (high - low);
    double loss_a = loss(a), loss_b = loss(b);
    for (int i = 0; i < 16; ++i) {
      if (loss_a < loss_b) {
        high = b, b = a, loss_b = loss_a;
        a = high - golden * (high - low), loss_a = loss(a);
      } else {
        low = a, a = b, loss_a = loss_b;
        b = low + golden * (high - low), loss_b = loss(b);
      }
    }
    temperature_ = static_cast<float>(std::exp((low + high) / 2));
  }

  std::vector<ConfidenceExample> collect() {
    std::vector<ConfidenceExample> out;
    out.reserve(judged_.size());
    IntentModel judge;
    judge.intents_ = set_.intents;
    judge.has_out_of_scope_ = !set_.out_of_scope.empty();
    judge.stride_ = padded(classes_);
    judge.temperature_ = temperature_;
    double in_scope = 0, stand_ins = 0;
    for (const Judged& judged : judged_) {
      unpack_scores(judged);
      const IntentGuess guess = judge.judge(scores_, judged.inputs);
      const bool right = judged.in_scope && guess.best == examples_[judged.example].cls;
      ConfidenceExample example{.inputs = guess.inputs, .right = right, .in_scope = judged.in_scope};
      (judged.in_scope ? in_scope : stand_ins) += 1;
      out.push_back(example);
      if (judged.in_scope) note(judged, guess);
    }
    const double weight =
        stand_ins > 0 ? in_scope * out_of_scope_share / (1 - out_of_scope_share) / stand_ins : 0;
    for (auto& example : out) {
      if (!example.in_scope) example.weight = weight;
    }
    std::vector<Judged>().swap(judged_);
    return out;
  }

  struct Guessed {
    std::uint32_t source, intent, best;
    double probability;
  };
  void note(const Judged& judged, const IntentGuess& guess) {
    const Example& example = examples_[judged.example];
    if (example.source == no_intent) return;
    guessed_.push_back({example.source, example.cls, static_cast<std::uint32_t>(guess.best),
                        guess.probabilities[guess.best]});
  }

  CrossValidation report() const {
    CrossValidation made;
    std::vector<std::size_t> total(set_.intents.size()), guessed(set_.intents.size()),
        right(set_.intents.size());
    std::map<std::pair<std::uint32_t, std::uint32_t>, std::size_t> confused;
    std::size_t all_right = 0;
    for (const Guessed& g : guessed_) {
      ++total[g.intent];
      ++guessed[g.best];
      if (g.intent == g.best) {
        ++right[g.intent];
        ++all_right;
        continue;
      }
      ++confused[{g.intent, g.best}];
      made.suspicious.push_back(
          {set_.examples[g.source].expression, set_.intents[g.intent], set_.intents[g.best], g.probability});
    }
    const auto share = [](std::size_t part, std::size_t whole) {
      return whole ? static_cast<double>(part) / static_cast<double>(whole) : 0.0;
    };
    for (std::size_t i = 0; i < total.size(); ++i)
      made.intents.push_back(
          {set_.intents[i], total[i], share(right[i], guessed[i]), share(right[i], total[i])});
    for (const auto& [pair, count] : confused)
      made.confusions.push_back({set_.intents[pair.first], set_.intents[pair.second], count});
    std::stable_sort(made.confusions.begin(), made.confusions.end(),
                     [](const auto& a, const auto& b) { return a.count > b.count; });
    std::stable_sort(made.suspicious.begin(), made.suspicious.end(),
                     [](const auto& a, const auto& b) { return a.probability > b.probability; });
    made.confusions.resize(std::min(made.confusions.size(), confusions_max));
    made.suspicious.resize(std::min(made.suspicious.size(), suspicious_max));
    made.judged = guessed_.size();
    made.accuracy = share(all_right, guessed_.size());
    return made;
  }

  std::vector<std::uint32_t> guesses() const {
    std::vector<std::uint32_t> made;
    for (const TrainingExample& example : set_.examples) made.push_back(example.intent);
    for (const Guessed& g : guessed_) made[g.source] = g.best;
    return made;
  }

  const TrainingSet& set_;
  const EntityFinder& entities_;
  const TrainingOptions& options_;
  Rng random_;
  std::size_t classes_ = 0;
  std::vector<std::vector<TextWord>> texts_;
  std::vector<std::vector<std::string>> names_;
  std::vector<Example> examples_;
  std::vector<Judged> judged_;
  std::vector<float> scores_;  // of the text being judged
  std::vector<Guessed> guessed_;
  float temperature_ = 1;
  bool cancelled_ = false;
  IntentFeatures extractor_;
  std::vector<Feature> features_;
  std::vector<TiedFeatures> known_;
};

Result<TrainedIntents> train_intents(const TrainingSet& set, const EntityFinder& entities,
                                     const TrainingOptions& options) {
  return IntentTrainer(set, entities, options).run();
}

}  // namespace sb::nlu
