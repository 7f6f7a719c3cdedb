#include "model/bot_schema.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "model/bot_folder.h"
#include "model/bot_json.h"
#include "model/bot_samples.h"
#include "model/folder_shapes.h"
#include "model/yaml_source.h"

namespace sb {
namespace {

// As much of JSON Schema as the published schemas use; a member it does not know is a failure.
class Validator {
 public:
  explicit Validator(const Json& root) : root_(root.get_object()) {}

  bool accepts(const Json& value) const { return accepts(root_, value); }

 private:
  bool accepts(const JsonObject& schema, const Json& value) const {
    for (const auto& [key, rule] : schema)
      if (!obeys(schema, view(key), rule, value)) return false;
    return true;
  }

  bool obeys(const JsonObject& schema, std::string_view key, const Json& rule, const Json& value) const {
    if (key == "$schema" || key == "$id" || key == "title" || key == "$defs") return true;
    if (key == "$ref") return accepts(definition(rule), value);
    if (key == "type") return has_type(rule, value);
    if (key == "enum")
      return std::find(rule.get_array().begin(), rule.get_array().end(), value) != rule.get_array().end();
    if (key == "const") return rule == value;
    if (key == "not") return !accepts(rule.get_object(), value);
    if (key == "minimum") return !value.is_number() || value.to_number<double>() >= rule.to_number<double>();
    if (key == "maximum") return !value.is_number() || value.to_number<double>() <= rule.to_number<double>();
    if (key == "anyOf") {
      return std::any_of(rule.get_array().begin(), rule.get_array().end(),
                         [&](const Json& option) { return accepts(option.get_object(), value); });
    }
    if (key == "items") {
      return !value.is_array() ||
             std::all_of(value.get_array().begin(), value.get_array().end(),
                         [&](const Json& item) { return accepts(rule.get_object(), item); });
    }
    return !value.is_object() || obeys_members(schema, key, rule, value.get_object());
  }

  bool obeys_members(const JsonObject& schema, std::string_view key, const Json& rule,
                     const JsonObject& value) const {
    if (key == "required") {
      return std::all_of(rule.get_array().begin(), rule.get_array().end(),
                         [&](const Json& name) { return value.contains(name.get_string()); });
    }
    const auto* properties = object_member(schema, "properties");
    for (const auto& [name, member] : value) {
      const auto* known = properties ? find_member(*properties, view(name)) : nullptr;
      if (key == "properties") {
        if (known != nullptr && !accepts(known->get_object(), member)) return false;
      } else if (key == "additionalProperties") {
        if (known == nullptr && (!rule.is_object() || !accepts(rule.get_object(), member))) return false;
      } else {
        ADD_FAILURE() << "the validator does not know " << key;
        return false;
      }
    }
    return true;
  }

  const JsonObject& definition(const Json& reference) const {
    auto name = view(reference.get_string()).substr(std::string_view("#/$defs/").size());
    return root_.at("$defs").get_object().at(name).get_object();
  }

  static bool has_type(const Json& types, const Json& value) {
    if (types.is_array())
      return std::any_of(types.get_array().begin(), types.get_array().end(),
                         [&](const Json& type) { return has_type(type, value); });
    auto type = view(types.get_string());
    if (type == "string") return value.is_string();
    if (type == "integer") return value.is_int64() || value.is_uint64();
    if (type == "number") return value.is_number();
    if (type == "boolean") return value.is_bool();
    if (type == "null") return value.is_null();
    if (type == "array") return value.is_array();
    return type == "object" && value.is_object();
  }

  const JsonObject& root_;
};

const Json& schema(std::string_view name) {
  static const auto schemas = bot_schemas();
  for (const auto& [file, content] : schemas)
    if (file == std::string(name) + ".schema.json") return content;
  throw std::logic_error("no schema " + std::string(name));
}

TEST(Schema, ThePublishedFilesAreThoseOfTheParser) {
  // SB_REBASELINE=1 writes them.
  const std::string folder = std::string(SB_SOURCE_DIR) + "/schema/";
  for (const auto& [name, content] : bot_schemas()) {
    auto text = to_pretty_json_text(content) + "\n";
    if (std::getenv("SB_REBASELINE") != nullptr) {
      std::filesystem::create_directories(folder);
      std::ofstream(folder + name) << text;
    }
    std::ifstream stream(folder + name);
    EXPECT_EQ((std::string{std::istreambuf_iterator<char>(stream), {}}), text)
        << name << ": run with SB_REBASELINE=1";
  }
}

TEST(Schema, AcceptsWhatTheWriterWrites) {
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    auto bot = seed == 0 ? sample_bot() : generated_bot(seed);
    EXPECT_TRUE(Validator(schema("bot-export")).accepts(bot_to_json(bot, DocumentKind::full))) << seed;
    auto files = bot_folder_files(bot);
    ASSERT_TRUE(files);
    for (const auto& [name, content] : *files) {
      if (name.find(".yaml") == std::string::npos) continue;
      auto [kind, shape] = name == "bot.yaml"            ? std::pair("bot", folder::bot_file())
                           : name == "flows/order.yaml"  ? std::pair("order", folder::order_file())
                           : name == "nlu/entities.yaml" ? std::pair("entities", folder::entities_file())
                           : name == "channels.yaml"     ? std::pair("channels", folder::channels_file())
                           : name == "offload.yaml"      ? std::pair("offload", folder::offload_file())
                           : name.substr(0, 4) == "nlu/" ? std::pair("language", folder::language_file())
                                                         : std::pair("dialog", folder::dialog_file());
      SourceMap sources;
      Diagnostics diagnostics;
      auto node = read_yaml(content, sources.add_file(name), sources, diagnostics);
      ASSERT_TRUE(node) << name;
      EXPECT_TRUE(Validator(schema(kind)).accepts(to_json(*node, *shape)))
          << "seed " << seed << " " << name << "\n"
          << content;
    }
  }
}

TEST(Schema, RefusesWhatTheReaderRefuses) {
  auto refused = [](std::string_view kind, std::string_view text) {
    return !Validator(schema(kind)).accepts(parse_json(text).value());
  };
  EXPECT_TRUE(refused("dialog", R"({"mesages":[]})"));
  EXPECT_TRUE(refused("dialog", R"({"messages":[{"carousel":{}}]})"));
  EXPECT_TRUE(refused("dialog", R"({"actions":[{"iframe":{"source":"x","height":"tall"}}]})"));
  EXPECT_TRUE(refused("bot", R"({"id":"x"})"));
  EXPECT_TRUE(refused("bot-export", R"({"format":"other"})"));
  EXPECT_FALSE(refused(
      "dialog", R"({"messages":["Hi",{"text":{"en":"a"}}],"goTo":"x","set":{"a":"1","b":{"dialog":"y"}}})"));
}

}  // namespace
}  // namespace sb
