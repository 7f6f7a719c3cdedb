#include "store/conversation_index.h"

#include <gtest/gtest.h>

#include <numeric>

#include "store/conformance_test.h"
#include "store/sqlite_schema.h"

// What the conformance suite cannot see from outside: when the index is kept, and when it is let go.

namespace sb::store {
namespace {

class ConversationIndexTest : public testing::Test {
 protected:
  void SetUp() override {
    ASSERT_TRUE(migrate(*connection, MigrationMode::apply, {1'000}));
    for (int i = 0; i < 3; ++i) add("Ada");
  }
  std::int64_t add(const std::string& first_name) {
    Query insert(
        *connection,
        "INSERT INTO conversations (session_row, bot, session_id, channel_type, language, first_name, "
        "last_name, started_at, last_message_at, has_user_message, handed_over, emulator) "
        "VALUES (1, 1, 'ann', 'web', 'en', ?, '', 0, 0, 1, 0, 0)");
    EXPECT_TRUE(insert.bind(first_name).run());
    return sqlite3_last_insert_rowid(connection->handle());
  }
  std::vector<std::unique_ptr<Connection>> one_reader() const {
    std::vector<std::unique_ptr<Connection>> connections;
    connections.push_back(
        std::move(Connection::open(database_path(directory.path()), Connection::Access::read_only, ""))
            .value());
    return connections;
  }
  // -1: the database has to be asked.
  std::int64_t count(const std::string& first_name) {
    ConversationFilter filter;
    filter.first_name = first_name;
    const auto found = index.count(readers, 1, filter);
    EXPECT_TRUE(found);
    return found && *found ? **found : -1;
  }

  TestDirectory directory;
  std::unique_ptr<Connection> connection =
      std::move(Connection::open(database_path(directory.path()), Connection::Access::read_write, ""))
          .value();
  ReaderPool readers{one_reader()};
  ConversationIndex index{5};
};

TEST_F(ConversationIndexTest, ReadsWhatItIsToldHasChanged) {
  EXPECT_EQ(count("ada"), 3);
  const std::int64_t row = add("Adam");
  EXPECT_EQ(count("ada"), 3);  // nobody said
  index.changed({row});
  EXPECT_EQ(count("ada"), 4);
  EXPECT_EQ(count("adam"), 1);
  EXPECT_EQ(count("eva"), 0);
}

TEST_F(ConversationIndexTest, IsLetGoWhenMuchChangesThatNobodyAsksFor) {
  EXPECT_EQ(count("ada"), 3);
  add("Adam");
  std::vector<std::int64_t> others(20'000);
  std::iota(others.begin(), others.end(), 1'000);
  index.changed(others);
  EXPECT_EQ(count("ada"), 3);  // not so many yet
  add("Adam");
  for (int i = 0; i < 3; ++i) index.changed(others);
  EXPECT_EQ(count("ada"), 5);  // all was read again
}

TEST_F(ConversationIndexTest, GivesUpAboveItsLimitAndComesBackBelow) {
  EXPECT_EQ(count("ada"), 3);
  for (int i = 0; i < 3; ++i) index.changed({add("Eva")});
  EXPECT_EQ(count("ada"), -1);
  EXPECT_EQ(count("ada"), -1);
  ASSERT_TRUE(connection->execute("DELETE FROM conversations WHERE first_name = 'Eva' AND row > 4"));
  EXPECT_EQ(count("ada"), 3);
  EXPECT_EQ(count("v"), 1);
}

}  // namespace
}  // namespace sb::store
