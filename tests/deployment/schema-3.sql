-- A database as the release with schema version 3 left it: two conversations of one person, one of another.
CREATE TABLE schema_steps (number INTEGER PRIMARY KEY, name TEXT NOT NULL, applied_at INTEGER NOT NULL);
CREATE TABLE meta (name TEXT PRIMARY KEY, value BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE counters (name TEXT PRIMARY KEY, reserved INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE bots (id INTEGER PRIMARY KEY, bot_id TEXT NOT NULL, version INTEGER NOT NULL, UNIQUE (bot_id, version));
CREATE TABLE sessions (
  row INTEGER PRIMARY KEY, bot INTEGER NOT NULL, session_id TEXT NOT NULL,
  generation INTEGER NOT NULL, in_turn INTEGER NOT NULL, wake_at INTEGER,
  expiry_hour INTEGER NOT NULL,
  conversation INTEGER NOT NULL, turn_no INTEGER NOT NULL,
  created_at INTEGER NOT NULL, last_activity_at INTEGER NOT NULL, expires_at INTEGER NOT NULL,
  channel_id TEXT NOT NULL, channel_type TEXT NOT NULL, language TEXT NOT NULL,
  first_name TEXT NOT NULL, last_name TEXT NOT NULL, state BLOB NOT NULL,
  UNIQUE (bot, session_id));
CREATE INDEX sessions_by_expiry ON sessions (expiry_hour);
CREATE INDEX sessions_in_turn ON sessions (in_turn) WHERE in_turn <> 0;
CREATE INDEX sessions_with_wake ON sessions (wake_at) WHERE wake_at IS NOT NULL;
CREATE TABLE removed_sessions (row INTEGER PRIMARY KEY, bot INTEGER NOT NULL);
CREATE TABLE conversations (
  row INTEGER PRIMARY KEY, session_row INTEGER NOT NULL, bot INTEGER NOT NULL,
  started_at INTEGER NOT NULL, last_message_at INTEGER NOT NULL,
  has_user_message INTEGER NOT NULL, handed_over INTEGER NOT NULL, emulator INTEGER NOT NULL,
  session_id TEXT NOT NULL, channel_type TEXT NOT NULL, language TEXT NOT NULL,
  first_name TEXT NOT NULL, last_name TEXT NOT NULL);
CREATE INDEX conversations_by_bot ON conversations (bot);
CREATE TABLE messages (
  position INTEGER PRIMARY KEY, session_row INTEGER NOT NULL, conversation INTEGER NOT NULL,
  turn_no INTEGER NOT NULL, actor INTEGER NOT NULL, at INTEGER NOT NULL, is_intro INTEGER NOT NULL,
  message_id TEXT NOT NULL, dialog_id TEXT NOT NULL, dialog_name TEXT NOT NULL,
  nlp TEXT NOT NULL, note TEXT NOT NULL, body TEXT NOT NULL, original BLOB);
CREATE INDEX messages_by_session ON messages (session_row, conversation);
CREATE TABLE journal (
  position INTEGER PRIMARY KEY, session_row INTEGER NOT NULL, turn_no INTEGER NOT NULL, step_no INTEGER NOT NULL,
  generation INTEGER NOT NULL, at INTEGER NOT NULL, bot_hash TEXT NOT NULL, digest TEXT NOT NULL,
  step BLOB NOT NULL, state_before BLOB);
CREATE INDEX journal_by_turn ON journal (session_row, turn_no);
CREATE TABLE inbox (
  row INTEGER PRIMARY KEY, bot INTEGER NOT NULL, session_id TEXT NOT NULL, accepted_at INTEGER NOT NULL,
  channel_id TEXT NOT NULL, bot_hash TEXT NOT NULL, event BLOB NOT NULL);
CREATE INDEX inbox_by_session ON inbox (bot, session_id);
CREATE TABLE outbox (
  row INTEGER PRIMARY KEY, session_row INTEGER NOT NULL, generation INTEGER NOT NULL, bot INTEGER NOT NULL,
  created_at INTEGER NOT NULL, due_at INTEGER NOT NULL, attempts INTEGER NOT NULL,
  target TEXT NOT NULL, message_id TEXT NOT NULL, body BLOB NOT NULL);
CREATE INDEX outbox_by_session ON outbox (session_row);
CREATE TABLE idempotency (
  position INTEGER PRIMARY KEY, scope TEXT NOT NULL, session_id TEXT NOT NULL, key TEXT NOT NULL,
  request_digest TEXT NOT NULL, answer TEXT NOT NULL, expires_at INTEGER NOT NULL,
  UNIQUE (scope, session_id, key));
CREATE TABLE errors (
  position INTEGER PRIMARY KEY, id TEXT NOT NULL, bot INTEGER NOT NULL, at INTEGER NOT NULL, emulator INTEGER NOT NULL,
  session_id TEXT NOT NULL, channel_type TEXT NOT NULL, dialog_id TEXT NOT NULL, dialog_name TEXT NOT NULL,
  source TEXT NOT NULL, error TEXT NOT NULL, request TEXT NOT NULL, response TEXT NOT NULL);
CREATE INDEX errors_by_bot ON errors (bot);
CREATE TABLE tokens (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, secret_hash TEXT NOT NULL, scope TEXT NOT NULL,
  created_at INTEGER NOT NULL, expires_at INTEGER) WITHOUT ROWID;
CREATE TABLE contents (
  id INTEGER PRIMARY KEY, hash TEXT NOT NULL UNIQUE,
  unused_since INTEGER,
  document BLOB NOT NULL);
CREATE TABLE content_uses (hash TEXT PRIMARY KEY, last_position INTEGER NOT NULL) WITHOUT ROWID;
CREATE TABLE bot_versions (
  bot INTEGER PRIMARY KEY, hash TEXT NOT NULL, name TEXT NOT NULL, updated_at INTEGER NOT NULL);
CREATE TABLE publications (
  bot_id TEXT NOT NULL, number INTEGER NOT NULL, hash TEXT NOT NULL, author TEXT NOT NULL, notes TEXT NOT NULL,
  at INTEGER NOT NULL, PRIMARY KEY (bot_id, number)) WITHOUT ROWID;
INSERT INTO schema_steps VALUES (1, 'the first tables', 1900000000000);
CREATE TABLE handovers (
  position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, session_row INTEGER NOT NULL, conversation INTEGER NOT NULL,
  provider_id TEXT NOT NULL, state INTEGER NOT NULL, owner INTEGER NOT NULL,
  offered_at INTEGER NOT NULL, changed_at INTEGER NOT NULL, reason TEXT NOT NULL);
CREATE INDEX handovers_by_session ON handovers (session_row);
CREATE INDEX handovers_by_conversation ON handovers (conversation);
INSERT INTO schema_steps VALUES (2, 'handovers to people', 1900000000000);
ALTER TABLE sessions ADD COLUMN paused INTEGER NOT NULL DEFAULT 0;
ALTER TABLE conversations ADD COLUMN latest INTEGER NOT NULL DEFAULT 1;
CREATE INDEX conversations_by_session ON conversations (bot, session_id);
UPDATE conversations SET latest = 0 WHERE EXISTS (SELECT 1 FROM conversations n
  WHERE n.bot = conversations.bot AND n.session_id = conversations.session_id AND n.row > conversations.row);
CREATE INDEX conversations_latest ON conversations (bot, emulator) WHERE latest <> 0;
CREATE TABLE facts (
  position INTEGER PRIMARY KEY, bot INTEGER NOT NULL, at INTEGER NOT NULL, conversation INTEGER NOT NULL,
  started INTEGER NOT NULL, said TEXT NOT NULL, outcome INTEGER NOT NULL, intent TEXT NOT NULL, score REAL NOT NULL,
  dialogs TEXT NOT NULL, messages INTEGER NOT NULL, errors INTEGER NOT NULL, handed_over INTEGER NOT NULL);
CREATE INDEX facts_by_time ON facts (bot, at);
CREATE TABLE audit (
  position INTEGER PRIMARY KEY, at INTEGER NOT NULL, actor_kind TEXT NOT NULL, actor_id TEXT NOT NULL,
  actor_name TEXT NOT NULL, action TEXT NOT NULL, bot_id TEXT NOT NULL, object TEXT NOT NULL, status INTEGER NOT NULL);
ALTER TABLE bot_versions ADD COLUMN document BLOB;
ALTER TABLE publications ADD COLUMN kind TEXT NOT NULL DEFAULT 'publish';
INSERT INTO schema_steps VALUES (3, 'history, facts and audit for the APIs', 1900000000000);
INSERT INTO bots VALUES (1, 'ledger', 0);
INSERT INTO conversations (row, session_row, bot, started_at, last_message_at, has_user_message, handed_over, emulator,
  session_id, channel_type, language, first_name, last_name, latest) VALUES
  (1, 1, 1, 1900000000000, 1900000001000, 1, 0, 0, 'ann', 'webHook', 'en', 'Ann', 'Lee', 0),
  (2, 2, 1, 1900000100000, 1900000101000, 1, 0, 0, 'ben', 'webHook', 'en', 'Ben', '', 1),
  (3, 1, 1, 1900009000000, 1900009001000, 1, 0, 0, 'ann', 'webHook', 'en', 'Ann', 'Lee', 1);
INSERT INTO messages (position, session_row, conversation, turn_no, actor, at, is_intro, message_id, dialog_id, dialog_name,
  nlp, note, body, original) VALUES
  (1, 1, 1, 1, 0, 1900000000000, 0, '000000000000000000000001', '', '', '', '', '{"messageType":"text","text":"hello"}', NULL),
  (2, 2, 2, 1, 0, 1900000100000, 0, '000000000000000000000002', '', '', '', '', '{"messageType":"text","text":"hi"}', NULL);
