#include "http/headers.h"

#include <algorithm>

#include "base/utf8.h"

namespace sb::http {

void Headers::set(std::string_view name, std::string value) {
  std::erase_if(fields_, [&](const Header& field) { return iequals_ascii(field.name, name); });
  add(std::string(name), std::move(value));
}

const std::string* Headers::find(std::string_view name) const {
  for (const auto& field : fields_) {
    if (field.name.size() == name.size() && iequals_ascii(field.name, name)) return &field.value;
  }
  return nullptr;
}

std::string_view Headers::get(std::string_view name) const {
  const auto* value = find(name);
  return value ? std::string_view(*value) : std::string_view();
}

std::size_t Headers::count(std::string_view name) const {
  return static_cast<std::size_t>(
      std::count_if(begin(), end(), [&](const Header& field) { return iequals_ascii(field.name, name); }));
}

}  // namespace sb::http
