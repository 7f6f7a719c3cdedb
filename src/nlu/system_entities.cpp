#include "nlu/system_entities.h"

#include <fmt/format.h>
#include <unicode/timezone.h>

#include <algorithm>
#include <array>
#include <memory>

namespace sb::nlu {
namespace {

constexpr std::int64_t ms_per_second = 1000, ms_per_minute = 60'000, ms_per_day = 86'400'000;
constexpr std::size_t connectors_max = 2;  // "on the", "at about"
constexpr std::size_t short_word_bytes = 3;
constexpr std::size_t telephone_digits = 11;  // so many in groups of three are rather called than counted

constexpr std::array names = std::to_array<std::string_view>({"sys.number",
                                                              "sys.ordinal",
                                                              "sys.email",
                                                              "sys.phone_number",
                                                              "sys.url",
                                                              "sys.url_domain",
                                                              "sys.amount_of_money",
                                                              "sys.amount_of_money_currency",
                                                              "sys.distance",
                                                              "sys.distance_unit",
                                                              "sys.quantity",
                                                              "sys.quantity_unit",
                                                              "sys.temperature",
                                                              "sys.temperature_unit",
                                                              "sys.time",
                                                              "sys.time_grain",
                                                              "sys.duration",
                                                              "sys.duration_unit",
                                                              "sys.duration_normalized",
                                                              "sys.duration_normalized_unit"});

std::string_view grain_name(Grain grain) {
  constexpr std::string_view all[] = {"second", "minute", "hour", "day", "week", "month", "year"};
  return all[static_cast<std::size_t>(grain)];
}

std::string_view kind_name(MeasureKind kind) {
  constexpr std::string_view all[] = {"distance", "quantity", "temperature", "duration"};
  return all[static_cast<std::size_t>(kind)];
}

bool overlaps_any(const Span& span, const std::vector<Span>& others) {
  return std::any_of(others.begin(), others.end(), [&](const Span& other) { return span.overlaps(other); });
}

// Civil time of one zone. Milliseconds "local" count as if the zone were UTC.
class Zone {
 public:
  explicit Zone(std::string_view name)
      : zone_(icu::TimeZone::createTimeZone(
            icu::UnicodeString::fromUTF8(icu::StringPiece(name.data(), static_cast<int32_t>(name.size()))))) {
  }

  UtcMs local(UtcMs at) const { return at + offset(static_cast<double>(at.value), false); }
  UtcMs utc(UtcMs local_time) const {
    return local_time + -offset(static_cast<double>(local_time.value), true);
  }

 private:
  std::int64_t offset(double date, bool is_local) const {
    int32_t raw = 0, saving = 0;
    UErrorCode status = U_ZERO_ERROR;
    zone_->getOffset(date, is_local, raw, saving, status);
    return U_SUCCESS(status) ? raw + saving : 0;
  }
  std::unique_ptr<icu::TimeZone> zone_;
};

// A moment in the form of the wire: "2020-12-25T15:00:00.000+00:00".
std::string time_value(UtcMs at) {
  std::string text = iso_text(at);
  text.back() = '+';
  return text + "00:00";
}

class Finder {
 public:
  Finder(std::string_view text, const Moment& moment, std::string_view language)
      : text_(text),
        zone_(moment.time_zone),
        utc_now_(moment.now),
        now_(zone_.local(moment.now)),
        tokens_(tokenize(text)) {
    const std::string name(language);
    grammars_ = grammars_of({&name, 1});
    const auto primary = language.substr(0, language.find_first_of("-_"));
    speaks_ = grammars_.front()->language() == primary;
  }

  std::vector<SystemEntity> run() {
    add_addresses();
    if (speaks_) {
      add_money();
      add_measures();
      add_times();
      keep_durations();
      for (auto& ordinal : all_ordinals(tokens_, grammars_)) {
        if (!overlaps_any(ordinal.span, taken_)) add("ordinal", std::move(ordinal.value), ordinal.span);
      }
    }
    for (auto& number : all_numbers(tokens_, grammars_)) {
      if (overlaps_any(number.span, taken_) || (!speaks_ && !is_digits(number.span))) continue;
      add("number", std::move(number.value), number.span);
    }
    return std::move(found_);
  }

 private:
  void add(std::string_view name, std::string value, const Span& span) {
    found_.push_back({std::string(name), std::move(value), span});
  }
  std::string_view piece(const Span& span) const { return text_.substr(span.begin, span.end - span.begin); }
  bool is_digits(const Span& span) const {
    return piece(span).find_first_not_of("0123456789.,-") == std::string_view::npos;
  }
  Span span_of(std::size_t first, std::size_t next) const {
    return {tokens_[first].begin, tokens_[next - 1].end};
  }

  void add_addresses() {
    for (auto& email : all_emails(text_)) {
      taken_.push_back(email.span);
      add("email", std::move(email.value), email.span);
    }
    for (auto& url : all_urls(text_, UrlForm::running_text)) {
      if (overlaps_any(url.span, taken_)) continue;
      taken_.push_back(url.span);
      add("url", std::move(url.value), url.span);
      add("url_domain", std::move(url.domain), url.span);
    }
    for (auto& phone : all_phones(tokens_)) {
      if (overlaps_any(phone.span, taken_) || is_date(piece(phone.span)) || is_grouped(phone.span)) continue;
      // Bare digits may as well be a number; "+32 487 23" is none.
      const bool bare = piece(phone.span).find_first_not_of("0123456789") == std::string_view::npos;
      if (!bare) taken_.push_back(phone.span);
      add("phone_number", std::move(phone.value), phone.span);
    }
  }

  // "3.015.357" is a number where it is written so; no telephone has its digits in groups of three only.
  bool is_grouped(const Span& span) const {
    if (!speaks_ || text_[span.begin] == '0') return false;
    const auto first = std::find_if(tokens_.begin(), tokens_.end(),
                                    [&](const Token& token) { return token.begin == span.begin; });
    if (first == tokens_.end() || first->kind != Token::Kind::digits || first->end == span.end) return false;
    const Grammar& grammar = *grammars_.front();
    const auto at = static_cast<std::size_t>(first - tokens_.begin());
    const auto number = grammar.number_at(tokens_, at);
    if (!number || tokens_[number->next - 1].end != span.end || number->text.find('.') != std::string::npos)
      return false;
    const bool spaced = tokens_[at + 1].spaced;
    const bool like_a_telephone = first->text.size() == 3 || number->text.size() >= telephone_digits;
    return !spaced || !like_a_telephone || grammar.has_spaced_groups() ||
           grammar.currency_at(tokens_, number->next) || (at > 0 && grammar.currency_at(tokens_, at - 1));
  }

  bool is_date(std::string_view some) const {
    const auto date = first_date(tokenize(some), now_, {}, grammars_);
    return date && date->span.begin == 0 && date->span.end == some.size();
  }

  void add_money() {
    for (auto& money : all_money(tokens_, grammars_)) {
      if (overlaps_any(money.span, taken_)) continue;
      taken_.push_back(money.span);
      add("amount_of_money", std::move(money.amount), money.span);
      add("amount_of_money_currency", std::move(money.currency), money.span);
    }
  }

  struct Measured {
    const Measure* measure = nullptr;
    std::string value;
    double number = 0;
    std::size_t next = 0;
  };

  // "5 km", "80C", "20 degrees celsius", "half an hour".
  std::optional<Measured> measured_at(const Grammar& grammar, std::size_t at) const {
    if (const auto number = grammar.signed_number_at(tokens_, at)) {
      const std::size_t scale =
          number->next < tokens_.size() && grammar.is_degrees(tokens_[number->next].text) ? number->next + 1
                                                                                          : number->next;
      const Measure* measure = grammar.measure_at(tokens_, scale);
      const bool degrees = scale > number->next;
      if (degrees && (!measure || measure->kind != MeasureKind::temperature)) {
        static constexpr Measure plain{"", MeasureKind::temperature, "degree"};
        return Measured{&plain, number->text, number->value, scale};
      }
      if (!measure) return std::nullopt;
      // "2 second class seats"; "veinte segundos" is plural and lasts.
      const bool plural = tokens_[scale].text.ends_with('s');
      if (!plural && grammar.ordinal_at(tokens_, scale)) return std::nullopt;
      const bool letter = measure->kind == MeasureKind::temperature && measure->word.size() == 1;
      if (letter && !degrees && tokens_[scale].spaced) return std::nullopt;  // "5 c" may be anything
      return Measured{measure, number->text, number->value, scale + 1};
    }
    const bool article_before = grammar.is_article(tokens_, at);
    const std::size_t half = article_before ? at + 1 : at;
    if (!grammar.is_half(tokens_, half)) {
      const Measure* unit = article_before && at > 0 && grammar.is_duration_mark(tokens_[at - 1].text)
                                ? grammar.measure_at(tokens_, at + 1)
                                : nullptr;
      if (!unit || unit->kind != MeasureKind::duration) return std::nullopt;
      return Measured{unit, "1", 1, at + 2};
    }
    const std::size_t hyphen = half + 1 < tokens_.size() && tokens_[half + 1].text == "-" ? 1 : 0;
    const std::size_t unit_at = half + 1 + hyphen + (grammar.is_article(tokens_, half + 1) ? 1 : 0);
    const Measure* measure = grammar.measure_at(tokens_, unit_at);
    if (!measure || measure->kind == MeasureKind::temperature) return std::nullopt;
    return Measured{measure, "0.5", 0.5, unit_at + 1};
  }

  void add_measures() {
    const Grammar& grammar = *grammars_.front();
    for (std::size_t at = 0; at < tokens_.size();) {
      const auto found = measured_at(grammar, at);
      if (!found || overlaps_any(span_of(at, found->next), taken_)) {
        ++at;
        continue;
      }
      const Span span = span_of(at, found->next);
      if (found->measure->kind == MeasureKind::duration) {
        durations_.push_back({*found, at, is_marked(grammar, at, found->next)});
      } else {
        const std::string name(kind_name(found->measure->kind));
        taken_.push_back(span);
        add(name, found->value, span);
        add(name + "_unit", std::string(found->measure->unit), span);
      }
      at = found->next;
    }
  }

  bool is_marked(const Grammar& grammar, std::size_t first, std::size_t next) const {
    return (first > 0 && grammar.is_duration_mark(tokens_[first - 1].text)) ||
           (next < tokens_.size() && grammar.is_duration_mark(tokens_[next].text));
  }

  // "two hours" of "in two hours" is said of a moment, of "for two hours" of a duration, by itself of both.
  void keep_durations() {
    for (const Duration& duration : durations_) {
      const Span span = span_of(duration.first, duration.found.next);
      const bool inside = std::any_of(times_.begin(), times_.end(), [&](const Span& time) {
        return time.overlaps(span) && (time.begin < span.begin || time.end > span.end);
      });
      if (inside) continue;
      taken_.push_back(span);
      const Measured& found = duration.found;
      add("duration", found.value, span);
      add("duration_unit", std::string(found.measure->unit), span);
      add("duration_normalized", fmt::format("{:.0f}", found.number * found.measure->seconds), span);
      add("duration_normalized_unit", "second", span);
    }
  }

  struct Time {
    std::size_t next = 0;
    std::optional<DateMatch> date;
    std::optional<TimeMatch> time;
  };

  // A date, a time of day, or both beside each other.
  std::optional<Time> time_from(const Grammar& grammar, std::size_t at) const {
    Time made;
    made.date = date_at(grammar, tokens_, at, now_, {});
    made.time = time_at(grammar, tokens_, at);
    if (made.date && made.time) {  // "tonight at 8" begins both
      made.next = std::max(made.date->next, made.time->next);
      if (made.time->next <= made.date->next) made.time.reset();
      if (made.time) return made;
    }
    if (made.date) {
      made.next = made.date->next;
      if (made.date->offset_seconds.value_or(0) != 0) return made;  // "in 2 hours" names its time
      made.time = beside<TimeMatch>(
          made.next, [&](std::size_t from) { return time_at(grammar, tokens_, from); },
          [&](auto word) { return grammar.is_before_time(word); });
      made.next = made.time ? made.time->next : day_part_end(grammar, tokens_, made.next);
      return made;
    }
    if (!made.time) return std::nullopt;
    made.next = made.time->next;
    made.date = beside<DateMatch>(
        made.next, [&](std::size_t from) { return date_at(grammar, tokens_, from, now_, {}); },
        [&](auto word) { return grammar.is_before_date(word); });
    if (made.date) made.next = made.date->next;
    return made;
  }

  // What begins at the token, or after a comma or a word such as "at".
  template <typename Match, typename Find, typename IsConnector>
  std::optional<Match> beside(std::size_t from, const Find& find, const IsConnector& is_connector) const {
    for (std::size_t passed = 0; passed <= connectors_max && from < tokens_.size(); ++passed, ++from) {
      if (auto found = find(from)) return found;
      if (tokens_[from].text != "," && !is_connector(tokens_[from].text)) return std::nullopt;
    }
    return std::nullopt;
  }

  void add_times() {
    const Grammar& grammar = *grammars_.front();
    for (std::size_t at = 0; at < tokens_.size();) {
      const auto time = time_from(grammar, at);
      if (!time || !is_telling(grammar, *time, at)) {
        // The "mañana" of "por la mañana" is no tomorrow.
        at = std::max(at + 1, time ? at : day_part_end(grammar, tokens_, at));
        continue;
      }
      const Span span = span_of(at, time->next);
      at = time->next;
      const bool lasts = std::any_of(durations_.begin(), durations_.end(), [&](const Duration& duration) {
        return duration.marked && span.overlaps(span_of(duration.first, duration.found.next));
      });
      if (lasts || overlaps_any(span, taken_)) continue;
      times_.push_back(span);
      taken_.push_back(span);
      add_time(*time, span);
    }
  }

  // "12.50" is a number and "sun" shines: neither is a time in running text.
  bool is_telling(const Grammar& grammar, const Time& time, std::size_t at) const {
    const Span span = span_of(at, time.next);
    if (!time.date && is_digits(span)) return false;
    const bool one_short_word = time.next == at + 1 && span.end - span.begin <= short_word_bytes;
    return !(one_short_word && grammar.is_weekday(tokens_[at].text));
  }

  void add_time(const Time& time, const Span& span) {
    if (time.date && time.date->offset_seconds && !time.time) {
      const std::int64_t at = utc_now_.value + *time.date->offset_seconds * ms_per_second;
      add("time", time_value(UtcMs{at - ((at % ms_per_second) + ms_per_second) % ms_per_second}), span);
      add("time_grain", std::string(grain_name(time.date->grain)), span);
      return;
    }
    const UtcMs today{now_.value - ((now_.value % ms_per_day) + ms_per_day) % ms_per_day};
    UtcMs at = time.date ? UtcMs{time.date->days * ms_per_day} : today;
    Grain grain = time.date ? time.date->grain : Grain::day;
    if (time.time) {
      at = at + time.time->minutes * ms_per_minute;
      if (!time.date && at <= now_) at = at + ms_per_day;  // the next time the clock says so
      grain = time.time->in_minutes ? Grain::minute : Grain::hour;
    }
    add("time", time_value(zone_.utc(at)), span);
    add("time_grain", std::string(grain_name(grain)), span);
  }

  struct Duration {
    Measured found;
    std::size_t first = 0;
    bool marked = false;
  };

  std::string_view text_;
  Zone zone_;
  UtcMs utc_now_;
  UtcMs now_;  // local
  Tokens tokens_;
  Grammars grammars_;
  bool speaks_ = false;
  std::vector<Span> taken_, times_;
  std::vector<Duration> durations_;
  std::vector<SystemEntity> found_;
};

}  // namespace

std::vector<SystemEntity> find_system_entities(std::string_view text, const Moment& moment,
                                               std::string_view language) {
  return Finder(text, moment, language).run();
}

bool is_system_entity(std::string_view reference) {
  return std::find(names.begin(), names.end(), reference) != names.end();
}

}  // namespace sb::nlu
