#pragma once
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"

namespace sb {

// Hides the values of sensitive variables in what people can read: history, logs (spec 09 §7). Pure
// functions: any thread.

struct SensitiveValue {
  std::string name, value;
};

// A value shorter than this (code points) is hidden only where it is the whole text.
inline constexpr std::size_t masked_anywhere_length_min = 3;

// The texts inside the value of a sensitive variable, each of which is to be hidden under its name: a string,
// a number, every leaf of a list or an object. true, false, null and empty texts hide nothing.
void add_sensitive_values(std::vector<SensitiveValue>& out, std::string_view name, const Json& value);

// Every occurrence of a value replaced by "{name}", the longest value first; also where it appears
// percent-encoded, as part of a JSON text, or HTML-escaped. Replaced text is not searched again.
std::string mask_text(std::string_view text, std::span<const SensitiveValue> values);

// The same in every string of a JSON value, not in keys. A number whose text is a value becomes the string
// "{name}".
Json mask(const Json& value, std::span<const SensitiveValue> values);

}  // namespace sb
