#include "model/masking.h"

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "model/interpolate.h"

namespace sb {
namespace {

struct Needle {
  std::string text;
  std::string_view name;
};

std::string json_inside(std::string_view text) {
  std::string quoted;
  append_json_string(quoted, text);
  return quoted.substr(1, quoted.size() - 2);
}

class Masker {
 public:
  explicit Masker(std::span<const SensitiveValue> values) {
    for (const auto& value : values) {
      if (value.value.empty()) continue;
      whole_.push_back({value.value, value.name});
      if (code_point_count(value.value) >= masked_anywhere_length_min) add_forms(value);
    }
    std::stable_sort(needles_.begin(), needles_.end(),
                     [](const Needle& a, const Needle& b) { return a.text.size() > b.text.size(); });
    for (const auto& needle : needles_) starts_[static_cast<unsigned char>(needle.text.front())] = true;
  }

  std::string text(std::string_view text) const {
    if (const auto* name = whole_name(text)) return placeholder(*name);
    std::string out;
    std::size_t written = 0;
    for (std::size_t at = 0; at < text.size();) {
      const Needle* found =
          starts_[static_cast<unsigned char>(text[at])] ? needle_at(text.substr(at)) : nullptr;
      if (!found) {
        ++at;
        continue;
      }
      out += text.substr(written, at - written);
      out += placeholder(found->name);
      written = at += found->text.size();
    }
    out += text.substr(written);
    return out;
  }

  Json value(const Json& value) const {
    if (value.is_string()) return Json(text(view(value.get_string())));
    if (value.is_number()) {
      const auto* name = whole_name(text_of(&value));
      return name ? Json(placeholder(*name)) : value;
    }
    if (const auto* array = value.if_array()) {
      JsonArray out;
      out.reserve(array->size());
      for (const auto& item : *array) out.push_back(this->value(item));
      return out;
    }
    if (const auto* object = value.if_object()) {
      JsonObject out;
      out.reserve(object->size());
      for (const auto& member : *object) out.emplace(member.key(), this->value(member.value()));
      return out;
    }
    return value;
  }

 private:
  static std::string placeholder(std::string_view name) { return "{" + std::string(name) + "}"; }

  void add_forms(const SensitiveValue& value) {
    std::array<std::string, 4> forms = {value.value, json_inside(value.value),
                                        encode(value.value, Encoding::url_component),
                                        encode(value.value, Encoding::html)};
    for (auto& form : forms) {
      const bool known =
          std::any_of(needles_.begin(), needles_.end(), [&](const auto& n) { return n.text == form; });
      if (!known) needles_.push_back({std::move(form), value.name});
    }
  }

  const std::string_view* whole_name(std::string_view text) const {
    for (const auto& needle : whole_) {
      if (needle.text == text) return &needle.name;
    }
    return nullptr;
  }

  const Needle* needle_at(std::string_view text) const {
    for (const auto& needle : needles_) {
      if (text.starts_with(needle.text)) return &needle;
    }
    return nullptr;
  }

  std::vector<Needle> whole_, needles_;
  std::array<bool, 256> starts_{};
};

}  // namespace

void add_sensitive_values(std::vector<SensitiveValue>& out, std::string_view name, const Json& value) {
  if (const auto* array = value.if_array()) {
    for (const auto& item : *array) add_sensitive_values(out, name, item);
  } else if (const auto* object = value.if_object()) {
    for (const auto& member : *object) add_sensitive_values(out, name, member.value());
  } else if (value.is_number() || (value.is_string() && !value.get_string().empty())) {
    out.push_back({std::string(name), text_of(&value)});
  }
}

std::string mask_text(std::string_view text, std::span<const SensitiveValue> values) {
  return values.empty() ? std::string(text) : Masker(values).text(text);
}

Json mask(const Json& value, std::span<const SensitiveValue> values) {
  return values.empty() ? value : Masker(values).value(value);
}

}  // namespace sb
