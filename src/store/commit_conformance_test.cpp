#include "store/conformance_test.h"

#include <gmock/gmock.h>

#include <atomic>
#include <fstream>
#include <future>
#include <iterator>
#include <set>
#include <thread>

// What every store must do, whichever database is behind it: transactions, their order, what stays on disk
// and what a sweep removes. The suite is instantiated in conformance_test.cpp.

namespace sb::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

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

}  // namespace
}  // namespace sb::store
