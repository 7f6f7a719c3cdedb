#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "base/utf8.h"
#include "model/condition.h"
#include "model/interpolate.h"
#include "model/masking.h"
#include "model/path.h"
#include "model/session_values.h"

// Hostile keys and texts (tests/corpora) through everything that reads or writes session values.

namespace sb {
namespace {

std::string file_text(std::string_view name) {
  std::ifstream file(std::string(SB_SOURCE_DIR "/tests/corpora/") + std::string(name), std::ios::binary);
  EXPECT_TRUE(file.good()) << name;
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::vector<std::string> file_lines(std::string_view name) {
  std::vector<std::string> lines;
  std::istringstream text(file_text(name));
  for (std::string line; std::getline(text, line);) lines.push_back(line);
  return lines;
}

std::vector<std::string> object_keys() {
  std::vector<std::string> keys;
  for (auto line : file_lines("object-keys/keys.json")) {
    if (line.ends_with(',')) line.pop_back();
    // The one line that is no JSON (a lone surrogate) can never arrive as a key.
    const auto key = parse_json(line);
    if (key.has_value() && key->is_string()) keys.emplace_back(view(key->get_string()));
  }
  return keys;
}

std::vector<std::string> hostile_texts() {
  std::vector<std::string> texts = file_lines("template-injection/ssti.fuzz.txt");
  const auto naughty = parse_json(file_text("naughty-strings/blns.json")).value();
  for (const auto& text : naughty.as_array()) texts.emplace_back(view(text.as_string()));
  for (const auto& line : file_lines("unicode-text/cases.jsonl")) {
    const auto entry = parse_json(line).value();
    texts.emplace_back(string_member(entry.as_object(), "text"));
  }
  return texts;
}

std::string percent_decoded(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '%') {
      out += static_cast<char>(std::stoi(std::string(text.substr(i + 1, 2)), nullptr, 16));
      i += 2;
    } else {
      out += text[i];
    }
  }
  return out;
}

// Writes, reads, inserts, compares and clears one value by its path.
void expect_round_trip(std::string_view path) {
  JsonObject session;
  std::vector<Change> changes;
  SessionWriter writer(session, changes);
  ASSERT_TRUE(writer.assign(path, "value").has_value()) << path;
  ASSERT_EQ(changes.size(), 1u) << path;
  EXPECT_EQ(changes[0].path, path_text(parse_path(path).value()));
  EXPECT_TRUE(watches(path, changes[0]));
  const Json* found = find_value(session, path);
  ASSERT_TRUE(found) << path;
  EXPECT_EQ(text_of(found), "value");
  EXPECT_EQ(interpolate("<{" + std::string(path) + "}>", session), "<value>");
  EXPECT_TRUE(holds({std::string(path), Operator::equals, "value"}, session)) << path;
  EXPECT_TRUE(writer.clear(path).value()) << path;
  EXPECT_EQ(find_value(session, path), nullptr);
}

TEST(ObjectKeys, AreAllThere) {
  EXPECT_EQ(object_keys().size(), 56u);
}

TEST(ObjectKeys, RoundTripOrAreRefusedEverywhere) {
  for (const auto& key : object_keys()) {
    const auto path = parse_path(key);
    if (path.has_value()) {
      const bool too_far = key == "a[99999999]";
      if (!too_far) expect_round_trip(key);
      JsonObject session;
      EXPECT_EQ(set_value(session, *path, 1).has_value(), !too_far) << key;
      continue;
    }
    EXPECT_EQ(path.error().code, ErrorCode::invalid_input) << key;
    EXPECT_FALSE(path.error().message.empty());
    JsonObject session;
    std::vector<Change> changes;
    SessionWriter writer(session, changes);
    EXPECT_FALSE(writer.assign(key, 1).has_value()) << key;
    EXPECT_FALSE(writer.merge(key, 1).has_value()) << key;
    EXPECT_TRUE(session.empty());
  }
}

TEST(ObjectKeys, RoundTripInQuotedForm) {
  for (const auto& key : object_keys()) {
    const auto path = key_path_text(key);
    expect_round_trip(path);
    JsonObject session;
    ASSERT_TRUE(set_value(session, parse_path(path).value(), 1).has_value()) << path;
    ASSERT_EQ(session.size(), 1u);
    EXPECT_EQ(view(session.begin()->key()), key);
  }
}

TEST(ObjectKeys, OfMergedDataAreReadable) {
  for (const auto& key : object_keys()) {
    JsonObject session;
    std::vector<Change> changes;
    ASSERT_TRUE(SessionWriter(session, changes).merge("", JsonObject{{key, "value"}}).has_value());
    EXPECT_EQ(text_of(find_value(session, key)), "value") << key;
  }
}

TEST(ObjectKeys, UnknownOnesInsertNothing) {
  for (const auto& key : object_keys()) {
    EXPECT_EQ(interpolate("{" + key_path_text(key) + "}", {}), "") << key;
    EXPECT_EQ(find_value(JsonObject(), key), nullptr) << key;
  }
}

TEST(ObjectKeys, BodiesStayData) {
  const auto bodies = parse_json(file_text("object-keys/bodies.json")).value();
  for (const auto& body : bodies.as_array()) {
    const auto data = parse_json(view(body.as_string())).value();
    JsonObject session;
    std::vector<Change> changes;
    const auto merged = SessionWriter(session, changes).merge("", data);
    EXPECT_EQ(merged.has_value(), data.is_object());
    EXPECT_TRUE(json_equal(Json(session), data.is_object() ? data : Json(JsonObject())))
        << to_json_text(session);
    EXPECT_EQ(find_value(session, "isAdmin"), nullptr);
    EXPECT_EQ(find_value(JsonObject(), "isAdmin"), nullptr);
  }
}

TEST(HostileTexts, PassLiterallyAndEncodedByPlace) {
  for (const auto& text : hostile_texts()) {
    const JsonObject session = {{"v", text}};
    EXPECT_EQ(interpolate("a{v}b{v}", session), "a" + text + "b" + text);
    EXPECT_EQ(interpolate_typed("{v}", session), Json(text));

    const auto url = interpolate_url("https://h.example/p?q={v}&r=1", session);
    const auto value = url.substr(22, url.size() - 26);
    EXPECT_EQ(percent_decoded(value), text);
    EXPECT_EQ(value.find_first_of("&?#/\\ \r\n<>\"'+"), std::string::npos) << value;

    const auto html = interpolate("{v}", session, Encoding::html);
    EXPECT_EQ(html.find_first_of("<>\"'"), std::string::npos) << html;

    const auto header = interpolate("{v}", session, Encoding::header_value);
    EXPECT_EQ(header.find_first_of(std::string("\r\n\0", 3)), std::string::npos);

    const auto body = to_json_text(interpolate_json(parse_json(R"({"m":"<{v}>"})").value(), session));
    EXPECT_EQ(to_json_text(parse_json(body).value()), body);
    EXPECT_EQ(string_member(parse_json(body).value().as_object(), "m"), "<" + text + ">");

    EXPECT_TRUE(holds({"v", Operator::equals, "{v}"}, session)) << text;
    if (text.size() < 200) {
      EXPECT_TRUE(holds({"v", Operator::regex, "^{v}$"}, session)) << text;
    }
  }
}

TEST(HostileTexts, AreHarmlessAsTemplatesConditionsAndNames) {
  for (const auto& text : hostile_texts()) {
    const auto once = interpolate(text, {});
    EXPECT_LE(once.size(), text.size());
    EXPECT_TRUE(is_valid_utf8(once));
    for (const std::string_view modifier : {"toUpperCase", "toLowerCase", "capitalize", "trim"}) {
      EXPECT_TRUE(is_valid_utf8(interpolate("{v|" + std::string(modifier) + "}", {{"v", text}}))) << text;
    }
    for (int op = 0; op <= static_cast<int>(Operator::regex); ++op) {
      (void)holds({text, static_cast<Operator>(op), text, op % 2 == 0}, {{"v", text}, {text, text}});
    }
    if (text.size() < path_bytes_max / 2) expect_round_trip(key_path_text(text));
  }
}

TEST(HostileTexts, AreMasked) {
  for (const auto& text : hostile_texts()) {
    const std::vector<SensitiveValue> values = {{"secret", text}};
    if (text.empty()) continue;
    EXPECT_EQ(mask_text(text, values), "{secret}");
    if (code_point_count(text) >= masked_anywhere_length_min) {
      EXPECT_EQ(mask_text("\x01" + text + "\x01", values), "\x01{secret}\x01");
    }
  }
}

}  // namespace
}  // namespace sb
