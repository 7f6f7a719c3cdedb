#pragma once
#include "base/json.h"
#include "nlu/dataset.h"

namespace sb::nlu {

// Trains on one set of rows, measures on another: one JSON object, shares as fractions, times of this
// machine.
//
// accuracy            share of the texts in scope whose likeliest intent is right, whatever its score
// macro_f1            mean F1 over the intents, of the same guesses
// answered_at_0_8, precision_at_0_8   of the texts in scope: score above 0.8, and the share of those that are
// right in_scope_at_0_8     share of the texts in scope that are answered rightly at 0.8 oos_recall share of
// the texts out of scope that are not answered at 0.8 oos_recall_at_in_scope_0_915   the same at the highest
// threshold that answers 91.5 % of the texts in scope rightly oos_auroc           of the score, texts in
// scope against texts out of scope calibration_error   of the probability of the likeliest intent over the
// texts in scope, 15 bins
Result<JsonObject> evaluate(const std::vector<LabelledText>& train, const std::vector<LabelledText>& test,
                            const DatasetOptions& options);

}  // namespace sb::nlu
