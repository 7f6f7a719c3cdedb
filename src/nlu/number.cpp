#include <algorithm>
#include <array>
#include <cmath>

#include "base/json.h"
#include "nlu/grammar.h"

namespace sb::nlu {
namespace {

using Kind = NumberWord::Kind;

constexpr std::size_t digits_max = 40;  // longer runs are no numbers people mean
constexpr double thousand = 1000;
constexpr std::size_t decimal_words_max = 12;  // of "three point one four"

bool is_mark(const Tokens& tokens, std::size_t at, std::string_view mark) {
  return at < tokens.size() && tokens[at].kind == Token::Kind::mark && tokens[at].text == mark;
}

bool is_tight_digits(const Tokens& tokens, std::size_t at) {
  return at < tokens.size() && tokens[at].kind == Token::Kind::digits && !tokens[at].spaced;
}

// "007" and "1.50" become "7" and "1.5".
std::string plain_decimal(std::string_view whole, std::string_view fraction) {
  while (whole.size() > 1 && whole.front() == '0') whole.remove_prefix(1);
  while (!fraction.empty() && fraction.back() == '0') fraction.remove_suffix(1);
  std::string text(whole);
  if (!fraction.empty()) text.append(1, '.').append(fraction);
  return text;
}

double value_of(const std::string& decimal) {
  return std::strtod(decimal.c_str(), nullptr);
}

// Digits with their separators, as "1,234.56" has them: groups between ',' and '.'.
struct DigitRun {
  std::vector<std::string_view> groups;
  std::string separators;
  std::size_t next = 0;
};

DigitRun digit_run(const Tokens& tokens, std::size_t at) {
  DigitRun run{.groups = {tokens[at].text}, .separators = {}, .next = at + 1};
  while (run.separators.size() < digits_max &&
         (is_mark(tokens, run.next, ",") || is_mark(tokens, run.next, ".")) && !tokens[run.next].spaced &&
         is_tight_digits(tokens, run.next + 1)) {
    run.separators += tokens[run.next].text;
    run.groups.push_back(tokens[run.next + 1].text);
    run.next += 2;
  }
  return run;
}

// "192.168.100.200".
bool is_network_address(const DigitRun& run) {
  return run.separators == "..." && std::all_of(run.groups.begin(), run.groups.end(), [](auto group) {
           return group.size() < 3 || (group.size() == 3 && group <= "255");
         });
}

// Which separator of the run is the decimal one: its index, or the number of separators when there is none;
// nullopt when the run is no number ("1.2.3").
std::optional<std::size_t> decimal_separator(const DigitRun& run, char decimal_mark) {
  const auto& marks = run.separators;
  if (marks.empty()) return 0;
  if (is_network_address(run)) return std::nullopt;
  const bool last_differs = marks.size() > 1 && marks.back() != marks.front();
  const bool last_is_decimal =
      last_differs || (marks.size() == 1 && (marks[0] == decimal_mark || run.groups[1].size() != 3 ||
                                             run.groups[0].size() > 3 || run.groups[0] == "0"));
  const std::size_t grouped = last_is_decimal ? marks.size() - 1 : marks.size();
  for (std::size_t i = 0; i < grouped; ++i) {
    if (marks[i] != marks[0] || run.groups[i + 1].size() != 3) return std::nullopt;
  }
  if (grouped > 0 && run.groups[0].size() > 3) return std::nullopt;
  return grouped;
}

// A run of digits that begins in the middle of something: "abc12", the 3 of "1.2.3".
bool is_continuation(const Tokens& tokens, std::size_t at) {
  if (at == 0 || tokens[at].spaced) return false;
  const Token& before = tokens[at - 1];
  if (before.kind == Token::Kind::word) return true;
  return (before.text == "." || before.text == ",") && !before.spaced && at >= 2 &&
         tokens[at - 2].kind == Token::Kind::digits;
}

}  // namespace

// Adds up the words of a number. Each word either fits what stands before it or ends the number.
class NumberWords {
 public:
  NumberWords(const Grammar& grammar, const Tokens& tokens, std::size_t at)
      : grammar_(grammar), tokens_(tokens), at_(at) {}

  // Continues after a number in digits: "2.5" million.
  void begin_with(double value) {
    group_ = value;
    last_ = Last::digits;
    any_ = true;
  }

  std::optional<NumberMatch> run() {
    if (!any_ && take_half_of()) return finish();
    while (const NumberWord* word = next_word()) {
      if (!take(*word)) break;
    }
    if (!any_ || grammar_.is_ordinal_tail(tokens_, at_)) return std::nullopt;
    take_and_a_half();
    if (total_ == 0) take_decimals();
    return finish();
  }

 private:
  enum class Last { nothing, zero, unit, teen, tens, hundred, scale, digits };

  const NumberWord* word_at(std::size_t at, Kind kind) const {
    const NumberWord* word = grammar_.number_word(tokens_, at);
    return word && word->kind == kind ? word : nullptr;
  }

  // The word at the current place, looking past "and" and the hyphen where they may stand.
  const NumberWord* next_word() {
    skip_ = 0;
    if (last_ == Last::tens && is_mark(tokens_, at_, "-") && !tokens_[at_].spaced &&
        at_ + 1 < tokens_.size() && !tokens_[at_ + 1].spaced) {
      skip_ = 1;
    } else if ((last_ == Last::hundred || last_ == Last::scale) && word_at(at_, Kind::join)) {
      skip_ = 1;
    }
    const NumberWord* word = grammar_.number_word(tokens_, at_ + skip_);
    if (word && word->kind == Kind::article) {
      if (any_) return nullptr;
      const NumberWord* after = grammar_.number_word(tokens_, at_ + 1);
      if (!after || (after->kind != Kind::hundred && after->kind != Kind::scale)) return nullptr;
      skip_ = 1;
      return after;
    }
    return word;
  }

  bool take(const NumberWord& word) {
    if (!fits(word)) return false;
    switch (word.kind) {
      case Kind::hundred:
        group_ = (group_ == 0 ? 1 : group_) * word.value;
        break;
      case Kind::scale:
        total_ += (group_ == 0 ? 1 : group_) * word.value;
        group_ = 0;
        scale_ = word.value;
        break;
      default:
        group_ += word.value;
    }
    last_ = last_of(word.kind);
    any_ = true;
    at_ += skip_ + 1;
    return true;
  }

  bool fits(const NumberWord& word) const {
    const bool open = last_ == Last::nothing || last_ == Last::hundred || last_ == Last::scale;
    const bool joined = skip_ > 0 && last_ != Last::nothing;
    switch (word.kind) {
      case Kind::zero:
        return last_ == Last::nothing;
      case Kind::unit:
        return open || last_ == Last::tens;
      case Kind::teen:
      case Kind::tens:
        return open;
      case Kind::hundred:
        return !joined && group_ < 100 && last_ != Last::zero && last_ != Last::scale &&
               last_ != Last::digits;
      case Kind::scale:
        return !joined && last_ != Last::zero && last_ != Last::scale && (scale_ == 0 || word.value < scale_);
      default:
        return false;
    }
  }

  static Last last_of(Kind kind) {
    switch (kind) {
      case Kind::zero:
        return Last::zero;
      case Kind::unit:
        return Last::unit;
      case Kind::teen:
        return Last::teen;
      case Kind::tens:
        return Last::tens;
      case Kind::hundred:
        return Last::hundred;
      default:
        return Last::scale;
    }
  }

  // "half a million"
  bool take_half_of() {
    const NumberWord* half = word_at(at_, Kind::half);
    if (!half) return false;
    const std::size_t scale_at = at_ + (word_at(at_ + 1, Kind::article) ? 2 : 1);
    const NumberWord* scale = word_at(scale_at, Kind::scale);
    if (!scale) return false;
    total_ = half->value * scale->value;
    at_ = scale_at + 1;
    return true;
  }

  // "two and a half", "two and a half million"
  void take_and_a_half() {
    if (!word_at(at_, Kind::join)) return;
    const std::size_t half_at = at_ + (word_at(at_ + 1, Kind::article) ? 2 : 1);
    const NumberWord* half = word_at(half_at, Kind::half);
    if (!half) return;
    group_ += half->value;
    at_ = half_at + 1;
    const NumberWord* scale = word_at(at_, Kind::scale);
    if (!scale || total_ != 0) return;
    total_ = group_ * scale->value;
    group_ = 0;
    ++at_;
  }

  // "three point one four"
  void take_decimals() {
    if (last_ == Last::digits || !word_at(at_, Kind::point)) return;
    std::string digits;
    std::size_t at = at_ + 1;
    while (digits.size() < decimal_words_max) {
      const NumberWord* word = grammar_.number_word(tokens_, at);
      if (!word || word->value > 9 || (word->kind != Kind::zero && word->kind != Kind::unit)) break;
      digits += static_cast<char>('0' + static_cast<int>(word->value));
      ++at;
    }
    if (digits.empty()) return;
    decimals_ = digits;
    at_ = at;
  }

  NumberMatch finish() const {
    const double whole = total_ + group_;
    NumberMatch match{.next = at_, .value = whole, .text = number_text(whole)};
    if (!decimals_.empty()) {
      match.text = plain_decimal(match.text, decimals_);
      match.value = value_of(match.text);
    }
    return match;
  }

  const Grammar& grammar_;
  const Tokens& tokens_;
  std::size_t at_;
  std::size_t skip_ = 0;  // tokens before the word that was looked at
  double total_ = 0, group_ = 0, scale_ = 0;
  std::string decimals_;
  Last last_ = Last::nothing;
  bool any_ = false;
};

const NumberWord* Grammar::number_word(const Tokens& tokens, std::size_t at) const {
  if (at >= tokens.size() || tokens[at].kind != Token::Kind::word) return nullptr;
  const auto found = numbers_.find(tokens[at].text);
  return found == numbers_.end() ? nullptr : &found->second;
}

bool Grammar::is_ordinal_tail(const Tokens& tokens, std::size_t at) const {
  if (at == 0 || at >= tokens.size()) return false;
  const NumberWord* before = number_word(tokens, at - 1);
  if (!before || before->kind != NumberWord::Kind::tens) return false;
  const std::size_t tail = is_mark(tokens, at, "-") ? at + 1 : at;
  if (tail >= tokens.size()) return false;
  const auto found = ordinals_.find(tokens[tail].text);
  return found != ordinals_.end() && found->second < 10;
}

std::optional<std::pair<int, std::size_t>> Grammar::ordinal_at(const Tokens& tokens, std::size_t at) const {
  if (at >= tokens.size()) return std::nullopt;
  if (spelled_) {
    const auto spelled = spelled_->ordinal_at(tokens, at);
    // Where a word is both ("vingt et un" and the like), it counts.
    const auto cardinal = spelled_->cardinal_at(tokens, at);
    if (spelled && (!cardinal || cardinal->next < spelled->next))
      return std::pair(spelled->value, spelled->next);
  }
  const Token& token = tokens[at];
  if (token.kind == Token::Kind::digits && token.text.size() <= 4) {
    if (at + 1 >= tokens.size() || tokens[at + 1].spaced) return std::nullopt;
    for (const auto suffix : lexicon_.ordinal_suffixes) {
      if (tokens[at + 1].text == suffix) return std::pair(std::atoi(token.text.c_str()), at + 2);
    }
    return std::nullopt;
  }
  if (const auto found = ordinals_.find(token.text); found != ordinals_.end())
    return std::pair(found->second, at + 1);
  const NumberWord* word = number_word(tokens, at);
  if (!word || word->kind != NumberWord::Kind::tens || !is_ordinal_tail(tokens, at + 1)) return std::nullopt;
  const std::size_t tail = is_mark(tokens, at + 1, "-") ? at + 2 : at + 1;
  return std::pair(static_cast<int>(word->value) + ordinals_.at(tokens[tail].text), tail + 1);
}

std::optional<NumberMatch> Grammar::number_in_digits(const Tokens& tokens, std::size_t at) const {
  if (is_continuation(tokens, at) || ordinal_at(tokens, at)) return std::nullopt;
  if (tokens[at].text.size() > digits_max) return std::nullopt;
  const DigitRun run = digit_run(tokens, at);
  const auto decimal = decimal_separator(run, lexicon_.decimal_mark);
  if (!decimal) return std::nullopt;
  if (run.separators.empty()) {
    std::string digits(tokens[at].text);
    const std::size_t next = add_spaced_groups(tokens, run.next, digits);
    if (next > run.next) {
      std::string fraction;
      std::size_t end = next;
      const bool fraction_follows = is_mark(tokens, next, ",") || is_mark(tokens, next, ".");
      if (fraction_follows && !tokens[next].spaced && is_tight_digits(tokens, next + 1)) {
        fraction = tokens[next + 1].text;
        end = next + 2;
      }
      if (digits.size() + fraction.size() > digits_max) return std::nullopt;
      NumberMatch match{.next = end, .text = plain_decimal(digits, fraction), .digits = true};
      match.value = value_of(match.text);
      return match;
    }
  }
  std::string whole, fraction;
  for (std::size_t i = 0; i < run.groups.size(); ++i) (i <= *decimal ? whole : fraction) += run.groups[i];
  if (whole.size() + fraction.size() > digits_max) return std::nullopt;
  NumberMatch match{.next = run.next, .text = plain_decimal(whole, fraction), .digits = true};
  match.value = value_of(match.text);
  const NumberWord* scale = number_word(tokens, run.next);
  if (spelled_ && scale && scale->kind == NumberWord::Kind::scale) {
    const double scaled = match.value * scale->value;
    return NumberMatch{.next = run.next + 1, .value = scaled, .text = number_text(scaled)};
  }
  if (spelled_) return match;
  if (!scale || (scale->kind != NumberWord::Kind::scale && scale->kind != NumberWord::Kind::join))
    return match;
  NumberWords words(*this, tokens, run.next);
  words.begin_with(match.value);
  const auto longer = words.run();
  return longer && longer->next > match.next ? longer : match;
}

NumberMatch Grammar::with_suffix(NumberMatch number, const Tokens& tokens,
                                 std::span<const ScaleSuffix> suffixes) const {
  if (number.next >= tokens.size() || tokens[number.next].spaced || !number.digits) return number;
  for (const ScaleSuffix& suffix : suffixes) {
    if (tokens[number.next].text != suffix.word) continue;
    const double scaled = number.value * suffix.value;
    return {.next = number.next + 1, .value = scaled, .text = number_text(scaled)};
  }
  return number;
}

// "1 234 567": groups of three after a short one.
std::size_t Grammar::add_spaced_groups(const Tokens& tokens, std::size_t next, std::string& digits) const {
  constexpr std::size_t gap_bytes_max = 3;  // a no-break space
  if (digits.size() > 3 || digits.front() == '0') return next;
  while (next < tokens.size() && tokens[next].kind == Token::Kind::digits && tokens[next].text.size() == 3 &&
         tokens[next].spaced && tokens[next].begin - tokens[next - 1].end <= gap_bytes_max) {
    digits += tokens[next].text;
    ++next;
  }
  return next;
}

// "drieduizendvijf" in one word: what stands before a scale, and after it.
std::optional<double> Grammar::compound(std::string_view word) const {
  for (const auto& [name, row] : numbers_) {
    if (row.kind != NumberWord::Kind::scale) continue;
    const auto at = word.find(name);
    if (at == std::string_view::npos || (at == 0 && word.size() == name.size())) continue;
    const auto before = word.substr(0, at), after = word.substr(at + name.size());
    const auto many = before.empty() ? std::optional<int>(1) : spelled_->cardinal(before);
    const auto rest = after.empty() ? std::optional<int>(0) : spelled_->cardinal(after);
    if (many && rest) return *many * row.value + *rest;
  }
  return std::nullopt;
}

// A number below a thousand; a lone article is none.
std::optional<SpelledNumbers::Match> Grammar::part_spelled(const Tokens& tokens, std::size_t at) const {
  const auto part = spelled_->cardinal_at(tokens, at);
  if (!part) return std::nullopt;
  if (part->next == at + 1 && is_article(tokens, at)) {
    const NumberWord* after = number_word(tokens, at + 1);
    if (!after || after->kind != NumberWord::Kind::scale) return std::nullopt;
  }
  return part;
}

// Parts below a thousand, each with its scale, falling; then a half or decimals. "deux millions trois cent
// mille".
std::optional<NumberMatch> Grammar::number_spelled(const Tokens& tokens, std::size_t at) const {
  if (at >= tokens.size() || tokens[at].kind != Token::Kind::word) return std::nullopt;
  // "een half miljoen", "media docena": the article stands for nothing.
  const std::size_t half_at = is_article(tokens, at) ? at + 1 : at;
  if (is_half(tokens, half_at)) {
    const std::size_t hyphen = is_mark(tokens, half_at + 1, "-") ? 1 : 0;
    const NumberWord* scale = number_word(tokens, half_at + 1 + hyphen);
    if (!scale || scale->kind != Kind::scale) return std::nullopt;
    const double value = 0.5 * scale->value;
    return NumberMatch{.next = half_at + 2 + hyphen, .value = value, .text = number_text(value)};
  }
  double total = 0, last_scale = 0;
  std::size_t next = at;
  bool any = false;
  while (next < tokens.size()) {
    double part = 1, closed_by = 0;  // the scale inside of one word: "zevenduizend"
    std::size_t end = next;
    const NumberWord* word = number_word(tokens, next);
    if (const auto whole =
            tokens[next].kind == Token::Kind::word ? compound(tokens[next].text) : std::nullopt) {
      part = *whole;
      end = next + 1;
      if (part >= thousand && std::fmod(part, thousand) == 0) closed_by = thousand;
    } else if (const auto spelled = part_spelled(tokens, next)) {
      part = spelled->value;
      end = spelled->next;
    } else if (word && word->kind == Kind::unit) {
      part = word->value;
      end = next + 1;
    } else if (!word || word->kind != Kind::scale) {
      break;
    }
    const NumberWord* scale = number_word(tokens, end);
    const bool scaled = scale && scale->kind == Kind::scale && (last_scale == 0 || scale->value < last_scale);
    if (!scaled && (end == next || (any && last_scale <= part))) break;
    total += part * (scaled ? scale->value : 1);
    next = end + (scaled ? 1 : 0);
    any = true;
    last_scale = scaled ? scale->value : std::max(closed_by, 1.0);
    if (!scaled && closed_by == 0) break;
  }
  if (!any) return std::nullopt;
  NumberMatch match{.next = next, .value = total, .text = number_text(total)};
  const NumberWord* after = number_word(tokens, next);
  if (after && after->kind == Kind::join) {  // "twee en een half"
    const std::size_t rest = is_article(tokens, next + 1) ? next + 2 : next + 1;
    if (is_half(tokens, rest) && !measure_at(tokens, rest)) {
      const double value = total + 0.5;
      match = {.next = rest + 1, .value = value, .text = number_text(value)};
    }
  } else if (after && after->kind == Kind::point) {  // "drie komma vijf"
    if (const auto decimals = part_spelled(tokens, next + 1)) {
      match.text = plain_decimal(match.text, std::to_string(decimals->value));
      match.value = value_of(match.text);
      match.next = decimals->next;
    }
  }
  return match;
}

std::optional<NumberMatch> Grammar::number_in_words(const Tokens& tokens, std::size_t at) const {
  if (spelled_) return number_spelled(tokens, at);
  if (!number_word(tokens, at)) return std::nullopt;
  return NumberWords(*this, tokens, at).run();
}

std::optional<NumberMatch> Grammar::number_at(const Tokens& tokens, std::size_t at) const {
  if (at >= tokens.size()) return std::nullopt;
  if (tokens[at].kind == Token::Kind::digits) {
    auto number = number_in_digits(tokens, at);
    return number ? std::optional(with_suffix(std::move(*number), tokens, number_suffixes)) : std::nullopt;
  }
  return number_in_words(tokens, at);
}

std::optional<NumberMatch> Grammar::signed_number_at(const Tokens& tokens, std::size_t at) const {
  const bool hyphen = is_mark(tokens, at, "-") || is_mark(tokens, at, "−");
  const NumberWord* word = number_word(tokens, at);
  const bool minus = word && word->kind == NumberWord::Kind::minus;
  if (!hyphen && !minus) return number_at(tokens, at);
  if (hyphen && (!tokens[at].spaced || !is_tight_digits(tokens, at + 1))) return std::nullopt;
  auto number = number_at(tokens, at + 1);
  if (number && number->value != 0) {
    number->value = -number->value;
    number->text.insert(0, 1, '-');
  }
  return number;
}

}  // namespace sb::nlu
