#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace sb::nlu {

// Rows of RFC 4180: fields in quotes may hold commas, quotes (doubled) and line breaks. A byte order mark is
// passed over, empty lines too.
struct CsvRow {
  std::size_t line = 0;  // where it begins, from 1
  std::vector<std::string> fields;
};
// Fails with the line at fault: a quote that never ends, text behind a closing quote, a text that is not
// UTF-8.
Result<std::vector<CsvRow>> parse_csv(std::string_view text);

// With quotes where they are needed. Spreadsheets take what begins with = + - @ for a formula: such fields
// are written as they are, for they must come back unchanged.
void append_csv_row(std::string& out, const std::vector<std::string_view>& fields);

}  // namespace sb::nlu
