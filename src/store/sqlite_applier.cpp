#include "store/sqlite_applier.h"

#include <algorithm>

#include "store/sqlite_rows.h"

namespace sb::store {
namespace {

// Numbers are reserved in blocks, so that one commit in thousands pays for it. A restart skips what is left
// of one.
constexpr std::int64_t numbers_per_block = 10'000;
// A reservation is renewed when fewer are left. Rows only arrive by transactions, so none is ever beyond.
constexpr std::int64_t numbers_left_min = 1'000;

struct CounterTable {
  const char* name;
  const char* highest_sql;
};
constexpr std::array<CounterTable, Counters::count> counter_tables = {{
    {"session", "SELECT coalesce(max(row), 0) FROM sessions"},
    {"conversation", "SELECT coalesce(max(row), 0) FROM conversations"},
    {"inbox", "SELECT coalesce(max(row), 0) FROM inbox"},
    {"outbox", "SELECT coalesce(max(row), 0) FROM outbox"},
    {"message", "SELECT coalesce(max(position), 0) FROM messages"},
    {"journal", "SELECT coalesce(max(position), 0) FROM journal"},
    {"fact", "SELECT coalesce(max(position), 0) FROM facts"},
    {"audit", "SELECT coalesce(max(position), 0) FROM audit"},
    {"review", "SELECT coalesce(max(position), 0) FROM review_texts"},
}};

}  // namespace

Ok Applier::load() {
  for (std::size_t i = 0; i < counter_tables.size(); ++i) {
    Query highest(connection_, counter_tables[i].highest_sql);
    SB_TRYV(highest.next());
    Query stored(connection_, "SELECT reserved FROM counters WHERE name = ?");
    SB_TRY(const bool found, stored.bind(std::string_view(counter_tables[i].name)).next());
    const std::int64_t next = std::max(highest.integer(0) + 1, found ? stored.integer(0) : 1);
    counters_.start(static_cast<Counters::Name>(i), next);
    reserved_[i] = reserving_[i] = 0;
  }
  SB_TRYV(connection_.execute("BEGIN IMMEDIATE"));
  Ok done = reserve_numbers();
  if (done) done = connection_.execute("COMMIT");
  if (done) {
    committed();
  } else {
    connection_.roll_back();
  }
  return done;
}

Ok Applier::reserve_numbers() {
  for (std::size_t i = 0; i < counter_tables.size(); ++i) {
    const std::int64_t next = counters_.next(static_cast<Counters::Name>(i));
    if (next + numbers_left_min <= reserving_[i]) continue;
    reserving_[i] = next + numbers_per_block;
    Query store(connection_, "INSERT OR REPLACE INTO counters (name, reserved) VALUES (?, ?)");
    SB_TRYV(store.bind(std::string_view(counter_tables[i].name), reserving_[i]).run());
  }
  return {};
}

void Applier::committed() {
  reserved_ = reserving_;
}

void Applier::rolled_back() {
  reserving_ = reserved_;
  bots_.clear();
  content_uses_.clear();
}

Ok Applier::apply(const Transaction& transaction) {
  for (const Mutation& mutation : transaction) {
    SB_TRYV(std::visit([this](const auto& change) { return apply(change); }, mutation));
  }
  return {};
}

Result<std::int64_t> Applier::bot_number(const std::string& bot_id, Version version) {
  const std::pair key{bot_id, version};
  if (const auto known = bots_.find(key); known != bots_.end()) return known->second;
  Query add(connection_, "INSERT OR IGNORE INTO bots (bot_id, version) VALUES (?, ?)");
  SB_TRYV(add.bind(bot_id, number_of(version)).run());
  Query find(connection_, "SELECT id FROM bots WHERE bot_id = ? AND version = ?");
  SB_TRYV(find.bind(bot_id, number_of(version)).next());
  return bots_[key] = find.integer(0);
}

// A turn usually leaves the indexed columns as they are; then the first statement does it all and no index is
// touched.
Ok Applier::apply(const PutSession& change) {
  const SessionRow& s = change.session;
  SB_TRY(const std::int64_t bot, bot_number(s.key.bot_id, s.key.version));
  const std::string sealed = seal_for(sealer_, SealedIn::session_state, s.row, s.state);
  {
    Query same(
        connection_,
        "UPDATE sessions SET generation = ?, conversation = ?, turn_no = ?, created_at = ?, "
        "last_activity_at = ?, expires_at = ?, channel_id = ?, channel_type = ?, language = ?, "
        "first_name = ?, last_name = ?, state = ?, paused = ? "
        "WHERE row = ? AND bot = ? AND session_id = ? AND in_turn = ? AND expiry_hour = ? AND wake_at IS ?");
    SB_TRYV(same.bind(s.generation, s.conversation, s.turn_no, s.created_at, s.last_activity_at, s.expires_at,
                      s.channel_id, s.channel_type, s.language, s.first_name, s.last_name, Blob{sealed},
                      s.paused, s.row, bot, s.key.session_id, s.in_turn, hour_of(s.expires_at), s.wake_at)
                .run());
  }
  if (connection_.changes() > 0) return {};
  return insert_session(s, bot, sealed);
}

Ok Applier::insert_session(const SessionRow& s, std::int64_t bot, std::string_view sealed) {
  // Another key under a known row, or a known key under another row, violates a constraint: `conflict`.
  Query put(
      connection_,
      "INSERT INTO sessions (generation, conversation, turn_no, created_at, last_activity_at, expires_at, "
      "channel_id, channel_type, language, first_name, last_name, state, paused, row, bot, session_id, "
      "in_turn, "
      "expiry_hour, wake_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
      "ON CONFLICT (row) DO UPDATE SET generation = excluded.generation, "
      "conversation = excluded.conversation, turn_no = excluded.turn_no, created_at = excluded.created_at, "
      "last_activity_at = excluded.last_activity_at, expires_at = excluded.expires_at, "
      "channel_id = excluded.channel_id, channel_type = excluded.channel_type, "
      "language = excluded.language, first_name = excluded.first_name, last_name = excluded.last_name, "
      "state = excluded.state, paused = excluded.paused, in_turn = excluded.in_turn, expiry_hour = "
      "excluded.expiry_hour, "
      "wake_at = excluded.wake_at WHERE bot = excluded.bot AND session_id = excluded.session_id");
  SB_TRYV(put.bind(s.generation, s.conversation, s.turn_no, s.created_at, s.last_activity_at, s.expires_at,
                   s.channel_id, s.channel_type, s.language, s.first_name, s.last_name, Blob{sealed},
                   s.paused, s.row, bot, s.key.session_id, s.in_turn, hour_of(s.expires_at), s.wake_at)
              .run());
  if (connection_.changes() > 0) return {};
  return Error{ErrorCode::conflict, "the row belongs to another session", s.key.session_id};
}

Ok Applier::apply(const RemoveSession& change) {
  for (const char* sql :
       {"DELETE FROM inbox WHERE (bot, session_id) = (SELECT bot, session_id FROM sessions WHERE row = ?)",
        "DELETE FROM outbox WHERE session_row = ?",
        // offered, opened, active become returned
        "UPDATE handovers SET state = 3, owner = 0, reason = 'the session was removed' "
        "WHERE session_row = ? AND state < 3",
        "INSERT OR REPLACE INTO removed_sessions (row, bot) SELECT row, bot FROM sessions WHERE row = ?",
        "DELETE FROM sessions WHERE row = ?"}) {
    SB_TRYV(Query(connection_, sql).bind(change.session_row).run());
  }
  return {};
}

Ok Applier::apply(const PutConversation& change) {
  const ConversationRow& c = change.conversation;
  SB_TRY(const std::int64_t bot, bot_number(c.bot_id, c.version));
  SB_TRYV(
      Query(
          connection_,
          "UPDATE conversations SET latest = 0 WHERE bot = ? AND session_id = ? AND latest <> 0 AND row <> ?")
          .bind(bot, c.session_id, c.row)
          .run());
  Query put(
      connection_,
      "INSERT INTO conversations (row, session_row, bot, session_id, channel_type, language, "
      "first_name, last_name, started_at, last_message_at, has_user_message, handed_over, emulator) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (row) DO UPDATE SET "
      "session_row = excluded.session_row, bot = excluded.bot, session_id = excluded.session_id, "
      "channel_type = excluded.channel_type, language = excluded.language, first_name = excluded.first_name, "
      "last_name = excluded.last_name, started_at = excluded.started_at, "
      "last_message_at = excluded.last_message_at, has_user_message = excluded.has_user_message, "
      "handed_over = excluded.handed_over, emulator = excluded.emulator, latest = 1");
  return put
      .bind(c.row, c.session_row, bot, c.session_id, c.channel_type, c.language, c.first_name, c.last_name,
            c.started_at, c.last_message_at, c.has_user_message, c.handed_over, c.emulator)
      .run();
}

Ok Applier::apply(const TouchConversation& change) {
  Query touch(connection_,
              "UPDATE conversations SET last_message_at = max(last_message_at, ?), "
              "has_user_message = (has_user_message OR ?) WHERE row = ?");
  return touch.bind(change.last_message_at, change.user_message, change.row).run();
}

Ok Applier::apply(const MarkHandover& change) {
  return Query(connection_, "UPDATE conversations SET handed_over = 1 WHERE row = ?")
      .bind(change.conversation)
      .run();
}

Ok Applier::apply(const AddHandover& change) {
  const HandoverRow& h = change.handover;
  Query add(connection_,
            "INSERT INTO handovers (id, session_row, conversation, provider_id, state, owner, offered_at, "
            "changed_at, reason) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
  return add
      .bind(h.id, h.session_row, h.conversation, h.provider_id, static_cast<int>(h.state),
            static_cast<int>(h.owner), h.offered_at, h.changed_at, h.reason)
      .run();
}

Ok Applier::apply(const MoveHandover& change) {
  {
    Query move(connection_,
               "UPDATE handovers SET state = ?, owner = ?, changed_at = ?, reason = ? "
               "WHERE id = ? AND state = ? AND owner = ?");
    SB_TRYV(move.bind(static_cast<int>(change.to_state), static_cast<int>(change.to_owner), change.at,
                      change.reason, change.id, static_cast<int>(change.from_state),
                      static_cast<int>(change.from_owner))
                .run());
  }
  if (connection_.changes() > 0) return {};
  Query known(connection_, "SELECT 1 FROM handovers WHERE id = ?");
  SB_TRY(const bool exists, known.bind(change.id).next());
  if (!exists) return {};
  return Error{ErrorCode::conflict, "the handover is somebody else's by now", change.id};
}

Ok Applier::apply(const AddMessage& change) {
  const MessageRow& m = change.message;
  const std::int64_t position = counters_.draw(Counters::message);
  std::string sealed;
  if (!m.original.empty()) sealed = seal_for(sealer_, SealedIn::message_original, position, m.original);
  Query add(
      connection_,
      "INSERT INTO messages (position, session_row, conversation, turn_no, actor, at, is_intro, message_id, "
      "dialog_id, dialog_name, nlp, note, body, original) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  add.bind(position, m.session_row, m.conversation, m.turn_no, static_cast<int>(m.actor), m.at, m.is_intro,
           m.message_id, m.dialog_id, m.dialog_name, m.nlp, m.note, m.body);
  return sealed.empty() ? add.bind(nullptr).run() : add.bind(Blob{sealed}).run();
}

Ok Applier::apply(const NoteMessage& change) {
  Query note(connection_, "UPDATE messages SET note = ? WHERE session_row = ? AND message_id = ?");
  return note.bind(change.note, change.session_row, change.message_id).run();
}

// A body that was masked before has its original already.
Ok Applier::apply(const MaskMessage& change) {
  Query find(connection_,
             "SELECT position, original IS NULL FROM messages WHERE session_row = ? AND message_id = ?");
  SB_TRY(const bool found, find.bind(change.session_row, change.message_id).next());
  if (!found) return {};
  const std::int64_t position = find.integer(0);
  if (find.flag(1)) {
    const std::string sealed = seal_for(sealer_, SealedIn::message_original, position, change.original);
    Query keep(connection_, "UPDATE messages SET original = ? WHERE position = ?");
    SB_TRYV(keep.bind(Blob{sealed}, position).run());
  }
  return Query(connection_, "UPDATE messages SET body = ? WHERE position = ?")
      .bind(change.body, position)
      .run();
}

Ok Applier::apply(const MaskError& change) {
  return Query(connection_, "UPDATE errors SET error = ?, request = ?, response = ? WHERE id = ?")
      .bind(change.error, change.request, change.response, change.id)
      .run();
}

Ok Applier::apply(const AddJournal& change) {
  const JournalRow& j = change.step;
  const std::int64_t position = counters_.draw(Counters::journal);
  const std::string step = seal_for(sealer_, SealedIn::journal_step, position, join_step(j.event, j.effects));
  SB_TRYV(record_content_use(j.bot_hash, position));
  std::string state;
  if (j.state_before) state = seal_for(sealer_, SealedIn::journal_state, position, *j.state_before);
  Query add(
      connection_,
      "INSERT INTO journal (position, session_row, turn_no, step_no, generation, at, bot_hash, digest, step, "
      "state_before) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  add.bind(position, j.session_row, j.turn_no, j.step_no, j.generation, j.at, j.bot_hash, j.digest,
           Blob{step});
  return j.state_before ? add.bind(Blob{state}).run() : add.bind(nullptr).run();
}

// Recorded ahead, so that one step in thousands pays for it; a content is then kept a little longer than
// needed.
Ok Applier::record_content_use(const std::string& hash, std::int64_t position) {
  std::int64_t& recorded = content_uses_[hash];
  if (position <= recorded) return {};
  recorded = position + numbers_per_block;
  Query use(connection_, "INSERT OR REPLACE INTO content_uses (hash, last_position) VALUES (?, ?)");
  return use.bind(hash, recorded).run();
}

Ok Applier::apply(const AddInbox& change) {
  const InboxRow& i = change.event;
  SB_TRY(const std::int64_t bot, bot_number(i.key.bot_id, i.key.version));
  const std::string sealed = seal_for(sealer_, SealedIn::inbox_event, i.row, i.event);
  Query add(connection_,
            "INSERT INTO inbox (row, bot, session_id, accepted_at, channel_id, bot_hash, event) "
            "VALUES (?, ?, ?, ?, ?, ?, ?)");
  return add.bind(i.row, bot, i.key.session_id, i.accepted_at, i.channel_id, i.bot_hash, Blob{sealed}).run();
}

Ok Applier::apply(const RemoveInbox& change) {
  return Query(connection_, "DELETE FROM inbox WHERE row = ?").bind(change.row).run();
}

Ok Applier::apply(const AddOutbox& change) {
  const OutboxRow& o = change.delivery;
  SB_TRY(const std::int64_t bot, bot_number(o.bot_id, o.version));
  const std::string sealed = seal_for(sealer_, SealedIn::outbox_body, o.row, o.body);
  Query add(connection_,
            "INSERT INTO outbox (row, session_row, generation, bot, created_at, due_at, attempts, target, "
            "message_id, "
            "body) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  return add
      .bind(o.row, o.session_row, o.generation, bot, o.created_at, o.due_at, o.attempts, o.target,
            o.message_id, Blob{sealed})
      .run();
}

Ok Applier::apply(const RescheduleOutbox& change) {
  Query later(connection_, "UPDATE outbox SET attempts = ?, due_at = ? WHERE row = ?");
  return later.bind(change.attempts, change.due_at, change.row).run();
}

Ok Applier::apply(const RemoveOutbox& change) {
  return Query(connection_, "DELETE FROM outbox WHERE row = ?").bind(change.row).run();
}

// Replaced, not updated: the new entry goes to the end of the table, which the sweep reads from its
// beginning.
Ok Applier::apply(const PutIdempotency& change) {
  const IdempotencyRow& e = change.entry;
  Query put(connection_,
            "INSERT OR REPLACE INTO idempotency (scope, session_id, key, request_digest, answer, expires_at) "
            "VALUES (?, ?, ?, ?, ?, ?)");
  return put.bind(e.scope, e.session_id, e.key, e.request_digest, e.answer, e.expires_at).run();
}

Ok Applier::apply(const AddError& change) {
  const ErrorRow& e = change.error;
  SB_TRY(const std::int64_t bot, bot_number(e.bot_id, e.version));
  Query add(
      connection_,
      "INSERT INTO errors (id, bot, at, emulator, session_id, channel_type, dialog_id, dialog_name, source, "
      "error, request, response) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  return add
      .bind(e.id, bot, e.at, e.emulator, e.session_id, e.channel_type, e.dialog_id, e.dialog_name, e.source,
            e.error, e.request, e.response)
      .run();
}

Ok Applier::apply(const PutToken& change) {
  const TokenRow& t = change.token;
  Query put(connection_,
            "INSERT OR REPLACE INTO tokens (id, name, secret_hash, scope, created_at, expires_at) "
            "VALUES (?, ?, ?, ?, ?, ?)");
  return put.bind(t.id, t.name, t.secret_hash, t.scope, t.created_at, t.expires_at).run();
}

Ok Applier::apply(const RemoveToken& change) {
  return Query(connection_, "DELETE FROM tokens WHERE id = ?").bind(change.id).run();
}

Ok Applier::apply(const PutBotContent& change) {
  // A hash names one document for ever, so a known one needs no second writing.
  const std::string& hash = change.content.hash;
  SB_TRYV(Query(connection_, "UPDATE contents SET unused_since = NULL WHERE hash = ?").bind(hash).run());
  if (connection_.changes() > 0) return {};
  Query next(connection_, "SELECT coalesce(max(id), 0) + 1 FROM contents");
  SB_TRYV(next.next());
  const std::int64_t id = next.integer(0);
  const std::string sealed = seal_for(sealer_, SealedIn::content_document, id, change.content.document);
  Query put(connection_, "INSERT INTO contents (id, hash, document) VALUES (?, ?, ?)");
  return put.bind(id, hash, Blob{sealed}).run();
}

Ok Applier::apply(const PutBotVersion& change) {
  const BotVersionRow& v = change.version;
  SB_TRY(const std::int64_t bot, bot_number(v.bot_id, v.version));
  std::string sealed;
  if (!v.document.empty()) sealed = seal_for(sealer_, SealedIn::version_document, bot, v.document);
  Query put(
      connection_,
      "INSERT OR REPLACE INTO bot_versions (bot, hash, name, updated_at, document) VALUES (?, ?, ?, ?, ?)");
  put.bind(bot, v.hash, v.name, v.updated_at);
  return sealed.empty() ? put.bind(nullptr).run() : put.bind(Blob{sealed}).run();
}

Ok Applier::apply(const AddPublication& change) {
  const PublicationRow& p = change.publication;
  Query add(connection_,
            "INSERT INTO publications (bot_id, number, hash, author, notes, at, kind) VALUES (?, ?, ?, ?, ?, "
            "?, ?)");
  return add.bind(p.bot_id, p.number, p.hash, p.author, p.notes, p.at, p.kind).run();
}

Ok Applier::apply(const AddFact& change) {
  const FactRow& f = change.fact;
  SB_TRY(const std::int64_t bot, bot_number(f.bot_id, f.version));
  Query add(
      connection_,
      "INSERT INTO facts (position, bot, at, conversation, started, said, outcome, intent, score, dialogs, "
      "messages, errors, handed_over) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)");
  return add
      .bind(counters_.draw(Counters::fact), bot, f.at, f.conversation, f.started, f.said,
            static_cast<int>(f.outcome), f.intent, f.score, f.dialogs, f.messages, f.errors, f.handed_over)
      .run();
}

Ok Applier::apply(const AddAudit& change) {
  const AuditRow& a = change.entry;
  Query add(
      connection_,
      "INSERT INTO audit (position, at, actor_kind, actor_id, actor_name, action, bot_id, object, status) "
      "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)");
  return add
      .bind(counters_.draw(Counters::audit), a.at, a.actor_kind, a.actor_id, a.actor_name, a.action, a.bot_id,
            a.object, a.status)
      .run();
}

Ok Applier::apply(const EraseHistory& change) {
  const SessionKey& key = change.key;
  SB_TRY(const std::int64_t bot, bot_number(key.bot_id, key.version));
  for (const std::int64_t row : change.session_rows) {
    for (const char* sql :
         {"DELETE FROM messages WHERE session_row = ?", "DELETE FROM journal WHERE session_row = ?",
          "DELETE FROM outbox WHERE session_row = ?", "DELETE FROM handovers WHERE session_row = ?",
          "DELETE FROM removed_sessions WHERE row = ?"}) {
      SB_TRYV(Query(connection_, sql).bind(row).run());
    }
  }
  for (const char* sql : {"DELETE FROM facts WHERE bot = ?1 AND conversation IN "
                          "(SELECT row FROM conversations WHERE bot = ?1 AND session_id = ?2)",
                          "DELETE FROM conversations WHERE bot = ? AND session_id = ?",
                          "DELETE FROM review_said WHERE session_id = ?2 AND text IN "
                          "(SELECT position FROM review_texts WHERE bot = ?1)",
                          "DELETE FROM review_texts WHERE bot = ?1 AND ?2 = ?2 AND NOT EXISTS "
                          "(SELECT 1 FROM review_said WHERE text = position)",
                          "DELETE FROM errors WHERE bot = ? AND session_id = ?",
                          "DELETE FROM inbox WHERE bot = ? AND session_id = ?",
                          "DELETE FROM sessions WHERE bot = ? AND session_id = ?"}) {
    SB_TRYV(Query(connection_, sql).bind(bot, key.session_id).run());
  }
  return Query(connection_, "DELETE FROM idempotency WHERE session_id = ?").bind(key.session_id).run();
}

Ok Applier::apply(const RemoveBot& change) {
  for (const char* sql : {"DELETE FROM bot_versions WHERE bot IN (SELECT id FROM bots WHERE bot_id = ?)",
                          "DELETE FROM publications WHERE bot_id = ?",
                          "DELETE FROM review_said WHERE text IN (SELECT t.position FROM review_texts t "
                          "JOIN bots b ON b.id = t.bot WHERE b.bot_id = ?)",
                          "DELETE FROM review_texts WHERE bot IN (SELECT id FROM bots WHERE bot_id = ?)"}) {
    SB_TRYV(Query(connection_, sql).bind(change.bot_id).run());
  }
  return {};
}

}  // namespace sb::store
