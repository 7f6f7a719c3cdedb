#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "nlu/input_parse.h"
#include "nlu/tokens.h"

namespace sb::nlu {

// The parsers of input_parse.h with the place of what they found, for the entities of a text.

// `begin` and `end` are bytes of the text, on code point boundaries, end exclusive.
struct Span {
  std::size_t begin = 0, end = 0;
  bool overlaps(const Span& other) const { return begin < other.end && other.begin < end; }
};
struct FoundText {
  std::string value;
  Span span = {};
};
struct FoundUrl {
  std::string value, domain;  // the domain without "www."
  Span span = {};
};
struct FoundMoney {
  std::string amount, currency;  // decimal text, ISO 4217
  Span span = {};
};

// Bare "name.tld" is a URL when the user was asked for one; in running text it needs a well-known ending.
enum class UrlForm { asked_for, running_text };

std::vector<FoundText> all_numbers(const Tokens& tokens);
std::vector<FoundText> all_emails(std::string_view text);
std::vector<FoundText> all_phones(const Tokens& tokens);
std::vector<FoundUrl> all_urls(std::string_view text, UrlForm form);
std::optional<FoundMoney> first_money(const Tokens& tokens);
std::optional<FoundText> first_date(const Tokens& tokens, UtcMs now, DateWish wish);
std::optional<FoundText> first_time_of_day(const Tokens& tokens);
// Every language the text names, in the order of the text: "en-us". Languages of the bot that are not in the
// table of spec 07 §4 are known by their English and their own name, as "xx-xx".
std::vector<std::string> all_languages(std::string_view text, std::span<const std::string> bot_languages);

}  // namespace sb::nlu
