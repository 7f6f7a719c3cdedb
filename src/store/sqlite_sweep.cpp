#include "store/sqlite_sweep.h"

#include <unordered_map>
#include <vector>

#include "store/sqlite_rows.h"

namespace sb::store {
namespace {

// Rows looked at per row that may be removed: bounds how long a sweep holds up the writer.
constexpr int looked_at_per_row = 20;
constexpr int publications_kept = 20;
constexpr int review_texts_max = 10'000;  // of a bot version
// A content stays this long after a sweep first found it unused: a turn may just be about to refer to it.
constexpr std::int64_t content_grace_ms = hour_ms;

}  // namespace

// One call of `sweep`.
struct Sweeper::Run {
  Sweeper& sweeper;
  Connection& connection;
  const Retention& retention;
  UtcMs now;
  int batch;
  std::int64_t bot = 0;
  SweepResult result = {};
  std::unordered_map<std::int64_t, bool> pending = {};  // by session row

  std::int64_t left() const { return batch - result.rows_removed; }
  bool full() {
    if (left() > 0) return false;
    result.more = true;
    return true;
  }

  Result<bool> is_pending(std::int64_t session_row);
  Ok remove(const char* sql, std::int64_t row);
  // Rows in the order of their age: stops at the first that is too young. A moment in the future is a fault
  // of the clock, and no reason to stop.
  bool is_young(UtcMs at, UtcMs before) const { return at >= before && at <= now; }

  template <typename Visit>
  Ok walk(const char* table, const char* sql, UtcMs before, Visit visit);
  Ok sweep_journal();
  Ok sweep_conversations();
  Ok sweep_errors();
  Ok sweep_facts();
  Ok sweep_review();
  Ok sweep_idempotency();
  Ok remove_messages(std::int64_t conversation, std::int64_t session_row);
};

Result<bool> Sweeper::Run::is_pending(std::int64_t session_row) {
  if (const auto known = pending.find(session_row); known != pending.end()) return known->second;
  Query query(
      connection,
      "SELECT EXISTS (SELECT 1 FROM outbox WHERE session_row = ?1) OR EXISTS (SELECT 1 FROM sessions s "
      "WHERE s.row = ?1 AND (s.in_turn OR EXISTS (SELECT 1 FROM inbox i WHERE i.bot = s.bot "
      "AND i.session_id = s.session_id)))");
  SB_TRYV(query.bind(session_row).next());
  return pending[session_row] = query.flag(0);
}

Ok Sweeper::Run::remove(const char* sql, std::int64_t row) {
  SB_TRYV(Query(connection, sql).bind(row).run());
  result.rows_removed += connection.changes();
  return {};
}

// `sql` yields (number, time, …) in the order of the number, from a place on, of a bot. `visit` may remove
// the row.
template <typename Visit>
Ok Sweeper::Run::walk(const char* table, const char* sql, UtcMs before, Visit visit) {
  struct Seen {
    std::int64_t number, session_row;
    UtcMs at;
  };
  if (full()) return {};
  std::int64_t& place = sweeper.places_[{table, bot}];
  const std::int64_t looked_at_max = left() * looked_at_per_row;
  std::vector<Seen> rows;
  {
    Query query(connection, sql);
    query.bind(bot, place, looked_at_max);
    for (;;) {
      SB_TRY(const bool row, query.next());
      if (!row) break;
      rows.push_back({query.integer(0), query.integer(2), query.time(1)});
    }
  }
  for (const Seen& row : rows) {
    if (is_young(row.at, before)) {
      place = 0;
      return {};
    }
    SB_TRYV(visit(row.number, row.session_row, row.at));
    if (full()) return {};  // perhaps in the middle of this row
    place = row.number;
  }
  if (static_cast<std::int64_t>(rows.size()) == looked_at_max) {
    result.more = true;
  } else {
    place = 0;
  }
  return {};
}

Ok Sweeper::Run::sweep_journal() {
  // The journal names sessions only: their bot is with the session, or with what it left behind.
  constexpr const char* sql =
      "SELECT j.position, j.at, CASE WHEN ?1 = coalesce((SELECT bot FROM sessions WHERE row = "
      "j.session_row), "
      "(SELECT bot FROM removed_sessions WHERE row = j.session_row), ?1) THEN j.session_row END "
      "FROM journal j WHERE j.position > ?2 ORDER BY j.position LIMIT ?3";
  return walk("journal", sql, retention.journal_before,
              [this](std::int64_t position, std::int64_t session_row, UtcMs at) -> Ok {
                if (session_row == 0 || at >= retention.journal_before) return {};
                SB_TRY(const bool keep, is_pending(session_row));
                if (keep) return {};
                return remove("DELETE FROM journal WHERE position = ?", position);
              });
}

Ok Sweeper::Run::sweep_conversations() {
  constexpr const char* sql =
      "SELECT row, started_at, session_row, last_message_at FROM conversations "
      "WHERE bot = ?1 AND row > ?2 ORDER BY row LIMIT ?3";
  return walk("conversations", sql, retention.conversations_before,
              [this](std::int64_t conversation, std::int64_t session_row, UtcMs) -> Ok {
                Query last(connection, "SELECT last_message_at FROM conversations WHERE row = ?");
                SB_TRYV(last.bind(conversation).next());
                if (last.time(0) >= retention.conversations_before) return {};
                SB_TRY(const bool keep, is_pending(session_row));
                if (keep) return {};
                return remove_messages(conversation, session_row);
              });
}

// The conversation goes with the last of its messages; when the batch ends before, the next sweep goes on.
Ok Sweeper::Run::remove_messages(std::int64_t conversation, std::int64_t session_row) {
  {
    Query messages(connection,
                   "DELETE FROM messages WHERE position IN (SELECT position FROM messages "
                   "WHERE session_row = ? AND conversation = ? LIMIT ?)");
    SB_TRYV(messages.bind(session_row, conversation, left()).run());
    result.rows_removed += connection.changes();
  }
  if (full()) return {};
  SB_TRYV(remove("DELETE FROM handovers WHERE conversation = ?", conversation));
  return remove("DELETE FROM conversations WHERE row = ?", conversation);
}

Ok Sweeper::Run::sweep_errors() {
  constexpr const char* sql =
      "SELECT position, at, 0 FROM errors WHERE bot = ?1 AND position > ?2 ORDER BY position LIMIT ?3";
  return walk("errors", sql, retention.errors_before,
              [this](std::int64_t position, std::int64_t, UtcMs at) -> Ok {
                if (at >= retention.errors_before) return {};
                return remove("DELETE FROM errors WHERE position = ?", position);
              });
}

// What is counted lives as long as the conversations it is counted from.
Ok Sweeper::Run::sweep_facts() {
  if (full()) return {};
  Query old(connection,
            "DELETE FROM facts WHERE position IN (SELECT position FROM facts WHERE bot = ?1 AND at < ?2 "
            "ORDER BY at LIMIT ?3)");
  SB_TRYV(old.bind(bot, retention.conversations_before, left()).run());
  result.rows_removed += connection.changes();
  if (left() <= 0) result.more = true;
  return {};
}

// A text goes with the last person whose saying it is kept. Somebody who types without end does not fill the
// disk: the texts said longest ago go first.
Ok Sweeper::Run::sweep_review() {
  if (full()) return {};
  Query old(connection,
            "DELETE FROM review_said WHERE (text, session_id) IN (SELECT s.text, s.session_id "
            "FROM review_texts t JOIN review_said s ON s.text = t.position "
            "WHERE t.bot = ?1 AND (s.last_at < ?2 OR t.position IN (SELECT position FROM review_texts "
            "WHERE bot = ?1 ORDER BY last_at DESC, position DESC LIMIT -1 OFFSET ?3)) LIMIT ?4)");
  SB_TRYV(old.bind(bot, retention.expressions_before, review_texts_max, left()).run());
  result.rows_removed += connection.changes();
  if (left() <= 0) result.more = true;
  return Query(connection,
               "DELETE FROM review_texts WHERE bot = ? AND NOT EXISTS "
               "(SELECT 1 FROM review_said WHERE text = position)")
      .bind(bot)
      .run();
}

Ok Sweeper::Run::sweep_idempotency() {
  if (full()) return {};
  // Every entry lives equally long, so the oldest expire first.
  Query expired(
      connection,
      "DELETE FROM idempotency WHERE position IN (SELECT position FROM (SELECT position, expires_at FROM "
      "idempotency ORDER BY position LIMIT ?2) WHERE expires_at <= ?1)");
  SB_TRYV(expired.bind(now, left()).run());
  result.rows_removed += connection.changes();
  if (left() == 0) result.more = true;
  return {};
}

namespace {

// A content is in use by a current version, one of the last publications, an accepted event, a turn that
// waits, or the journal (which is asked by position: nothing older than its first step is left).
constexpr const char* mark_contents = R"sql(
WITH used (hash) AS MATERIALIZED (
  SELECT hash FROM bot_versions
  UNION SELECT hash FROM publications p WHERE number > (
    SELECT max(number) - ?1 FROM publications q WHERE q.bot_id = p.bot_id)
  UNION SELECT bot_hash FROM inbox
  UNION SELECT j.bot_hash FROM sessions s JOIN journal j ON j.session_row = s.row WHERE s.in_turn <> 0
  UNION SELECT hash FROM content_uses WHERE last_position >= (SELECT min(position) FROM journal))
UPDATE contents SET unused_since = CASE WHEN hash IN used THEN NULL ELSE ?2 END
WHERE (hash IN used) = (unused_since IS NOT NULL))sql";

Ok sweep_contents(Connection& connection, Applier& applier, UtcMs now, SweepResult& result) {
  SB_TRYV(Query(connection, mark_contents).bind(publications_kept, now).run());
  {
    Query remove(connection, "DELETE FROM contents WHERE unused_since <= ?");
    SB_TRYV(remove.bind(now + -content_grace_ms).run());
  }
  const std::int64_t removed = connection.changes();
  if (removed == 0) return {};
  result.rows_removed += removed;
  applier.forget_content_uses();
  return Query(connection, "DELETE FROM content_uses WHERE hash NOT IN (SELECT hash FROM contents)").run();
}

// What a removed session left behind is needed only as long as its journal is there.
Ok sweep_removed_sessions(Connection& connection, std::int64_t bot) {
  Query remove(connection,
               "DELETE FROM removed_sessions WHERE bot = ? AND NOT EXISTS "
               "(SELECT 1 FROM journal j WHERE j.session_row = removed_sessions.row)");
  return remove.bind(bot).run();
}

}  // namespace

Result<SweepResult> Sweeper::sweep(Connection& connection, Applier& applier, const Retention& retention,
                                   UtcMs now, int batch) {
  Run run{*this, connection, retention, now, batch};
  SB_TRY(run.bot, applier.bot_number(retention.bot_id, retention.version));
  SB_TRYV(run.sweep_journal());
  SB_TRYV(run.sweep_conversations());
  SB_TRYV(run.sweep_errors());
  SB_TRYV(run.sweep_facts());
  SB_TRYV(run.sweep_review());
  SB_TRYV(run.sweep_idempotency());
  if (run.result.more) return run.result;
  // The whole tables at once: they are small, and this happens once per complete sweep.
  SB_TRYV(sweep_contents(connection, applier, now, run.result));
  SB_TRYV(sweep_removed_sessions(connection, run.bot));
  return run.result;
}

}  // namespace sb::store
