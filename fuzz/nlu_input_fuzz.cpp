// Every parser of input validations over arbitrary bytes: whatever is found lies in the text, on code point
// boundaries.
#include <cstdint>
#include <cstdlib>
#include <iterator>
#include <string_view>

#include "base/utf8.h"
#include "nlu/input_parse.h"
#include "nlu/parsers.h"
#include "nlu/system_entities.h"

namespace {

using namespace sb::nlu;

void expect(bool holds) {
  if (!holds) std::abort();
}

void expect_inside(std::string_view text, const Span& span) {
  expect(span.begin < span.end && span.end <= text.size());
  expect(sb::is_valid_utf8(text.substr(span.begin, span.end - span.begin)));
}

void check_spans(std::string_view text, sb::UtcMs now, DateWish wish, const std::string& language) {
  const Tokens tokens = tokenize(text);
  const Grammars grammars = grammars_of({&language, 1});
  for (const auto& found : all_numbers(tokens, grammars)) expect_inside(text, found.span);
  for (const auto& found : find_system_entities(text, {now, "Europe/Brussels"}, language))
    expect_inside(text, found.span);
  for (const auto& found : all_phones(tokens)) expect_inside(text, found.span);
  for (const auto& found : all_emails(text)) expect_inside(text, found.span);
  for (const auto form : {UrlForm::asked_for, UrlForm::running_text}) {
    for (const auto& found : all_urls(text, form)) expect_inside(text, found.span);
  }
  if (const auto found = first_date(tokens, now, wish, grammars)) {
    expect_inside(text, found->span);
    expect(found->value.size() == 10);
  }
  if (const auto found = first_time_of_day(tokens, grammars)) {
    expect_inside(text, found->span);
    expect(found->value.size() == 5);
  }
  for (const auto& found : all_money(tokens, grammars)) expect_inside(text, found.span);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (size < 2) return 0;
  const std::string_view text(reinterpret_cast<const char*>(data) + 2, size - 2);
  InputRules rules;
  rules.type = static_cast<sb::MatchType>(data[0] % (static_cast<unsigned>(sb::MatchType::entity) + 1));
  rules.past = data[1] & 1;
  rules.future = data[1] & 2;
  constexpr const char* languages[] = {"en", "nl", "fr", "de", "es", "ja"};
  rules.language = languages[data[1] % std::size(languages)];
  rules.bot_languages = {rules.language, "en", "nl", "uk"};
  rules.now = sb::UtcMs{static_cast<std::int64_t>(data[1] >> 2) * 1'000'000'000'000 - 20'000'000'000'000};
  parse_input(text, rules);
  if (sb::is_valid_utf8(text)) check_spans(text, rules.now, {rules.past, rules.future}, rules.language);
  return 0;
}
