#include "store/conformance_test.h"
#include "store/people_rows.h"

#include <gmock/gmock.h>

#include <set>

// What every store must do, whichever database is behind it: rows.

namespace sb::store {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

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

TEST_P(Conformance, AMessageCanBeMaskedLater) {
  MessageRow said = sample_message(1, 1, "m1"), masked = sample_message(1, 1, "m2");
  said.body = "{\"text\":\"a b\"}";
  said.original.clear();
  masked.body = "{\"text\":\"{x} b\"}";
  masked.original = "{\"text\":\"a b\"}";
  commit({AddMessage{said}, AddMessage{masked}});
  commit({MaskMessage{1, "m1", "{\"text\":\"{x} b\"}", said.body},
          MaskMessage{1, "m2", "{\"text\":\"{x} {y}\"}", "not this"}, MaskMessage{1, "unknown", "{}", "{}"},
          MaskMessage{2, "m1", "{}", "{}"}});
  const auto all = get(store->messages(1, 0, 10));
  ASSERT_EQ(all.size(), 2u);
  EXPECT_EQ(all[0].message.body, "{\"text\":\"{x} b\"}");
  EXPECT_EQ(all[0].message.original, "{\"text\":\"a b\"}");
  EXPECT_EQ(all[1].message.body, "{\"text\":\"{x} {y}\"}");
  EXPECT_EQ(all[1].message.original, "{\"text\":\"a b\"}");
}

TEST_P(Conformance, AnErrorCanBeMaskedLater) {
  ErrorRow error = sample_error("e1");
  commit({AddError{error}, AddError{sample_error("e2")}});
  commit(
      {MaskError{"e1", "no {x}", R"({"a":"{x}"})", R"({"b":"{x}"})"}, MaskError{"unknown", "", "{}", "{}"}});
  error.error = "no {x}";
  error.request = R"({"a":"{x}"})";
  error.response = R"({"b":"{x}"})";
  EXPECT_EQ(get(store->errors("bot-1", Version::live, 9)),
            (std::vector<ErrorRow>{sample_error("e2"), error}));
}

TEST_P(Conformance, TurnMessagesAreThoseOfOneTurn) {
  Transaction all;
  for (const auto& [id, turn] : {std::pair{"m1", 1}, {"m2", 2}, {"m3", 2}, {"m4", 3}}) {
    MessageRow message = sample_message(1, 1, id);
    message.turn_no = turn;
    all.emplace_back(AddMessage{message});
  }
  MessageRow other = sample_message(2, 1, "m5");
  other.turn_no = 2;
  all.emplace_back(AddMessage{other});
  commit(std::move(all));
  std::vector<std::string> ids;
  for (const auto& listed : get(store->turn_messages(1, 2))) ids.push_back(listed.message.message_id);
  EXPECT_EQ(ids, (std::vector<std::string>{"m2", "m3"}));
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

TEST_P(Conformance, PeopleArePutAndRemoved) {
  const UserRow ann{"u-1",      "ann", "Ann", "ann@example.org", "hash-1", R"({"role":"admin"})",
                    "issuer 1", false, {1}};
  UserRow bob{"u-2", "bob", "Bob", "", "", R"({"role":"member"})", "", true, {2}};
  const auto change = [&](std::vector<PeopleChange> changes) {
    return static_cast<bool>(people_of(*store).change_people(std::move(changes)));
  };
  const auto kept = [&] { return get(people_of(*store).people()); };
  ASSERT_TRUE(
      change({PutUser{bob}, PutUser{ann}, PutLogin{{"h-1", "u-1", "::1", "Browser", {3}, {4}}},
              PutLogin{{"h-2", "u-2", "::1", "Browser", {5}, {6}}}, PutInvitation{{"i-2", "u-2", {7}}},
              PutBotAccess{"bot-1", true}, PutBotAccess{"bot-1", true}, PutBotAccess{"bot-2", true}}));
  EXPECT_THAT(kept().users, ElementsAre(ann, bob));
  EXPECT_FALSE(change({RemoveUser{"u-2"}, PutUser{{"u-3", "ann", "", "", "", "", "", false, {}}}}));
  bob.disabled = false;
  bob.password_hash = "hash-2";
  people_of(*store).note_people(TouchLogin{"h-1", {9}});
  ASSERT_TRUE(
      change({PutUser{bob}, TouchLogin{"unknown", {9}}, RemoveLogin{"h-2"}, PutBotAccess{"bot-2", false}}));
  reopen();
  EXPECT_THAT(kept().users, ElementsAre(ann, bob)) << "all or nothing";
  EXPECT_THAT(kept().logins, ElementsAre(LoginRow{"h-1", "u-1", "::1", "Browser", {3}, {9}}));
  EXPECT_THAT(kept().invitations, ElementsAre(InvitationRow{"i-2", "u-2", {7}}));
  EXPECT_THAT(kept().open_bots, ElementsAre("bot-1"));
  ASSERT_TRUE(change({RemoveInvitations{"u-2"}, RemoveUser{"u-1"}}));
  EXPECT_THAT(kept().users, ElementsAre(bob));
  EXPECT_TRUE(kept().logins.empty() && kept().invitations.empty());
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
