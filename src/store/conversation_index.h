#pragma once
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <vector>

#include "store/history.h"
#include "store/sqlite_db.h"
#include "store/sqlite_readers.h"

namespace sb::store {

// Finds conversations by time and by a part of a name, and those far inside a list: what no index of the
// database answers and no count kept in advance covers. Holds in memory what such filters look at, about 60
// bytes a conversation; loaded when first asked for, kept up to date by the rows the writer reports, let go
// when nobody asks for long. The database stays the truth: what is here only says which rows to read, and how
// many there are.
//
// Threading: `changed` on the writer's thread, `find` on any.
class ConversationIndex final {
 public:
  explicit ConversationIndex(std::int64_t conversations_max) : conversations_max_(conversations_max) {}
  ~ConversationIndex();
  ConversationIndex(const ConversationIndex&) = delete;
  ConversationIndex& operator=(const ConversationIndex&) = delete;

  // Conversations that a commit has added, changed or removed, after it is durable. Never waits for a reader.
  void changed(const std::vector<std::int64_t>& rows);

  // What matches in every member of the filter but `session_id`, which must be empty: the rows of a page,
  // newest first, and how many there are in all. `bot` is its number in the database. nullopt: more
  // conversations than `conversations_max`; the database has to be asked. One search at a time reads, and
  // only that one holds a connection of `readers`: the others are free for turns.
  Result<std::optional<std::vector<std::int64_t>>> find(ReaderPool& readers, std::int64_t bot,
                                                        const ConversationFilter& filter, const Page& page);
  Result<std::optional<std::int64_t>> count(ReaderPool& readers, std::int64_t bot,
                                            const ConversationFilter& filter);

 private:
  class Table;
  // Hands an up-to-date table to `use`, if there is one.
  template <typename T, typename Use>
  Result<std::optional<T>> ask(ReaderPool& readers, Use use);
  Result<std::shared_ptr<Table>> up_to_date(ReaderPool& readers);
  Result<std::shared_ptr<Table>> load(Connection& reader);
  void forget();

  const std::int64_t conversations_max_;
  std::mutex reading_;  // one reader at a time; before `guard_`
  std::mutex guard_;    // what follows; held briefly
  std::shared_ptr<Table> table_;
  bool watching_ = false;
  std::vector<std::int64_t> changed_;  // since `table_` was brought up to date
};

}  // namespace sb::store
