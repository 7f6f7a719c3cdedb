#include <algorithm>

#include "base/json.h"
#include "store/sqlite_read_all.h"
#include "store/sqlite_rows.h"
#include "store/sqlite_store.h"

// What the APIs read of the history. Lists find the rows of a page first, from an index where they can, and
// read only these.

namespace sb::store {
namespace {

// Rows of an index that are cheaper passed over on disk than found in memory.
constexpr std::int64_t offset_walked_max = 1'000;
// Of the rows that session_counts counts together.
constexpr int session_block_bits = 10;

// ?1 bot, ?2 bursts too, ?3 emulator too, ?4 from, ?5 to, ?6 session id, ?7 channel, ?8 language, ?9 first
// name, ?10 last name, ?11 handed over, ?12 only with a user message
#define SB_CONVERSATION_FILTER                                                                            \
  "c.bot = ?1 AND (?2 OR c.latest <> 0) AND (?3 OR c.emulator = 0) "                                      \
  "AND (?4 IS NULL OR c.last_message_at >= ?4) AND (?5 IS NULL OR c.started_at < ?5) "                    \
  "AND (?6 = '' OR c.session_id = ?6) AND (?7 = '' OR c.channel_type = ?7) AND (?8 = '' OR c.language = " \
  "?8) "                                                                                                  \
  "AND (?9 = '' OR instr(fold_case(c.first_name), fold_case(?9)) > 0) "                                   \
  "AND (?10 = '' OR instr(fold_case(c.last_name), fold_case(?10)) > 0) "                                  \
  "AND (?11 IS NULL OR c.handed_over = ?11) AND (NOT ?12 OR c.has_user_message <> 0) "

#define SB_LISTED_COLUMNS                                                                                   \
  SB_CONVERSATION_COLUMNS                                                                                   \
  ", (SELECT min(o.started_at) FROM conversations o WHERE o.bot = c.bot AND o.session_id = c.session_id), " \
  "s.row IS NOT NULL, coalesce(s.paused, 0), "
// Of the session: whatever rows it had. Of the burst alone.
#define SB_SESSION_MESSAGES                                                                             \
  "(SELECT count(*) FROM messages m WHERE m.session_row IN (SELECT o.session_row FROM conversations o " \
  "WHERE o.bot = c.bot AND o.session_id = c.session_id))"
#define SB_BURST_MESSAGES \
  "(SELECT count(*) FROM messages m WHERE m.session_row = c.session_row AND m.conversation = c.row)"
#define SB_LISTED_TABLES                               \
  " FROM conversations c JOIN bots b ON b.id = c.bot " \
  "LEFT JOIN sessions s ON s.bot = c.bot AND s.session_id = c.session_id "
// ?1 a JSON list of rows.
#define SB_LISTED_ROWS(MESSAGES)                        \
  "SELECT " SB_LISTED_COLUMNS MESSAGES SB_LISTED_TABLES \
  "WHERE c.row IN (SELECT value FROM json_each(?1)) ORDER BY c.row DESC"
#define SB_ERROR_LIST(INDEX, NARROWED)                                             \
  "SELECT " SB_ERROR_COLUMNS ", e.position FROM errors e INDEXED BY " INDEX        \
  " JOIN bots b ON b.id = e.bot "                                                  \
  "WHERE e.bot = ?1 AND (?2 IS NULL OR e.at >= ?2) AND (?3 IS NULL OR e.at < ?3) " \
  "AND (?4 = '' OR e.source = ?4) AND " NARROWED                                   \
  " AND (?6 = '' OR e.dialog_id = ?6) AND e.position < ?7 "                        \
  "ORDER BY e.position DESC LIMIT ?8 OFFSET ?9"
#define SB_OF_PERSON \
  "FROM conversations INDEXED BY conversations_by_session WHERE bot = ?1 AND session_id = ?2"

ListedConversation read_listed(const Query& row) {
  ListedConversation out;
  out.conversation = read_conversation(row);
  out.first_seen_at = row.time(14);
  out.session_kept = row.flag(15);
  out.paused = row.flag(16);
  out.messages = row.integer(17);
  return out;
}

bool unfiltered(const ConversationFilter& filter) {
  return filter.rows == ConversationFilter::Rows::sessions && !filter.with_emulator && !filter.from &&
         !filter.to && filter.session_id.empty() && filter.channel_type.empty() && filter.language.empty() &&
         filter.first_name.empty() && filter.last_name.empty() && !filter.handed_over &&
         !filter.with_user_message_only;
}

// Asks only for what conversation_counts tells apart.
bool counted(const ConversationFilter& filter) {
  return !filter.from && !filter.to && filter.session_id.empty() && filter.first_name.empty() &&
         filter.last_name.empty();
}

// Asks for what would otherwise be looked for in every conversation.
bool searched(const ConversationFilter& filter) {
  return filter.session_id.empty() && !counted(filter);
}

// What reads the rows that may be meant, by the index that has the fewest of them. Literals: prepared
// statements are known by their address.
struct FilteredTexts {
  const char *bursts, *sessions, *count;
};
#define SB_FILTERED_LIST(MESSAGES, NARROWED)                                                              \
  "SELECT " SB_LISTED_COLUMNS MESSAGES SB_LISTED_TABLES                                                   \
  "WHERE c.row IN (SELECT c.row FROM conversations c INDEXED BY " NARROWED " AND " SB_CONVERSATION_FILTER \
  "AND c.row < ?13 ORDER BY c.row DESC LIMIT ?14 OFFSET ?15) "                                            \
  "ORDER BY c.row DESC"
#define SB_FILTERED_TEXTS(NARROWED)                                                                 \
  {                                                                                                 \
    SB_FILTERED_LIST(SB_BURST_MESSAGES, NARROWED), SB_FILTERED_LIST(SB_SESSION_MESSAGES, NARROWED), \
        "SELECT count(*) FROM conversations c INDEXED BY " NARROWED " AND " SB_CONVERSATION_FILTER  \
  }

const FilteredTexts& filtered_texts(const ConversationFilter& filter) {
  static constexpr FilteredTexts of_person =
      SB_FILTERED_TEXTS("conversations_by_session WHERE c.session_id = ?6");
  static constexpr FilteredTexts handed_over =
      SB_FILTERED_TEXTS("conversations_handed_over WHERE c.handed_over <> 0");
  static constexpr FilteredTexts of_channel =
      SB_FILTERED_TEXTS("conversations_by_channel WHERE c.channel_type = ?7");
  static constexpr FilteredTexts of_language =
      SB_FILTERED_TEXTS("conversations_by_language WHERE c.language = ?8");
  static constexpr FilteredTexts of_bot = SB_FILTERED_TEXTS("conversations_by_bot WHERE TRUE");
  if (!filter.session_id.empty()) return of_person;
  if (filter.handed_over.value_or(false)) return handed_over;
  if (!filter.channel_type.empty()) return of_channel;
  return filter.language.empty() ? of_bot : of_language;
}

void bind_filter(Query& query, std::int64_t bot, const ConversationFilter& filter) {
  query.bind(bot, filter.rows == ConversationFilter::Rows::bursts, filter.with_emulator, filter.from,
             filter.to, filter.session_id, filter.channel_type, filter.language, filter.first_name,
             filter.last_name, filter.handed_over, filter.with_user_message_only);
}

std::int64_t before(const Page& page) {
  return page.before > 0 ? page.before : INT64_MAX;
}

// Reading never makes a bot known, so an unknown one has the number of none.
Result<std::int64_t> find_bot(Connection& connection, std::string_view bot_id, Version version) {
  Query query(connection, "SELECT id FROM bots WHERE bot_id = ? AND version = ?");
  SB_TRY(const bool found, query.bind(bot_id, number_of(version)).next());
  return found ? query.integer(0) : std::int64_t{0};
}

// Messages lie in the order in which they were committed: that of their times, but for turns that took long
// and clocks that were set back. Within this, the order is not relied on.
constexpr std::int64_t disorder_ms_max = 3'600'000;

// A position before every message of `from` or later.
Result<std::int64_t> position_before(Connection& connection, UtcMs from) {
  Query last(connection, "SELECT coalesce(max(position), 0) FROM messages");
  SB_TRYV(last.next());
  std::int64_t low = 0, high = last.integer(0);
  while (low < high) {
    const std::int64_t middle = low + (high - low) / 2;
    Query next(connection, "SELECT position, at FROM messages WHERE position > ? ORDER BY position LIMIT 1");
    SB_TRY(const bool found, next.bind(middle).next());
    if (found && next.time(1) + disorder_ms_max < from) {
      low = next.integer(0);
    } else {
      high = middle;
    }
  }
  return low;
}

// The offset of a page far inside, as a row to begin before and the few rows that are left to skip.
Result<Page> near_page(Connection& connection, std::int64_t bot, const Page& page) {
  if (page.before > 0 || page.offset == 0) return page;
  Page near = page;
  Query blocks(connection, "SELECT block, sessions FROM session_counts WHERE bot = ? ORDER BY block DESC");
  blocks.bind(bot);
  for (;;) {
    SB_TRY(const bool more, blocks.next());
    if (!more) break;
    near.before = (blocks.integer(0) + 1) << session_block_bits;
    if (near.offset < blocks.integer(1)) return near;
    near.offset -= blocks.integer(1);
  }
  near.limit = 0;  // beyond the end
  return near;
}

AuditRow read_audit(const Query& row) {
  return {row.integer(0), row.time(1), row.text(2),
          row.text(3),    row.text(4), row.text(5),
          row.text(6),    row.text(7), static_cast<int>(row.integer(8))};
}

TurnRow read_turn(const Query& row) {
  return {row.integer(0), row.time(1), static_cast<int>(row.integer(2)), row.text(3)};
}

// Columns of errors, then the position.
ListedError read_listed_error(const Query& row) {
  return {row.integer(13), read_error(row)};
}

}  // namespace

Result<std::vector<ListedConversation>> SqliteStore::list_conversations(const ConversationFilter& filter,
                                                                        const Page& page) {
  // Of one person, each conversation counts its own messages.
  const bool burst = filter.rows == ConversationFilter::Rows::bursts || !filter.session_id.empty();
  const bool far = filter.session_id.empty() && page.offset > offset_walked_max;
  std::optional<std::vector<std::int64_t>> found;
  if (!unfiltered(filter) && (searched(filter) || far)) {
    SB_TRY(const std::int64_t bot, number_of_bot(filter));
    SB_TRY(found, conversations_.find(*readers_, bot, filter, page));
  }
  ReaderPool::Lease connection(*readers_);
  if (found) {
    Query query(connection, burst ? SB_LISTED_ROWS(SB_BURST_MESSAGES) : SB_LISTED_ROWS(SB_SESSION_MESSAGES));
    const std::string rows = to_json_text(JsonArray(found->begin(), found->end()));
    return read_all<ListedConversation>(query.bind(rows), always(read_listed));
  }
  SB_TRY(const std::int64_t bot, find_bot(connection, filter.bot_id, filter.version));
  if (unfiltered(filter)) {
    SB_TRY(const Page near, near_page(connection, bot, page));
    Query query(connection, "SELECT " SB_LISTED_COLUMNS SB_SESSION_MESSAGES SB_LISTED_TABLES
                            "WHERE c.row IN (SELECT row FROM conversations INDEXED BY conversations_latest "
                            "WHERE bot = ?1 AND emulator = 0 AND latest <> 0 AND row < ?2 ORDER BY row DESC "
                            "LIMIT ?3 OFFSET ?4) ORDER BY c.row DESC");
    query.bind(bot, before(near), near.limit, near.offset);
    return read_all<ListedConversation>(query, always(read_listed));
  }
  const FilteredTexts& texts = filtered_texts(filter);
  Query query(connection, burst ? texts.bursts : texts.sessions);
  bind_filter(query, bot, filter);
  query.bind(before(page), page.limit, page.offset);
  return read_all<ListedConversation>(query, always(read_listed));
}

// Without a connection held afterwards: a search waits for its turn with none.
Result<std::int64_t> SqliteStore::number_of_bot(const ConversationFilter& filter) {
  ReaderPool::Lease connection(*readers_);
  return find_bot(connection, filter.bot_id, filter.version);
}

Result<std::int64_t> SqliteStore::count_conversations(const ConversationFilter& filter) {
  if (!unfiltered(filter) && searched(filter)) {
    SB_TRY(const std::int64_t bot, number_of_bot(filter));
    SB_TRY(const auto found, conversations_.count(*readers_, bot, filter));
    if (found) return *found;
  }
  ReaderPool::Lease connection(*readers_);
  SB_TRY(const std::int64_t bot, find_bot(connection, filter.bot_id, filter.version));
  if (unfiltered(filter)) {
    Query query(connection, "SELECT coalesce(sum(sessions), 0) FROM session_counts WHERE bot = ?");
    SB_TRYV(query.bind(bot).next());
    return query.integer(0);
  }
  if (counted(filter)) {
    Query query(connection,
                "SELECT coalesce(sum(c.conversations), 0) FROM conversation_counts c "
                "WHERE c.bot = ?1 AND (?2 OR c.latest <> 0) AND (?3 OR c.emulator = 0) "
                "AND (?4 = '' OR c.channel_type = ?4) AND (?5 = '' OR c.language = ?5) "
                "AND (?6 IS NULL OR c.handed_over = ?6) AND (NOT ?7 OR c.has_user_message <> 0)");
    query.bind(bot, filter.rows == ConversationFilter::Rows::bursts, filter.with_emulator,
               filter.channel_type, filter.language, filter.handed_over, filter.with_user_message_only);
    SB_TRYV(query.next());
    return query.integer(0);
  }
  Query query(connection, filtered_texts(filter).count);
  bind_filter(query, bot, filter);
  SB_TRYV(query.next());
  return query.integer(0);
}

Result<std::vector<std::int64_t>> SqliteStore::session_rows(const SessionKey& key) {
  ReaderPool::Lease connection(*readers_);
  SB_TRY(const std::int64_t bot, find_bot(connection, key.bot_id, key.version));
  Query query(connection, "SELECT session_row " SB_OF_PERSON
                          " UNION SELECT row FROM sessions WHERE bot = ?1 AND session_id = ?2 ORDER BY 1");
  query.bind(bot, key.session_id);
  return read_all<std::int64_t>(query,
                                [](const Query& row) -> Result<std::int64_t> { return row.integer(0); });
}

Result<std::vector<ListedMessage>> SqliteStore::session_messages(const SessionKey& key, std::int64_t after,
                                                                 std::int64_t offset, int limit) {
  ReaderPool::Lease connection(*readers_);
  SB_TRY(const std::int64_t bot, find_bot(connection, key.bot_id, key.version));
  Query query(connection, "SELECT " SB_MESSAGE_COLUMNS
                          " FROM messages m WHERE m.position IN (SELECT position FROM messages "
                          "WHERE session_row IN (SELECT session_row " SB_OF_PERSON
                          ") AND position > ?3 ORDER BY position LIMIT ?4 OFFSET ?5) ORDER BY m.position");
  query.bind(bot, key.session_id, after, limit, offset);
  return read_all<ListedMessage>(query, [this](const Query& row) { return read_message(row, sealer_); });
}

Result<std::int64_t> SqliteStore::count_session_messages(const SessionKey& key) {
  ReaderPool::Lease connection(*readers_);
  SB_TRY(const std::int64_t bot, find_bot(connection, key.bot_id, key.version));
  Query query(connection,
              "SELECT count(*) FROM messages WHERE session_row IN (SELECT session_row " SB_OF_PERSON ")");
  SB_TRYV(query.bind(bot, key.session_id).next());
  return query.integer(0);
}

Result<std::vector<ListedMessage>> SqliteStore::bot_messages(std::string_view bot_id, Version version,
                                                             UtcMs from, std::int64_t after, int limit) {
  ReaderPool::Lease connection(*readers_);
  SB_TRY(const std::int64_t bot, find_bot(connection, bot_id, version));
  SB_TRY(const std::int64_t before_from, position_before(connection, from));
  Query query(connection, "SELECT " SB_MESSAGE_COLUMNS
                          " FROM messages m CROSS JOIN conversations c ON c.row = m.conversation "
                          "WHERE m.position > ? AND m.at >= ? AND c.bot = ? AND c.emulator = 0 "
                          "ORDER BY m.position LIMIT ?");
  query.bind(std::max(after, before_from), from, bot, limit);
  return read_all<ListedMessage>(query, [this](const Query& row) { return read_message(row, sealer_); });
}

Result<std::vector<ListedError>> SqliteStore::list_errors(const ErrorFilter& filter, const Page& page) {
  ReaderPool::Lease connection(*readers_);
  SB_TRY(const std::int64_t bot, find_bot(connection, filter.bot_id, filter.version));
  Query query(connection, filter.session_id.empty()
                              ? SB_ERROR_LIST("errors_by_bot", "?5 = ''")
                              : SB_ERROR_LIST("errors_by_session", "e.session_id = ?5"));
  query.bind(bot, filter.from, filter.to, filter.source, filter.session_id, filter.dialog_id, before(page),
             page.limit, page.offset);
  return read_all<ListedError>(query, always(read_listed_error));
}

Result<std::optional<ErrorRow>> SqliteStore::find_error(std::string_view bot_id, Version version,
                                                        std::string_view id) {
  ReaderPool::Lease connection(*readers_);
  SB_TRY(const std::int64_t bot, find_bot(connection, bot_id, version));
  Query query(connection, "SELECT " SB_ERROR_COLUMNS
                          " FROM errors e JOIN bots b ON b.id = e.bot WHERE e.bot = ? AND e.id = ?");
  query.bind(bot, id);
  return read_one<ErrorRow>(query, always(read_error));
}

Result<std::vector<TurnRow>> SqliteStore::list_turns(std::int64_t session_row, const Page& page) {
  ReaderPool::Lease connection(*readers_);
  Query query(
      connection,
      "SELECT turn_no, min(at), count(*), min(bot_hash) FROM journal WHERE session_row = ? AND turn_no < ? "
      "GROUP BY turn_no ORDER BY turn_no DESC LIMIT ? OFFSET ?");
  query.bind(session_row, before(page), page.limit, page.offset);
  return read_all<TurnRow>(query, always(read_turn));
}

Result<std::vector<FactRow>> SqliteStore::facts(std::string_view bot_id, Version version, FactPlace after,
                                                UtcMs to, int limit) {
  ReaderPool::Lease connection(*readers_);
  SB_TRY(const std::int64_t bot, find_bot(connection, bot_id, version));
  Query query(connection, "SELECT " SB_FACT_COLUMNS
                          " FROM facts f INDEXED BY facts_by_time JOIN bots b ON b.id = f.bot "
                          "LEFT JOIN conversations c ON c.row = f.conversation "
                          "WHERE f.bot = ?1 AND (f.at, f.position) > (?2, ?3) AND f.at < ?4 "
                          "ORDER BY f.at, f.position LIMIT ?5");
  query.bind(bot, after.at, after.position, to, limit);
  return read_all<FactRow>(query, always(read_fact));
}

Result<std::vector<AuditRow>> SqliteStore::audit(std::string_view bot_id, const Page& page) {
  ReaderPool::Lease connection(*readers_);
  Query query(
      connection,
      "SELECT position, at, actor_kind, actor_id, actor_name, action, bot_id, object, status FROM audit "
      "WHERE (?1 = '' OR bot_id = ?1) AND position < ?2 ORDER BY position DESC LIMIT ?3 OFFSET ?4");
  query.bind(bot_id, before(page), page.limit, page.offset);
  return read_all<AuditRow>(query, always(read_audit));
}

}  // namespace sb::store
