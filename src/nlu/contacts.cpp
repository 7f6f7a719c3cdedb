#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "nlu/parsers.h"

namespace sb::nlu {
namespace {

constexpr std::size_t local_part_bytes_max = 64;  // RFC 5321
constexpr std::size_t domain_bytes_max = 255;
constexpr std::size_t phone_digits_min = 7, phone_digits_max = 16;

bool is_alnum(UChar32 code) {
  return code >= 0 && (u_hasBinaryProperty(code, UCHAR_ALPHABETIC) || u_isdigit(code));
}

UChar32 code_at(std::string_view text, std::size_t at, std::size_t* next = nullptr) {
  auto i = static_cast<int32_t>(at);
  UChar32 code = 0;
  U8_NEXT(reinterpret_cast<const uint8_t*>(text.data()), i, static_cast<int32_t>(text.size()), code);
  if (next) *next = static_cast<std::size_t>(i);
  return code;
}
UChar32 code_before(std::string_view text, std::size_t at, std::size_t* begin) {
  auto i = static_cast<int32_t>(at);
  UChar32 code = 0;
  U8_PREV(reinterpret_cast<const uint8_t*>(text.data()), 0, i, code);
  *begin = static_cast<std::size_t>(i);
  return code;
}

// "a.example.com" beginning at a byte. `end` is npos when there is no such name there.
struct Host {
  std::size_t begin = 0, end = std::string_view::npos;
  std::size_t last_label = 0;                             // where it begins
  bool is_short() const { return end - last_label < 2; }  // "x.y"
  bool found() const { return end != std::string_view::npos; }
};

// "localhost" or "192.168.1.10", which only a scheme makes the name of a site.
bool is_local_host(std::string_view name, std::size_t dots) {
  const bool digits = name.find_first_not_of("0123456789.") == std::string_view::npos;
  return (dots == 3 && digits) || iequals_ascii(name, "localhost");
}

enum class HostForm { any_length, local_as_well };

Host host_at(std::string_view text, std::size_t begin, HostForm form = HostForm::any_length) {
  Host host{.begin = begin, .last_label = begin};
  std::size_t at = begin, label = begin, dots = 0;
  bool letters = true;  // of the current label
  while (at < text.size() && at - begin < domain_bytes_max) {
    std::size_t next = at;
    const UChar32 code = code_at(text, at, &next);
    if (code == '.') {
      if (at == label || next >= text.size() || !is_alnum(code_at(text, next))) break;
      ++dots;
      label = next;
      letters = true;
    } else if (is_alnum(code)) {
      letters = letters && !u_isdigit(code);
    } else if (code == '-' && at != label) {
      letters = false;
    } else {
      break;
    }
    at = next;
  }
  while (at > label && text[at - 1] == '-') --at;
  const bool ending = letters || text.substr(label, at - label).starts_with("xn--");
  const bool local = form == HostForm::local_as_well && is_local_host(text.substr(begin, at - begin), dots);
  if (at == label || at - begin >= domain_bytes_max || (!local && (dots == 0 || !ending))) return host;
  host.end = at;
  host.last_label = label;
  return host;
}

bool is_local_part(UChar32 code) {
  return is_alnum(code) ||
         (code > 0 && code < 0x80 &&
          std::string_view("._%+-'").find(static_cast<char>(code)) != std::string_view::npos);
}

// Where the part of an address before the '@' begins.
std::size_t local_part_begin(std::string_view text, std::size_t at_sign, std::size_t low) {
  std::size_t begin = at_sign;
  while (begin > low && at_sign - begin < local_part_bytes_max) {
    std::size_t before = begin;
    if (!is_local_part(code_before(text, begin, &before)) || before < low) break;
    begin = before;
  }
  while (begin < at_sign && (text[begin] == '.' || text[begin] == '\'')) ++begin;
  return begin;
}

constexpr std::array two_digit_country_codes = std::to_array<std::string_view>(
    {"20", "27", "30", "31", "32", "33", "34", "36", "39", "40", "41", "43", "44", "45", "46",
     "47", "48", "49", "51", "52", "53", "54", "55", "56", "57", "58", "60", "61", "62", "63",
     "64", "65", "66", "81", "82", "84", "86", "90", "91", "92", "93", "94", "95", "98"});

std::size_t country_code_length(std::string_view digits) {
  if (digits.front() == '1' || digits.front() == '7') return 1;
  const auto& codes = two_digit_country_codes;
  return std::find(codes.begin(), codes.end(), digits.substr(0, 2)) != codes.end() ? 2 : 3;
}

bool is_phone_separator(const Token& token) {
  return token.kind == Token::Kind::mark && token.text.size() == 1 &&
         std::string_view("-./()").find(token.text[0]) != std::string_view::npos;
}

bool is_tight_mark(const Tokens& tokens, std::size_t at, std::string_view mark) {
  return at < tokens.size() && !tokens[at].spaced && tokens[at].text == mark;
}
bool is_tight_number(const Tokens& tokens, std::size_t at) {
  return at < tokens.size() && !tokens[at].spaced && tokens[at].kind == Token::Kind::digits;
}
int small_number(const Token& token) {
  return token.text.size() > 4 ? 10'000 : std::stoi(token.text);
}

// The token after as many numbers of one word as `count`, tied by one of the marks; 0 when there are others.
std::size_t tied_numbers_end(const Tokens& tokens, std::size_t at, std::size_t count,
                             std::string_view marks) {
  const bool goes_on =
      at > 0 && !tokens[at].spaced && tokens[at - 1].text != "(" && tokens[at - 1].kind == Token::Kind::mark;
  const std::size_t end = at + 2 * count - 1;
  if (goes_on || end > tokens.size()) return 0;
  const std::string& mark = tokens[at + 1].text;
  if (mark.size() != 1 || marks.find(mark) == std::string_view::npos) return 0;
  for (std::size_t i = at + 1; i < end; i += 2) {
    if (!is_tight_mark(tokens, i, mark) || !is_tight_number(tokens, i + 1)) return 0;
  }
  const bool longer = end < tokens.size() && !tokens[end].spaced && is_phone_separator(tokens[end]) &&
                      is_tight_number(tokens, end + 1);
  return longer ? 0 : end;
}

// The token after a date with its whole year in digits, in whatever order ("24-12-2030", "12/24/2030",
// "2030-12-24"), else 0.
std::size_t full_date_end(const Tokens& tokens, std::size_t at) {
  constexpr int year_min = 1900, year_max = 2199;
  const std::size_t end = tied_numbers_end(tokens, at, 3, "-/.");
  if (end == 0) return 0;
  const bool year_first = tokens[at].text.size() == 4;
  const int year = small_number(tokens[year_first ? at : at + 4]);
  const int one = small_number(tokens[year_first ? at + 2 : at]),
            other = small_number(tokens[year_first ? at + 4 : at + 2]);
  const bool days = one >= 1 && other >= 1 && std::min(one, other) <= 12 && std::max(one, other) <= 31;
  return days && year >= year_min && year <= year_max ? end : 0;
}

// The token after "192.168.1.10", else 0.
std::size_t address_end(const Tokens& tokens, std::size_t at) {
  const std::size_t end = tied_numbers_end(tokens, at, 4, ".");
  for (std::size_t i = at; i < end; i += 2) {
    const std::string& group = tokens[i].text;
    const bool padded = group.size() > 1 && group.front() == '0';  // "02.12.34.56" may be called
    if (padded || small_number(tokens[i]) > 255) return 0;
  }
  return end;
}

// The hour of "14:30".
bool is_hour_of_clock(const Tokens& tokens, std::size_t at) {
  return tokens[at].spaced && tokens[at].text.size() <= 2 && is_tight_mark(tokens, at + 1, ":") &&
         is_tight_number(tokens, at + 2) && tokens[at + 2].text.size() == 2;
}

// Digits that are something else than a part of a telephone number: the token after them, else 0.
std::size_t other_digits_end(const Tokens& tokens, std::size_t at) {
  if (const std::size_t date = full_date_end(tokens, at)) return date;
  if (const std::size_t address = address_end(tokens, at)) return address;
  return is_hour_of_clock(tokens, at) ? at + 3 : 0;
}

// Digits and the separators between them: "0487/23.02.03", "(0)487 230203".
struct PhoneRun {
  std::string digits;
  std::size_t next = 0;  // the token after the last digits
};

PhoneRun phone_run(const Tokens& tokens, std::size_t at) {
  constexpr std::size_t separators_max = 2;  // in a row, as in ") -"
  PhoneRun run;
  const bool international = at > 0 && tokens[at - 1].text == "+";
  for (std::size_t i = at; i < tokens.size(); ++i) {
    if (tokens[i].kind == Token::Kind::digits) {
      if (i > at && other_digits_end(tokens, i) > 0) break;
      // "+32(0)487": the zero is for calls inside of the country.
      const bool domestic = international && i > at && tokens[i].text == "0" && tokens[i - 1].text == "(" &&
                            is_tight_mark(tokens, i + 1, ")");
      if (!domestic) run.digits += tokens[i].text;
      run.next = i + 1;
    } else if (!is_phone_separator(tokens[i]) || i - run.next >= separators_max) {
      break;
    }
  }
  return run;
}

std::string phone_text(const std::string& digits, bool international) {
  if (!international) return digits;
  const std::size_t country = country_code_length(digits);
  return "(+" + digits.substr(0, country) + ") " + digits.substr(country);
}

// Endings of domain names that people write without "www." in the middle of a sentence.
constexpr std::array common_endings = std::to_array<std::string_view>(
    {"com", "org", "net",    "edu",  "gov",   "int",  "info", "biz",   "io",   "ai", "app", "dev",
     "co",  "me",  "tv",     "eu",   "uk",    "be",   "nl",   "fr",    "de",   "es", "it",  "pt",
     "pl",  "ch",  "at",     "dk",   "se",    "no",   "fi",   "ie",    "us",   "ca", "au",  "nz",
     "jp",  "cn",  "in",     "br",   "mx",    "ru",   "ua",   "cz",    "ro",   "hu", "gr",  "tr",
     "za",  "lu",  "online", "shop", "store", "site", "tech", "cloud", "blog", "xyz"});

bool is_common_ending(std::string_view ending) {
  const bool plain = ending == lower_ascii(ending) || ending[1] != lower_ascii(ending)[1];  // not "Then"
  const std::string lower = lower_ascii(ending);
  return plain && std::find(common_endings.begin(), common_endings.end(), lower) != common_endings.end();
}

std::size_t scheme_length(std::string_view text, std::size_t at) {
  for (const std::string_view scheme : {"https://", "http://", "ftp://"}) {
    if (iequals_ascii(text.substr(at, scheme.size()), scheme)) return scheme.size();
  }
  return 0;
}

// Past a port, a path, a query and a fragment, without the punctuation of the sentence around.
std::size_t url_end(std::string_view text, std::size_t host_end) {
  std::size_t end = host_end;
  if (end < text.size() && text[end] == ':') {
    std::size_t port = end + 1;
    while (port < text.size() && port - end <= 5 && text[port] >= '0' && text[port] <= '9') ++port;
    if (port > end + 1) end = port;
  }
  if (end >= text.size() || std::string_view("/?#").find(text[end]) == std::string_view::npos) return end;
  const std::size_t tail = end;
  while (end < text.size()) {
    std::size_t next = end;
    const UChar32 code = code_at(text, end, &next);
    if (code < 0 || u_isUWhiteSpace(code) || u_iscntrl(code) || code == '<' || code == '>' || code == '"')
      break;
    end = next;
  }
  const bool parenthesis = text.substr(tail, end - tail).find('(') != std::string_view::npos;
  const std::string_view trailing = parenthesis ? ".,;:!?'" : ".,;:!?')]}";
  while (end > tail && trailing.find(text[end - 1]) != std::string_view::npos) --end;
  return end;
}

std::optional<FoundUrl> url_at(std::string_view text, std::size_t at, UrlForm form) {
  const std::size_t scheme = scheme_length(text, at);
  const Host host = host_at(text, at + scheme, scheme > 0 ? HostForm::local_as_well : HostForm::any_length);
  if (!host.found() || (host.end < text.size() && text[host.end] == '@')) return std::nullopt;
  std::string domain(text.substr(host.begin, host.end - host.begin));
  const bool www = domain.size() > 4 && iequals_ascii(std::string_view(domain).substr(0, 4), "www.");
  if (www && host.last_label - host.begin <= 4) return std::nullopt;  // "www.com" names no site
  const std::size_t end = url_end(text, host.end);
  // "x.y" may end a sentence and begin the next; with a path it is meant.
  const bool meant = scheme > 0 || www || (form == UrlForm::asked_for && end > host.end);
  if (host.is_short() && !meant) return std::nullopt;
  if (form == UrlForm::running_text && scheme == 0 && !www && end == host.end &&
      !is_common_ending(text.substr(host.last_label, host.end - host.last_label))) {
    return std::nullopt;
  }
  if (www) domain.erase(0, 4);
  return FoundUrl{std::string(text.substr(at, end - at)), std::move(domain), {at, end}};
}

bool may_begin_url(std::string_view text, std::size_t at) {
  if (at == 0) return true;
  std::size_t begin = at;
  const UChar32 before = code_before(text, at, &begin);
  return !is_alnum(before) && before != '.' && before != '-' && before != '_' && before != '@' &&
         before != '/' && before != '+' && before != '%' && before != ':';
}

template <typename Found>
std::optional<std::string> first_value(std::vector<Found> found) {
  return found.empty() ? std::nullopt : std::optional(std::move(found.front().value));
}

}  // namespace

std::vector<FoundText> all_emails(std::string_view text) {
  std::vector<FoundText> found;
  std::size_t low = 0;
  for (std::size_t at = text.find('@'); at != std::string_view::npos; at = text.find('@', at + 1)) {
    if (at < low) continue;
    const std::size_t begin = local_part_begin(text, at, low);
    const Host host = host_at(text, at + 1);
    if (begin == at || !host.found() || host.is_short() || text[at - 1] == '.') continue;
    found.push_back({std::string(text.substr(begin, host.end - begin)), {begin, host.end}});
    low = host.end;
  }
  return found;
}

std::vector<FoundText> all_phones(const Tokens& tokens) {
  std::vector<FoundText> found;
  for (std::size_t at = 0; at < tokens.size();) {
    if (tokens[at].kind != Token::Kind::digits) {
      ++at;
      continue;
    }
    const bool called = at > 0 && tokens[at - 1].text == "+" && !tokens[at].spaced;
    if (const std::size_t other = called ? 0 : other_digits_end(tokens, at)) {
      at = other;
      continue;
    }
    const PhoneRun run = phone_run(tokens, at);
    const bool glued = !tokens[at].spaced && at > 0 && tokens[at - 1].kind == Token::Kind::word;
    const bool runs_on =
        run.next < tokens.size() && !tokens[run.next].spaced && tokens[run.next].kind == Token::Kind::word;
    const bool long_enough = run.digits.size() >= phone_digits_min && run.digits.size() <= phone_digits_max;
    if (!glued && !runs_on && long_enough) {
      std::size_t first = at;
      const bool plus = at > 0 && tokens[at - 1].text == "+";
      if (plus) --first;
      if (first > 0 && tokens[first - 1].text == "(" && !tokens[first].spaced) --first;
      found.push_back({phone_text(run.digits, plus), {tokens[first].begin, tokens[run.next - 1].end}});
    }
    at = run.next;
  }
  return found;
}

std::vector<FoundUrl> all_urls(std::string_view text, UrlForm form) {
  std::vector<FoundUrl> found;
  for (std::size_t at = 0; at < text.size();) {
    std::size_t next = at;
    if (is_alnum(code_at(text, at, &next)) && may_begin_url(text, at)) {
      if (auto url = url_at(text, at, form)) {
        next = url->span.end;
        found.push_back(std::move(*url));
      }
    }
    at = next;
  }
  return found;
}

std::optional<std::string> find_email(std::string_view text) {
  return first_value(all_emails(text));
}

std::optional<std::string> find_phone(std::string_view text) {
  return first_value(all_phones(tokenize(text)));
}

std::optional<std::string> find_url(std::string_view text) {
  return first_value(all_urls(text, UrlForm::asked_for));
}

}  // namespace sb::nlu
