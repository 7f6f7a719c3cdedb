#include "model/condition.h"

#include <fmt/format.h>
#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <compare>
#include <list>
#include <memory>
#include <mutex>
#include <unordered_map>

#include "base/clock.h"
#include "base/utf8.h"
#include "model/interpolate.h"
#include "model/path.h"

namespace sb {
namespace {

struct OperatorName {
  Operator op;
  std::string_view json, words;
};
constexpr std::array operator_names = {
    OperatorName{Operator::equals, "equals", "equals"},
    OperatorName{Operator::not_equals, "notEquals", "does not equal"},
    OperatorName{Operator::exists, "exists", "exists"},
    OperatorName{Operator::not_exists, "notExists", "does not exist"},
    OperatorName{Operator::greater_than, "greaterThan", "greater than"},
    OperatorName{Operator::greater_than_or_equals, "greaterThanOrEquals", "greater than or equals"},
    OperatorName{Operator::lower_than, "lowerThan", "lower than"},
    OperatorName{Operator::lower_than_or_equals, "lowerThanOrEquals", "lower than or equals"},
    OperatorName{Operator::contains, "contains", "contains"},
    OperatorName{Operator::not_contains, "notContains", "does not contain"},
    OperatorName{Operator::starts_with, "startsWith", "starts with"},
    OperatorName{Operator::ends_with, "endsWith", "ends with"},
    OperatorName{Operator::regex, "regex", "matches regex"},
};

// A value, or nullptr for `undefined`. null counts as undefined: neither "exists".
using Side = const Json*;
bool is_unset(Side side) {
  return !side || side->is_null();
}

struct Comparison {
  bool case_sensitive;

  std::string text(Side side) const {
    auto out = text_of(side);
    return case_sensitive ? out : fold_case(out);
  }
  std::string canonical(const Json& value) const {
    auto out = to_canonical_json_text(value);
    return case_sensitive ? out : fold_case(out);
  }
};

std::optional<Json> number_of(const Json& value) {
  if (value.is_number()) return value;
  return value.is_string() ? parse_number(view(value.get_string())) : std::nullopt;
}

// A list or an object against a text: the text is read as JSON.
bool equal_containers(const Json& left, const Json& right, const Comparison& by) {
  const auto as_container = [](const Json& value) -> std::optional<Json> {
    if (!value.is_string()) return value;
    auto parsed = parse_json(view(value.get_string()));
    return parsed ? std::optional<Json>(std::move(*parsed)) : std::nullopt;
  };
  const auto a = as_container(left);
  const auto b = as_container(right);
  return a && b && by.canonical(*a) == by.canonical(*b);
}

bool equal(Side left, Side right, const Comparison& by) {
  if (is_unset(left) || is_unset(right)) return is_unset(left) && is_unset(right);
  if (left->is_structured() || right->is_structured()) return equal_containers(*left, *right, by);
  if (left->is_number() || right->is_number()) {
    const auto a = number_of(*left);
    const auto b = number_of(*right);
    if (a && b) return json_equal(*a, *b);
  }
  return by.text(left) == by.text(right);
}

std::optional<int> read_digits(std::string_view text) {
  int value = 0;
  for (const char c : text) {
    if (c < '0' || c > '9') return std::nullopt;
    value = value * 10 + (c - '0');
  }
  return text.empty() ? std::nullopt : std::optional(value);
}

// DD-MM-YYYY, or a date or moment in ISO form; as milliseconds.
std::optional<std::int64_t> read_date(std::string_view text) {
  if (text.size() == 10 && text[2] == '-' && text[5] == '-') {
    const auto day = read_digits(text.substr(0, 2));
    const auto month = read_digits(text.substr(3, 2));
    const auto year = read_digits(text.substr(6));
    if (!day || !month || !year) return std::nullopt;
    const auto days = days_from_civil(*year, *month, *day);
    return days ? std::optional(*days * 86'400'000) : std::nullopt;
  }
  const auto at = parse_iso(text);
  return at ? std::optional(at->value) : std::nullopt;
}

// HH:mm, as minutes.
std::optional<std::int64_t> read_time_of_day(std::string_view text) {
  const auto colon = text.find(':');
  if (colon == std::string_view::npos || colon > 2 || text.size() != colon + 3) return std::nullopt;
  const auto hour = read_digits(text.substr(0, colon));
  const auto minute = read_digits(text.substr(colon + 1));
  if (!hour || !minute || *hour > 23 || *minute > 59) return std::nullopt;
  return *hour * 60 + *minute;
}

std::partial_ordering compare_numbers(const Json& a, const Json& b) {
  if (json_equal(a, b)) return std::partial_ordering::equivalent;
  if (a.is_int64() && b.is_int64()) return a.get_int64() <=> b.get_int64();
  return a.to_number<double>() <=> b.to_number<double>();
}

// The order of two values, unordered when they have none in common (07 §3).
std::partial_ordering compare(Side left, Side right) {
  if (is_unset(left) || is_unset(right)) return std::partial_ordering::unordered;
  const auto a = number_of(*left);
  const auto b = number_of(*right);
  if (a && b) return compare_numbers(*a, *b);
  const auto left_text = text_of(left);
  const auto right_text = text_of(right);
  for (const auto read : {read_date, read_time_of_day}) {
    const auto first = read(left_text);
    const auto second = read(right_text);
    if (first && second) return *first <=> *second;
  }
  return std::partial_ordering::unordered;
}

bool contains(Side left, Side right, const Comparison& by) {
  if (is_unset(left)) return false;
  if (const auto* array = left->if_array()) {
    for (const auto& item : *array) {
      if (equal(&item, right, by)) return true;
    }
    return false;
  }
  const auto wanted = by.text(right);
  if (const auto* object = left->if_object()) {
    if (by.case_sensitive) return object->contains(wanted);
    for (const auto& member : *object) {
      if (fold_case(view(member.key())) == wanted) return true;
    }
    return false;
  }
  return by.text(left).find(wanted) != std::string::npos;
}

// --- regular expressions ---

struct Compiled {
  std::shared_ptr<const RE2> pattern;  // null when refused
  std::string fault;
};

std::string regex_fault(std::string_view pattern, const std::string& reason) {
  for (const std::string_view look : {"(?=", "(?!", "(?<=", "(?<!"}) {
    if (pattern.find(look) != std::string_view::npos) {
      return "look-ahead and look-behind are not supported in patterns (RE2 syntax)";
    }
  }
  return "the pattern is not valid (RE2 syntax): " + printable(reason);
}

Compiled compile(std::string_view pattern, bool case_sensitive) {
  if (pattern.size() > regex_bytes_max) {
    return {nullptr, fmt::format("a pattern is at most {} bytes long", regex_bytes_max)};
  }
  RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(regex_memory_bytes_max);
  options.set_case_sensitive(case_sensitive);
  auto made = std::make_shared<const RE2>(re2::StringPiece(pattern.data(), pattern.size()), options);
  if (!made->ok()) return {nullptr, regex_fault(pattern, made->error())};
  return {std::move(made), {}};
}

// The patterns used last. Shared by all threads: an RE2 object may be used by several at once, and one that
// is dropped here while in use lives on in its user's shared_ptr.
class RegexCache {
 public:
  Compiled get(std::string_view pattern, bool case_sensitive) {
    std::string key(case_sensitive ? "s" : "i");
    key += pattern;
    {
      const std::lock_guard lock(mutex_);
      if (const auto found = entries_.find(key); found != entries_.end()) {
        order_.splice(order_.begin(), order_, found->second);
        return order_.front().second;
      }
    }
    auto compiled = compile(pattern, case_sensitive);
    const std::lock_guard lock(mutex_);
    if (entries_.contains(key)) return compiled;
    order_.emplace_front(key, compiled);
    entries_.emplace(std::move(key), order_.begin());
    if (order_.size() > entries_max) {
      entries_.erase(order_.back().first);
      order_.pop_back();
    }
    return compiled;
  }

 private:
  static constexpr std::size_t entries_max = 64;  // at most 64 × regex_memory_bytes_max
  using Entry = std::pair<std::string, Compiled>;

  std::mutex mutex_;
  std::list<Entry> order_;  // newest first
  std::unordered_map<std::string, std::list<Entry>::iterator> entries_;
};

Compiled compiled_regex(std::string_view pattern, bool case_sensitive) {
  static RegexCache cache;
  return cache.get(pattern, case_sensitive);
}

// Where the braces at the start of `text` are part of the pattern language, their length: counts like {2};
// and the names after \p, \P and \x, whose first two characters come before.
std::size_t count_size(std::string_view text) {
  const auto end = text.find_first_not_of("0123456789", 1);
  return end != std::string_view::npos && end > 1 && text[end] == '}' ? end + 1 : 0;
}
std::size_t escape_size(std::string_view text) {
  if (text.size() < 3 || text[2] != '{' || std::string_view("pPx").find(text[1]) == std::string_view::npos) {
    return std::min<std::size_t>(text.size(), 2);
  }
  const auto end = text.find('}');
  return end == std::string_view::npos ? 2 : end + 1;
}

// The pattern with its placeholders filled. Unlike in other texts a backslash belongs to the pattern, "\{"
// included.
std::string pattern_of(std::string_view value, const JsonObject& session) {
  std::string out;
  while (!value.empty()) {
    std::size_t size = 1;
    std::size_t variable = 0;
    if (value.front() == '\\') {
      size = escape_size(value);
    } else if (value.front() == '{') {
      const auto count = count_size(value);
      variable = count ? 0 : placeholder_size(value);
      size = std::max<std::size_t>({count, variable, 1});
    }
    const auto piece = value.substr(0, size);
    out += variable ? interpolate(piece, session, Encoding::regex) : std::string(piece);
    value.remove_prefix(size);
  }
  return out;
}

bool matches(Side left, const Condition& condition, const JsonObject& session) {
  if (is_unset(left)) return false;
  const auto compiled = compiled_regex(pattern_of(condition.value, session), condition.case_sensitive);
  if (!compiled.pattern) return false;
  const auto text = text_of(left);
  return RE2::PartialMatch(text, *compiled.pattern);
}

}  // namespace

std::string_view name_of(Operator op) {
  for (const auto& name : operator_names) {
    if (name.op == op) return name.json;
  }
  return {};
}

std::optional<Operator> parse_operator(std::string_view name) {
  name = trim_ascii(name);
  for (const auto& known : operator_names) {
    if (iequals_ascii(name, known.json) || iequals_ascii(name, known.words)) return known.op;
  }
  return std::nullopt;
}

bool has_value(const Json* value) {
  if (!value || value->is_null()) return false;
  if (const auto* text = value->if_string()) return !text->empty();
  if (const auto* array = value->if_array()) return !array->empty();
  if (const auto* object = value->if_object()) return !object->empty();
  return true;
}

bool holds(const Condition& condition, const JsonObject& session) {
  const Side left = find_value(session, unwrap_variable(condition.variable));
  if (condition.op == Operator::exists) return has_value(left);
  if (condition.op == Operator::not_exists) return !has_value(left);
  if (condition.op == Operator::regex) return matches(left, condition, session);

  const auto placeholder = single_placeholder(condition.value);
  const auto value = placeholder ? placeholder_value(*placeholder, session)
                                 : std::optional(Json(interpolate(condition.value, session)));
  const Side right = value ? &*value : nullptr;
  const Comparison by{condition.case_sensitive};
  switch (condition.op) {
    case Operator::equals:
      return equal(left, right, by);
    case Operator::not_equals:
      return !equal(left, right, by);
    case Operator::greater_than:
      return compare(left, right) > 0;
    case Operator::greater_than_or_equals:
      return compare(left, right) >= 0;
    case Operator::lower_than:
      return compare(left, right) < 0;
    case Operator::lower_than_or_equals:
      return compare(left, right) <= 0;
    case Operator::contains:
      return contains(left, right, by);
    case Operator::not_contains:
      return !contains(left, right, by);
    case Operator::starts_with:
      return !is_unset(left) && by.text(left).starts_with(by.text(right));
    case Operator::ends_with:
      return !is_unset(left) && by.text(left).ends_with(by.text(right));
    default:
      return false;
  }
}

Ok check_regex(std::string_view pattern) {
  auto compiled = compiled_regex(pattern, true);
  if (!compiled.pattern)
    return Error{ErrorCode::invalid_input, compiled.fault, printable(utf8_prefix(pattern, 100))};
  return {};
}

Ok check_condition(const Condition& condition) {
  const auto path = parse_path(unwrap_variable(condition.variable));
  if (path.has_error()) return path.error();
  if (condition.op != Operator::regex) return {};
  // With every variable unset, placeholders leave nothing behind.
  return check_regex(pattern_of(condition.value, JsonObject()));
}

}  // namespace sb
