#include "store/conversation_index.h"

#include <string.h>

#include <algorithm>
#include <deque>
#include <limits>
#include <string>
#include <unordered_map>

#include "base/utf8.h"

namespace sb::store {
namespace {

// Changes that nobody asked to see: beyond, loading again is cheaper than remembering.
constexpr std::size_t changed_rows_max = 32'768;

#define SB_INDEXED_CONVERSATIONS                                                                    \
  "SELECT row, bot, started_at, last_message_at, has_user_message, handed_over, emulator, latest, " \
  "channel_type, language, first_name, last_name FROM conversations "

// Texts that many conversations share, each kept once and only as long as one of them has it.
class SharedTexts {
 public:
  using Id = std::uint32_t;

  Id add(const std::string& text) {
    if (const auto known = ids_.find(text); known != ids_.end()) {
      ++kept_[known->second].uses;
      return known->second;
    }
    const Id id = free_.empty() ? static_cast<Id>(kept_.size()) : free_.back();
    if (free_.empty()) {
      kept_.emplace_back();
    } else {
      free_.pop_back();
    }
    kept_[id] = {text, 1};
    ids_.emplace(kept_[id].text, id);
    ++changes_;
    return id;
  }
  void release(Id id) {
    if (--kept_[id].uses > 0) return;
    ids_.erase(kept_[id].text);
    kept_[id].text = {};
    free_.push_back(id);
    ++changes_;
  }
  const std::string& text(Id id) const { return kept_[id].text; }
  std::size_t size() const { return kept_.size(); }
  // Grows with every text that comes or goes.
  std::uint64_t changes() const { return changes_; }

 private:
  struct Kept {
    std::string text;
    std::uint32_t uses = 0;
  };
  std::deque<Kept> kept_;  // in which texts stay where they are
  std::unordered_map<std::string_view, Id> ids_;
  std::vector<Id> free_;
  std::uint64_t changes_ = 0;
};

// Which texts are what is asked for, looked at once each, when first met. What was found stays for the next
// who asks for the same, such as whoever turns the page.
class TextMatch {
 public:
  enum class How { whole, contained };
  TextMatch(const SharedTexts& texts, How how) : texts_(texts), how_(how) {}

  // An empty `wanted` is met by every text.
  void ask(std::string wanted) {
    if (wanted == wanted_ && changes_ == texts_.changes()) return;
    wanted_ = std::move(wanted);
    changes_ = texts_.changes();
    known_.assign(wanted_.empty() ? 0 : texts_.size(), Known::not_yet);
  }
  bool operator()(SharedTexts::Id id) {
    if (wanted_.empty()) return true;
    if (known_[id] == Known::not_yet) known_[id] = look(texts_.text(id)) ? Known::yes : Known::no;
    return known_[id] == Known::yes;
  }

 private:
  enum class Known : std::uint8_t { not_yet, no, yes };
  bool look(const std::string& text) const {
    if (how_ == How::whole) return text == wanted_;
    // A third faster than std::string::find for texts as short as names.
    return ::memmem(text.data(), text.size(), wanted_.data(), wanted_.size()) != nullptr;
  }

  const SharedTexts& texts_;
  const How how_;
  std::string wanted_;
  std::uint64_t changes_ = 0;
  std::vector<Known> known_;
};

struct Entry {
  std::int64_t row = 0, bot = 0;
  UtcMs started_at, last_message_at;
  SharedTexts::Id channel_type = 0, language = 0, first_name = 0, last_name = 0;
  bool has_user_message = false, handed_over = false, emulator = false, latest = false;
  bool removed = false;
};

}  // namespace

// Every conversation, in the order of rows.
class ConversationIndex::Table {
 public:
  std::size_t size() const { return entries_.size(); }

  Ok load(Connection& reader) {
    Query all(reader, SB_INDEXED_CONVERSATIONS "ORDER BY row");
    for (;;) {
      SB_TRY(const bool more, all.next());
      if (!more) return {};
      entries_.push_back(read(all));
    }
  }

  // `rows` ascending, each once.
  Ok refresh(Connection& reader, const std::vector<std::int64_t>& rows) {
    bool some_removed = false;
    for (const std::int64_t row : rows) {
      Query one(reader, SB_INDEXED_CONVERSATIONS "WHERE row = ?");
      SB_TRY(const bool exists, one.bind(row).next());
      const auto place = std::lower_bound(entries_.begin(), entries_.end(), row,
                                          [](const Entry& entry, std::int64_t r) { return entry.row < r; });
      const bool known = place != entries_.end() && place->row == row;
      if (known) release(*place);
      if (exists && known) *place = read(one);
      if (exists && !known) entries_.insert(place, read(one));
      if (!exists && known) some_removed = place->removed = true;
    }
    if (some_removed) std::erase_if(entries_, [](const Entry& entry) { return entry.removed; });
    return {};
  }

  std::vector<std::int64_t> find(std::int64_t bot, const ConversationFilter& filter, const Page& page) {
    const std::int64_t before = page.before > 0 ? page.before : std::numeric_limits<std::int64_t>::max();
    std::int64_t to_skip = page.offset;
    std::vector<std::int64_t> rows;
    if (page.limit <= 0) return rows;
    for_each_match(bot, filter, [&](const Entry& entry) {
      if (entry.row >= before || to_skip-- > 0) return true;
      rows.push_back(entry.row);
      return rows.size() < static_cast<std::size_t>(page.limit);
    });
    return rows;
  }
  std::int64_t count(std::int64_t bot, const ConversationFilter& filter) {
    std::int64_t count = 0;
    for_each_match(bot, filter, [&](const Entry&) { return ++count > 0; });
    return count;
  }

 private:
  // Newest first, until `use` answers false.
  template <typename Use>
  void for_each_match(std::int64_t bot, const ConversationFilter& filter, Use use) {
    channel_.ask(filter.channel_type);
    language_.ask(filter.language);
    first_name_.ask(fold_case(filter.first_name));
    last_name_.ask(fold_case(filter.last_name));
    const UtcMs from = filter.from.value_or(UtcMs{std::numeric_limits<std::int64_t>::min()});
    const UtcMs to = filter.to.value_or(UtcMs{std::numeric_limits<std::int64_t>::max()});
    const bool bursts = filter.rows == ConversationFilter::Rows::bursts;
    for (auto entry = entries_.rbegin(); entry != entries_.rend(); ++entry) {
      if (entry->bot != bot || entry->last_message_at < from || !(entry->started_at < to)) continue;
      if (!first_name_(entry->first_name) || !last_name_(entry->last_name)) continue;
      if (!channel_(entry->channel_type) || !language_(entry->language)) continue;
      if (!(bursts || entry->latest) || (entry->emulator && !filter.with_emulator)) continue;
      if (filter.handed_over && *filter.handed_over != entry->handed_over) continue;
      if (filter.with_user_message_only && !entry->has_user_message) continue;
      if (!use(*entry)) return;
    }
  }

  Entry read(const Query& row) {
    return {row.integer(0),
            row.integer(1),
            row.time(2),
            row.time(3),
            channel_types_.add(row.text(8)),
            languages_.add(row.text(9)),
            first_names_.add(fold_case(row.bytes(10))),
            last_names_.add(fold_case(row.bytes(11))),
            row.flag(4),
            row.flag(5),
            row.flag(6),
            row.flag(7),
            false};
  }
  void release(const Entry& entry) {
    channel_types_.release(entry.channel_type);
    languages_.release(entry.language);
    first_names_.release(entry.first_name);
    last_names_.release(entry.last_name);
  }

  std::vector<Entry> entries_;
  SharedTexts channel_types_, languages_, first_names_, last_names_;
  TextMatch channel_{channel_types_, TextMatch::How::whole}, language_{languages_, TextMatch::How::whole};
  TextMatch first_name_{first_names_, TextMatch::How::contained},
      last_name_{last_names_, TextMatch::How::contained};
};

ConversationIndex::~ConversationIndex() = default;

void ConversationIndex::changed(const std::vector<std::int64_t>& rows) {
  const std::lock_guard lock(guard_);
  if (!watching_) return;
  changed_.insert(changed_.end(), rows.begin(), rows.end());
  if (changed_.size() < changed_rows_max) return;
  std::sort(changed_.begin(), changed_.end());
  changed_.erase(std::unique(changed_.begin(), changed_.end()), changed_.end());
  if (changed_.size() < changed_rows_max / 2) return;
  watching_ = false;
  table_.reset();
  changed_ = {};
}

template <typename T, typename Use>
Result<std::optional<T>> ConversationIndex::ask(ReaderPool& readers, Use use) {
  const std::lock_guard one_reader(reading_);
  auto table = up_to_date(readers);
  if (table && *table) return std::optional<T>(use(**table));
  forget();
  if (table.has_error()) return std::move(table).error();
  return std::optional<T>();
}

Result<std::optional<std::vector<std::int64_t>>> ConversationIndex::find(ReaderPool& readers,
                                                                         std::int64_t bot,
                                                                         const ConversationFilter& filter,
                                                                         const Page& page) {
  return ask<std::vector<std::int64_t>>(readers, [&](Table& table) { return table.find(bot, filter, page); });
}

Result<std::optional<std::int64_t>> ConversationIndex::count(ReaderPool& readers, std::int64_t bot,
                                                             const ConversationFilter& filter) {
  return ask<std::int64_t>(readers, [&](Table& table) { return table.count(bot, filter); });
}

// None when there are too many.
Result<std::shared_ptr<ConversationIndex::Table>> ConversationIndex::up_to_date(ReaderPool& readers) {
  ReaderPool::Lease reader(readers);
  std::shared_ptr<Table> table;
  std::vector<std::int64_t> rows;
  {
    const std::lock_guard lock(guard_);
    table = table_;
    rows.swap(changed_);
    watching_ = true;  // before anything is read, so that no commit falls between
  }
  if (!table) return load(reader);
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  SB_TRYV(table->refresh(reader, rows));
  if (static_cast<std::int64_t>(table->size()) > conversations_max_) table.reset();
  return table;
}

Result<std::shared_ptr<ConversationIndex::Table>> ConversationIndex::load(Connection& reader) {
  Query count(reader, "SELECT coalesce(sum(conversations), 0) FROM conversation_counts");
  SB_TRYV(count.next());
  if (count.integer(0) > conversations_max_) return std::shared_ptr<Table>();
  auto table = std::make_shared<Table>();
  SB_TRYV(table->load(reader));
  const std::lock_guard lock(guard_);
  if (watching_) table_ = table;
  return table;
}

void ConversationIndex::forget() {
  const std::lock_guard lock(guard_);
  watching_ = false;
  table_.reset();
  changed_ = {};
}

}  // namespace sb::store
