#include "store/sqlite_applier.h"
#include "store/sqlite_read_all.h"
#include "store/sqlite_rows.h"
#include "store/sqlite_store.h"

// Texts of users that authors may learn from (ReviewRow).

namespace sb::store {
namespace {

#define SB_REVIEW_TEXT_COLUMNS \
  "t.position, b.bot_id, b.version, t.language, t.folded, t.text, t.reason, t.intent, t.score, t.state, "
#define SB_REVIEW_COLUMNS \
  SB_REVIEW_TEXT_COLUMNS  \
  "(SELECT coalesce(sum(times), 0) FROM review_said WHERE text = t.position), t.first_at, t.last_at"

ReviewRow read_review(const Query& row) {
  ReviewRow out;
  out.position = row.integer(0);
  out.bot_id = row.text(1);
  out.version = version_of(row.integer(2));
  out.language = row.text(3);
  out.folded = row.text(4);
  out.text = row.text(5);
  out.reason = static_cast<ReviewRow::Reason>(row.integer(6));
  out.intent = row.text(7);
  out.score = row.real(8);
  out.state = static_cast<ReviewRow::State>(row.integer(9));
  out.times = row.integer(10);
  out.first_at = row.time(11);
  out.last_at = row.time(12);
  return out;
}

}  // namespace

Ok Applier::apply(const AddReview& change) {
  const ReviewRow& t = change.text;
  SB_TRY(const std::int64_t bot, bot_number(t.bot_id, t.version));
  Query add(connection_,
            "INSERT INTO review_texts (position, bot, language, folded, text, reason, intent, score, "
            "first_at, last_at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (bot, language, folded) "
            "DO UPDATE SET text = excluded.text, reason = excluded.reason, intent = excluded.intent, "
            "score = excluded.score, last_at = max(last_at, excluded.last_at)");
  SB_TRYV(add.bind(counters_.draw(Counters::review), bot, t.language, t.folded, t.text,
                   static_cast<int>(t.reason), t.intent, t.score, t.last_at, t.last_at)
              .run());
  Query said(connection_,
             "INSERT INTO review_said (text, session_id, times, last_at) SELECT position, ?4, 1, ?5 "
             "FROM review_texts WHERE bot = ?1 AND language = ?2 AND folded = ?3 "
             "ON CONFLICT (text, session_id) DO UPDATE SET times = times + 1, "
             "last_at = max(last_at, excluded.last_at)");
  return said.bind(bot, t.language, t.folded, change.session_id, t.last_at).run();
}

Ok Applier::apply(const MarkReview& change) {
  Query mark(connection_,
             "UPDATE review_texts SET state = ? WHERE bot IN (SELECT id FROM bots WHERE bot_id = ?) "
             "AND language = ? AND folded = ?");
  return mark.bind(static_cast<int>(change.state), change.bot_id, change.language, change.folded).run();
}

Result<std::vector<ReviewRow>> SqliteStore::review_texts(const ReviewFilter& filter, const Page& page) {
  ReaderPool::Lease connection(*readers_);
  Query query(connection, "SELECT " SB_REVIEW_COLUMNS
                          " FROM review_texts t JOIN bots b ON b.id = t.bot "
                          "WHERE b.bot_id = ? AND b.version = ? AND (?3 = '' OR t.language = ?3) "
                          "AND (?4 < 0 OR t.reason = ?4) AND t.state = ?5 AND t.position < ?6 "
                          "ORDER BY t.position DESC LIMIT ?7 OFFSET ?8");
  const int reason = filter.reason ? static_cast<int>(*filter.reason) : -1;
  query.bind(filter.bot_id, number_of(filter.version), filter.language, reason,
             static_cast<int>(filter.state), page.before > 0 ? page.before : INT64_MAX, page.limit,
             page.offset);
  return read_all<ReviewRow>(query, always(read_review));
}

Result<std::optional<ReviewRow>> SqliteStore::find_review_text(std::string_view bot_id,
                                                               std::int64_t position) {
  ReaderPool::Lease connection(*readers_);
  Query query(connection, "SELECT " SB_REVIEW_COLUMNS
                          " FROM review_texts t JOIN bots b ON b.id = t.bot "
                          "WHERE b.bot_id = ? AND t.position = ?");
  query.bind(bot_id, position);
  return read_one<ReviewRow>(query, always(read_review));
}

Result<std::vector<ReviewRow>> SqliteStore::review_texts_of(const SessionKey& person) {
  ReaderPool::Lease connection(*readers_);
  Query query(connection, "SELECT " SB_REVIEW_TEXT_COLUMNS
                          "s.times, t.first_at, s.last_at FROM review_said s "
                          "JOIN review_texts t ON t.position = s.text JOIN bots b ON b.id = t.bot "
                          "WHERE s.session_id = ? AND b.bot_id = ? AND b.version = ? ORDER BY t.position");
  query.bind(person.session_id, person.bot_id, number_of(person.version));
  return read_all<ReviewRow>(query, always(read_review));
}

}  // namespace sb::store
