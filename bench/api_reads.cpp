#include <stdlib.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <filesystem>

#include "api/api.h"
#include "base/crypto.h"
#include "base/testing/manual_executor.h"
#include "channels/outlet_directory.h"
#include "http/testing/scripted_client.h"
#include "model/bot_json.h"

// How long reads of V1 take with many conversations stored (default 100,000, or the first argument): from the
// routed request to the answer, without a socket.

namespace {

using namespace sb;

class InPlace final : public BlockingPool {
 public:
  void run(std::function<void()> work) override { work(); }
};

constexpr int messages_per_conversation = 6;
constexpr UtcMs start{1'900'000'000'000};
// Of which 100,000 fill a month.
UtcMs time_of(int conversation) {
  return start + conversation * std::int64_t{26'000};
}

// 1,000 first names, 30,000 last names.
std::string name_of(int i, int parts) {
  static constexpr const char* syllables[] = {"an", "bel", "co",  "dree", "em",
                                              "fi", "gra", "hop", "is",   "jo"};
  std::string name;
  for (std::int64_t rest = static_cast<std::int64_t>(i) * 7919; parts > 0; --parts, rest /= 10)
    name += syllables[rest % 10];
  return name;
}

void fill(store::Store& store, int conversations) {
  store::Transaction batch;
  for (int i = 0; i < conversations; ++i) {
    const std::string id = "user-" + std::to_string(i);
    store::SessionRow session;
    session.row = store.new_session_row();
    session.key = {"bench", Version::draft, id};
    session.state = R"({"botHash":"","step":0,"conversation":{"session":{"internal":{"sessionId":")" + id +
                    R"("},"order":{"id":17}}}})";
    session.created_at = session.last_activity_at = time_of(i);
    session.conversation = store.new_conversation_row();
    store::ConversationRow conversation;
    conversation.row = session.conversation;
    conversation.session_row = session.row;
    conversation.bot_id = "bench";
    conversation.session_id = id;
    conversation.channel_type = i % 3 ? "webHook" : "web";
    conversation.language = i % 5 ? "en" : "nl";
    conversation.first_name = name_of(i, 3);
    conversation.last_name = name_of(i % 30'000, 5);
    conversation.started_at = conversation.last_message_at = time_of(i);
    conversation.has_user_message = true;
    batch.emplace_back(store::PutSession{session});
    batch.emplace_back(store::PutConversation{conversation});
    for (int m = 0; m < messages_per_conversation; ++m) {
      store::MessageRow message;
      message.message_id = hex(sha1(id + std::to_string(m))).substr(0, 24);
      message.session_row = session.row;
      message.conversation = conversation.row;
      message.actor = m % 2 ? store::Actor::bot : store::Actor::user;
      message.at = time_of(i);
      message.body = m % 2 ? R"({"type":"text","config":{"textMessages":[{"text":"Which train?"}]}})"
                           : R"({"messageType":"text","text":"A ticket to Ghent"})";
      batch.emplace_back(store::AddMessage{message});
    }
    if (batch.size() > 8'000 || i + 1 == conversations) {
      if (store.submit_and_wait(std::move(batch)).has_error()) std::abort();
      batch.clear();
    }
  }
}

}  // namespace

int main(int argc, char** argv) {
  const int conversations = argc > 1 ? std::atoi(argv[1]) : 100'000;
  std::string pattern = (std::filesystem::temp_directory_path() / "api-bench-XXXXXX").string();
  const std::string directory = ::mkdtemp(pattern.data());
  {
    auto store = std::move(store::open_sqlite_store({directory}, Sealer({1, 2, 3}))).value();
    conductor::BotRegistry bots(*store);
    if (bots.put(new_bot("bench", "Bench", "en"), Version::draft).has_error()) return 1;
    fill(*store, conversations);
    store::AccessTokens tokens(*store);
    const std::string token = tokens.create("bench", start).value();
    http::testing::ScriptedClient client;
    channels::ChannelOutlets outlets(bots, client);
    auto executor = std::make_shared<testing::ManualExecutor>(start);
    InPlace pool;
    conductor::Conductor conductor({{executor}, *store, bots, pool, outlets, {client}});
    api::Live live;
    api::Deps deps{conductor, bots, *store, tokens, pool, live, executor};
    deps.requests_per_window = 1'000'000'000;
    api::Api api(deps);
    http::Router router;
    api.add_routes(router);

    const auto ask = [&](const std::string& target) {
      http::InboundRequest request;
      request.method = "GET";
      request.target = target;
      request.headers.set("Authorization", "Bearer " + token);
      if (http::parse_target(request).has_error()) std::abort();
      std::string body;
      router.handle(std::move(request), http::Respond([&](http::OutboundResponse response) {
                      if (response.status != 200)
                        std::fprintf(stderr, "%s: %d\n", target.c_str(), response.status);
                      body = std::move(response.body);
                    }));
      return body;
    };
    const std::string base = "/v1/bots/bench/conversations";
    const auto user = [&](int i) {
      return base + "/user-" + std::to_string(static_cast<std::int64_t>(i) * 7919 % conversations);
    };
    struct Case {
      const char* name;
      std::function<std::string(int)> target;
    };
    const Case cases[] = {
        {"conversations, first page of 50", [&](int) { return base; }},
        {"conversations, page by cursor",
         [&](int i) { return base + "?cursor=" + std::to_string(1 + i * 97 % conversations); }},
        {"conversations, offset in the middle",
         [&](int) { return base + "?offset=" + std::to_string(conversations / 2); }},
        {"conversations of a channel", [&](int) { return base + "?channel=web"; }},
        {"conversations of a channel, in the middle",
         [&](int) { return base + "?channel=webHook&offset=" + std::to_string(conversations / 3); }},
        {"conversations in a language nobody speaks", [&](int) { return base + "?language=xx"; }},
        {"conversations since a time",
         [&](int) { return base + "?from=" + iso_text(time_of(conversations / 2)); }},
        {"conversations by a part of a name", [&](int) { return base + "?lastName=ee"; }},
        {"one conversation", user},
        {"messages", [&](int i) { return user(i) + "/messages"; }},
        {"messages of all since a time",
         [&](int i) {
           return "/api/chatMessage/bench?from=" + iso_text(time_of(i * 97 % conversations)) +
                  "&access_token=" + token;
         }},
        {"session data", [&](int i) { return user(i) + "/session-data"; }},
    };
    for (const auto& one : cases) {
      std::vector<double> ms;
      for (int i = 0; i < 1'000; ++i) {
        const std::string target = one.target(i);
        const auto before = std::chrono::steady_clock::now();
        ask(target);
        ms.push_back(
            std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - before).count());
      }
      std::sort(ms.begin(), ms.end());
      std::printf("%-42s p50 %7.3f ms   p99 %7.3f ms\n", one.name, ms[500], ms[990]);
    }
  }
  std::filesystem::remove_all(directory);
  return 0;
}
