#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <set>
#include <sstream>

#include "api/testing/api_fixture.h"
#include "base/utf8.h"

// Hostile texts in every place a text may go: 2xx with the exact value back, or 4xx; never 5xx.

namespace sb::api::testing {
namespace {

std::string read_file(const std::string& name) {
  std::ifstream file(SB_SOURCE_DIR "/tests/corpora/" + name);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

const std::vector<std::string>& corpus() {
  static const std::vector<std::string> texts = [] {
    std::vector<std::string> out;
    const auto add = [&](std::string_view text) { out.emplace_back(text); };
    const Json naughty = parse_json(read_file("naughty-strings/blns.json")).value();
    for (const Json& text : naughty.get_array()) add(view(text.get_string()));
    std::istringstream redirects(read_file("open-redirect/payloads.txt"));
    for (std::string line; std::getline(redirects, line);) {
      if (is_valid_utf8(line)) add(line);
    }
    std::istringstream unicode(read_file("unicode-text/cases.jsonl"));
    for (std::string line; std::getline(unicode, line);) {
      const auto value = parse_json(line);
      if (!value.has_error()) add(string_member(value->get_object(), "text"));
    }
    // Inputs with lone surrogates are no texts at all: the parser refuses the file, so its lines are read one
    // by one.
    std::istringstream urls(read_file("url-parsing/urltestdata.json"));
    for (std::string line; std::getline(urls, line);) {
      const auto at = line.find("\"input\": \"");
      const auto end = line.rfind('"');
      if (at == std::string::npos || end <= at + 9) continue;
      const auto value = parse_json(line.substr(at + 9, end - at - 8));
      if (!value.has_error() && value->is_string()) add(view(value->get_string()));
    }
    return out;
  }();
  return texts;
}

// A value that has every member a schema knows, and the pointers of all texts in it.
class Sampler {
 public:
  explicit Sampler(const Json& document) : document_(document) {}

  Json sample(const Json& schema, const std::string& pointer, int depth) {
    const JsonObject* object = schema.if_object();
    if (object && object->contains("$ref")) {
      const auto path = string_member(*object, "$ref");
      const Json& all = document_.at("components").at("schemas");
      return sample(all.at(std::string(path.substr(path.rfind('/') + 1))), pointer, depth);
    }
    if (!object || depth > 7) return nullptr;
    if (const JsonArray* options = array_member(*object, "anyOf"))
      return sample(options->front(), pointer, depth + 1);
    if (const JsonArray* values = array_member(*object, "enum")) return values->front();
    if (const Json* constant = find_member(*object, "const")) return *constant;
    const Json* type = find_member(*object, "type");
    const std::string_view name = !type ? "any" : type->is_string() ? view(type->get_string()) : "string";
    if (name == "string" || name == "any") {
      texts.push_back(pointer);
      kinds[pointer] = kind_of(*object);
      return "x";
    }
    if (name == "integer" || name == "number") return 1;
    if (name == "boolean") return false;
    if (name == "array") {
      const Json* items = find_member(*object, "items");
      return items ? JsonArray{sample(*items, pointer + "/0", depth + 1)} : JsonArray{};
    }
    if (name != "object") return nullptr;
    JsonObject out;
    if (const JsonObject* members = object_member(*object, "properties")) {
      for (const auto& member : *members)
        out[member.key()] = sample(member.value(), pointer + "/" + std::string(member.key()), depth + 1);
    } else if (object->contains("additionalProperties")) {
      out["k"] = sample(object->at("additionalProperties"), pointer + "/k", depth + 1);
    }
    return out;
  }
  std::vector<std::string> texts;
  std::map<std::string, std::string> kinds;  // by pointer

 private:
  // The schema of a text without what only describes it.
  static std::string kind_of(JsonObject schema) {
    for (const auto* words : {"description", "title", "example", "examples", "default"})
      erase_member(schema, words);
    return to_json_text(schema);
  }

  const Json& document_;
};

bool set_at(Json& root, const std::string& pointer, const std::string& text) {
  boost::system::error_code failure;
  Json* place = root.find_pointer(pointer, failure);
  if (!place) return false;
  *place = text;
  return true;
}

std::string percent_encoded(std::string_view text) {
  static constexpr char digits[] = "0123456789ABCDEF";
  std::string out;
  for (const unsigned char c : text) out += {'%', digits[c >> 4], digits[c & 15]};
  return out;
}

std::string filled(std::string path, const std::string& text) {
  for (auto open = path.find('{'); open != std::string::npos; open = path.find('{', open)) {
    const auto close = path.find('}', open);
    const std::string name = path.substr(open + 1, close - open - 1);
    path.replace(open, close - open + 1,
                 name == "botId"     ? "tester"
                 : name == "version" ? "DRAFT"
                                     : percent_encoded(text));
  }
  return path;
}

constexpr std::size_t texts_per_place_min = 3;

// What a place takes: what its schema says of the text, and whether it is in a body, a query or a path.
struct Place {
  const Endpoint* endpoint;
  enum class In { body, query, path } in;
  std::string name;  // pointer into the body, or name of the parameter
};

// A value that is shown as something else than was sent, as documented: a secret, the id of an emulator
// session, an id or a name that was left to us.
bool shown_otherwise(const Json& shown, const std::string& sent) {
  return sent.empty() || shown == "********" || shown == Json("emulator-" + sent);
}

// The sanitizers make every request many times slower; they see a part of the corpus at each kind of place.
#if defined(__clang__)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define SB_SLOW_BUILD
#endif
#endif
#if defined(SB_SLOW_BUILD)
constexpr std::size_t every_nth_text = 7;
#else
constexpr std::size_t every_nth_text = 1;
#endif

// Every text meets every kind of place: each kind gets the whole corpus, spread over the places of that kind.
// SIGNALBOX_CORPORA=all sends every text to every place instead, which takes an hour.
class HostileTexts : public ::testing::Test {
 protected:
  void SetUp() override { server.user_says("ann", "hi"); }

  void find_places() {
    // They would take away what the other places need.
    const std::set<std::string> destructive = {"removeBot", "removeToken"};
    for (const auto& endpoint : server.api->endpoints()) {
      const bool document = endpoint.open && !endpoint.body;
      if (document || destructive.contains(endpoint.id)) continue;
      const Json* operation = server.operation(endpoint.method, filled(endpoint.path, "x"));
      if (!operation) continue;
      if (endpoint.body) find_body_places(endpoint, *operation);
      for (const auto& param : endpoint.params) {
        if (param.in == Param::In::header) continue;
        const auto type = std::to_string(static_cast<int>(param.type));
        places["query " + type].push_back({&endpoint, Place::In::query, std::string(param.name)});
      }
      if (path_params(endpoint.path).size() > 1) places["path"].push_back({&endpoint, Place::In::path, ""});
    }
  }

  void find_body_places(const Endpoint& endpoint, const Json& operation) {
    Sampler sampler(*server.documents[endpoint.family == Family::manage ? 1 : 0]);
    bodies[&endpoint] =
        sampler.sample(operation.at("requestBody").at("content").at("application/json").at("schema"), "", 0);
    for (const auto& place : sampler.texts) {
      if (!place.empty())
        places["body " + sampler.kinds.at(place)].push_back({&endpoint, Place::In::body, place});
    }
  }

  ApiServer::Ask request(const Place& place, const std::string& text) const {
    const Endpoint& endpoint = *place.endpoint;
    const auto known = bodies.find(&endpoint);
    Json body = known == bodies.end() ? Json() : known->second;
    std::string target = filled(endpoint.path, place.in == Place::In::query ? "ann" : "x");
    if (place.in == Place::In::body) set_at(body, place.name, text);
    if (place.in == Place::In::query) target += "?" + place.name + "=" + percent_encoded(text);
    if (place.in == Place::In::path) target = filled(endpoint.path, text);
    ApiServer::Ask out{endpoint.method, target, endpoint.body ? to_json_text(body) : "", "admin"};
    if (place.in == Place::In::body) out.headers = {{"If-Match", "*"}};
    return out;
  }

  void ask(const Place& place, const std::string& text) {
    const auto asked_for = request(place, text);
    const auto reply = server.ask(asked_for);
    ++asked;
    statuses.insert(reply.status);
    EXPECT_LT(reply.status, 500) << asked_for.method << " " << asked_for.target << "\n"
                                 << asked_for.body << "\n"
                                 << reply.body;
    // An answer that shows the member shows what was sent.
    if (reply.status >= 300 || place.in != Place::In::body) return;
    const Json shown = reply.json();
    if (reply.status == 201) remove_again(asked_for.target, shown);
    boost::system::error_code failure;
    const Json* member = shown.find_pointer(place.name, failure);
    if (!member || shown_otherwise(*member, text)) return;
    EXPECT_EQ(*member, Json(text)) << asked_for.method << " " << asked_for.target << " " << place.name;
    ++compared;
  }

  // A bot that grew with every text would slow the next ones down.
  void remove_again(const std::string& collection, const Json& made) {
    const Json* key = made.is_object() ? find_member(made.get_object(), "id") : nullptr;
    if (!key && made.is_object()) key = find_member(made.get_object(), "name");
    if (!key || !key->is_string()) return;
    const std::string one = collection + "/" + percent_encoded(std::string(view(key->get_string())));
    if (server.operation("DELETE", one)) server.ask({"DELETE", one, "", "admin", {{"If-Match", "*"}}});
  }

  ApiServer server;
  std::map<std::string, std::vector<Place>> places;  // by kind
  std::map<const Endpoint*, Json> bodies;
  std::size_t asked = 0, compared = 0;
  std::set<int> statuses;
};

TEST_F(HostileTexts, NoPlaceFails) {
  find_places();
  const char* wish = std::getenv("SIGNALBOX_CORPORA");
  const bool everything = wish && std::string_view(wish) == "all";
  for (const auto& [kind, of_kind] : places) {
    SCOPED_TRACE(kind);
    // A kind of many places gets each of them a few times, one of few places each text.
    const std::size_t count = everything ? corpus().size() * of_kind.size()
                                         : std::max(corpus().size(), of_kind.size() * texts_per_place_min);
    const std::size_t places_per_text = everything ? of_kind.size() : 1;
    for (std::size_t i = 0; i < count; i += every_nth_text)
      ask(of_kind[i % of_kind.size()], corpus()[i / places_per_text % corpus().size()]);
  }
  EXPECT_GT(asked, 5'000u / every_nth_text);
  EXPECT_GT(compared, 100u / every_nth_text);
  EXPECT_TRUE(statuses.contains(200) && statuses.contains(400) && statuses.contains(404));
}

std::string only(const JsonObject& object, std::string_view key) {
  return std::string(string_member(object, key));
}

// Whatever is stored comes back as it was sent, code point for code point.
TEST_F(HostileTexts, ComeBackUnchanged) {
  JsonArray all;
  for (const auto& text : corpus()) all.emplace_back(text);
  const std::string session = "/v1/bots/tester/conversations/ann/session-data";
  ASSERT_EQ(
      server.ask({"POST", session, to_json_text(JsonObject{{"namespace", "texts"}, {"data", all}}), "edit"})
          .status,
      200);
  EXPECT_EQ(server.ask({"GET", session + "?namespace=texts", "", "edit"}).json(), Json(all));

  const std::string hostile_flow = R"({"id":"f-hostile","name":"x"})";
  ASSERT_EQ(server.ask({"POST", "/manage/v1/bots/tester/flows", hostile_flow, "edit"}).status, 201);
  std::size_t stored = 0;
  for (std::size_t i = 0; i < corpus().size(); i += 7) {
    const std::string& text = corpus()[i];
    const auto flow = server.ask({"PUT",
                                  "/manage/v1/bots/tester/flows/f-hostile",
                                  to_json_text(JsonObject{{"name", text}}),
                                  "edit",
                                  {{"If-Match", "*"}}});
    if (flow.status >= 300) continue;
    ++stored;
    EXPECT_EQ(only(flow.json().get_object(), "name"), text);
    EXPECT_EQ(
        only(server.ask({"GET", "/manage/v1/bots/tester/flows/f-hostile", "", "edit"}).json().get_object(),
             "name"),
        text);
  }
  EXPECT_GT(stored, 100u);
}

TEST_F(HostileTexts, MessagesComeBackUnchanged) {
  std::vector<std::string> sent;
  for (std::size_t i = 0; i < corpus().size(); i += 5) {
    const std::string& text = corpus()[i];
    if (text.find_first_of("{}") != std::string::npos) continue;  // templates: filled, as they should be
    const auto reply = server.ask(
        {"POST", "/v1/bots/tester/conversations/ann/actions",
         to_json_text(JsonObject{{"sendMessages", JsonArray{JsonObject{{"text", text}}}}}), "edit"});
    EXPECT_LT(reply.status, 500);
    if (reply.status == 200) sent.push_back(text);
  }
  std::vector<std::string> read;
  for (std::string cursor = "0"; !cursor.empty();) {
    const auto page =
        server
            .ask({"GET", "/v1/bots/tester/conversations/ann/messages?limit=500&cursor=" + cursor, "", "edit"})
            .json();
    for (const Json& item : page.at("data").get_array()) {
      if (item.at("actor") == "bot") read.push_back(only(item.at("message").get_object(), "text"));
    }
    cursor = only(page.get_object(), "nextCursor");
  }
  ASSERT_FALSE(read.empty());
  read.erase(read.begin());  // the greeting
  EXPECT_EQ(read, sent);
  EXPECT_GT(sent.size(), 150u);
}

// The recipes of tests/corpora/json-bombs that fit into a body.
TEST(JsonBombs, AreRefusedOrTaken) {
  ApiServer server;
  const auto repeat = [](std::string_view text, std::size_t times) {
    std::string out;
    for (std::size_t i = 0; i < times; ++i) out += text;
    return out;
  };
  std::vector<std::string> bombs;
  for (const std::size_t depth : {100u, 1'000u, 10'000u, 300'000u}) {
    bombs.push_back(repeat("[", depth) + repeat("]", depth));
    bombs.push_back(repeat("{\"a\":", depth) + "1" + repeat("}", depth));
  }
  bombs.push_back("[" + repeat("0,", 400'000) + "0]");
  std::string keys = "{\"data\":{";
  for (int i = 0; i < 60'000; ++i) keys += "\"k" + std::to_string(i) + "\":0,";
  bombs.push_back(keys + "\"z\":0}}");
  bombs.push_back("{" + repeat("\"data\":1,", 100'000) + "\"data\":{}}");
  bombs.push_back("{\"data\":{\"n\":" + repeat("9", 500'000) + "}}");
  for (const auto* number : {"1e999999999", "-0", "1E400"})
    bombs.push_back(R"({"data":{"n":)" + std::string(number) + "}}");
  bombs.push_back("{\"data\":{\"n\":0." + repeat("1", 100'000) + "}}");
  bombs.push_back("{\"data\":{\"s\":\"" + repeat("\\u0000", 150'000) + "\"}}");
  bombs.push_back(repeat(" ", 900'000));
  bombs.push_back("{}{}");
  bombs.push_back("{\"data\":{}} x");
  bombs.push_back(std::string("\xFF\xFE{\0}\0", 6));
  const std::set<int> fine = {200, 400, 413};
  for (const auto& bomb : bombs) {
    for (const auto* target :
         {"/v1/bots/tester/conversations/ann/session-data", "/v1/bots/tester/conversations/ann/actions",
          "/manage/v1/bots/tester/dialogs", "/manage/v1/emulator/tester/messages"}) {
      const auto reply = server.ask({"POST", target, bomb, "edit"});
      EXPECT_TRUE(fine.contains(reply.status)) << target << " " << bomb.substr(0, 40) << " " << reply.status;
    }
  }
}

// "ref": blocks that lead to each other, in bot documents.
TEST(JsonBombs, CircularBotsAreJudgedNotRun) {
  ApiServer server;
  JsonArray dialogs;
  const int count = 2'000;
  for (int i = 0; i < count; ++i) {
    const std::string id = "d" + std::to_string(i);
    dialogs.push_back(JsonObject{
        {"id", id},
        {"name", id},
        {"flowId", "f"},
        {"type", "GO_TO"},
        {"content", JsonObject{{"else", JsonObject{{"dialogId", "d" + std::to_string((i + 1) % count)}}}}}});
  }
  JsonObject document{{"format", "bot-export"},
                      {"formatVersion", 1},
                      {"bot", JsonObject{{"name", "Round"}, {"primaryLanguage", "en"}}},
                      {"flows", JsonArray{JsonObject{{"id", "f"}, {"name", "F"}}}},
                      {"dialogs", std::move(dialogs)}};
  const auto reply = server.ask({"PUT", "/manage/v1/bots/other/document", to_json_text(document), "admin"});
  EXPECT_LT(reply.status, 500) << reply.body.substr(0, 300);
}

}  // namespace
}  // namespace sb::api::testing
