#include "api/testing/api_fixture.h"

#include <stdlib.h>

#include <fstream>
#include <sstream>

#include "api/testing/schema_check.h"
#include "base/crypto.h"
#include "base/utf8.h"
#include "channels/webhook_routes.h"
#include "model/bot_json.h"

namespace sb::api::testing {
namespace {

class InPlace final : public BlockingPool {
 public:
  void run(std::function<void()> work) override { work(); }
};

std::string read_file(const std::string& path) {
  std::ifstream file(path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

// Whether a path of the document ("/a/{b}/c") is that of the request.
bool path_matches(std::string_view pattern, std::string_view path) {
  while (!pattern.empty() && !path.empty()) {
    const auto pattern_end = pattern.find('/', 1), path_end = path.find('/', 1);
    const auto wanted = pattern.substr(0, pattern_end), given = path.substr(0, path_end);
    if (!wanted.starts_with("/{") && wanted != given) return false;
    pattern = pattern_end == std::string_view::npos ? "" : pattern.substr(pattern_end);
    path = path_end == std::string_view::npos ? "" : path.substr(path_end);
  }
  return pattern.empty() && path.empty();
}

}  // namespace

Bot test_bot() {
  Diagnostics diagnostics;
  auto bot = parse_bot(parse_json(read_file(SB_SOURCE_DIR "/tests/api/bot.json")).value(), diagnostics);
  return std::move(bot).value();
}

Json ApiServer::Reply::json() const {
  auto value = parse_json(body);
  return value.has_error() ? Json() : *value;
}

ApiServer::ApiServer() {
  std::string pattern = (std::filesystem::temp_directory_path() / "api-test-XXXXXX").string();
  directory = ::mkdtemp(pattern.data());
  executor = std::make_shared<sb::testing::ManualExecutor>(start_of_time);
  pool = std::make_unique<InPlace>();
  store = std::move(store::open_sqlite_store({directory}, Sealer({1, 2, 3}))).value();
  bots = std::make_unique<conductor::BotRegistry>(*store);
  EXPECT_FALSE(bots->load_all().has_error());
  Bot bot = test_bot();
  EXPECT_FALSE(bots->put(bot, Version::draft).has_error());
  bot.id = "other";
  bot.name = "Other";
  bot.channels.clear();
  EXPECT_FALSE(bots->put(bot, Version::draft).has_error());
  access = std::make_unique<store::AccessTokens>(*store);
  make_tokens();
  accounts = std::make_unique<people::Accounts>(*store);
  EXPECT_FALSE(accounts->load().has_error());
  client = std::make_unique<http::testing::ScriptedClient>();
  outlets = std::make_unique<channels::ChannelOutlets>(*bots, *client);
  outlets->refresh();
  conductor = std::make_unique<conductor::Conductor>(
      conductor::Conductor::Wiring{{executor}, *store, *bots, *pool, *outlets, {*client}, {&live}});
  EXPECT_FALSE(conductor->start().has_error());
  Deps deps{*conductor, *bots, *store,   *access,
            *pool,      live,  executor, [this](const std::string&) { outlets->refresh(); }};
  deps.now = [this] { return executor->now(); };
  deps.requests_per_window = 1'000'000;
  trainer = std::make_unique<conductor::ModelTrainer>(*bots);
  deps.trainer = trainer.get();
  deps.accounts = accounts.get();
  api = std::make_unique<Api>(deps);
  api->add_routes(router);
  channels::add_webhook_routes(router, {*conductor, *bots, *access});
  for (const auto* path : {"/v1/openapi.json", "/manage/openapi.json"}) {
    documents.push_back(std::make_unique<Json>(ask({"GET", path}).json()));
  }
}

ApiServer::~ApiServer() {
  client.reset();
  trainer.reset();
  conductor.reset();
  api.reset();
  store.reset();
  executor->drop();
  std::filesystem::remove_all(directory);
}

void ApiServer::make_tokens() {
  const auto add = [&](const std::string& name, const std::string& scope, std::optional<UtcMs> expires_at) {
    const std::string secret = hex(sha256(name)).substr(0, 32);
    store::TokenRow row;
    row.id = hex(sha1(name)).substr(0, 24);
    row.name = name;
    row.secret_hash = hex(sha256(secret));
    row.scope = scope;
    row.created_at = start_of_time;
    row.expires_at = expires_at;
    EXPECT_FALSE(store->submit_and_wait({store::PutToken{row}}).has_error());
    tokens[name] = row.id + ':' + secret;
  };
  add("admin", "", std::nullopt);
  for (const auto role : store::role_names()) {
    if (role == "admin") continue;
    add(std::string(role), R"({"role":")" + std::string(role) + R"(","bots":["tester"]})", std::nullopt);
  }
  add("other", R"({"role":"admin","bots":["other"]})", std::nullopt);
  add("expired", "", UtcMs{1});  // by every clock
  tokens["unknown"] = std::string(24, '0') + ':' + std::string(32, '0');
  EXPECT_FALSE(access->load().has_error());
}

ApiServer::Reply ApiServer::ask(Ask request) {
  http::InboundRequest inbound;
  inbound.method = request.method;
  inbound.target = request.target;
  inbound.headers = request.headers;
  inbound.body = request.body;
  inbound.remote_address = request.address;
  inbound.over_tls = request.over_tls;
  if (!request.token.empty()) inbound.headers.set("Authorization", "Bearer " + tokens.at(request.token));
  if (!request.cookie.empty()) {
    inbound.headers.set("Cookie", "theme=dark; signalbox=" + request.cookie);
    if (!inbound.headers.find("origin")) inbound.headers.set("Origin", "http://signalbox.test");
    if (!inbound.headers.find("x-csrf-token"))
      inbound.headers.set("X-CSRF-Token", people::Accounts::csrf_token(request.cookie));
  }
  inbound.headers.set("Host", "signalbox.test");
  if (!request.body.empty() && !inbound.headers.find("content-type"))
    inbound.headers.set("Content-Type", "application/json");
  if (const auto parsed = http::parse_target(inbound); parsed.has_error())
    return {400, parsed.error().message, {}};
  auto reply = std::make_shared<std::optional<Reply>>();
  router.handle(std::move(inbound), http::Respond([reply](http::OutboundResponse response) {
                  *reply = Reply{response.status, response.body, response.headers};
                }));
  EXPECT_TRUE(executor->run_until([&] { return reply->has_value(); }))
      << request.method << " " << request.target;
  return reply->value_or(Reply{});
}

const Json* ApiServer::operation(const std::string& method, const std::string& target) {
  const std::string path = target.substr(0, target.find('?'));
  const Json* found = nullptr;
  std::size_t literal = 0;
  for (const auto& document : documents) {
    for (const auto& entry : document->at("paths").get_object()) {
      const std::string pattern(entry.key());
      if (!path_matches(pattern, path)) continue;
      const Json* operation = find_member(entry.value().get_object(), lower_ascii(method));
      const std::size_t braces = static_cast<std::size_t>(std::count(pattern.begin(), pattern.end(), '{'));
      if (operation && (!found || braces < literal)) {
        found = operation;
        literal = braces;
      }
    }
  }
  return found;
}

std::vector<std::string> ApiServer::undocumented(const Ask& request, const Reply& reply) {
  const Json* known = operation(request.method, request.target);
  if (!known) return {"no such operation"};
  const Json* document = nullptr;
  for (const auto& one : documents) {
    const std::string text = to_json_text(*known);
    for (const auto& entry : one->at("paths").get_object()) {
      for (const auto& method : entry.value().get_object()) {
        if (&method.value() == known) document = one.get();
      }
    }
  }
  const SchemaCheck checker(*document);
  const Json* answer = find_member(known->at("responses").get_object(), std::to_string(reply.status));
  if (!answer) return {"status " + std::to_string(reply.status) + " is not documented"};
  std::vector<std::string> out;
  const JsonObject* content = object_member(answer->get_object(), "content");
  const Json* json = content ? find_member(*content, "application/json") : nullptr;
  if (json) {
    for (auto& fault : checker.faults(reply.json(), json->at("schema"))) out.push_back("answer " + fault);
  } else if (!content && !reply.body.empty()) {
    out.push_back("answer: has a body");
  }
  if (reply.status >= 300) return out;
  if (const JsonObject* body = object_member(known->get_object(), "requestBody")) {
    const Json* schema = find_member(body->at("content").get_object(), "application/json");
    auto value = parse_json(request.body);
    if (schema && !value.has_error()) {
      for (auto& fault : checker.faults(*value, schema->at("schema"))) out.push_back("request " + fault);
    }
  }
  return out;
}

std::string ApiServer::log_in(const std::string& login, const std::string& access_text) {
  store::UserRow user;
  user.login = login;
  user.access = access_text;
  auto added = accounts->add(std::move(user), executor->now());
  EXPECT_FALSE(added.has_error());
  auto cookie = accounts->begin_login(added->id, "127.0.0.1", "test", executor->now());
  EXPECT_FALSE(cookie.has_error());
  return *cookie;
}

void ApiServer::settle() {
  for (int round = 0; round < 4; ++round) {
    executor->run_posted();
    EXPECT_FALSE(store->submit_and_wait({}).has_error());
  }
  executor->run_posted();
}

void ApiServer::user_says(const std::string& session, const std::string& text, Version version) {
  conductor::Inbound inbound;
  inbound.key = {"tester", version, session};
  inbound.channel_id = "c00000000000000000000001";
  inbound.channel_type = "webHook";
  inbound.message.kind = UserMessageKind::text;
  inbound.message.text = text;
  bool done = false;
  conductor->accept(std::move(inbound), [&](Result<conductor::Accepted> outcome) {
    EXPECT_FALSE(outcome.has_error());
    done = true;
  });
  EXPECT_TRUE(executor->run_until([&] { return done; }));
  settle();
}

}  // namespace sb::api::testing
