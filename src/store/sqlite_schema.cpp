#include "store/sqlite_schema.h"

#include <array>

namespace sb::store {
namespace {

struct Step {
  const char* name;
  const char* sql;
};

// Every index below is written by some turn and therefore paid for at each commit; the reads that need it are
// named.
//
// `bots` gives (bot, version) a short number. Positions and rows come from `counters` and never repeat.
constexpr const char* first_tables = R"sql(
CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE counters (name TEXT PRIMARY KEY, reserved INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE bots (id INTEGER PRIMARY KEY, bot_id TEXT NOT NULL, version INTEGER NOT NULL, UNIQUE (bot_id, version));

CREATE TABLE sessions (
  row INTEGER PRIMARY KEY, bot INTEGER NOT NULL, session_id TEXT NOT NULL,
  generation INTEGER NOT NULL, in_turn INTEGER NOT NULL, wake_at INTEGER,
  -- hours since 1970: moves once an hour instead of at every turn, so the index below rarely changes
  expiry_hour INTEGER NOT NULL,
  conversation INTEGER NOT NULL, turn_no INTEGER NOT NULL,
  created_at INTEGER NOT NULL, last_activity_at INTEGER NOT NULL, expires_at INTEGER NOT NULL,
  channel_id TEXT NOT NULL, channel_type TEXT NOT NULL, language TEXT NOT NULL,
  first_name TEXT NOT NULL, last_name TEXT NOT NULL, state BLOB NOT NULL,
  UNIQUE (bot, session_id));
CREATE INDEX sessions_by_expiry ON sessions (expiry_hour);               -- expired_sessions
CREATE INDEX sessions_in_turn ON sessions (in_turn) WHERE in_turn <> 0;  -- sessions_in_turn
CREATE INDEX sessions_with_wake ON sessions (wake_at) WHERE wake_at IS NOT NULL;  -- sessions_with_wake
-- whose journal and history a removed session left behind
CREATE TABLE removed_sessions (row INTEGER PRIMARY KEY, bot INTEGER NOT NULL);

CREATE TABLE conversations (
  row INTEGER PRIMARY KEY, session_row INTEGER NOT NULL, bot INTEGER NOT NULL,
  started_at INTEGER NOT NULL, last_message_at INTEGER NOT NULL,
  has_user_message INTEGER NOT NULL, handed_over INTEGER NOT NULL, emulator INTEGER NOT NULL,
  session_id TEXT NOT NULL, channel_type TEXT NOT NULL, language TEXT NOT NULL,
  first_name TEXT NOT NULL, last_name TEXT NOT NULL);
CREATE INDEX conversations_by_bot ON conversations (bot);  -- conversations, sweep

CREATE TABLE messages (
  position INTEGER PRIMARY KEY, session_row INTEGER NOT NULL, conversation INTEGER NOT NULL,
  turn_no INTEGER NOT NULL, actor INTEGER NOT NULL, at INTEGER NOT NULL, is_intro INTEGER NOT NULL,
  message_id TEXT NOT NULL, dialog_id TEXT NOT NULL, dialog_name TEXT NOT NULL,
  nlp TEXT NOT NULL, note TEXT NOT NULL, body TEXT NOT NULL, original BLOB);
CREATE INDEX messages_by_session ON messages (session_row, conversation);  -- messages, conversation_messages, notes

CREATE TABLE journal (
  position INTEGER PRIMARY KEY, session_row INTEGER NOT NULL, turn_no INTEGER NOT NULL, step_no INTEGER NOT NULL,
  generation INTEGER NOT NULL, at INTEGER NOT NULL, bot_hash TEXT NOT NULL, digest TEXT NOT NULL,
  step BLOB NOT NULL, state_before BLOB);
CREATE INDEX journal_by_turn ON journal (session_row, turn_no);  -- journal, replay_start

CREATE TABLE inbox (
  row INTEGER PRIMARY KEY, bot INTEGER NOT NULL, session_id TEXT NOT NULL, accepted_at INTEGER NOT NULL,
  channel_id TEXT NOT NULL, bot_hash TEXT NOT NULL, event BLOB NOT NULL);
CREATE INDEX inbox_by_session ON inbox (bot, session_id);  -- what is pending, RemoveSession

CREATE TABLE outbox (
  row INTEGER PRIMARY KEY, session_row INTEGER NOT NULL, generation INTEGER NOT NULL, bot INTEGER NOT NULL,
  created_at INTEGER NOT NULL, due_at INTEGER NOT NULL, attempts INTEGER NOT NULL,
  target TEXT NOT NULL, message_id TEXT NOT NULL, body BLOB NOT NULL);
CREATE INDEX outbox_by_session ON outbox (session_row);  -- what is pending, RemoveSession

CREATE TABLE idempotency (
  position INTEGER PRIMARY KEY, scope TEXT NOT NULL, session_id TEXT NOT NULL, key TEXT NOT NULL,
  request_digest TEXT NOT NULL, answer TEXT NOT NULL, expires_at INTEGER NOT NULL,
  UNIQUE (scope, session_id, key));

CREATE TABLE errors (
  position INTEGER PRIMARY KEY, id TEXT NOT NULL, bot INTEGER NOT NULL, at INTEGER NOT NULL, emulator INTEGER NOT NULL,
  session_id TEXT NOT NULL, channel_type TEXT NOT NULL, dialog_id TEXT NOT NULL, dialog_name TEXT NOT NULL,
  source TEXT NOT NULL, error TEXT NOT NULL, request TEXT NOT NULL, response TEXT NOT NULL);
CREATE INDEX errors_by_bot ON errors (bot);  -- errors, sweep

CREATE TABLE tokens (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, secret_hash TEXT NOT NULL, scope TEXT NOT NULL,
  created_at INTEGER NOT NULL, expires_at INTEGER) WITHOUT ROWID;

CREATE TABLE contents (
  id INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE,
  unused_since INTEGER,  -- when a sweep first found nothing that refers to it
  document BLOB NOT NULL);
-- No step of the journal beyond `last_position` uses the content.
CREATE TABLE content_uses (hash TEXT PRIMARY KEY, last_position INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE bot_versions (
  bot INTEGER PRIMARY KEY, hash TEXT NOT NULL, name TEXT NOT NULL, updated_at INTEGER NOT NULL);
CREATE TABLE publications (
  bot_id TEXT NOT NULL, number INTEGER NOT NULL, hash TEXT NOT NULL, author TEXT NOT NULL, notes TEXT NOT NULL,
  at INTEGER NOT NULL, PRIMARY KEY (bot_id, number)) WITHOUT ROWID;
)sql";

// `state` and `owner` change together, by compare and swap (MoveHandover).
constexpr const char* handover_tables = R"sql(
CREATE TABLE handovers (
  position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, session_row INTEGER NOT NULL, conversation INTEGER NOT NULL,
  provider_id TEXT NOT NULL, state INTEGER NOT NULL, owner INTEGER NOT NULL,
  offered_at INTEGER NOT NULL, changed_at INTEGER NOT NULL, reason TEXT NOT NULL);
CREATE INDEX handovers_by_session ON handovers (session_row);            -- handovers, RemoveSession
CREATE INDEX handovers_by_conversation ON handovers (conversation);      -- sweep
)sql";

// For the REST and management APIs.
constexpr const char* api_tables = R"sql(
ALTER TABLE sessions ADD COLUMN paused INTEGER NOT NULL DEFAULT 0;
-- 1: no later conversation of the same session is kept
ALTER TABLE conversations ADD COLUMN latest INTEGER NOT NULL DEFAULT 1;
CREATE INDEX conversations_by_session ON conversations (bot, session_id);  -- session_rows, session_messages
UPDATE conversations SET latest = 0 WHERE EXISTS (SELECT 1 FROM conversations n
  WHERE n.bot = conversations.bot AND n.session_id = conversations.session_id AND n.row > conversations.row);
CREATE INDEX conversations_latest ON conversations (bot, emulator) WHERE latest <> 0;  -- lists of sessions, counts

CREATE TABLE facts (
  position INTEGER PRIMARY KEY, bot INTEGER NOT NULL, at INTEGER NOT NULL, conversation INTEGER NOT NULL,
  started INTEGER NOT NULL, said TEXT NOT NULL, outcome INTEGER NOT NULL, intent TEXT NOT NULL, score REAL NOT NULL,
  dialogs TEXT NOT NULL, messages INTEGER NOT NULL, errors INTEGER NOT NULL, handed_over INTEGER NOT NULL);
CREATE INDEX facts_by_time ON facts (bot, at);  -- facts, sweep
CREATE TABLE audit (
  position INTEGER PRIMARY KEY, at INTEGER NOT NULL, actor_kind TEXT NOT NULL, actor_id TEXT NOT NULL,
  actor_name TEXT NOT NULL, action TEXT NOT NULL, bot_id TEXT NOT NULL, object TEXT NOT NULL, status INTEGER NOT NULL);

ALTER TABLE bot_versions ADD COLUMN document BLOB;
ALTER TABLE publications ADD COLUMN kind TEXT NOT NULL DEFAULT 'publish';
)sql";

// How many sessions (latest conversations, without those of the emulator) a bot has in each block of 1024
// rows: what a list counts, and how it finds an offset far inside. Triggers keep it, so it is paid for when a
// conversation begins, not at every turn.
constexpr const char* session_counts = R"sql(
CREATE TABLE session_counts (
  bot INTEGER NOT NULL, block INTEGER NOT NULL, sessions INTEGER NOT NULL, PRIMARY KEY (bot, block)) WITHOUT ROWID;
INSERT INTO session_counts SELECT bot, row >> 10, count(*) FROM conversations
  WHERE latest <> 0 AND emulator = 0 GROUP BY 1, 2;
CREATE TRIGGER session_counts_insert AFTER INSERT ON conversations WHEN new.latest <> 0 AND new.emulator = 0 BEGIN
  INSERT INTO session_counts VALUES (new.bot, new.row >> 10, 1)
    ON CONFLICT (bot, block) DO UPDATE SET sessions = sessions + 1;
END;
CREATE TRIGGER session_counts_delete AFTER DELETE ON conversations WHEN old.latest <> 0 AND old.emulator = 0 BEGIN
  UPDATE session_counts SET sessions = sessions - 1 WHERE bot = old.bot AND block = old.row >> 10;
  DELETE FROM session_counts WHERE bot = old.bot AND block = old.row >> 10 AND sessions = 0;
END;
CREATE TRIGGER session_counts_update AFTER UPDATE OF latest, emulator ON conversations
WHEN (old.latest <> 0 AND old.emulator = 0) <> (new.latest <> 0 AND new.emulator = 0) BEGIN
  INSERT INTO session_counts VALUES (new.bot, new.row >> 10, 0) ON CONFLICT DO NOTHING;
  UPDATE session_counts SET sessions = sessions + iif(new.latest <> 0 AND new.emulator = 0, 1, -1)
    WHERE bot = new.bot AND block = new.row >> 10;
  DELETE FROM session_counts WHERE bot = new.bot AND block = new.row >> 10 AND sessions = 0;
END;
)sql";

// Texts to learn from. Who said them is kept apart, so that erasing a person removes what only he said.
constexpr const char* review_tables = R"sql(
CREATE TABLE review_texts (
  position INTEGER PRIMARY KEY, bot INTEGER NOT NULL, language TEXT NOT NULL, folded TEXT NOT NULL,
  text TEXT NOT NULL, reason INTEGER NOT NULL, intent TEXT NOT NULL, score REAL NOT NULL,
  state INTEGER NOT NULL DEFAULT 0, first_at INTEGER NOT NULL, last_at INTEGER NOT NULL,
  UNIQUE (bot, language, folded));
CREATE TABLE review_said (
  text INTEGER NOT NULL, session_id TEXT NOT NULL, times INTEGER NOT NULL, last_at INTEGER NOT NULL,
  PRIMARY KEY (text, session_id)) WITHOUT ROWID;
CREATE INDEX review_said_by_session ON review_said (session_id);  -- EraseHistory
)sql";

constexpr const char* people_tables = R"sql(
CREATE TABLE users (
  id TEXT PRIMARY KEY, login TEXT NOT NULL UNIQUE, name TEXT NOT NULL, email TEXT NOT NULL, password_hash TEXT NOT NULL,
  access TEXT NOT NULL, subject TEXT NOT NULL, disabled INTEGER NOT NULL, created_at INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE logins (
  hash TEXT PRIMARY KEY, user_id TEXT NOT NULL, address TEXT NOT NULL, agent TEXT NOT NULL, created_at INTEGER NOT NULL,
  used_at INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE invitations (
  hash TEXT PRIMARY KEY, user_id TEXT NOT NULL, expires_at INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE open_bots (bot_id TEXT PRIMARY KEY) WITHOUT ROWID;
)sql";

// How many conversations are alike in everything that lists ask for by a whole value: what a filtered list
// counts. Kept by triggers as session_counts are. The indexes are what such a list walks, the newest first.
constexpr const char* conversation_counts = R"sql(
CREATE TABLE conversation_counts (
  bot INTEGER NOT NULL, channel_type TEXT NOT NULL, language TEXT NOT NULL, latest INTEGER NOT NULL,
  emulator INTEGER NOT NULL, has_user_message INTEGER NOT NULL, handed_over INTEGER NOT NULL,
  conversations INTEGER NOT NULL,
  PRIMARY KEY (bot, channel_type, language, latest, emulator, has_user_message, handed_over)) WITHOUT ROWID;
INSERT INTO conversation_counts SELECT bot, channel_type, language, latest, emulator, has_user_message, handed_over,
  count(*) FROM conversations GROUP BY 1, 2, 3, 4, 5, 6, 7;
CREATE TRIGGER conversation_counts_insert AFTER INSERT ON conversations BEGIN
  INSERT INTO conversation_counts VALUES (new.bot, new.channel_type, new.language, new.latest, new.emulator,
    new.has_user_message, new.handed_over, 1) ON CONFLICT DO UPDATE SET conversations = conversations + 1;
END;
CREATE TRIGGER conversation_counts_delete AFTER DELETE ON conversations BEGIN
  UPDATE conversation_counts SET conversations = conversations - 1
    WHERE (bot, channel_type, language, latest, emulator, has_user_message, handed_over) = (old.bot, old.channel_type,
      old.language, old.latest, old.emulator, old.has_user_message, old.handed_over);
  DELETE FROM conversation_counts
    WHERE (bot, channel_type, language, latest, emulator, has_user_message, handed_over) = (old.bot, old.channel_type,
      old.language, old.latest, old.emulator, old.has_user_message, old.handed_over) AND conversations = 0;
END;
CREATE TRIGGER conversation_counts_update
AFTER UPDATE OF bot, channel_type, language, latest, emulator, has_user_message, handed_over ON conversations
WHEN (old.bot, old.channel_type, old.language, old.latest, old.emulator, old.has_user_message, old.handed_over)
  IS NOT (new.bot, new.channel_type, new.language, new.latest, new.emulator, new.has_user_message, new.handed_over) BEGIN
  UPDATE conversation_counts SET conversations = conversations - 1
    WHERE (bot, channel_type, language, latest, emulator, has_user_message, handed_over) = (old.bot, old.channel_type,
      old.language, old.latest, old.emulator, old.has_user_message, old.handed_over);
  DELETE FROM conversation_counts
    WHERE (bot, channel_type, language, latest, emulator, has_user_message, handed_over) = (old.bot, old.channel_type,
      old.language, old.latest, old.emulator, old.has_user_message, old.handed_over) AND conversations = 0;
  INSERT INTO conversation_counts VALUES (new.bot, new.channel_type, new.language, new.latest, new.emulator,
    new.has_user_message, new.handed_over, 1) ON CONFLICT DO UPDATE SET conversations = conversations + 1;
END;
CREATE INDEX conversations_by_channel ON conversations (bot, channel_type);
CREATE INDEX conversations_by_language ON conversations (bot, language);
CREATE INDEX conversations_handed_over ON conversations (bot) WHERE handed_over <> 0;
)sql";

constexpr const char* error_indexes = R"sql(
CREATE INDEX errors_by_id ON errors (id);                       -- find_error, MaskError
CREATE INDEX errors_by_session ON errors (bot, session_id);     -- list_errors of a session, EraseHistory
)sql";

constexpr std::array<Step, 8> steps = {{
    {"the first tables", first_tables},
    {"handovers to people", handover_tables},
    {"history, facts and audit for the APIs", api_tables},
    {"counts of sessions", session_counts},
    {"texts of users to learn from", review_tables},
    {"people and their logins", people_tables},
    {"counts of conversations by what lists ask for", conversation_counts},
    {"errors by id and by session", error_indexes},
}};

constexpr int current_version = static_cast<int>(steps.size());

Ok apply_steps(Connection& connection, int from, UtcMs now) {
  SB_TRYV(
      connection.execute("CREATE TABLE IF NOT EXISTS schema_steps "
                         "(number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at INTEGER NOT NULL)"));
  for (int number = from + 1; number <= current_version; ++number) {
    const Step& step = steps[static_cast<std::size_t>(number - 1)];
    SB_TRYV(connection.execute(step.sql));
    Query note(connection, "INSERT INTO schema_steps (number, name, applied_at) VALUES (?, ?, ?)");
    SB_TRYV(note.bind(number, std::string_view(step.name), now).run());
  }
  return {};
}

}  // namespace

Result<SchemaState> schema_state(Connection& connection) {
  SchemaState state;
  {
    Query table(connection, "SELECT 1 FROM sqlite_schema WHERE type = 'table' AND name = 'schema_steps'");
    SB_TRY(const bool exists, table.next());
    if (exists) {
      Query latest(connection, "SELECT coalesce(max(number), 0) FROM schema_steps");
      SB_TRYV(latest.next());
      state.version = static_cast<int>(latest.integer(0));
    }
  }
  if (state.version > current_version) {
    return Error{ErrorCode::conflict, "the database has schema version " + std::to_string(state.version) +
                                          ", this release knows versions up to " +
                                          std::to_string(current_version) +
                                          ": it was written by a newer release"};
  }
  for (int number = state.version; number < current_version; ++number) {
    state.pending.emplace_back(steps[static_cast<std::size_t>(number)].name);
  }
  return state;
}

Result<SchemaState> migrate(Connection& connection, MigrationMode mode, UtcMs now) {
  SB_TRY(SchemaState state, schema_state(connection));
  if (state.pending.empty()) return state;
  SB_TRYV(connection.execute("BEGIN IMMEDIATE"));
  Ok done = apply_steps(connection, state.version, now);
  if (done && mode == MigrationMode::apply) done = connection.execute("COMMIT");
  connection.roll_back();
  if (!done) return std::move(done).error();
  return state;
}

}  // namespace sb::store
