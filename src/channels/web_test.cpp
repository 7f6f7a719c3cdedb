#include <gtest/gtest.h>

#include <fstream>
#include <sstream>

#include "base/aes_cbc.h"
#include "base/crypto.h"
#include "base/jws.h"
#include "channels/multipart.h"
#include "channels/web_config.h"
#include "channels/web_messages.h"
#include "channels/web_ticket.h"
#include "channels/web_token.h"
#include "channels/web_uploads.h"
#include "channels/webhook_outlet.h"

namespace sb::channels {
namespace {

constexpr UtcMs now{1'750'000'000'000};

std::string file_text(const std::string& path) {
  std::ifstream file(SB_SOURCE_DIR "/tests/corpora/" + path);
  std::stringstream text;
  text << file.rdbuf();
  return text.str();
}

Json parsed(std::string_view text) {
  auto value = parse_json(text);
  EXPECT_FALSE(value.has_error()) << text;
  return value.has_error() ? Json() : *value;
}

// --- tokens ---

constexpr std::string_view vector_payload =
    R"({"exp":4102444800,"session":{"isAuthorized":true},"sessionId":"user-0000000000000042"})";

void expect_vector(const Result<StartClaims>& claims) {
  ASSERT_FALSE(claims.has_error()) << claims.error().message;
  EXPECT_EQ(claims->session_id, "user-0000000000000042");
  EXPECT_EQ(to_json_text(claims->session), R"({"isAuthorized":true})");
}

TEST(StartToken, VectorsOfTheSpecification) {
  expect_vector(read_aes_token(
      "0123456789abcdef77e438bde5243a69464af9202844f0a38e795791bcc986af67abf5c0674b348675a0e14284d8cac727c79b"
      "486453be55"
      "391ede7ae4b58aed199f4425f6e35c5408717e1a463def8af641276a1f741344c67c2855bf04d4540db4c40024fa5c3a",
      "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f", now));
  expect_vector(
      read_jwt("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9."
               "eyJleHAiOjQxMDI0NDQ4MDAsInNlc3Npb24iOnsiaXNBdXRob3JpemVkIjp0cnVlfSwic2Vzc2lvbklkIjoidXNlci0wM"
               "DAwMDAwMDAwMDAwMDQyIn0"
               ".7tJa3f09O4_96L-o34MN2Y6VWDblfCzjIthRsAFlw-c",
               "widget-secret", "", now));
}

std::string signed_token(std::string_view algorithm, std::string_view digest, std::string_view payload) {
  std::string token = base64url(R"({"alg":")" + std::string(algorithm) + R"("})") + "." + base64url(payload);
  return token + "." + base64url(*hmac(digest, "k", token));
}

TEST(StartToken, AlgorithmsCanBePinned) {
  for (const auto& [algorithm, digest] :
       {std::pair{"HS256", "sha256"}, {"HS384", "sha384"}, {"HS512", "sha512"}}) {
    const auto token = signed_token(algorithm, digest, vector_payload);
    expect_vector(read_jwt(token, "k", "", now));
    EXPECT_EQ(read_jwt(token, "k", "HS512", now).has_error(), std::string(algorithm) != "HS512");
  }
  EXPECT_TRUE(
      read_jwt(signed_token("HS256", "sha256", vector_payload), "k", "", UtcMs{4102444800'000}).has_error());
}

TEST(StartToken, AttacksAreRefused) {
  std::istringstream lines(file_text("jwt-attacks/tokens.jsonl"));
  int count = 0;
  for (std::string line; std::getline(lines, line); ++count) {
    const Json attack = parsed(line);
    const auto& object = attack.as_object();
    const auto claims =
        read_jwt(string_member(object, "token"), "0123456789abcdef0123456789abcdef", "HS256", now);
    const auto expect = string_member(object, "expect");
    if (expect == "reject") {
      EXPECT_TRUE(claims.has_error()) << line;
    } else if (expect == "accept" || expect == "accept-without-admin") {
      ASSERT_FALSE(claims.has_error()) << line << claims.error().message;
      EXPECT_TRUE(claims->session.empty());
    }
  }
  EXPECT_EQ(count, 51);
}

// Tokens about which the file and we disagree. 372 and 373 are called valid because a lenient decoder skips
// the character that does not belong; we skip none. 367 and 370 are byte for byte the valid token 357: what
// made them invalid was lost.
std::optional<bool> ruled_otherwise(std::int64_t id) {
  if (id == 372 || id == 373) return false;
  if (id == 367 || id == 370) return true;
  return std::nullopt;
}

TEST(StartToken, WycheproofSignatures) {
  const Json all = parsed(file_text("crypto-vectors/json_web_signature_test.json"));
  int checked = 0;
  for (const auto& group : all.at("testGroups").as_array()) {
    const JsonObject* key = object_member(group.as_object(), "private");
    const bool ours = key && string_member(*key, "kty") == "oct";
    const auto secret = ours ? from_base64url(string_member(*key, "k")) : std::string("a key of ours");
    ASSERT_TRUE(secret);
    for (const auto& test : group.at("tests").as_array()) {
      const auto& object = test.as_object();
      const auto payload = verify_jws(string_member(object, "jws"), *secret, "");
      const auto id = test.at("tcId").as_int64();
      const bool valid = ours && ruled_otherwise(id).value_or(string_member(object, "result") == "valid");
      EXPECT_EQ(!payload.has_error(), valid) << id << " " << string_member(object, "comment");
      ++checked;
    }
  }
  EXPECT_GT(checked, 300);
}

TEST(StartToken, WycheproofCbc) {
  const Json all = parsed(file_text("crypto-vectors/aes_cbc_pkcs5_test.json"));
  for (const auto& group : all.at("testGroups").as_array()) {
    if (group.at("keySize").as_int64() != 256) continue;
    for (const auto& test : group.at("tests").as_array()) {
      const auto& object = test.as_object();
      const auto bytes = [&](std::string_view name) { return *from_hex(string_member(object, name)); };

      const auto plain = aes_256_cbc_decrypt(bytes("key"), bytes("iv"), bytes("ct"));
      const bool valid = string_member(object, "result") == "valid";
      EXPECT_EQ(plain.has_value(), valid) << test.at("tcId").as_int64();
      EXPECT_EQ(plain.value_or(""), valid ? bytes("msg") : "");
    }
  }
}

TEST(StartToken, MacsOfWycheproof) {
  const Json all = parsed(file_text("crypto-vectors/hmac_sha256_test.json"));
  for (const auto& group : all.at("testGroups").as_array()) {
    const auto tag_bytes = static_cast<std::size_t>(group.at("tagSize").as_int64() / 8);
    for (const auto& test : group.at("tests").as_array()) {
      const auto& object = test.as_object();
      const auto bytes = [&](std::string_view name) { return *from_hex(string_member(object, name)); };
      const auto tag = hmac_sha256(bytes("key"), bytes("msg")).substr(0, tag_bytes);
      EXPECT_EQ(tag == bytes("tag"), string_member(object, "result") == "valid")
          << test.at("tcId").as_int64();
    }
  }
}

struct BadAes {
  const char *name, *token, *secret;
};
class AesToken : public testing::TestWithParam<BadAes> {};
TEST_P(AesToken, IsRefused) {
  EXPECT_TRUE(read_aes_token(GetParam().token, GetParam().secret, now).has_error());
}
constexpr const char* aes_key = "000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f";
INSTANTIATE_TEST_SUITE_P(
    , AesToken,
    testing::Values(BadAes{"empty", "", aes_key}, BadAes{"only_an_iv", "0123456789abcdef", aes_key},
                    BadAes{"half_a_block", "0123456789abcdef77e438bde5243a69", aes_key},
                    BadAes{"no_hex", "0123456789abcdefzz", aes_key},
                    BadAes{"iv_in_capitals", "0123456789ABCDEF77e438bde5243a69464af9202844f0a3", aes_key},
                    BadAes{"cut", "0123456789abcdef77e438bde5243a69464af9202844f0a3", aes_key},
                    BadAes{"short_key", "0123456789abcdef77e438bde5243a69464af9202844f0a3", "00"}),
    [](const auto& tested) { return std::string(tested.param.name); });

// --- whitelist ---

struct RefererCase {
  const char *name, *whitelist, *referer, *host;
  bool allowed;
};
class Whitelist : public testing::TestWithParam<RefererCase> {};
TEST_P(Whitelist, JudgesTheReferer) {
  const auto& c = GetParam();
  const auto config = web_config({{"whitelist", c.whitelist}});
  EXPECT_EQ(referer_allowed(config, c.referer, c.host), c.allowed);
}
constexpr const char* example = R"(^https:\/\/www\.example\.com(\/|$))";
INSTANTIATE_TEST_SUITE_P(
    , Whitelist,
    testing::Values(
        RefererCase{"match", example, "https://www.example.com/", "chat.test", true},
        RefererCase{"match_with_path", example, "https://www.example.com/a?b", "chat.test", true},
        RefererCase{"longer_host", example, "https://www.example.com.evil.test/", "chat.test", false},
        RefererCase{"other_scheme", example, "http://www.example.com/", "chat.test", false},
        RefererCase{"case_matters", example, "https://WWW.example.com/", "chat.test", false},
        RefererCase{"unanchored", "example", "https://www.example.com/", "chat.test", true},
        RefererCase{"path", R"(\/shop\/)", "https://a.test/shop/x", "chat.test", true},
        RefererCase{"alternatives", "^https://(a|b)[.]test/", "https://b.test/", "chat.test", true},
        RefererCase{"no_referer", ".*", "", "chat.test", false},
        RefererCase{"empty_whitelist", "", "https://www.example.com/", "chat.test", false},
        RefererCase{"broken_whitelist", "(", "https://www.example.com/", "chat.test", false},
        RefererCase{"own_page", "", "http://chat.test/preview", "chat.test", true},
        RefererCase{"own_page_with_port", "", "http://chat.test:8080/preview", "chat.test:8080", true},
        RefererCase{"own_name_as_user", "", "http://chat.test@evil.test/", "chat.test", false},
        RefererCase{"no_web_address", ".*", "javascript:alert(1)", "chat.test", false},
        RefererCase{"policy_injection", ".*", "https://a.test; script-src *", "chat.test", false}),
    [](const auto& tested) { return std::string(tested.param.name); });

TEST(WebConfig, ProtectionThatCannotWorkLetsNobodyIn) {
  const auto protection = [](JsonObject config) { return web_config(config).protection; };
  EXPECT_EQ(protection({}), WidgetProtection::plain);
  EXPECT_EQ(protection({{"protection", "jwt"}, {"secret", "s"}}), WidgetProtection::jwt);
  EXPECT_EQ(protection({{"protection", "AES-256"}, {"secret", aes_key}}), WidgetProtection::aes);
  EXPECT_EQ(protection({{"protection", "jwt"}}), WidgetProtection::refused);
  EXPECT_EQ(protection({{"protection", "aes"}, {"secret", "short"}}), WidgetProtection::refused);
  EXPECT_EQ(protection({{"protection", "rot13"}}), WidgetProtection::refused);
}

TEST(WebConfig, StyleKeepsToItsDeclarations) {
  const JsonObject colors{{"primary", "#ff0000"}, {"botText", "#111"}, {"text", "red;} body{display:none"}};
  const auto style =
      web_config({{"colors", colors}, {"titleFontSize", 20}, {"css", ".ChatTitle{color:blue}"}}).style;
  EXPECT_EQ(style,
            ":root{--sb-bot-text:#111;--sb-title-size:20px;}\n"
            ":root:root:root{--sb-primary:#ff0000;--sb-focus:var(--sb-link);"
            "--sb-link:color-mix(in srgb,var(--sb-primary) var(--sb-link-share),var(--sb-text));}\n"
            ".ChatTitle{color:blue}");
}

TEST(WebConfig, ThePageKnowsWhichColoursAreChosen) {
  const JsonObject colors{{"onPrimary", "#fff"}, {"primary", "gold"}, {"text", "red;}"}, {"other", "red"}};
  EXPECT_EQ(web_config({{"colors", colors}}).page.at("chosenColors"), Json({"primary", "onPrimary"}));
  EXPECT_FALSE(web_config({}).page.contains("chosenColors"));
}

TEST(WebConfig, KeepsAllColoursWhereTheSchemeIsFixed) {
  const JsonObject colors{{"background", "#fff8e7"}, {"text", "#222"}};
  EXPECT_EQ(web_config({{"colors", colors}, {"colorScheme", "dark"}}).style,
            ":root:root:root{--sb-background:#fff8e7;--sb-text:#222;}\n");
  EXPECT_EQ(web_config({{"colors", colors}}).style, ":root{--sb-background:#fff8e7;--sb-text:#222;}\n");
}

// --- tickets ---

TEST(Ticket, OpensForItsChannelUntilItExpires) {
  const Sealer sealer({}), other({1});
  const auto text = seal_ticket(sealer, {"c1", "user/é"}, now + 10);
  const auto ticket = open_ticket(sealer, text, "c1", now);
  ASSERT_TRUE(ticket);
  EXPECT_EQ(ticket->session_id, "user/é");
  EXPECT_FALSE(open_ticket(sealer, text, "c2", now));
  EXPECT_FALSE(open_ticket(sealer, text, "c1", now + 10));
  EXPECT_FALSE(open_ticket(other, text, "c1", now));
  EXPECT_FALSE(open_ticket(sealer, text + "A", "c1", now));
  EXPECT_FALSE(open_ticket(sealer, "", "c1", now));
  const auto grant = seal_grant(sealer, "c1", now + 10);
  EXPECT_TRUE(check_grant(sealer, grant, "c1", now));
  EXPECT_FALSE(check_grant(sealer, grant, "c2", now));
  EXPECT_FALSE(check_grant(sealer, text, "c1", now)) << "a ticket is no grant";
  EXPECT_FALSE(open_ticket(sealer, grant, "c1", now)) << "a grant is no ticket";
}

// --- what a page sends ---

struct SendCase {
  const char *name, *body, *outcome;
};
class WebMessage : public testing::TestWithParam<SendCase> {};
TEST_P(WebMessage, IsRead) {
  conductor::Inbound inbound;
  const auto read = read_web_message(parsed(GetParam().body), inbound);
  std::string outcome;
  if (read.has_error()) {
    outcome = "! " + read.error().place;
  } else if (inbound.message.kind == UserMessageKind::none) {
    outcome = "session " + to_json_text(inbound.session_data);
  } else {
    outcome = to_json_text(user_message_json(inbound.message));
  }
  EXPECT_EQ(outcome, GetParam().outcome) << (read.has_error() ? read.error().message : "");
}
INSTANTIATE_TEST_SUITE_P(
    , WebMessage,
    testing::Values(
        SendCase{"text", R"({"message":{"textMessage":{"text":"hi"}}})",
                 R"({"messageType":"text","text":"hi"})"},
        SendCase{"nothing", "{}", "! message"}, SendCase{"empty_message", R"({"message":{}})", "! message"},
        SendCase{"odd_id", R"({"id":"../x","message":{"textMessage":{"text":"hi"}}})", "! id"},
        SendCase{"send", R"({"clApi":{"type":"SEND_MESSAGE","payload":{"text":"You clicked the button"}}})",
                 R"({"messageType":"text","text":"You clicked the button"})"},
        SendCase{
            "update_namespace",
            R"({"clApi":{"type":"UPDATE_SESSION","payload":{"namespace":"map","data":{"picked":"Ghent"}}}})",
            R"(session {"map":{"picked":"Ghent"}})"},
        SendCase{"update_nested_namespace",
                 R"({"clApi":{"type":"UPDATE_SESSION","payload":{"namespace":"a.b","data":1}}})",
                 R"(session {"a":{"b":1}})"},
        SendCase{"update_session",
                 R"({"clApi":{"type":"UPDATE_SESSION","payload":{"session":{"a":1,"b.c":2}}}})",
                 R"(session {"a":1,"b":{"c":2}})"},
        SendCase{"update_data", R"({"clApi":{"type":"UPDATE_SESSION","payload":{"data":{"a":true}}}})",
                 R"(session {"a":true})"},
        SendCase{"update_values", R"({"clApi":{"type":"UPDATE_SESSION","payload":{"a":1,"b.c":"x"}}})",
                 R"(session {"a":1,"b":{"c":"x"}})"},
        SendCase{"update_internal", R"({"clApi":{"type":"UPDATE_SESSION","payload":{"internal":{"x":1}}}})",
                 "! clApi.payload"},
        SendCase{"update_far_index",
                 R"({"clApi":{"type":"UPDATE_SESSION","payload":{"namespace":"list[5000]","data":1}}})",
                 "! clApi.payload"},
        SendCase{"update_prototype", R"({"clApi":{"type":"UPDATE_SESSION","payload":{"__proto__":{"x":1}}}})",
                 R"(session {"__proto__":{"x":1}})"},
        SendCase{
            "go_to_text", R"({"clApi":{"type":"GO_TO_DIALOGSTATE","payload":"d1"}})",
            R"({"messageType":"postback","text":"","title":"","parameters":[],"nextDialogstateId":"d1"})"},
        SendCase{
            "go_to_object",
            R"({"clApi":{"type":"GO_TO_DIALOGSTATE","payload":{"dialogState":"d1","title":"T","params":[{"key":"k","value":1}]}}})",
            R"({"messageType":"postback","text":"T","title":"T","parameters":[{"key":"k","value":1}],"nextDialogstateId":"d1"})"},
        SendCase{"go_nowhere", R"({"clApi":{"type":"GO_TO_DIALOGSTATE","payload":{"title":"T"}}})",
                 "! clApi.payload"},
        SendCase{"unknown_call", R"({"clApi":{"type":"EVAL","payload":{}}})", "! clApi.type"}),
    [](const auto& tested) { return std::string(tested.param.name); });

TEST(WebUpload, IsOneOfThisServer) {
  const std::string id(32, 'a'), own = "https://h/chatbox/files/" + id + "/";
  const auto name_of = [&](std::string_view asked) {
    return asked == id ? std::optional<std::string>("a b.png") : std::nullopt;
  };
  const auto fault = [&](const std::string& url) {
    UserMessage message;
    message.kind = UserMessageKind::upload;
    message.urls = {own + "a%20b.png", url};
    const auto checked = check_uploads(message, "https://h", name_of);
    return checked.has_error() ? checked.error().place : "";
  };
  EXPECT_EQ(fault(own + "a%20b.png"), "");
  const std::vector<std::string> others = {"http://evil.example/chatbox/files/" + id + "/a%20b.png",
                                           own + "../../admin",
                                           own + "b.png",
                                           own + "a%20b.png?x",
                                           own,
                                           "https://h/chatbox/files/1/a%20b.png",
                                           "https://h/chatbox/files/../../admin",
                                           "https://h/chatbox/files/" + id,
                                           "javascript:alert(1)//chatbox/files/",
                                           ""};
  for (const auto& url : others) EXPECT_EQ(fault(url), "message.fileUploadMessage.url") << url;
}

// --- what the webhook gets ---

TEST(WebhookBody, CountsWhatItsChannelIsSent) {
  engine::Say say;
  say.counter = 4;
  say.web_only_before = 2;
  const auto counter = [&](const WebhookConfig& config) {
    return parsed(webhook_body(config, "c", {"bot", Version::live, "s"}, say, say.message))
        .at("messageCounter")
        .as_int64();
  };
  WebhookConfig config;
  EXPECT_EQ(counter(config), 2);
  config.send_web_only_messages = true;
  EXPECT_EQ(counter(config), 4);
}

// --- what a page gets ---

std::string shown(store::Actor actor, std::string body, int typing_ms = 0) {
  store::ListedMessage listed;
  listed.position = 7;
  listed.message.message_id = "m1";
  listed.message.actor = actor;
  listed.message.at = UtcMs{0};
  listed.message.body = std::move(body);
  return web_message_text(listed, typing_ms).value_or("nothing");
}

TEST(WebMessageText, CarriesTheWireForm) {
  EXPECT_EQ(
      shown(store::Actor::bot, R"({"type":"text","config":{"textMessages":[{"text":"Hi"}]}})", 500),
      R"({"id":"m1","position":7,"actor":"bot","timestamp":"1970-01-01T00:00:00.000Z","message":{"text":"Hi"},"typingMs":500})");
  EXPECT_EQ(
      shown(store::Actor::user, R"({"messageType":"text","text":"x"})"),
      R"({"id":"m1","position":7,"actor":"user","timestamp":"1970-01-01T00:00:00.000Z","message":{"messageType":"text","text":"x"}})");
  const auto rich = shown(store::Actor::agent, R"({"type":"richText","config":{"html":"<p>x</p>"}})");
  EXPECT_NE(rich.find(R"("template_type":"html")"), std::string::npos) << rich;
  EXPECT_NE(rich.find(R"("rich":true)"), std::string::npos) << rich;
}

TEST(WebMessageText, EventsLeaveOnlyWhenTheyAreDispatched) {
  const auto event =
      shown(store::Actor::bot, R"({"type":"JSONTemplate","config":{"a":1,"___type":"CL_DISPATCH_EVENT"}})");
  EXPECT_NE(event.find(R"("message":{"type":"event","event":"json","payload":{"a":1},"a":1})"),
            std::string::npos)
      << event;
  EXPECT_EQ(shown(store::Actor::bot, R"({"type":"JSONTemplate","config":{"a":1}})"), "nothing");
}

// --- files ---

TEST(FormFile, IsFoundAmongTheParts) {
  const std::string body =
      "--b\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\nfield\r\n"
      "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"C:\\\\d\\\\a \\\"b\\\".png\"\r\n"
      "Content-Type: image/png\r\n\r\nPNG\r\n--bits\r\n--b--\r\n";
  const auto file = read_form_file("multipart/form-data; boundary=b", body);
  ASSERT_FALSE(file.has_error()) << file.error().message;
  EXPECT_EQ(file->name, "a \"b\".png");
  EXPECT_EQ(file->content_type, "image/png");
  EXPECT_EQ(file->bytes, "PNG");
}

TEST(FormFile, BadFormsAreRefused) {
  for (const auto* type : {"", "text/plain", "multipart/form-data", "multipart/form-data; boundary="})
    EXPECT_TRUE(read_form_file(type, "--b\r\n\r\n\r\n--b--").has_error()) << type;
  for (const auto* body : {"", "--b", "--b--\r\n", "--b\r\nX", "--b\r\nX: y\r\n\r\nno end",
                           "--b\r\nContent-Disposition: form-data; name=\"x\"\r\n\r\n1\r\n--b--\r\n"})
    EXPECT_TRUE(read_form_file("multipart/form-data; boundary=b", body).has_error()) << body;
}

TEST(Uploads, KeepsWhatItGotUnderASafeName) {
  const std::string directory = testing::TempDir() + "sb-uploads-" + hex(random_bytes(4));
  Uploads uploads(directory);
  const auto stored = uploads.put(
      "../../.\x01"
      "etc/passwd\n",
      std::string_view("a\0b", 3), utc_now());
  ASSERT_FALSE(stored.has_error()) << stored.error().message;
  EXPECT_EQ(stored->name, "_.._.etc_passwd");
  const auto found = uploads.get(stored->id);
  ASSERT_FALSE(found.has_error());
  EXPECT_EQ(found->bytes, std::string("a\0b", 3));
  EXPECT_EQ(found->name, stored->name);
  EXPECT_EQ(uploads.name_of(stored->id), stored->name);
  for (const auto* id : {"", "..", "../../etc", "00000000000000000000000000000000"})
    EXPECT_FALSE(uploads.get(id).has_value() || uploads.name_of(id)) << id;
  EXPECT_TRUE(uploads.put("a", std::string(upload_bytes_max + 1, 'x'), utc_now()).has_error());
  EXPECT_EQ(uploads.sweep(utc_now()), 0);
  EXPECT_EQ(uploads.sweep(utc_now() + upload_age_ms_max + 60'000), 1);
  EXPECT_TRUE(uploads.get(stored->id).has_error());
}

TEST(Uploads, OnlyTypesThatRunNothingAreShown) {
  EXPECT_TRUE(serving_of("a.PNG", "\x89PNG\r\n\x1a\nrest").shown);
  EXPECT_FALSE(serving_of("a.png", "<script>").shown);
  EXPECT_FALSE(serving_of("a.svg", "<svg/>").shown);
  EXPECT_FALSE(serving_of("a.html", "\x89PNG\r\n\x1a\n").shown);
  EXPECT_EQ(serving_of("a.html", "<html>").content_type, "application/octet-stream");
}

}  // namespace
}  // namespace sb::channels
