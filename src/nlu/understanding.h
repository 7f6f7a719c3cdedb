#pragma once
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/clock.h"
#include "base/json.h"
#include "model/bot.h"

namespace sb::nlu {

inline constexpr std::size_t text_code_points_max = 1000;  // longer texts are not understood (spec 08 §2)

struct ScoredIntent {
  std::string name;
  double score = 0;  // 0 to 1
  friend bool operator==(const ScoredIntent&, const ScoredIntent&) = default;
};

struct FoundEntity {
  std::string name;  // without "@" and without "sys."
  Json value;        // string; an object for composite entities
  double score = 1;
  std::size_t start = 0, end = 0;  // code points of the original text, end exclusive
  bool system = false;
  friend bool operator==(const FoundEntity& a, const FoundEntity& b) {
    return a.name == b.name && json_equal(a.value, b.value) && a.score == b.score && a.start == b.start &&
           a.end == b.end && a.system == b.system;
  }
};

struct NlpResult {
  std::string expression;                   // the text as it came
  std::vector<ScoredIntent> intents;        // best first; empty when nothing is known
  std::optional<std::string> exact_intent;  // the text equals an expression of this intent
  std::vector<FoundEntity> entities;
  friend bool operator==(const NlpResult&, const NlpResult&) = default;
};
JsonObject to_json(const NlpResult& result);
NlpResult nlp_result_from_json(const JsonObject& object);

// Understands texts for one bot content and all of its languages. Immutable; any thread.
class Understanding {
 public:
  virtual ~Understanding() = default;
  // `text` has at most `text_code_points_max` code points; longer ones give an empty result. `now` resolves
  // "tomorrow".
  virtual NlpResult extract(std::string_view text, std::string_view language, UtcMs now) const = 0;
};

class LanguageModel;
using LanguageModels =
    std::map<std::string, std::shared_ptr<const LanguageModel>, std::less<>>;  // by language

// What models learned from, by language.
using TaughtData = std::map<std::string, std::shared_ptr<const NlpData>, std::less<>>;

// Understands with what was learned, in the languages there is a model for; what is said word for word in an
// expression still wins, with score 1. Scores above 0.8 mean that the answer is likely right (see
// Confidence). Languages whose models are of an earlier content of the bot know its expressions, intents and
// entities as `taught` has them: changed training data has no effect until it is trained (spec 08 §1).
std::unique_ptr<Understanding> make_understanding(const Bot& bot, LanguageModels models,
                                                  const TaughtData& taught = {});

// The same without models: knows what the bot's expressions say word for word (case, accents and punctuation
// folded; spec 08 §2.1) and finds the entities that are lists or patterns. The score of a match is 1, there
// are no others. An expression with mentions
// ("from @origin to @destination") matches when each mention covers a value of that entity.
std::unique_ptr<Understanding> make_exact_understanding(const Bot& bot);

}  // namespace sb::nlu
