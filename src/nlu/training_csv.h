#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/bot.h"

namespace sb::nlu {

// Training data as CSV (RFC 4180, UTF-8; spec 08 §6).
//
// Expressions: header `intent,expression`, optionally `language`; mentions as "@name". Entities:
// `entity,type,value, synonyms`, optionally `fuzzy`; one row for each value, synonyms separated by "|", the
// pattern of a pattern entity and the parts of a composite in `value`.

// Expressions of one language, of all intents when `intents` is empty.
std::string expressions_to_csv(const NlpData& nlp, std::string_view language,
                               const std::vector<std::string>& intents = {});
std::string entities_to_csv(const NlpData& nlp);

enum class ImportMode {
  add,
  replace,  // expressions of the language, or all entities, that were there before go
};
struct ImportReport {
  std::size_t added = 0;
  std::vector<std::string> new_intents;  // made because a row named them
  // Rows that were passed over, in the order of the file: "line 7: \"hello\" is already an expression of
  // 'greeting' (line 3)".
  std::vector<std::string> skipped;
};

// Rows without a `language` are of `language`. An expression that is there already (case and outer white
// space apart) is skipped and reported with both places. Fails with `invalid_input`, and changes nothing,
// when the header is not one of these or a row has too few columns; the place names the line.
inline constexpr std::size_t csv_bytes_max = 50'000'000;
Result<ImportReport> import_expressions(NlpData& nlp, std::string_view csv, std::string_view language,
                                        ImportMode mode);
Result<ImportReport> import_entities(NlpData& nlp, std::string_view csv, ImportMode mode);

// Expressions that stand twice in a language, with both places; what an import would skip.
std::vector<std::string> duplicate_expressions(const NlpData& nlp);

}  // namespace sb::nlu
