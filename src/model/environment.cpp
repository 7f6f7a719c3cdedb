#include "model/environment.h"

namespace sb {
namespace {

bool is_name(std::string_view text) {
  if (text.empty() || (text.front() >= '0' && text.front() <= '9')) return false;
  return text.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_") ==
         std::string_view::npos;
}

class Resolver {
 public:
  Resolver(const EnvironmentLookup& lookup, Diagnostics& diagnostics)
      : lookup_(lookup), diagnostics_(diagnostics) {}

  std::string text(std::string_view in, const std::string& pointer) const {
    std::string out;
    for (;;) {
      const auto mark = in.find("${");
      if (mark == std::string_view::npos) return out.append(in);
      if (mark > 0 && in[mark - 1] == '$') {
        out.append(in.substr(0, mark - 1)).append("${");
        in.remove_prefix(mark + 2);
        continue;
      }
      const auto end = in.find('}', mark);
      const auto inside =
          end == std::string_view::npos ? std::string_view() : in.substr(mark + 2, end - mark - 2);
      const auto dash = inside.find(":-");
      const auto name = inside.substr(0, dash);
      if (!is_name(name)) {
        out.append(in.substr(0, mark + 2));
        in.remove_prefix(mark + 2);
        continue;
      }
      out.append(in.substr(0, mark)).append(value(name, inside, dash, pointer));
      in.remove_prefix(end + 1);
    }
  }

  void in_place(Json& json, const std::string& pointer) const {
    if (json.is_string()) {
      json = text(view(json.get_string()), pointer);
    } else if (json.is_array()) {
      for (std::size_t i = 0; i < json.get_array().size(); ++i)
        in_place(json.get_array()[i], pointer + pointer_step(i));
    } else if (json.is_object()) {
      for (auto& member : json.get_object())
        in_place(member.value(), pointer + pointer_step(view(member.key())));
    }
  }

  void in_place(JsonObject& object, const std::string& pointer) const {
    for (auto& member : object) in_place(member.value(), pointer + pointer_step(view(member.key())));
  }

  void in_place(std::string& value, const std::string& pointer) const { value = text(value, pointer); }

 private:
  std::string value(std::string_view name, std::string_view inside, std::size_t dash,
                    const std::string& pointer) const {
    auto found = lookup_(name);
    const bool has_default = dash != std::string_view::npos;
    if (found && !(has_default && found->empty())) return std::move(*found);
    if (has_default) return std::string(inside.substr(dash + 2));
    diagnostics_.error(pointer, "the environment variable " + std::string(name) +
                                    " is not set; set it or give a default: ${" + std::string(name) + ":-…}");
    return "";
  }

  const EnvironmentLookup& lookup_;
  Diagnostics& diagnostics_;
};

}  // namespace

std::string resolve_environment(std::string_view text, const EnvironmentLookup& lookup,
                                const std::string& pointer, Diagnostics& diagnostics) {
  return Resolver(lookup, diagnostics).text(text, pointer);
}

Bot resolve_environment(const Bot& bot, const EnvironmentLookup& lookup, Diagnostics& diagnostics) {
  const Resolver resolver(lookup, diagnostics);
  Bot out = bot;
  for (std::size_t i = 0; i < out.channels.size(); ++i) {
    resolver.in_place(out.channels[i].config, "/channels" + pointer_step(i) + "/config");
  }
  for (std::size_t i = 0; i < out.offload_providers.size(); ++i) {
    resolver.in_place(out.offload_providers[i].config, "/offloadProviders" + pointer_step(i) + "/config");
  }
  for (std::size_t i = 0; i < out.variables.size(); ++i) {
    auto& value = out.variables[i].default_value;
    if (value) resolver.in_place(*value, "/variables" + pointer_step(i) + "/defaultValue");
  }
  for (std::size_t i = 0; i < out.api_settings.size(); ++i) {
    auto& setting = out.api_settings[i];
    const std::string at = "/apiSettings" + pointer_step(i);
    resolver.in_place(setting.key_pem, at + "/privateKey");
    resolver.in_place(setting.certificate_pem, at + "/certificate");
    resolver.in_place(setting.key, at + "/key");
    resolver.in_place(setting.secret, at + "/secret");
  }
  return out;
}

}  // namespace sb
