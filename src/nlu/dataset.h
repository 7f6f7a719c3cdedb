#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "nlu/training_set.h"

namespace sb::nlu {

// A row of a test set: JSON Lines of {"text","intent","lang","entities":[{"name","value","start","end"}]},
// places in code points. The intent "oos" is out of scope.
struct LabelledText {
  std::string text, intent, language;
  std::vector<Mention> mentions;
};
inline constexpr std::string_view out_of_scope_label = "oos";

// Errors name the line.
Result<std::vector<LabelledText>> parse_dataset(std::string_view lines);

struct DatasetOptions {
  std::uint64_t seed = 1;
  std::size_t few = 0;  // so many examples of each intent, drawn by the seed; 0: all
  bool typos = false;   // one or two random edits in every test text
  bool use_out_of_scope = true;
  std::string language =
      {};  // only rows of this language; empty: all, and the language of the first row counts
};

// Fails with `invalid_input` when there are no rows, of the language if one is chosen, or when they are of
// several languages and none is chosen.
Ok check_rows(const std::vector<LabelledText>& rows, const DatasetOptions& options);

TrainingSet training_set(const std::vector<LabelledText>& rows, const DatasetOptions& options);

}  // namespace sb::nlu
