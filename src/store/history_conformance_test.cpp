#include <gmock/gmock.h>

#include <atomic>
#include <set>
#include <thread>

#include "base/utf8.h"
#include "store/conformance_test.h"

// What every store must do for the APIs: lists of the history, facts, audit, erasing.

namespace sb::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

class HistoryConformance : public testing::TestWithParam<StoreKind> {
 protected:
  void SetUp() override { store = std::move(GetParam().open(directory.path(), 100)).value(); }
  void commit(Transaction transaction) {
    ASSERT_FALSE(store->submit_and_wait(std::move(transaction)).has_error());
  }

  // A conversation of `session_id` with `messages` messages.
  std::int64_t talk(const std::string& session_id, std::int64_t session_row, int messages, UtcMs at,
                    std::string first_name = "Grace", bool emulator = false) {
    ConversationRow c = sample_conversation(store->new_conversation_row(), session_row);
    c.session_id = session_id;
    c.first_name = std::move(first_name);
    c.started_at = c.last_message_at = at;
    c.emulator = emulator;
    c.has_user_message = messages > 0;
    commit({PutConversation{c}});
    for (int i = 0; i < messages; ++i)
      commit({AddMessage{sample_message(session_row, c.row, session_id + std::to_string(at.value + i))}});
    return c.row;
  }
  ConversationFilter filter(ConversationFilter::Rows rows = ConversationFilter::Rows::bursts) const {
    ConversationFilter out;
    out.bot_id = "bot-1";
    out.version = Version::live;
    out.rows = rows;
    return out;
  }
  std::vector<std::string> sessions(const ConversationFilter& wanted, Page page = {}) {
    std::vector<std::string> out;
    for (const auto& item : store->list_conversations(wanted, page).value())
      out.push_back(item.conversation.session_id + ":" + std::to_string(item.messages));
    return out;
  }

  // Lists and counts what a look at every conversation finds; answers how many these are.
  int expect_matches(const ConversationFilter& wanted, const std::string& what) {
    auto every = filter();
    every.with_emulator = true;
    const auto contains = [](const std::string& text, const std::string& part) {
      return fold_case(text).find(fold_case(part)) != std::string::npos;
    };
    std::vector<std::int64_t> expected, listed;
    std::set<std::string> seen;
    for (const auto& item : store->list_conversations(every, {0, 0, 100}).value()) {
      const ConversationRow& c = item.conversation;
      const bool latest = seen.insert(c.session_id).second;
      if ((latest || wanted.rows == ConversationFilter::Rows::bursts) &&
          (wanted.with_emulator || !c.emulator) && (!wanted.with_user_message_only || c.has_user_message) &&
          (wanted.channel_type.empty() || wanted.channel_type == c.channel_type) &&
          (wanted.language.empty() || wanted.language == c.language) &&
          (!wanted.handed_over || *wanted.handed_over == c.handed_over) &&
          (!wanted.from || c.last_message_at >= *wanted.from) && (!wanted.to || c.started_at < *wanted.to) &&
          contains(c.first_name, wanted.first_name) && contains(c.last_name, wanted.last_name))
        expected.push_back(c.row);
    }
    for (const auto& item : store->list_conversations(wanted, {0, 0, 100}).value())
      listed.push_back(item.conversation.row);
    EXPECT_EQ(listed, expected) << what;
    EXPECT_EQ(store->count_conversations(wanted).value(), static_cast<std::int64_t>(expected.size())) << what;
    if (expected.size() < 3) return static_cast<int>(expected.size());
    const auto rest = store->list_conversations(wanted, {expected[0], 1, 1}).value();
    EXPECT_EQ(rest.size() == 1 ? rest[0].conversation.row : 0, expected[2]) << what;
    return static_cast<int>(expected.size());
  }

  TestDirectory directory;
  std::unique_ptr<Store> store;
};

TEST_P(HistoryConformance, ListsEachSessionOnceByItsLatestConversation) {
  talk("ann", 1, 2, {1'000});
  talk("ben", 2, 1, {2'000});
  talk("ann", 1, 3, {3'000});
  talk("emulator-1", 3, 1, {4'000}, "Grace", true);
  const auto by_session = filter(ConversationFilter::Rows::sessions);
  EXPECT_THAT(sessions(by_session), ElementsAre("ann:5", "ben:1"));
  EXPECT_EQ(store->count_conversations(by_session).value(), 2);
  EXPECT_THAT(sessions(filter()), ElementsAre("ann:3", "ben:1", "ann:2"));
  auto all = by_session;
  all.with_emulator = true;
  EXPECT_THAT(sessions(all), ElementsAre("emulator-1:1", "ann:5", "ben:1"));
  EXPECT_EQ(store->count_conversations(all).value(), 3);
  EXPECT_EQ(store->list_conversations(by_session, {}).value().front().first_seen_at, UtcMs{1'000});
}

TEST_P(HistoryConformance, PagesSurviveWhatArrivesMeanwhile) {
  for (int i = 0; i < 5; ++i) talk("user" + std::to_string(i), 10 + i, 1, {1'000 + i});
  const auto wanted = filter(ConversationFilter::Rows::sessions);
  const auto first = store->list_conversations(wanted, {0, 0, 2}).value();
  ASSERT_EQ(first.size(), 2u);
  talk("late", 20, 1, {9'000});
  EXPECT_THAT(sessions(wanted, {first.back().conversation.row, 0, 2}), ElementsAre("user2:1", "user1:1"));
  EXPECT_THAT(sessions(wanted, {0, 4, 10}), ElementsAre("user1:1", "user0:1"));
}

TEST_P(HistoryConformance, PagesFarInsideAFilteredList) {
  Transaction all;
  for (int i = 0; i < 2'400; ++i) {
    ConversationRow c = sample_conversation(i + 1, i + 1);
    c.session_id = "user" + std::to_string(i);
    c.channel_type = i % 2 ? "web" : "webHook";
    c.emulator = false;
    all.emplace_back(PutConversation{c});
  }
  commit(std::move(all));
  auto wanted = filter(ConversationFilter::Rows::sessions);
  wanted.channel_type = "web";
  EXPECT_EQ(store->count_conversations(wanted).value(), 1'200);
  EXPECT_THAT(sessions(wanted, {0, 999, 2}), ElementsAre("user401:0", "user399:0"));
  EXPECT_THAT(sessions(wanted, {0, 1'001, 2}), ElementsAre("user397:0", "user395:0"));
  EXPECT_THAT(sessions(wanted, {2'000, 900, 2}), ElementsAre("user197:0", "user195:0"));
  EXPECT_THAT(sessions(wanted, {0, 1'199, 2}), ElementsAre("user1:0"));
  EXPECT_THAT(sessions(wanted, {0, 5'000, 2}), IsEmpty());
}

// Rows far apart, some of them no session's latest, one of the emulator, one erased.
TEST_P(HistoryConformance, OffsetsAndCountsFollowEveryChange) {
  std::int64_t row = 0;
  const auto put = [&](const std::string& session_id, bool emulator = false) {
    row += 700;
    ConversationRow c = sample_conversation(row, row);
    c.session_id = session_id;
    c.emulator = emulator;
    commit({PutConversation{c}});
  };
  for (int i = 0; i < 8; ++i) put("user" + std::to_string(i));
  for (const auto* again : {"user2", "user7", "user2"}) put(again);
  put("emulator-1", true);
  commit({EraseHistory{{"bot-1", Version::live, "user4"}, {}}});
  const auto wanted = filter(ConversationFilter::Rows::sessions);
  const std::vector<std::string> expected = {"user2:0", "user7:0", "user6:0", "user5:0",
                                             "user3:0", "user1:0", "user0:0"};
  EXPECT_EQ(store->count_conversations(wanted).value(), 7);
  for (std::size_t offset = 0; offset <= expected.size() + 1; ++offset) {
    const auto begin = expected.begin() + static_cast<std::ptrdiff_t>(std::min(offset, expected.size()));
    EXPECT_EQ(sessions(wanted, {0, static_cast<std::int64_t>(offset), 50}),
              std::vector<std::string>(begin, expected.end()))
        << offset;
  }
}

TEST_P(HistoryConformance, FiltersConversations) {
  talk("ann", 1, 2, {1'000}, "Anneke");
  const auto handed = talk("ben", 2, 0, {2'000}, "Ben");
  commit({MarkHandover{handed}});
  auto wanted = filter();
  wanted.first_name = "ANN";
  EXPECT_THAT(sessions(wanted), ElementsAre("ann:2"));
  wanted = filter();
  wanted.handed_over = true;
  EXPECT_THAT(sessions(wanted), ElementsAre("ben:0"));
  wanted = filter();
  wanted.with_user_message_only = true;
  EXPECT_THAT(sessions(wanted), ElementsAre("ann:2"));
  wanted = filter();
  wanted.from = UtcMs{1'500};
  EXPECT_THAT(sessions(wanted), ElementsAre("ben:0"));
  wanted.to = UtcMs{2'000};
  EXPECT_THAT(sessions(wanted), IsEmpty());
  wanted = filter();
  wanted.session_id = "ben";
  EXPECT_THAT(sessions(wanted), ElementsAre("ben:0"));
  EXPECT_EQ(store->count_conversations(wanted).value(), 1);
  wanted = filter();
  wanted.channel_type = "webHook";
  EXPECT_THAT(sessions(wanted), IsEmpty());
  wanted = filter();
  wanted.bot_id = "unknown";
  EXPECT_THAT(sessions(wanted), IsEmpty());
}

// Every combination of what is asked for by a whole value, after every kind of change.
TEST_P(HistoryConformance, CountsOfFilteredListsAreThoseOfTheirRows) {
  std::vector<std::int64_t> rows;
  for (int i = 0; i < 24; ++i) {
    ConversationRow c = sample_conversation(store->new_conversation_row(), i + 1);
    c.session_id = "user" + std::to_string(i % 16);
    c.channel_type = i % 3 ? "web" : "webHook";
    c.language = i % 4 ? "en" : "nl";
    c.emulator = i % 7 == 0;
    c.has_user_message = i % 5 != 0;
    c.handed_over = i % 6 == 1;
    commit({PutConversation{c}});
    rows.push_back(c.row);
  }
  commit({MarkHandover{rows[10]}});
  commit({TouchConversation{rows[15], {9'000}, true}});
  commit({TouchConversation{rows[3], {9'000}, false}});
  commit({EraseHistory{{"bot-1", Version::live, "user9"}, {}}});
  int asked = 0;
  for (int bits = 0; bits < 256; ++bits) {
    auto wanted = filter(bits & 1 ? ConversationFilter::Rows::bursts : ConversationFilter::Rows::sessions);
    wanted.with_emulator = bits & 2;
    wanted.with_user_message_only = bits & 4;
    wanted.channel_type = bits & 8 ? (bits & 16 ? "web" : "webHook") : "";
    wanted.language = bits & 32 ? "nl" : "";
    if (bits & 64) wanted.handed_over = (bits & 128) != 0;
    asked += expect_matches(wanted, "bits " + std::to_string(bits));
  }
  EXPECT_GT(asked, 500);
}

// What is asked for by time and by parts of names, after every change that can move a conversation in or out.
TEST_P(HistoryConformance, SearchesFollowEveryChange) {
  int found = 0;
  const auto search = [&](const std::string& after) {
    for (int bits = 0; bits < 32; ++bits) {
      auto wanted = filter(bits & 1 ? ConversationFilter::Rows::bursts : ConversationFilter::Rows::sessions);
      if (bits & 2) wanted.from = UtcMs{5'000};
      if (bits & 4) wanted.to = UtcMs{8'000};
      if (bits & 8) wanted.first_name = "ÉM";
      if (bits & 16) wanted.last_name = bits & 4 ? "nobody" : "er";
      if ((bits & 24) == 24) wanted.channel_type = "web";
      if ((bits & 10) == 10) wanted.handed_over = (bits & 1) != 0;
      found += expect_matches(wanted, after + ", bits " + std::to_string(bits));
    }
  };
  search("nothing");
  std::vector<ConversationRow> rows;
  const auto put = [&](const std::string& session_id, UtcMs at, bool emulator = false) {
    const auto i = rows.size();
    ConversationRow c = sample_conversation(store->new_conversation_row(), static_cast<std::int64_t>(i) + 1);
    c.session_id = session_id;
    c.started_at = c.last_message_at = at;
    c.channel_type = i % 3 ? "web" : "webHook";
    c.first_name = i % 2 ? "Émile" : "Noémi";
    c.last_name = i % 4 ? "Hopper" : "";
    c.emulator = emulator;
    commit({PutConversation{c}});
    rows.push_back(c);
  };
  for (int i = 0; i < 12; ++i) put("user" + std::to_string(i), {1'000 * i}, i == 7);
  search("twelve conversations");
  put("user3", {6'000});
  search("one more of a session that has one");
  commit({TouchConversation{rows[2].row, {9'500}, true}});
  search("a message");
  commit({MarkHandover{rows[6].row}});
  search("a handover");
  rows[8].first_name = "Grace";
  commit({PutConversation{rows[8]}});
  search("another name");
  commit({EraseHistory{{"bot-1", Version::live, "user5"}, {}}});
  search("an erased person");
  const ConversationRow unseen = sample_conversation(store->new_conversation_row(), 99);
  HandoverRow twice;
  twice.id = "handover-1";
  EXPECT_TRUE(
      store->submit_and_wait({PutConversation{unseen}, AddHandover{twice}, AddHandover{twice}}).has_error());
  search("a transaction that failed");
  const Retention retention{"bot-1", Version::live, {3'000}, {}, {}};
  EXPECT_GT(store->sweep(retention, {20'000}, 100).value().rows_removed, 0);
  search("the end of their retention");
  EXPECT_GT(found, 500);
}

// Whoever has been told that a conversation is kept finds it, whatever is written and read meanwhile.
TEST_P(HistoryConformance, SearchesSeeWhatWasCommittedBeforeThem) {
  constexpr int conversations = 60;
  std::atomic<int> committed{0};
  const auto read = [&] {
    auto wanted = filter();
    wanted.first_name = "grace";
    for (int before = 0; before < conversations;) {
      before = committed;
      const auto found = store->count_conversations(wanted).value();
      EXPECT_GE(found, before);
      EXPECT_LE(found, conversations);
    }
  };
  std::thread one(read), other(read);
  for (int i = 0; i < conversations; ++i) {
    talk("user" + std::to_string(i), i + 1, 0, {1'000 + i});
    ++committed;
  }
  one.join();
  other.join();
}

TEST_P(HistoryConformance, ASessionIdKeepsItsHistoryOverRemovals) {
  SessionRow session = sample_session(store->new_session_row(), "ann");
  session.paused = true;
  commit({PutSession{session}});
  EXPECT_EQ(store->find_session(session.key).value(), session);
  talk("ann", session.row, 2, {1'000});
  EXPECT_TRUE(store->list_conversations(filter(), {}).value().front().paused);
  commit({RemoveSession{session.row}});
  talk("ann", 900, 1, {5'000});
  EXPECT_THAT(store->session_rows(session.key).value(), ElementsAre(session.row, 900));
  EXPECT_EQ(store->count_session_messages(session.key).value(), 3);
  const auto first = store->session_messages(session.key, 0, 0, 2).value();
  ASSERT_EQ(first.size(), 2u);
  EXPECT_EQ(store->session_messages(session.key, first.back().position, 0, 9).value().size(), 1u);
  EXPECT_EQ(store->session_messages(session.key, 0, 2, 9).value().size(), 1u);
  EXPECT_EQ(store->bot_messages("bot-1", Version::live, {0}, first.front().position, 9).value().size(), 2u);
}

// Over hours, each turn committed up to minutes late, some messages gone.
TEST_P(HistoryConformance, MessagesOfAllSinceATime) {
  constexpr std::int64_t minute = 60'000;
  const auto at = [&](int i) { return UtcMs{1'000'000 + i * 10 * minute - (i % 3) * 4 * minute}; };
  Transaction all;
  for (int person = 0; person < 4; ++person) {
    ConversationRow c = sample_conversation(store->new_conversation_row(), person + 1);
    c.session_id = "user" + std::to_string(person);
    c.emulator = false;
    all.emplace_back(PutConversation{c});
  }
  for (int i = 0; i < 80; ++i) {
    MessageRow message = sample_message(i % 4 + 1, i % 4 + 1, "m" + std::to_string(i));
    message.at = at(i);
    all.emplace_back(AddMessage{message});
  }
  commit(std::move(all));
  commit({EraseHistory{{"bot-1", Version::live, "user2"}, {}}});
  for (int first = 0; first < 80; first += 7) {
    std::vector<std::string> expected, found;
    for (int i = 0; i < 80; ++i) {
      if (i % 4 != 2 && at(i) >= at(first)) expected.push_back("m" + std::to_string(i));
    }
    for (const auto& listed : store->bot_messages("bot-1", Version::live, at(first), 0, 100).value())
      found.push_back(listed.message.message_id);
    EXPECT_EQ(found, expected) << first;
  }
  EXPECT_THAT(store->bot_messages("bot-1", Version::live, {INT64_MAX}, 0, 100).value(), IsEmpty());
}

TEST_P(HistoryConformance, ListsErrorsAndTurnsNewestFirst) {
  for (const auto* id : {"e1", "e2", "e3"}) commit({AddError{sample_error(id)}});
  const auto newest =
      store->list_errors({"bot-1", Version::live, {}, {}, "api", "user-1", ""}, {0, 0, 2}).value();
  ASSERT_EQ(newest.size(), 2u);
  EXPECT_EQ(newest.front().error, sample_error("e3"));
  const Page next{newest.back().position, 0, 2};
  EXPECT_EQ(store->list_errors({"bot-1", Version::live, {}, {}, "", "", ""}, next).value().size(), 1u);
  EXPECT_TRUE(store->list_errors({"bot-1", Version::live, {}, {}, "code", "", ""}, {}).value().empty());
  EXPECT_EQ(store->find_error("bot-1", Version::live, "e2").value(), sample_error("e2"));
  EXPECT_EQ(store->find_error("bot-1", Version::draft, "e2").value(), std::nullopt);
  commit(
      {AddJournal{sample_step(7, 1, 0)}, AddJournal{sample_step(7, 2, 0)}, AddJournal{sample_step(7, 2, 1)}});
  EXPECT_THAT(store->list_turns(7, {}).value(),
              ElementsAre(TurnRow{2, {13'000}, 2, "hash-1"}, TurnRow{1, {13'000}, 1, "hash-1"}));
}

TEST_P(HistoryConformance, FactsReadBackInTheOrderOfTime) {
  const auto conversation = talk("ann", 1, 1, {1'000});
  FactRow fact;
  fact.bot_id = "bot-1";
  fact.version = Version::live;
  fact.conversation = conversation;
  fact.at = {1'000};
  fact.started = fact.handed_over = true;
  fact.said = "text";
  fact.outcome = FactRow::Outcome::not_understood;
  fact.intent = "greet";
  fact.score = 0.25;
  fact.dialogs = R"(["hi"])";
  fact.messages = 2;
  fact.errors = 1;
  commit({AddFact{fact}, AddFact{fact}});
  const auto read = store->facts("bot-1", Version::live, {{1'000}, 0}, {2'000}, 10).value();
  ASSERT_EQ(read.size(), 2u);
  fact.position = read.front().position;
  fact.session_id = "ann";
  fact.channel_type = "web";
  fact.language = "en";
  EXPECT_EQ(read.front(), fact);
  EXPECT_EQ(store->facts("bot-1", Version::live, {{1'000}, fact.position}, {2'000}, 10).value().size(), 1u);
  EXPECT_TRUE(store->facts("bot-1", Version::live, {{0}, 0}, {1'000}, 10).value().empty());
}

ReviewRow unclear(std::string text, UtcMs at, Version version = Version::live) {
  ReviewRow row;
  row.bot_id = "bot-1";
  row.version = version;
  row.language = "en";
  row.folded = text;
  row.text = std::move(text);
  row.reason = ReviewRow::Reason::low_score;
  row.intent = "greet";
  row.score = 0.85;
  row.first_at = row.last_at = at;
  return row;
}

std::vector<std::string> texts(Store& store, ReviewRow::State state = ReviewRow::State::open) {
  std::vector<std::string> out;
  for (const auto& row : store.review_texts({"bot-1", Version::live, "", {}, state}, {}).value())
    out.push_back(row.text + ":" + std::to_string(row.times));
  return out;
}

TEST_P(HistoryConformance, EqualTextsForReviewAreOneRow) {
  commit({AddReview{unclear("howdy", {1'000}), "ann"}, AddReview{unclear("yo", {2'000}), "ann"},
          AddReview{unclear("howdy", {3'000}), "ben"}, AddReview{unclear("howdy", {4'000}), "ben"},
          AddReview{unclear("howdy", {9'000}, Version::draft), "cat"}});
  EXPECT_THAT(texts(*store), ElementsAre("yo:1", "howdy:3"));
  const auto all =
      store->review_texts({"bot-1", Version::live, "en", ReviewRow::Reason::low_score}, {}).value();
  ASSERT_EQ(all.size(), 2u);
  ReviewRow expected = unclear("howdy", {1'000});
  expected.position = all[1].position;
  expected.times = 3;
  expected.last_at = {4'000};
  EXPECT_EQ(all[1], expected);
  EXPECT_EQ(store->find_review_text("bot-1", expected.position).value(), expected);
  EXPECT_EQ(store->find_review_text("bot-2", expected.position).value(), std::nullopt);
  Page second;
  second.before = all[0].position;
  EXPECT_EQ(store->review_texts({"bot-1", Version::live, "en"}, second).value().size(), 1u);
  EXPECT_TRUE(store->review_texts({"bot-1", Version::live, "nl"}, {}).value().empty());
  EXPECT_TRUE(store->review_texts({"bot-1", Version::live, "", ReviewRow::Reason::not_understood}, {})
                  .value()
                  .empty());
}

TEST_P(HistoryConformance, WhatWasDecidedAboutATextStays) {
  commit({AddReview{unclear("howdy", {1'000}), "ann"},
          AddReview{unclear("howdy", {1'000}, Version::draft), "ann"},
          MarkReview{"bot-1", "en", "howdy", ReviewRow::State::ignored},
          AddReview{unclear("howdy", {2'000}), "ben"}});
  EXPECT_THAT(texts(*store), IsEmpty());
  EXPECT_THAT(texts(*store, ReviewRow::State::ignored), ElementsAre("howdy:2"));
  EXPECT_TRUE(store->review_texts({"bot-1", Version::draft}, {}).value().empty());
  commit({RemoveBot{"bot-1"}});
  EXPECT_THAT(texts(*store, ReviewRow::State::ignored), IsEmpty());
}

TEST_P(HistoryConformance, TextsForReviewGoWithTheirPersonAndTheirRetention) {
  commit({AddReview{unclear("only ann", {1'000}), "ann"}, AddReview{unclear("both", {1'000}), "ann"},
          AddReview{unclear("both", {2'000}), "ben"}, AddReview{unclear("late", {9'000}), "ben"}});
  const SessionKey ann{"bot-1", Version::live, "ann"};
  const auto of_ann = store->review_texts_of(ann).value();
  ASSERT_EQ(of_ann.size(), 2u);
  EXPECT_EQ(of_ann[0].text, "only ann");
  EXPECT_EQ(of_ann[1].text, "both");
  EXPECT_EQ(of_ann[1].times, 1);  // ben's are his
  EXPECT_EQ(of_ann[1].last_at.value, 1'000);
  EXPECT_TRUE(store->review_texts_of({"bot-1", Version::draft, "ann"}).value().empty());
  commit({EraseHistory{ann, {}}});
  EXPECT_TRUE(store->review_texts_of(ann).value().empty());
  EXPECT_THAT(texts(*store), ElementsAre("late:1", "both:1"));
  Retention retention{"bot-1", Version::live, {}, {}, {}, {5'000}};
  EXPECT_EQ(store->sweep(retention, {10'000}, 100).value().rows_removed, 1);
  EXPECT_THAT(texts(*store), ElementsAre("late:1"));
}

TEST_P(HistoryConformance, TheAuditLogIsNewestFirst) {
  AuditRow entry{0, {1'000}, "token", "t1", "script", "publishBot", "bot-1", "versions/3", 200};
  commit({AddAudit{entry}});
  AuditRow other = entry;
  other.bot_id = "bot-2";
  commit({AddAudit{other}});
  const auto all = store->audit("", {}).value();
  ASSERT_EQ(all.size(), 2u);
  entry.position = all.back().position;
  EXPECT_EQ(all.back(), entry);
  EXPECT_THAT(store->audit("bot-1", {}).value(), ElementsAre(entry));
}

TEST_P(HistoryConformance, ErasingLeavesNothingOfThePerson) {
  SessionRow session = sample_session(store->new_session_row(), "ann");
  commit({PutSession{session}, AddJournal{sample_step(session.row, 1, 0)}, AddInbox{sample_inbox(1, "ann")},
          AddOutbox{sample_outbox(1, session.row)}});
  talk("ann", session.row, 2, {1'000});
  talk("ben", 77, 1, {1'000});
  ErrorRow error = sample_error("e1");
  error.session_id = "ann";
  commit({AddError{error}});
  commit({EraseHistory{session.key, {session.row}}});
  EXPECT_EQ(store->find_session(session.key).value(), std::nullopt);
  EXPECT_THAT(store->session_rows(session.key).value(), IsEmpty());
  EXPECT_TRUE(store->messages(session.row, 0, 9).value().empty());
  EXPECT_TRUE(store->journal(session.row, 0, 9).value().empty());
  EXPECT_TRUE(store->inbox().value().empty());
  EXPECT_TRUE(store->outbox(0, 9).value().empty());
  EXPECT_TRUE(store->list_errors({"bot-1", Version::live, {}, {}, "", "", ""}, {}).value().empty());
  EXPECT_THAT(sessions(filter()), ElementsAre("ben:1"));
}

TEST_P(HistoryConformance, AVersionKeepsItsDocumentAndGoesWithItsBot) {
  BotVersionRow version{"bot-1", Version::draft, "hash-1", "Bot", {5}, R"({"a":"secret document"})"};
  PublicationRow publication{"bot-1", 1, "hash-1", "me", "notes", {6}, "snapshot"};
  commit({PutBotVersion{version}, AddPublication{publication}});
  EXPECT_THAT(store->bot_versions().value(), ElementsAre(version));
  EXPECT_THAT(store->publications("bot-1").value(), ElementsAre(publication));
  commit({RemoveBot{"bot-1"}});
  EXPECT_THAT(store->bot_versions().value(), IsEmpty());
  EXPECT_THAT(store->publications("bot-1").value(), IsEmpty());
}

Result<std::unique_ptr<Store>> open_store(const std::string& directory, std::size_t queued_max,
                                          std::int64_t searched_conversations_max) {
  SqliteOptions options;
  options.directory = directory;
  options.queue_max = queued_max;
  options.searched_conversations_max = searched_conversations_max;
  return open_sqlite_store(options, test_sealer());
}

// The second is searched in memory while it is small, and on disk when it has grown.
INSTANTIATE_TEST_SUITE_P(Store, HistoryConformance,
                         testing::Values(StoreKind{"sqlite",
                                                   [](const std::string& directory, std::size_t queued_max) {
                                                     return open_store(directory, queued_max, 1'000'000);
                                                   }},
                                         StoreKind{"sqlite_searched_on_disk_when_large",
                                                   [](const std::string& directory, std::size_t queued_max) {
                                                     return open_store(directory, queued_max, 12);
                                                   }}),
                         [](const auto& kind) { return kind.param.name; });

}  // namespace
}  // namespace sb::store
