#include <gtest/gtest.h>

#include "server_process.h"
#include "webhook_client.h"

// What users say in their own words, over the real webhook channel with models the server trains at its
// start: the expected conversations 2, 3, 10 and 11 of the example bot and its held-out sentences, in English
// and Dutch.

namespace sb::testing {
namespace {

constexpr const char* channel_path = "/v1/channels/webhook/c00000000000000000000001/messages";

using Texts = std::vector<std::string>;

class Understanding : public ::testing::Test {
 protected:
  Understanding()
      : server_(
            {{SB_SOURCE_DIR "/examples/choochoo"},
             {},
             {{"CHOOCHOO_WEBHOOK_URL", receiver_.url()}, {"CHOOCHOO_VERIFY_TOKEN", "8wMsLZkdDPT64nqh"}}}) {
    server_.start();
  }

  // A conversation of its own for each language.
  void speak(const std::string& language) {
    language_ = language;
    session_ = "user-of-" + language + "-000000000042";
    seen_ = 0;
  }
  std::vector<Delivered> say(const std::string& text, std::size_t count) {
    const JsonObject body{{"conversationId", session_},
                          {"user", JsonObject{{"firstName", "Ann"}, {"preferredLanguage", language_}}},
                          {"message", JsonObject{{"textMessage", JsonObject{{"text", text}}}}}};
    const auto response = http_.post(server_.url(channel_path), to_json_text(body),
                                     {{"Authorization", std::string("Bearer ") + test_token}});
    EXPECT_EQ(response.status, 200) << response.body;
    auto all = receiver_.wait_for(session_, seen_ + count);
    std::vector<Delivered> fresh(all.begin() + static_cast<std::ptrdiff_t>(std::min(seen_, all.size())),
                                 all.end());
    seen_ = all.size();
    return fresh;
  }
  Texts texts(const std::string& said, std::size_t count) {
    Texts out;
    for (const auto& message : say(said, count)) out.push_back(text_of_delivery(message));
    return out;
  }

  std::string session_ = "user-0000000000000042", language_ = "en";
  std::size_t seen_ = 0;
  WebhookReceiver receiver_;
  BlockingHttp http_;
  ServerProcess server_;
};

TEST_F(Understanding, BooksFromAFreeSentence) {
  speak("en");
  const auto start = say("I need a ticket from Antwerp to Brussels in first class", 2);
  ASSERT_EQ(start.size(), 2u);
  EXPECT_EQ(text_of_delivery(start[0]), "A train trip, good choice.");
  EXPECT_EQ(text_of_delivery(start[1]), "At what hour?");
  for (const auto& message : start) {
    EXPECT_EQ(message.body.at("nlp").at("intent").at("name"), "book train ticket");
  }
  EXPECT_EQ(texts("9am", 1), (Texts{"On which day?"}));
  EXPECT_EQ(texts("chicken", 1), (Texts{"A day such as 24-12-2030, please."}));
  EXPECT_EQ(texts("next friday", 1),
            (Texts{"Window or aisle?"}));  // the class was said in the first sentence
}

TEST_F(Understanding, BooksFromAFreeSentenceInDutch) {
  speak("nl");
  const auto start = say("Ik wil graag een kaartje van Antwerpen naar Brussel in eerste klas", 2);
  ASSERT_EQ(start.size(), 2u);
  EXPECT_EQ(text_of_delivery(start[1]), "Hoe laat?");
  for (const auto& message : start) {
    EXPECT_EQ(message.body.at("nlp").at("intent").at("name"), "book train ticket");
  }
  EXPECT_EQ(texts("9 uur", 1), (Texts{"Op welke dag?"}));
  EXPECT_EQ(texts("kip", 1), (Texts{"Een dag zoals 24-12-2030, alsjeblieft."}));
  EXPECT_EQ(texts("volgende vrijdag", 1).size(), 1u);
}

TEST_F(Understanding, TellsNoApartByContext) {
  speak("en");
  EXPECT_EQ(texts("what is your name?", 1),
            (Texts{"Choo Choo, ticket seller on rails. Shall I book a trip for you?"}));
  EXPECT_EQ(texts("no", 1), (Texts{"Fine, just ask when you need me."}));
  speak("nl");
  EXPECT_EQ(texts("wat is je naam?", 1),
            (Texts{"Choo Choo, kaartjesverkoper op rails. Zal ik een reis voor je boeken?"}));
  EXPECT_EQ(texts("nee", 1), (Texts{"Prima, vraag het maar als je me nodig hebt."}));
}

TEST_F(Understanding, TakesYesForADestinationWhenTheContextIsGone) {
  speak("en");
  EXPECT_EQ(texts("what is your name?", 1).size(), 1u);
  EXPECT_EQ(texts("I want a ticket", 2), (Texts{"A train trip, good choice.", "What is your destination?"}));
  EXPECT_EQ(texts("yes", 1), (Texts{"From which station do you leave?"}));
  speak("nl");
  EXPECT_EQ(texts("wat is je naam?", 1).size(), 1u);
  EXPECT_EQ(texts("ik wil een kaartje", 2).size(), 2u);
  EXPECT_EQ(texts("ja", 1).size(), 1u);
}

TEST_F(Understanding, GibberishIsNotUnderstood) {
  speak("en");
  EXPECT_EQ(texts("what is your name?", 1).size(), 1u);  // to somebody new the bot introduces itself instead
  EXPECT_EQ(texts("qwer zxcv poiu", 1), (Texts{"That went past me, could you say it another way?"}));
}

}  // namespace
}  // namespace sb::testing
