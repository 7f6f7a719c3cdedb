#include "nlu/dataset.h"

#include <gtest/gtest.h>

namespace sb::nlu {
namespace {

std::string said(const Error& error) {
  return error.place + (error.place.empty() ? "" : ": ") + error.message;
}

TEST(Dataset, FaultsNameTheLine) {
  const auto fault = [](std::string_view lines) {
    const auto rows = parse_dataset(lines);
    return rows.has_error() ? said(rows.error()) : std::to_string(rows->size()) + " rows";
  };
  const std::string good = "{\"text\":\"hi\",\"intent\":\"greet\"}\n";
  EXPECT_EQ(fault(good + "\n" + good), "2 rows");
  EXPECT_EQ(fault(""), "0 rows");
  EXPECT_EQ(fault(good + "{\"text\":5}\n"), "line 2: 'text' is no text");
  EXPECT_EQ(fault(good + "\n{\"intent\":\"greet\"}"), "line 3: there is no 'text'");
  EXPECT_EQ(fault("{\"text\":\"hi\"}"), "line 1: there is no 'intent'");
  EXPECT_EQ(fault("[]"), "line 1: not a JSON object");
}

TEST(Dataset, RowsAreOfOneLanguage) {
  const auto fault = [](std::vector<std::string> languages, std::string chosen) {
    std::vector<LabelledText> rows;
    for (auto& language : languages) rows.push_back({"hi", "greet", std::move(language), {}});
    DatasetOptions options;
    options.language = std::move(chosen);
    const auto fit = check_rows(rows, options);
    return fit.has_error() ? said(fit.error()) : "fit";
  };
  EXPECT_EQ(fault({"en", "en"}, ""), "fit");
  EXPECT_EQ(fault({"nl", "en"}, "nl"), "fit");
  EXPECT_EQ(fault({"", ""}, ""), "fit");
  EXPECT_EQ(fault({}, ""), "there are no rows");
  EXPECT_EQ(fault({"nl", "en", "nl"}, ""), "the rows are of several languages: choose one of en, nl");
  EXPECT_EQ(fault({"nl", "en"}, "fr"), "there are no rows in 'fr', only in en, nl");
}

}  // namespace
}  // namespace sb::nlu
