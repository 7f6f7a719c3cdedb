#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <sqlite3.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <mutex>
#include <regex>

#include "base/crypto.h"
#include "base/jws.h"
#include "mail_receiver.h"
#include "server/test_client.h"
#include "server_process.h"
#include "webhook_client.h"

// Values that nobody may find: those of sensitive variables, and secrets. They go through every path, and are
// then looked for in everything that the server writes or shows.

namespace sb::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr const char* channel_path = "/v1/channels/webhook/cacacacacacacacacacacaca/messages";
const std::string iban = "IBAN-canary-77318842", pin = "pin-canary-55120937";
const std::string later_iban = "IBAN-canary-90017766";
const std::map<std::string, std::string> secrets = {
    {"CANARY_VERIFY_TOKEN", "verify-canary-33810"},     {"CANARY_HMAC_KEY", "hmac-key-canary-14477"},
    {"CANARY_HMAC_SECRET", "hmac-secret-canary-90021"}, {"CANARY_WIDGET_SECRET", "widget-canary-616161"},
    {"CANARY_OFFLOAD_TOKEN", "offload-canary-48151"},   {"SIGNALBOX_SMTP_PASSWORD", "mail-canary-2718281"}};
constexpr std::size_t coded_bytes_min = 18;  // shorter pieces of Base64 stand in sealed data by chance
constexpr const char* person = "canary-person-4711";
constexpr const char* widget_person = "canary-widget-0815";
constexpr const char* first_name = "Zaphodcanary";
constexpr const char* uploaded = "canary-upload-31415926";
const std::string trace_id = "0af7651916cd43dd8448eb211c80319c";

std::string read_text(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// A value as it may stand in a text: as it is, and in Base64 (of all three alignments a part that is there).
std::vector<std::string> forms_of(const std::string& value) {
  std::vector<std::string> forms = {value};
  if (value.size() < coded_bytes_min) return forms;
  for (const std::size_t shift : {0u, 1u, 2u}) {
    const std::string coded = base64(std::string(shift, ' ') + value);
    forms.push_back(coded.substr(4, coded.size() - 12));
  }
  return forms;
}

// The values that a text holds.
std::vector<std::string> found_in(const std::string& text, const std::vector<std::string>& values) {
  std::vector<std::string> found;
  for (const auto& value : values) {
    for (const auto& form : forms_of(value)) {
      if (text.find(form) != std::string::npos) {
        found.push_back(value);
        break;
      }
    }
  }
  return found;
}

class Canary : public ::testing::Test {
 protected:
  Canary() : server_({{SB_SOURCE_DIR "/tests/deployment/canary-bot"}, {}, environment()}) {
    for (const auto& [name, value] : secrets) hidden_.push_back(value);
    hidden_.emplace_back(std::string_view(test_token).substr(25));
    server_.start();
  }

  std::map<std::string, std::string> environment() {
    auto out = secrets;
    out["CANARY_WEBHOOK_URL"] = receiver_.url();
    out["CANARY_BACKEND_URL"] = backend_.url();
    out["CANARY_OFFLOAD_URL"] = desk_.url();
    out["SIGNALBOX_SMTP_URL"] = mail_.url();
    out["SIGNALBOX_SMTP_USER"] = "bot";
    out["SIGNALBOX_SMTP_FROM"] = "bot@canary.example";
    out["SIGNALBOX_SMTP_CA_FILE"] = mail_.ca_file();
    out["SIGNALBOX_PUBLIC_URL"] = "https://canary.example";
    return out;
  }

  void say(const std::string& text, JsonObject session_data = {}) {
    JsonObject body{{"conversationId", person},
                    {"message", JsonObject{{"textMessage", JsonObject{{"text", text}}}}},
                    {"user", JsonObject{{"firstName", first_name}}}};
    if (!session_data.empty()) body["sessionData"] = std::move(session_data);
    const auto answer =
        http_.post(server_.url(channel_path), to_json_text(body),
                   {authorization(), {"traceparent", "00-" + trace_id + "-b7ad6b7169203331-01"}});
    EXPECT_EQ(answer.status, 200) << answer.body;
  }
  http::Response ask(const std::string& method, const std::string& path, const std::string& body = {}) {
    http::Request request;
    request.method = method;
    request.url = server_.url(path);
    request.headers = {authorization()};
    if (!body.empty()) request.headers.push_back({"Content-Type", "application/json"});
    request.body = body;
    return http_.send(std::move(request));
  }
  static http::Header authorization() { return {"Authorization", std::string("Bearer ") + test_token}; }

  // A chat in the widget, from its page on: start token, variables, texts, a file.
  void chat() {
    const std::string base = "/chatbox/api/cacacacacacacacacacacacb/";
    http::Request framed;
    framed.url = server_.url("/chatbox/cacacacacacacacacacacacb");
    framed.headers = {{"Referer", server_.url("/shop")}};
    const std::string page = http_.send(std::move(framed)).body;
    std::smatch grant;
    ASSERT_TRUE(std::regex_search(page, grant, std::regex(R"re("grant":"([^"]+)")re"))) << page;
    const JsonObject claims{{"exp", 4102444800},
                            {"sessionId", widget_person},
                            {"session", JsonObject{{"firstName", first_name}}}};
    std::string token = base64url(R"({"alg":"HS256"})") + "." + base64url(to_json_text(claims));
    token += "." + base64url(*hmac("sha256", secrets.at("CANARY_WIDGET_SECRET"), token));
    const auto started = http_.post(server_.url(base + "start"),
                                    to_json_text(JsonObject{{"grant", grant[1].str()}, {"token", token}}));
    ASSERT_EQ(started.status, 200) << started.body;
    const std::string ticket(string_member(parse_json(started.body).value().as_object(), "ticket"));
    hidden_.push_back(ticket);
    const http::Header allowed{"Authorization", "Bearer " + ticket};
    const auto send = [&](const JsonObject& body) {
      const auto answer = http_.post(server_.url(base + "messages"), to_json_text(body), {allowed});
      EXPECT_EQ(answer.status, 200) << answer.body;
    };
    send(
        {{"clApi", JsonObject{{"type", "UPDATE_SESSION"},
                              {"payload", JsonObject{{"data", JsonObject{{"iban", iban}, {"pin", pin}}}}}}}});
    send({{"message",
           JsonObject{{"textMessage", JsonObject{{"text", "my account is " + iban + ", and " + pin}}}}}});
    const auto stored = http_.post(server_.url(base + "uploads"),
                                   std::string("--b\r\nContent-Disposition: form-data; name=\"file\"; "
                                               "filename=\"a.txt\"\r\n\r\n") +
                                       uploaded + "\r\n--b--\r\n",
                                   {allowed, {"Content-Type", "multipart/form-data; boundary=b"}});
    ASSERT_EQ(stored.status, 200) << stored.body;
    const std::string url(string_member(parse_json(stored.body).value().as_object(), "url"));
    send({{"message", JsonObject{{"fileUploadMessage", JsonObject{{"url", url}}}}}});
    send({{"message", JsonObject{{"textMessage", JsonObject{{"text", "bye"}}}}}});
    server::testing::RawClient reader(address());
    reader.send("GET " + base + "events HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer " + ticket + "\r\n\r\n");
    EXPECT_NE(reader.read_until("Forgotten.").find(iban), std::string::npos) << "the user sees his own words";
  }

  server::ListenAddress address() const {
    server::ListenAddress out;
    out.host = "127.0.0.1";
    out.port = server_.port();
    return out;
  }
  // What the stream of live changes shows from after this event until this text comes.
  std::unique_ptr<server::testing::RawClient> watch(const std::string& after = "0") {
    auto out = std::make_unique<server::testing::RawClient>(address());
    out->send(
        "GET /manage/v1/bots/canary/events?version=DRAFT HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer " +
        std::string(test_token) + "\r\nLast-Event-ID: " + after + "\r\n\r\n");
    EXPECT_NE(out->read_until("\r\n\r\n").find("200 OK"), std::string::npos);
    return out;
  }

  // Everything the values go through: text of the user and the bot, API action, code action, offload to a
  // webhook and by mail, REST, the widget.
  void live_through() {
    chat();
    std::size_t said = 0;
    const auto heard = [&](std::size_t more) { receiver_.wait_for(person, said += more); };
    say("hello", {{"iban", iban}, {"pin", pin}});
    heard(1);
    say("my account is " + iban + ", and " + pin);
    heard(1);
    say("call");
    heard(1);
    say("look");
    heard(1);
    say("human");
    heard(1);
    const std::string base = std::string("/v1/bots/canary/conversations/") + person;
    EXPECT_EQ(ask("POST", base + "/actions?version=DRAFT",
                  R"({"endOffload":true,"setSession":{"data":{"iban":")" + later_iban +
                      R"("}},"sendMessages":[{"text":"now {iban}"}]})")
                  .status,
              200);
    heard(1);
    say("letter");
    heard(1);
    EXPECT_NE(to_json_text(mail_.wait_for(1)).find("desk@canary.example"), std::string::npos);
    say("my account is " + later_iban + " still");
    EXPECT_NE(to_json_text(mail_.wait_for(2)).find("still"), std::string::npos);
    EXPECT_EQ(ask("POST", base + "/actions?version=DRAFT", R"({"endOffload":true})").status, 200);
    say("bye");
    heard(2);
    const auto made = ask("POST", "/manage/v1/tokens", R"({"name":"canary","role":"read-only"})");
    const std::string token(string_member(parse_json(made.body).value().as_object(), "token"));
    ASSERT_GT(token.size(), 25u) << made.body;
    hidden_.push_back(token.substr(25));
  }

  // What the server shows to people who may see all of it but the originals, and what it writes in clear.
  std::map<std::string, std::string> places() {
    std::map<std::string, std::string> out;
    for (const auto& path :
         std::vector<std::string>{"conversations", "errors", "people/" + std::string(person), "document",
                                  "channels", "offload-providers", "api-settings", "variables",
                                  "sessions/" + std::string(person), "analytics"}) {
      const auto answer = ask("GET", "/manage/v1/bots/canary/" + path);
      EXPECT_EQ(answer.status, 200) << path << answer.body;
      out[path] = answer.body;
    }
    const Json conversations = parse_json(out["conversations"]).value();
    const auto number = std::to_string(conversations.at("data").at(0).at("id").to_number<std::int64_t>());
    out["history"] = ask("GET", "/manage/v1/bots/canary/conversations/" + number + "/messages").body;
    const auto turns = ask("GET", "/manage/v1/bots/canary/conversations/" + number + "/turns");
    const Json listed = parse_json(turns.body).value();
    for (const Json& turn : listed.at("data").get_array()) {
      const auto which = std::to_string(turn.at("turn").to_number<std::int64_t>());
      out["turn " + which] =
          ask("GET", "/manage/v1/bots/canary/conversations/" + number + "/turns/" + which).body;
    }
    out["audit"] = ask("GET", "/manage/v1/audit").body;
    out["tokens"] = ask("GET", "/manage/v1/tokens").body;
    out["metrics"] = ask("GET", "/metrics").body;
    out["log"] = server_.log();
    // A turn that says the values and clears them, in one step.
    out["emulator"] =
        ask("POST", "/manage/v1/emulator/canary/messages?version=DRAFT",
            to_json_text(JsonObject{{"sessionData", JsonObject{{"iban", iban}, {"pin", pin}}},
                                    {"message", JsonObject{{"textMessage", JsonObject{{"text", "bye"}}}}}}))
            .body;
    // Came, was said and was cleared in one step.
    EXPECT_NE(out["emulator"].find("Bye, {iban}."), std::string::npos) << out["emulator"];
    return out;
  }

  static std::map<std::string, std::string> files_of(const std::string& directory) {
    std::map<std::string, std::string> out;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(directory)) {
      if (entry.is_regular_file()) out[entry.path()] = read_text(entry.path());
    }
    return out;
  }

  void expect_hidden(const std::map<std::string, std::string>& places,
                     const std::vector<std::string>& values) {
    for (const auto& [name, text] : places) {
      EXPECT_FALSE(text.empty() && name == "history");
      EXPECT_THAT(found_in(text, values), IsEmpty()) << name << "\n" << text.substr(0, 6'000);
    }
  }

  std::vector<std::string> hidden_ = {iban, pin, later_iban};
  WebhookReceiver receiver_;
  MailReceiver mail_{secrets.at("SIGNALBOX_SMTP_PASSWORD")};
  std::mutex traces_mutex_;
  std::vector<std::string> traces_;  // of the calls of the back end: path and trace
  http::testing::HttpSink backend_{[this](const http::testing::SunkRequest& request) {
    http::testing::SinkAnswer answer;
    answer.status = 500;
    answer.headers = {{"Content-Type", "application/json"}};
    answer.body = to_json_text(JsonObject{{"echo", request.body + " " + request.target}});
    const std::lock_guard lock(traces_mutex_);
    const std::string trace(request.header("traceparent"));
    traces_.push_back(request.target.substr(0, 5) + " " + (trace.size() > 35 ? trace.substr(3, 32) : trace));
    return answer;
  }};
  http::testing::HttpSink desk_{[](const http::testing::SunkRequest&) {
    http::testing::SinkAnswer answer;
    answer.headers = {{"Content-Type", "application/json"}};
    answer.body = R"({"status":"ok"})";
    return answer;
  }};
  BlockingHttp http_;
  ServerProcess server_;
};

TEST_F(Canary, IsNowhereInClear) {
  const auto stream = watch();
  live_through();
  auto shown = places();
  shown["live"] = stream->read_until("emulator-");
  EXPECT_NE(shown["live"].find("Bye, {iban}."), std::string::npos) << shown["live"];
  expect_hidden(shown, hidden_);
  EXPECT_THAT(traces_, ElementsAre("//pay " + trace_id, "//loo " + trace_id)) << "a call and a fetch";
  // The values were there: the other side of the calls has seen them, and so does the one exempt endpoint.
  const auto originals =
      ask("GET", std::string("/v1/bots/canary/conversations/") + person + "/messages?version=DRAFT").body;
  EXPECT_THAT(found_in(originals, {iban, pin, later_iban}), ::testing::SizeIs(3)) << originals;

  const ScratchDirectory scratch;
  const std::string backup = scratch.path() + "/backup";
  EXPECT_EQ(std::system((SB_BINARY " --log-level error backup " + backup + " --data " +
                         server_.data_directory() + " >/dev/null")
                            .c_str()),
            0);
  expect_hidden(files_of(backup), hidden_);
  expect_hidden(files_of(server_.data_directory()), hidden_);  // the write-ahead log too
}

TEST_F(Canary, OfAnErasedPersonNothingIsLeft) {
  const auto stream = watch();
  live_through();
  std::vector<std::string> traces = hidden_;
  traces.insert(traces.end(), {person, widget_person, first_name, uploaded, "my account is", "Forgotten."});
  for (const std::string who : {person, widget_person}) {
    EXPECT_EQ(ask("DELETE", "/manage/v1/bots/canary/people/" + who).status, 204);
    EXPECT_EQ(ask("GET", "/manage/v1/bots/canary/people/" + who).status, 404);
  }
  // Somebody else's event comes after all that a reader could still be sent.
  EXPECT_EQ(ask("POST", "/manage/v1/emulator/canary/messages?version=DRAFT",
                R"({"sessionId":"emulator-last","message":{"textMessage":{"text":"hm"}}})")
                .status,
            200);
  const std::string kept = watch("1")->read_until("emulator-last");
  EXPECT_EQ(kept.find("reset"), std::string::npos) << kept;
  EXPECT_THAT(found_in(kept, traces), IsEmpty()) << kept;
  for (const auto* path : {"conversations", "errors"}) {
    const auto shown =
        ask("GET", std::string("/manage/v1/bots/canary/") + path + "?includeEmulator=true").body;
    EXPECT_THAT(found_in(shown, traces), IsEmpty()) << path << shown;
  }
  EXPECT_THAT(found_in(ask("GET", "/manage/v1/audit").body, traces), IsEmpty());
  EXPECT_THAT(found_in(ask("GET", "/metrics").body, traces), IsEmpty());
  // What the bot says to everybody is in its document, which is sealed; so every trace is this person's.
  for (const auto& [name, content] : files_of(server_.data_directory()))
    EXPECT_THAT(found_in(content, traces), IsEmpty()) << name;
  // Without "Forgotten.", which the operator may log; a log of what was done names nobody either.
  EXPECT_THAT(found_in(server_.log(), traces), IsEmpty()) << server_.log();
}

}  // namespace
}  // namespace sb::testing
