#pragma once
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "desk.h"
#include "server_process.h"
#include "webhook_client.h"

namespace sb::testing {

using Lines = std::vector<std::string>;

inline const std::string opened_text = "A colleague will be with you shortly.";
inline const std::string closed_text = "None of my colleagues is available now, please try again later.";
inline const std::string disabled_text = "I cannot reach my colleagues from here at the moment.";
inline const std::string puzzled_text = "That went past me, could you say it another way?";
inline const std::string lost_text = "I keep missing the point, let me fetch a colleague.";

// The real server with Choo Choo, a receiver for its webhook channel, the real receiver of handovers.
class HandoverFixture : public ::testing::Test {
 protected:
  using Environment = std::map<std::string, std::string>;

  // `desk_url`: instead of the real receiver's.
  explicit HandoverFixture(std::optional<std::string> desk_url = std::nullopt, const Environment& more = {})
      : server_({{SB_SOURCE_DIR "/examples/choochoo"}, {}, environment(desk_url, more)}) {
    server_.start();
  }

  http::Response post(const JsonObject& message) {
    return http_.post(server_.url("/v1/channels/webhook/c00000000000000000000001/messages"),
                      to_json_text(JsonObject{{"conversationId", session_}, {"message", message}}),
                      {authorization()});
  }
  static JsonObject text_message(const std::string& text) {
    return {{"textMessage", JsonObject{{"text", text}}}};
  }
  // Sends a text; the texts of the `count` messages that answer it.
  Lines say(const std::string& text, std::size_t count) {
    EXPECT_EQ(post(text_message(text)).status, 200);
    return next(count);
  }
  Lines next(std::size_t count) {
    const auto all = receiver_.wait_for(session_, seen_ + count);
    Lines fresh;
    for (std::size_t left = count; left > 0 && seen_ < all.size(); --left)
      fresh.push_back(text_of_delivery(all[seen_++]));
    return fresh;
  }
  // Brings the conversation to where the next "can a colleague help me" is a handover.
  void greet() { next_after_first("yes"); }
  http::Response act(const std::string& actions) {
    return http_.post(server_.url("/v1/bots/choochoo/conversations/" + session_ + "/actions?version=LIVE"),
                      actions, {authorization()});
  }
  JsonObject session_data() {
    http::Request request;
    request.url = server_.url("/v1/bots/choochoo/conversations/" + session_ + "/session-data?version=LIVE");
    request.headers = {authorization()};
    const auto answer = http_.send(std::move(request));
    EXPECT_EQ(answer.status, 200) << answer.body;
    return parse_json(answer.body)->as_object();
  }
  static http::Header authorization() { return {"Authorization", std::string("Bearer ") + test_token}; }

  static constexpr const char* token = "desk token & more";
  std::string session_ = "user-0000000000000042";
  std::size_t seen_ = 0;
  Desk desk_;
  WebhookReceiver receiver_;
  BlockingHttp http_;
  ServerProcess server_;

 private:
  // The first message that is not understood opens with the two lines of the introduction.
  void next_after_first(const std::string& text) { EXPECT_EQ(say(text, 2).size(), 2u); }
  Environment environment(const std::optional<std::string>& desk_url, const Environment& more) const {
    Environment out{{"CHOOCHOO_WEBHOOK_URL", receiver_.url()},
                    {"CHOOCHOO_OFFLOAD_URL", desk_url.value_or(desk_.url() + "?team=rail")},
                    {"CHOOCHOO_OFFLOAD_TOKEN", token}};
    for (const auto& [name, value] : more) out[name] = value;
    return out;
  }
};

}  // namespace sb::testing
