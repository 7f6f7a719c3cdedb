#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"

namespace sb::api {

// Comma-separated values (RFC 4180) that spreadsheets may open: a cell that a spreadsheet would take for a
// formula is written with an apostrophe before it, and read without.
using CsvRow = std::vector<std::string>;
void append_csv_row(std::string& out, const CsvRow& row);
// Rows end with CRLF or LF. Fails with `invalid_input`, naming the line, for a quote that is not closed or
// stands in the middle of a cell. A byte order mark is skipped.
Result<std::vector<CsvRow>> parse_csv(std::string_view text);

}  // namespace sb::api
