#include "store/conformance_test.h"

#include <gmock/gmock.h>

#include <atomic>
#include <fstream>
#include <future>
#include <iterator>
#include <set>
#include <thread>

// What every store must do, whichever database is behind it.

namespace sb::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

constexpr std::size_t queue_max = 10'000;

class Conformance : public testing::TestWithParam<StoreKind> {
 protected:
  void SetUp() override { reopen(); }

  void reopen() {
    store.reset();
    auto opened = GetParam().open(directory.path(), queue_max);
    ASSERT_TRUE(opened) << opened.error().message;
    store = std::move(opened).value();
  }

  void commit(Transaction transaction) {
    const Ok done = store->submit_and_wait(std::move(transaction));
    ASSERT_TRUE(done) << done.error().message;
  }

  // The value of a read that must succeed.
  template <typename T>
  T get(Result<T> result) {
    if (!result) {
      ADD_FAILURE() << result.error().message;
      return {};
    }
    return std::move(result).value();
  }

  std::vector<std::int64_t> outbox_rows() {
    std::vector<std::int64_t> rows;
    for (const OutboxRow& row : get(store->outbox(0, 1'000))) rows.push_back(row.row);
    return rows;
  }
  std::vector<std::string> message_ids(std::int64_t session_row) {
    std::vector<std::string> ids;
    for (const auto& listed : get(store->messages(session_row, 0, 1'000)))
      ids.push_back(listed.message.message_id);
    return ids;
  }
  SweepResult sweep_all(UtcMs before, UtcMs now) {
    const Retention retention{"bot-1", Version::live, before, before, before};
    return get(store->sweep(retention, now, 1'000));
  }

  TestDirectory directory;
  std::unique_ptr<Store> store;
};

TEST_P(Conformance, AnUnknownSessionIsNoError) {
  EXPECT_EQ(get(store->find_session(SessionKey{"bot-1", Version::live, "user-1"})), std::nullopt);
  EXPECT_EQ(get(store->find_session(4'711)), std::nullopt);
}

TEST_P(Conformance, ASessionReadsBackAsPut) {
  SessionRow session = sample_session(store->new_session_row());
  session.wake_at = UtcMs{4'000};
  session.in_turn = true;
  commit({PutSession{session}});
  EXPECT_EQ(get(store->find_session(session.key)), session);
  EXPECT_EQ(get(store->find_session(session.row)), session);
}

TEST_P(Conformance, PuttingASessionAgainReplacesEveryMember) {
  SessionRow session = sample_session(store->new_session_row());
  commit({PutSession{session}});
  session.generation = 30;
  session.state = "{}";
  session.channel_id = "channel-2";
  session.channel_type = "web";
  session.language = "fr";
  session.first_name = "Alan";
  session.last_name = "Turing";
  session.conversation = 50;
  session.turn_no = 60;
  session.created_at = {1'001};
  session.last_activity_at = {2'001};
  session.expires_at = {3'001};
  commit({PutSession{session}});
  EXPECT_EQ(get(store->find_session(session.key)), session);
  session.expires_at = {3'000 + 100 * 3'600'000LL};
  session.wake_at = UtcMs{77};
  session.in_turn = true;
  commit({PutSession{session}});
  EXPECT_EQ(get(store->find_session(session.key)), session);
}

TEST_P(Conformance, VersionsOfABotHaveSessionsOfTheirOwn) {
  SessionRow live = sample_session(store->new_session_row());
  SessionRow draft = sample_session(store->new_session_row());
  draft.key.version = Version::draft;
  draft.language = "de";
  commit({PutSession{live}, PutSession{draft}});
  EXPECT_EQ(get(store->find_session(live.key)), live);
  EXPECT_EQ(get(store->find_session(draft.key)), draft);
}

TEST_P(Conformance, ASecondRowForAKeyIsAConflict) {
  const SessionRow session = sample_session(store->new_session_row());
  SessionRow twin = session;
  twin.row = store->new_session_row();
  commit({PutSession{session}});
  EXPECT_EQ(store->submit_and_wait({PutSession{twin}}).error().code, ErrorCode::conflict);
  SessionRow other = session;
  other.key.session_id = "user-2";
  EXPECT_EQ(store->submit_and_wait({PutSession{other}}).error().code, ErrorCode::conflict);
  EXPECT_EQ(get(store->find_session(session.key)), session);
}

TEST_P(Conformance, TextsMayHoldAnything) {
  SessionRow session =
      sample_session(store->new_session_row(), std::string("a\0b'\"%_é\xF0\x9F\x98\x80", 13));
  session.state = std::string(300'000, 'x') + std::string(1, '\0') + "end";
  session.first_name = "";
  commit({PutSession{session}});
  EXPECT_EQ(get(store->find_session(session.key)), session);
}

TEST_P(Conformance, AStartFindsWhatToTakeUpAgain) {
  SessionRow waiting = sample_session(store->new_session_row(), "waiting");
  waiting.in_turn = true;
  SessionRow paused = sample_session(store->new_session_row(), "paused");
  paused.wake_at = UtcMs{9'000};
  SessionRow sooner = sample_session(store->new_session_row(), "sooner");
  sooner.wake_at = UtcMs{8'000};
  SessionRow idle = sample_session(store->new_session_row(), "idle");
  commit({PutSession{waiting}, PutSession{paused}, PutSession{sooner}, PutSession{idle}});
  EXPECT_THAT(get(store->sessions_in_turn()), ElementsAre(waiting.key));
  EXPECT_THAT(get(store->sessions_with_wake()),
              ElementsAre(std::pair(sooner.key, UtcMs{8'000}), std::pair(paused.key, UtcMs{9'000})));
  waiting.in_turn = false;
  paused.wake_at.reset();
  commit({PutSession{waiting}, PutSession{paused}});
  EXPECT_THAT(get(store->sessions_in_turn()), IsEmpty());
  EXPECT_THAT(get(store->sessions_with_wake()), ElementsAre(std::pair(sooner.key, UtcMs{8'000})));
}

TEST_P(Conformance, OnlyExpiredSessionsWithNothingPendingExpire) {
  const auto add = [this](const std::string& id, UtcMs expires_at) {
    SessionRow session = sample_session(store->new_session_row(), id);
    session.expires_at = expires_at;
    return session;
  };
  const UtcMs now{100 * 3'600'000LL + 5};
  SessionRow old = add("old", {now.value - 3 * 3'600'000LL});
  SessionRow just = add("just", now);
  SessionRow young = add("young", now + 1);
  SessionRow in_turn = add("in_turn", {1});
  in_turn.in_turn = true;
  SessionRow with_inbox = add("with_inbox", {1});
  SessionRow with_outbox = add("with_outbox", {1});
  commit({PutSession{old}, PutSession{just}, PutSession{young}, PutSession{in_turn}, PutSession{with_inbox},
          PutSession{with_outbox}, AddInbox{sample_inbox(store->new_inbox_row(), "with_inbox")},
          AddOutbox{sample_outbox(store->new_outbox_row(), with_outbox.row)}});
  EXPECT_THAT(get(store->expired_sessions(now, 10)), ElementsAre(old.key, just.key));
  EXPECT_THAT(get(store->expired_sessions(now, 1)), ElementsAre(old.key));
}

TEST_P(Conformance, RemovingASessionTakesWhatIsPendingAndLeavesHistory) {
  const SessionRow gone = sample_session(store->new_session_row(), "gone");
  const SessionRow stays = sample_session(store->new_session_row(), "stays");
  const InboxRow kept_event = sample_inbox(store->new_inbox_row(), "stays");
  const OutboxRow kept_delivery = sample_outbox(store->new_outbox_row(), stays.row);
  commit({PutSession{gone}, PutSession{stays}, AddInbox{kept_event},
          AddInbox{sample_inbox(store->new_inbox_row(), "gone")}, AddOutbox{kept_delivery},
          AddOutbox{sample_outbox(store->new_outbox_row(), gone.row)},
          AddMessage{sample_message(gone.row, 1, "m1")}, AddJournal{sample_step(gone.row, 1, 0)}});
  commit({RemoveSession{gone.row}});
  EXPECT_EQ(get(store->find_session(gone.key)), std::nullopt);
  EXPECT_EQ(get(store->find_session(stays.key)), stays);
  EXPECT_THAT(get(store->inbox()), ElementsAre(kept_event));
  EXPECT_THAT(get(store->outbox(0, 10)), ElementsAre(kept_delivery));
  EXPECT_THAT(message_ids(gone.row), ElementsAre("m1"));
  EXPECT_EQ(get(store->journal(gone.row, 0, 10)).size(), 1u);
  // The same user comes back under a new row.
  const SessionRow again = sample_session(store->new_session_row(), "gone");
  commit({PutSession{again}});
  EXPECT_EQ(get(store->find_session(gone.key)), again);
}

TEST_P(Conformance, ConversationsListNewestFirst) {
  std::vector<ConversationRow> rows;
  for (int i = 0; i < 4; ++i) rows.push_back(sample_conversation(store->new_conversation_row(), 1));
  rows[3].version = Version::draft;
  for (const auto& row : rows) commit({PutConversation{row}});
  EXPECT_EQ(get(store->find_conversation(rows[1].row)), rows[1]);
  EXPECT_THAT(get(store->conversations("bot-1", Version::live, 0, 10)),
              ElementsAre(rows[2], rows[1], rows[0]));
  EXPECT_THAT(get(store->conversations("bot-1", Version::live, 0, 2)), ElementsAre(rows[2], rows[1]));
  EXPECT_THAT(get(store->conversations("bot-1", Version::live, rows[1].row, 10)), ElementsAre(rows[0]));
  EXPECT_THAT(get(store->conversations("bot-2", Version::live, 0, 10)), IsEmpty());
}

TEST_P(Conformance, AConversationIsTouchedAndMarked) {
  ConversationRow row = sample_conversation(store->new_conversation_row(), 1);
  commit({PutConversation{row}, TouchConversation{row.row, {20'000}, false}});
  row.last_message_at = {20'000};
  EXPECT_EQ(get(store->find_conversation(row.row)), row);
  commit({TouchConversation{row.row, {21'000}, true}, MarkHandover{row.row}});
  commit({TouchConversation{row.row, {22'000}, false}});
  row.last_message_at = {22'000};
  row.has_user_message = row.handed_over = true;
  EXPECT_EQ(get(store->find_conversation(row.row)), row);
  commit({TouchConversation{999, {1}, true}, MarkHandover{999}});  // unknown: nothing happens
}

TEST_P(Conformance, AHandoverMovesByCompareAndSwap) {
  using State = HandoverState;
  using enum HandoverOwner;
  const auto session = sample_session(store->new_session_row());
  HandoverRow handover{"0123456789abcdef01234567",
                       session.row,
                       7,
                       "desk",
                       State::offered,
                       bot,
                       UtcMs{1'000},
                       UtcMs{1'000},
                       ""};
  commit({PutSession{session}, AddHandover{handover}});
  EXPECT_THAT(get(store->handovers(session.row)), ElementsAre(handover));
  commit({MoveHandover{handover.id, State::offered, bot, State::opened, bot, UtcMs{2'000}, ""},
          MoveHandover{handover.id, State::opened, bot, State::active, agent, UtcMs{2'001}, "taken"}});
  handover.state = State::active;
  handover.owner = agent;
  handover.changed_at = UtcMs{2'001};
  handover.reason = "taken";
  EXPECT_THAT(get(store->handovers(session.row)), ElementsAre(handover));
  // Whoever believes it stands elsewhere changes nothing, nor does the rest of what he wanted.
  for (const auto& [state, owner] : {std::pair(State::opened, agent), std::pair(State::active, bot)}) {
    const Ok moved = store->submit_and_wait(
        {MarkHandover{7}, MoveHandover{handover.id, state, owner, State::returned, bot, UtcMs{3'000}, ""}});
    ASSERT_TRUE(moved.has_error());
    EXPECT_EQ(moved.error().code, ErrorCode::conflict);
  }
  EXPECT_THAT(get(store->handovers(session.row)), ElementsAre(handover));
  commit({MoveHandover{"unknown", State::opened, bot, State::active, agent, UtcMs{3'000}, ""}});
  commit({RemoveSession{session.row}});
  const auto left = get(store->handovers(session.row));
  ASSERT_EQ(left.size(), 1u);
  EXPECT_EQ(left[0].state, State::returned);
  EXPECT_EQ(left[0].owner, bot);
}

TEST_P(Conformance, MessagesListOldestFirstWithPositions) {
  commit({PutConversation{sample_conversation(1, 1)}, PutConversation{sample_conversation(2, 1)},
          PutConversation{sample_conversation(3, 2)}});
  MessageRow plain = sample_message(1, 2, "m2");
  plain.original.clear();
  plain.actor = Actor::agent;
  plain.is_intro = false;
  commit(
      {AddMessage{sample_message(1, 1, "m1")}, AddMessage{sample_message(2, 3, "other")}, AddMessage{plain}});
  commit({AddMessage{sample_message(1, 1, "m3")}});  // a late one of the earlier conversation
  const auto all = get(store->messages(1, 0, 10));
  ASSERT_EQ(all.size(), 3u);
  EXPECT_EQ(all[0].message, sample_message(1, 1, "m1"));
  EXPECT_EQ(all[1].message, plain);
  EXPECT_EQ(all[2].message.message_id, "m3");
  EXPECT_LT(all[0].position, all[1].position);
  EXPECT_LT(all[1].position, all[2].position);
  EXPECT_EQ(get(store->messages(1, all[0].position, 1)).at(0).message, plain);
  const auto first = get(store->conversation_messages(1, 0, 10));
  ASSERT_EQ(first.size(), 2u);
  EXPECT_EQ(first[1].message.message_id, "m3");
  EXPECT_EQ(get(store->conversation_messages(1, first[0].position, 10)).size(), 1u);
  EXPECT_EQ(get(store->conversation_messages(1, 0, 1)).size(), 1u);
}

TEST_P(Conformance, AMessageCanBeNoted) {
  commit({AddMessage{sample_message(1, 1, "m1")}, AddMessage{sample_message(2, 1, "m1")}});
  commit({NoteMessage{1, "m1", "dropped"}, NoteMessage{1, "unknown", "dropped"}});
  EXPECT_EQ(get(store->messages(1, 0, 10)).at(0).message.note, "dropped");
  EXPECT_EQ(get(store->messages(2, 0, 10)).at(0).message.note, "");
}

TEST_P(Conformance, TheJournalKeepsStepsInOrder) {
  JournalRow first = sample_step(1, 1, 0);
  first.state_before = R"({"before":1})";
  const JournalRow second = sample_step(1, 1, 1);
  const JournalRow third = sample_step(1, 2, 0);
  JournalRow empty = sample_step(1, 3, 0);
  empty.event = empty.effects = "";
  empty.state_before = "";
  commit({AddJournal{first}, AddJournal{second}, AddJournal{sample_step(2, 1, 0)}});
  commit({AddJournal{third}, AddJournal{empty}});
  EXPECT_THAT(get(store->journal(1, 1, 2)), ElementsAre(first, second, third));
  EXPECT_THAT(get(store->journal(1, 2, 3)), ElementsAre(third, empty));
  EXPECT_THAT(get(store->journal(1, 4, 9)), IsEmpty());
}

TEST_P(Conformance, AReplayStartsWhereAFirstStepKeptTheState) {
  const auto with_state = [](std::int64_t turn, int step) {
    JournalRow row = sample_step(1, turn, step);
    row.state_before = "{}";
    return AddJournal{row};
  };
  commit({with_state(2, 0), AddJournal{sample_step(1, 2, 1)}, AddJournal{sample_step(1, 3, 0)},
          with_state(3, 1), with_state(5, 1), with_state(5, 2)});
  EXPECT_EQ(get(store->replay_start(1, 1)), std::nullopt);
  EXPECT_EQ(get(store->replay_start(1, 2)), 2);
  EXPECT_EQ(get(store->replay_start(1, 4)), 2);
  EXPECT_EQ(get(store->replay_start(1, 9)), 5);
  EXPECT_EQ(get(store->replay_start(2, 9)), std::nullopt);
}

TEST_P(Conformance, TheInboxKeepsTheOrderOfAcceptance) {
  const InboxRow a = sample_inbox(store->new_inbox_row(), "b-user");
  const InboxRow b = sample_inbox(store->new_inbox_row(), "a-user");
  commit({AddInbox{b}, AddInbox{a}});
  EXPECT_THAT(get(store->inbox()), ElementsAre(a, b));
  commit({RemoveInbox{a.row}, RemoveInbox{999'999}});
  EXPECT_THAT(get(store->inbox()), ElementsAre(b));
}

TEST_P(Conformance, TheOutboxIsReadInPages) {
  std::vector<OutboxRow> rows;
  for (int i = 0; i < 3; ++i) rows.push_back(sample_outbox(store->new_outbox_row(), 1));
  commit({AddOutbox{rows[2]}, AddOutbox{rows[0]}, AddOutbox{rows[1]}});
  EXPECT_THAT(get(store->outbox(0, 2)), ElementsAre(rows[0], rows[1]));
  EXPECT_THAT(get(store->outbox(rows[1].row, 2)), ElementsAre(rows[2]));
  commit({RescheduleOutbox{rows[0].row, 7, {99'000}}, RemoveOutbox{rows[1].row}});
  rows[0].attempts = 7;
  rows[0].due_at = {99'000};
  EXPECT_THAT(get(store->outbox(0, 10)), ElementsAre(rows[0], rows[2]));
}

TEST_P(Conformance, AnAnswerIsKeptUntilItExpires) {
  const IdempotencyRow entry{"channel-1", "user-1", "key-1", "digest", R"({"status":200})", {1'000}};
  commit({PutIdempotency{entry}});
  EXPECT_EQ(get(store->find_idempotency("channel-1", "user-1", "key-1", {999})), entry);
  EXPECT_EQ(get(store->find_idempotency("channel-1", "user-1", "key-1", {1'000})), std::nullopt);
  EXPECT_EQ(get(store->find_idempotency("channel-1", "user-2", "key-1", {999})), std::nullopt);
  IdempotencyRow later = entry;
  later.answer = "{}";
  later.expires_at = {2'000};
  commit({PutIdempotency{later}});
  EXPECT_EQ(get(store->find_idempotency("channel-1", "user-1", "key-1", {1'500})), later);
}

TEST_P(Conformance, ErrorsListNewestFirst) {
  ErrorRow draft = sample_error("e3");
  draft.version = Version::draft;
  commit({AddError{sample_error("e1")}, AddError{sample_error("e2")}, AddError{draft}});
  EXPECT_THAT(get(store->errors("bot-1", Version::live, 10)),
              ElementsAre(sample_error("e2"), sample_error("e1")));
  EXPECT_THAT(get(store->errors("bot-1", Version::live, 1)), ElementsAre(sample_error("e2")));
}

TEST_P(Conformance, TokensArePutAndRemoved) {
  const TokenRow a{"id-a", "deploy", "hash-a", "", {1}, std::nullopt};
  TokenRow b{"id-b", "widget", "hash-b", R"({"bots":[]})", {2}, UtcMs{3}};
  commit({PutToken{a}, PutToken{b}});
  EXPECT_THAT(get(store->tokens()), ElementsAre(a, b));
  b.name = "renamed";
  commit({PutToken{b}, RemoveToken{"id-a"}, RemoveToken{"unknown"}});
  EXPECT_THAT(get(store->tokens()), ElementsAre(b));
}

TEST_P(Conformance, BotsAreKept) {
  const BotVersionRow draft{"bot-1", Version::draft, "hash-1", "Choo", {1}};
  const BotVersionRow live{"bot-1", Version::live, "hash-0", "Choo", {2}};
  const PublicationRow first{"bot-1", 1, "hash-0", "ada", "first", {3}};
  const PublicationRow second{"bot-1", 2, "hash-1", "bob", "second", {4}};
  commit({PutBotContent{{"hash-1", R"({"doc":1})"}}, PutBotContent{{"hash-1", R"({"doc":1})"}},
          PutBotVersion{draft}, PutBotVersion{live}, AddPublication{first}, AddPublication{second}});
  EXPECT_EQ(get(store->find_bot_content("hash-1")).value().document, R"({"doc":1})");
  EXPECT_FALSE(get(store->find_bot_content("hash-2")).has_value());
  EXPECT_THAT(get(store->bot_versions()), ElementsAre(draft, live));
  EXPECT_THAT(get(store->publications("bot-1")), ElementsAre(first, second));
  EXPECT_EQ(store->submit_and_wait({AddPublication{first}}).error().code, ErrorCode::conflict);
}

TEST_P(Conformance, ATransactionIsAppliedWhollyOrNotAtAll) {
  const InboxRow event = sample_inbox(store->new_inbox_row());
  commit({AddInbox{event}});
  const SessionRow session = sample_session(store->new_session_row());
  const Ok refused = store->submit_and_wait({PutSession{session}, AddMessage{sample_message(1, 1, "m1")},
                                             AddInbox{event}, AddOutbox{sample_outbox(1, 1)}});
  EXPECT_EQ(refused.error().code, ErrorCode::conflict);
  EXPECT_EQ(get(store->find_session(session.key)), std::nullopt);
  EXPECT_THAT(message_ids(1), IsEmpty());
  EXPECT_THAT(outbox_rows(), IsEmpty());
}

TEST_P(Conformance, ABadTransactionDoesNotSpoilItsNeighbours) {
  const InboxRow event = sample_inbox(store->new_inbox_row());
  commit({AddInbox{event}});
  constexpr int transactions = 60;
  std::vector<std::future<Ok>> outcomes;
  for (int i = 0; i < transactions; ++i) {
    auto promise = std::make_shared<std::promise<Ok>>();
    outcomes.push_back(promise->get_future());
    Transaction transaction{AddMessage{sample_message(1, 1, "m" + std::to_string(i))}};
    if (i % 3 == 1) transaction.push_back(AddInbox{event});
    store->submit(std::move(transaction), Urgency::now,
                  [promise](Ok done) { promise->set_value(std::move(done)); });
  }
  std::vector<std::string> expected;
  for (int i = 0; i < transactions; ++i) {
    EXPECT_EQ(outcomes[static_cast<std::size_t>(i)].get().has_value(), i % 3 != 1) << i;
    if (i % 3 != 1) expected.push_back("m" + std::to_string(i));
  }
  EXPECT_EQ(message_ids(1), expected);
}

TEST_P(Conformance, ARelaxedTransactionIsCommittedWithoutCompany) {
  std::promise<Ok> outcome;
  store->submit({AddMessage{sample_message(1, 1, "m1")}}, Urgency::relaxed,
                [&outcome](Ok done) { outcome.set_value(std::move(done)); });
  EXPECT_TRUE(outcome.get_future().get());
  EXPECT_THAT(message_ids(1), ElementsAre("m1"));
}

TEST_P(Conformance, ARelaxedTransactionRidesOnAnUrgentOneInOrder) {
  std::promise<Ok> relaxed;
  store->submit({AddMessage{sample_message(1, 1, "m1")}}, Urgency::relaxed,
                [&relaxed](Ok done) { relaxed.set_value(std::move(done)); });
  commit({AddMessage{sample_message(1, 1, "m2")}});
  EXPECT_TRUE(relaxed.get_future().get());
  EXPECT_THAT(message_ids(1), ElementsAre("m1", "m2"));
}

TEST_P(Conformance, ClosingCommitsWhatIsQueued) {
  std::atomic<int> done{0};
  for (int i = 0; i < 20; ++i) {
    store->submit({AddMessage{sample_message(1, 1, "m" + std::to_string(i))}}, Urgency::relaxed,
                  [&done](Ok outcome) {
                    if (outcome) ++done;
                  });
  }
  reopen();
  EXPECT_EQ(done.load(), 20);
  EXPECT_EQ(message_ids(1).size(), 20u);
}

TEST_P(Conformance, AFullQueueRefuses) {
  store.reset();
  store = get(GetParam().open(directory.path(), 4));
  std::promise<void> gate;
  std::promise<Ok> blocked;
  auto opened = gate.get_future().share();
  // Its callback holds the writer, so that the queue fills up.
  std::promise<void> holding;
  store->submit({AddMessage{sample_message(1, 1, "m0")}}, Urgency::now, [&](Ok) {
    holding.set_value();
    opened.wait();
  });
  holding.get_future().wait();
  std::vector<std::future<Ok>> outcomes;
  for (int i = 0; i < 6; ++i) {
    auto promise = std::make_shared<std::promise<Ok>>();
    outcomes.push_back(promise->get_future());
    store->submit({AddMessage{sample_message(1, 1, "m")}}, Urgency::now,
                  [promise](Ok done) { promise->set_value(std::move(done)); });
  }
  gate.set_value();
  for (std::size_t i = 0; i < outcomes.size(); ++i) {
    const Ok outcome = outcomes[i].get();
    EXPECT_EQ(outcome.has_value(), i < 4) << i;
    if (!outcome) {
      EXPECT_EQ(outcome.error().code, ErrorCode::unavailable);
    }
  }
  EXPECT_EQ(message_ids(1).size(), 5u);
}

TEST_P(Conformance, ReopeningKeepsEverything) {
  const SessionRow session = sample_session(store->new_session_row());
  const InboxRow event = sample_inbox(store->new_inbox_row());
  commit({PutSession{session}, AddInbox{event}, AddJournal{sample_step(1, 1, 0)}});
  reopen();
  EXPECT_EQ(get(store->find_session(session.key)), session);
  EXPECT_THAT(get(store->inbox()), ElementsAre(event));
  EXPECT_THAT(get(store->journal(1, 0, 9)), ElementsAre(sample_step(1, 1, 0)));
  ASSERT_TRUE(store->checkpoint());
  EXPECT_EQ(get(store->find_session(session.key)), session);
}

TEST_P(Conformance, NumbersAreNeverGivenOutTwice) {
  std::set<std::int64_t> sessions, conversations, inbox, outbox;
  std::int64_t position = 0;
  for (int round = 0; round < 4; ++round) {
    const std::int64_t session_row = store->new_session_row();
    const std::int64_t inbox_row = store->new_inbox_row();
    EXPECT_TRUE(sessions.insert(session_row).second);
    EXPECT_TRUE(conversations.insert(store->new_conversation_row()).second);
    EXPECT_TRUE(inbox.insert(inbox_row).second);
    EXPECT_TRUE(outbox.insert(store->new_outbox_row()).second);
    EXPECT_EQ(*sessions.rbegin(), session_row);
    EXPECT_EQ(*inbox.rbegin(), inbox_row);
    const std::int64_t conversation = *conversations.rbegin();
    commit({PutSession{sample_session(session_row)}, AddInbox{sample_inbox(inbox_row)},
            PutConversation{sample_conversation(conversation, session_row)},
            AddMessage{sample_message(session_row, conversation, "m")}});
    const auto listed = get(store->messages(session_row, 0, 1));
    ASSERT_EQ(listed.size(), 1u);
    EXPECT_GT(listed[0].position, position);
    position = listed[0].position;
    commit({RemoveSession{session_row}});
    EXPECT_GT(sweep_all({1'000'000}, {2'000'000}).rows_removed, 0);
    EXPECT_THAT(message_ids(session_row), IsEmpty());
    reopen();
  }
}

TEST_P(Conformance, ASecondStoreOfTheDirectoryIsRefused) {
  auto second = GetParam().open(directory.path(), queue_max);
  ASSERT_FALSE(second);
  EXPECT_EQ(second.error().code, ErrorCode::conflict);
}

TEST_P(Conformance, EightThreadsAtOnceKeepEachOrder) {
  constexpr int threads_count = 8, per_thread = 200;
  std::atomic<int> succeeded{0};
  std::vector<std::thread> threads;
  for (int t = 0; t < threads_count; ++t) {
    threads.emplace_back([this, t, &succeeded] {
      for (int i = 0; i < per_thread; ++i) {
        store->submit({AddMessage{sample_message(t + 1, t + 1, std::to_string(i))}},
                      i % 2 ? Urgency::now : Urgency::relaxed, [&succeeded](Ok done) {
                        if (done) ++succeeded;
                      });
        if (i % 50 == 0) {
          EXPECT_TRUE(store->messages(t + 1, 0, 10));
        }
      }
    });
  }
  for (auto& thread : threads) thread.join();
  commit({});
  EXPECT_EQ(succeeded.load(), threads_count * per_thread);
  for (int t = 0; t < threads_count; ++t) {
    const auto ids = message_ids(t + 1);
    ASSERT_EQ(ids.size(), static_cast<std::size_t>(per_thread));
    for (int i = 0; i < per_thread; ++i) EXPECT_EQ(ids[static_cast<std::size_t>(i)], std::to_string(i));
  }
  const Store::Health health = store->health();
  EXPECT_EQ(health.transactions, threads_count * per_thread + 1);
  EXPECT_LE(health.commits, health.transactions);
  EXPECT_EQ(health.queued_transactions, 0);
  EXPECT_GT(health.database_bytes + health.wal_bytes, 0);
}

TEST_P(Conformance, SealedMembersAreNowhereOnDiskInClear) {
  const std::string canary = "canary-4711";
  SessionRow session = sample_session(store->new_session_row());
  session.state = canary;
  MessageRow message = sample_message(1, 1, "m");
  message.original = canary;
  JournalRow step = sample_step(1, 1, 0);
  step.event = step.effects = canary;
  step.state_before = canary;
  InboxRow event = sample_inbox(store->new_inbox_row());
  event.event = canary;
  OutboxRow delivery = sample_outbox(store->new_outbox_row(), 1);
  delivery.body = canary;
  commit({PutSession{session}, AddMessage{message}, AddJournal{step}, AddInbox{event}, AddOutbox{delivery},
          PutBotContent{{"hash", canary}}});
  const auto found_on_disk = [this](const std::string& text) {
    for (const auto& file : std::filesystem::directory_iterator(directory.path())) {
      std::ifstream in(file.path(), std::ios::binary);
      const std::string bytes(std::istreambuf_iterator<char>(in), {});
      if (bytes.find(text) != std::string::npos) return true;
    }
    return false;
  };
  EXPECT_TRUE(found_on_disk("Lovelace"));  // the search works: names are not sealed
  EXPECT_FALSE(found_on_disk(canary));
  ASSERT_TRUE(store->checkpoint());
  EXPECT_TRUE(found_on_disk("Lovelace"));
  EXPECT_FALSE(found_on_disk(canary));
}

TEST_P(Conformance, ASweepRemovesWhatIsPastItsRetention) {
  const std::int64_t session_row = store->new_session_row();
  ConversationRow old = sample_conversation(store->new_conversation_row(), session_row);
  ConversationRow young = sample_conversation(store->new_conversation_row(), session_row);
  young.last_message_at = {60'000};
  MessageRow old_message = sample_message(session_row, old.row, "old");
  MessageRow young_message = sample_message(session_row, young.row, "young");
  JournalRow old_step = sample_step(session_row, 1, 0);
  JournalRow young_step = sample_step(session_row, 2, 0);
  young_step.at = {60'000};
  ErrorRow young_error = sample_error("young");
  young_error.at = {60'000};
  const IdempotencyRow expired{"c", "s", "old", "d", "a", {70'000}};
  const IdempotencyRow valid{"c", "s", "young", "d", "a", {70'001}};
  commit({PutSession{sample_session(session_row)}, PutConversation{old}, PutConversation{young},
          AddMessage{old_message}, AddMessage{young_message}, AddJournal{old_step}, AddJournal{young_step},
          AddError{sample_error("old")}, AddError{young_error}, PutIdempotency{expired},
          PutIdempotency{valid}});
  const SweepResult result = sweep_all({50'000}, {70'000});
  EXPECT_EQ(result.rows_removed, 5);
  EXPECT_FALSE(result.more);
  EXPECT_EQ(get(store->find_conversation(old.row)), std::nullopt);
  EXPECT_EQ(get(store->find_conversation(young.row)), young);
  EXPECT_THAT(message_ids(session_row), ElementsAre("young"));
  EXPECT_THAT(get(store->journal(session_row, 0, 9)), ElementsAre(young_step));
  EXPECT_THAT(get(store->errors("bot-1", Version::live, 9)), ElementsAre(young_error));
  EXPECT_EQ(get(store->find_idempotency("c", "s", "old", {0})), std::nullopt);
  EXPECT_EQ(get(store->find_idempotency("c", "s", "young", {0})), valid);
  EXPECT_TRUE(get(store->find_session(session_row)).has_value());
}

TEST_P(Conformance, ASweepConcernsOneVersionOfOneBot) {
  SessionRow draft = sample_session(store->new_session_row());
  draft.key.version = Version::draft;
  ConversationRow conversation = sample_conversation(store->new_conversation_row(), draft.row);
  conversation.version = Version::draft;
  ErrorRow error = sample_error("draft");
  error.version = Version::draft;
  commit({PutSession{draft}, PutConversation{conversation}, AddJournal{sample_step(draft.row, 1, 0)},
          AddError{error}});
  EXPECT_EQ(sweep_all({50'000}, {70'000}).rows_removed, 0);
  commit({RemoveSession{draft.row}});
  EXPECT_EQ(sweep_all({50'000}, {70'000}).rows_removed, 0);
  const Retention of_draft{"bot-1", Version::draft, {50'000}, {50'000}, {50'000}};
  EXPECT_EQ(get(store->sweep(of_draft, {70'000}, 100)).rows_removed, 3);
}

struct PendingCase {
  std::string_view name;
  bool in_turn, inbox, outbox;
};

TEST_P(Conformance, ASweepLeavesSessionsWithPendingWorkAlone) {
  for (const PendingCase& pending :
       {PendingCase{"in_turn", true, false, false}, PendingCase{"inbox", false, true, false},
        PendingCase{"outbox", false, false, true}}) {
    SCOPED_TRACE(pending.name);
    SessionRow session = sample_session(store->new_session_row(), std::string(pending.name));
    session.in_turn = pending.in_turn;
    const std::int64_t conversation = store->new_conversation_row();
    const std::int64_t inbox = store->new_inbox_row(), outbox = store->new_outbox_row();
    commit({PutSession{session}, PutConversation{sample_conversation(conversation, session.row)},
            AddMessage{sample_message(session.row, conversation, "m")},
            AddJournal{sample_step(session.row, 1, 0)}});
    if (pending.inbox) commit({AddInbox{sample_inbox(inbox, session.key.session_id)}});
    if (pending.outbox) commit({AddOutbox{sample_outbox(outbox, session.row)}});
    EXPECT_EQ(sweep_all({50'000}, {70'000}).rows_removed, 0);
    EXPECT_THAT(message_ids(session.row), ElementsAre("m"));
    session.in_turn = false;
    commit({PutSession{session}, RemoveInbox{inbox}, RemoveOutbox{outbox}});
    EXPECT_EQ(sweep_all({50'000}, {70'000}).rows_removed, 3);
  }
}

TEST_P(Conformance, ASweepStopsAtItsBatchAndGoesOn) {
  constexpr std::int64_t messages_count = 25;
  const std::int64_t conversation = store->new_conversation_row();
  Transaction transaction{PutConversation{sample_conversation(conversation, 1)}};
  for (int i = 0; i < messages_count; ++i)
    transaction.push_back(AddMessage{sample_message(1, conversation, "m")});
  for (int i = 0; i < messages_count; ++i) transaction.push_back(AddJournal{sample_step(1, i, 0)});
  commit(std::move(transaction));
  const Retention retention{"bot-1", Version::live, {50'000}, {50'000}, {50'000}};
  std::int64_t removed = 0;
  for (int i = 0; i < 100; ++i) {
    const SweepResult result = get(store->sweep(retention, {70'000}, 10));
    EXPECT_LE(result.rows_removed, 10);
    removed += result.rows_removed;
    if (!result.more) break;
  }
  EXPECT_EQ(removed, 2 * messages_count + 1);
  EXPECT_EQ(get(store->find_conversation(conversation)), std::nullopt);
  EXPECT_THAT(message_ids(1), IsEmpty());
}

TEST_P(Conformance, RowsFromAWrongFutureDoNotStopASweep) {
  JournalRow future = sample_step(1, 1, 0);
  future.at = {900'000'000};
  commit({AddJournal{future}, AddJournal{sample_step(1, 2, 0)}});
  EXPECT_EQ(sweep_all({50'000}, {70'000}).rows_removed, 1);
  EXPECT_THAT(get(store->journal(1, 0, 9)), ElementsAre(future));
}

TEST_P(Conformance, ASweepKeepsContentsThatAreInUse) {
  constexpr std::int64_t hour = 3'600'000;
  const UtcMs now{1'000 * hour};
  SessionRow waiting = sample_session(store->new_session_row());
  waiting.in_turn = true;
  JournalRow of_waiting = sample_step(waiting.row, 1, 0);
  of_waiting.bot_hash = "of_turn";
  JournalRow of_journal = sample_step(4'711, 1, 0);
  of_journal.bot_hash = "of_journal";
  of_journal.at = {now.value - 1};
  InboxRow event = sample_inbox(store->new_inbox_row());
  event.bot_hash = "of_inbox";
  Transaction transaction{PutSession{waiting}, AddJournal{of_waiting}, AddJournal{of_journal},
                          AddInbox{event},
                          PutBotVersion{{"bot-1", Version::live, "of_version", "Choo", {1}}}};
  for (int i = 1; i <= 22; ++i) {
    const std::string hash = "publication_" + std::to_string(i);
    transaction.push_back(AddPublication{{"bot-1", i, hash, "ada", "", {i}}});
    transaction.push_back(PutBotContent{{hash, "{}"}});
  }
  for (const char* hash : {"of_turn", "of_journal", "of_inbox", "of_version", "unused"}) {
    transaction.push_back(PutBotContent{{hash, "{}"}});
  }
  commit(std::move(transaction));
  const auto kept = [this](const std::string& hash) {
    return get(store->find_bot_content(hash)).has_value();
  };
  const UtcMs before{now.value - 10};
  sweep_all(before, now);
  EXPECT_TRUE(kept("unused"));  // a turn that just began may still refer to it
  sweep_all(before, now + hour);
  for (const char* hash : {"unused", "publication_1", "publication_2"}) EXPECT_FALSE(kept(hash)) << hash;
  for (const char* hash :
       {"of_turn", "of_journal", "of_inbox", "of_version", "publication_3", "publication_22"}) {
    EXPECT_TRUE(kept(hash)) << hash;
  }
  waiting.in_turn = false;
  commit({PutSession{waiting}, RemoveInbox{event.row}});
  sweep_all(now + hour, now + 3 * hour);
  sweep_all(now + hour, now + 5 * hour);
  for (const char* hash : {"of_turn", "of_journal", "of_inbox"}) EXPECT_FALSE(kept(hash)) << hash;
  EXPECT_TRUE(kept("of_version"));
}

INSTANTIATE_TEST_SUITE_P(Store, Conformance,
                         testing::Values(StoreKind{"sqlite",
                                                   [](const std::string& directory, std::size_t queued_max) {
                                                     SqliteOptions options;
                                                     options.directory = directory;
                                                     options.queue_max = queued_max;
                                                     return open_sqlite_store(options, test_sealer());
                                                   }}),
                         [](const auto& kind) { return kind.param.name; });

}  // namespace
}  // namespace sb::store
