// CSV of training data: what was read is written so that it is read again as the same.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "nlu/csv.h"
#include "nlu/training_csv.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sb;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  NlpData nlp;
  (void)nlu::import_expressions(nlp, text, "en", nlu::ImportMode::add);
  (void)nlu::import_entities(nlp, text, nlu::ImportMode::add);
  const auto rows = nlu::parse_csv(text);
  if (rows.has_error()) return 0;
  std::string written;
  for (const auto& row : *rows) nlu::append_csv_row(written, {row.fields.begin(), row.fields.end()});
  const auto again = nlu::parse_csv(written);
  if (again.has_error() || again->size() != rows->size()) std::abort();
  for (std::size_t i = 0; i < rows->size(); ++i) {
    if ((*again)[i].fields != (*rows)[i].fields) std::abort();
  }
  return 0;
}
