#include <gmock/gmock.h>

#include <fstream>
#include <random>
#include <set>

#include "store/conformance_test.h"
#include "store/fault_vfs.h"
#include "store/sqlite_db.h"

// The SQLite store under failing disks, power cuts and foreign or damaged files.

namespace sb::store {
namespace {

Result<std::unique_ptr<Store>> open_on_faults(const std::string& directory) {
  SqliteOptions options;
  options.directory = directory;
  options.reader_connections = 1;
  options.vfs = FaultVfs::name;
  return open_sqlite_store(options, test_sealer());
}

std::string database_of(const TestDirectory& directory) {
  return directory.path() + "/signalbox.db";
}

// Transaction `i` shows in a message, a step of the journal and a session: all or none.
Transaction numbered(int i) {
  SessionRow session = sample_session(1 + i % 3, "user-" + std::to_string(i % 3));
  session.turn_no = i;
  session.state = std::string(static_cast<std::size_t>(200 + i * 37 % 3'000), 's');
  return {PutSession{session}, AddMessage{sample_message(1, 1, std::to_string(i))},
          AddJournal{sample_step(1, i, 0)}};
}

// The numbers of the transactions the store holds; checks that none is there by halves.
std::vector<int> found_in(Store& store) {
  std::vector<int> messages, steps;
  auto listed = store.messages(1, 0, 100'000);
  EXPECT_TRUE(listed) << listed.error().message;
  if (listed) {
    for (const auto& row : *listed) messages.push_back(std::stoi(row.message.message_id));
  }
  auto journal = store.journal(1, 0, 100'000);
  EXPECT_TRUE(journal);
  if (journal) {
    for (const auto& row : *journal) steps.push_back(static_cast<int>(row.turn_no));
  }
  EXPECT_EQ(messages, steps);
  for (int session = 0; session < 3; ++session) {
    std::int64_t last = -1;
    for (const int number : messages) {
      if (number % 3 == session) last = number;
    }
    auto row = store.find_session(1 + session);
    EXPECT_TRUE(row);
    if (row) {
      EXPECT_EQ(*row ? (*row)->turn_no : -1, last);
    }
  }
  return messages;
}

std::string integrity_of(const std::string& path) {
  auto connection = Connection::open(path, Connection::Access::read_write, FaultVfs::name);
  if (!connection) return connection.error().message;
  Query check(**connection, "PRAGMA integrity_check");
  auto row = check.next();
  return row ? check.text(0) : row.error().message;
}

class SqliteFaults : public testing::Test {
 protected:
  void SetUp() override { FaultVfs::instance().reset(); }
  void TearDown() override { FaultVfs::instance().reset(); }
  FaultVfs& vfs = FaultVfs::instance();
};

TEST_F(SqliteFaults, EveryWriteMayFail) {
  int failures = 0;
  for (std::int64_t n = 1;; ++n) {
    SCOPED_TRACE(n);
    vfs.reset();
    const TestDirectory directory;
    auto opened = open_on_faults(directory.path());
    ASSERT_TRUE(opened) << opened.error().message;
    auto store = std::move(opened).value();
    ASSERT_TRUE(store->submit_and_wait(numbered(0)));
    std::vector<int> acknowledged{0};
    vfs.fail_at(n);
    for (int i = 1; i <= 4; ++i) {
      const Ok done = store->submit_and_wait(numbered(i));
      if (done) acknowledged.push_back(i);
      if (!done) {
        EXPECT_EQ(done.error().code, ErrorCode::unavailable) << done.error().message;
        ++failures;
      }
      if (i == 2) {
        const Ok moved = store->checkpoint();
        EXPECT_TRUE(moved || moved.error().code == ErrorCode::unavailable);
      }
    }
    const bool fired = vfs.fired();
    vfs.reset();
    ASSERT_TRUE(store->submit_and_wait(numbered(5)));  // recovers by itself
    acknowledged.push_back(5);
    EXPECT_EQ(found_in(*store), acknowledged);
    store.reset();
    EXPECT_EQ(integrity_of(database_of(directory)), "ok");
    auto again = open_on_faults(directory.path());
    ASSERT_TRUE(again) << again.error().message;
    EXPECT_EQ(found_in(**again), acknowledged);
    if (!fired) break;
  }
  EXPECT_GT(failures, 10);
}

TEST_F(SqliteFaults, OpeningMayFailAtEveryWrite) {
  for (std::int64_t n = 1;; n += 3) {
    SCOPED_TRACE(n);
    vfs.reset();
    const TestDirectory directory;
    vfs.fail_at(n);
    auto opened = open_on_faults(directory.path());
    if (!opened) {
      EXPECT_EQ(opened.error().code, ErrorCode::unavailable) << opened.error().message;
    }
    const bool fired = vfs.fired();
    if (opened) opened->reset();
    vfs.reset();
    auto again = open_on_faults(directory.path());
    ASSERT_TRUE(again) << again.error().message;
    ASSERT_TRUE((*again)->submit_and_wait(numbered(1)));
    EXPECT_EQ(found_in(**again), std::vector<int>{1});
    if (!fired) break;
  }
}

TEST_F(SqliteFaults, AFullDiskRefusesAndRecovers) {
  const TestDirectory directory;
  auto opened = open_on_faults(directory.path());
  ASSERT_TRUE(opened);
  auto store = std::move(opened).value();
  vfs.allow_growth(100'000);
  std::vector<int> acknowledged;
  int refused = 0;
  for (int i = 0; refused < 5; ++i) {
    ASSERT_LT(i, 1'000);
    const Ok done = store->submit_and_wait(numbered(i));
    if (done) {
      acknowledged.push_back(i);
    } else {
      EXPECT_EQ(done.error().code, ErrorCode::unavailable);
      ++refused;
    }
  }
  EXPECT_GT(acknowledged.size(), 1u);
  EXPECT_EQ(found_in(*store), acknowledged);
  vfs.allow_growth(-1);
  ASSERT_TRUE(store->submit_and_wait(numbered(2'000)));
  acknowledged.push_back(2'000);
  EXPECT_EQ(found_in(*store), acknowledged);
  store.reset();
  EXPECT_EQ(integrity_of(database_of(directory)), "ok");
}

// Runs transactions, now and then with a checkpoint, and records what reached the disk and what was
// acknowledged.
std::vector<FaultVfs::Change> record_of_a_day(int transactions) {
  auto& vfs = FaultVfs::instance();
  const TestDirectory directory;
  vfs.start_record();
  auto store = open_on_faults(directory.path());
  EXPECT_TRUE(store);
  for (int i = 0; i < transactions; ++i) {
    if (i % 4 == 3) {  // a few share a commit
      (*store)->submit(numbered(i), Urgency::relaxed, [&vfs, i](Ok done) {
        if (done) vfs.mark(i);
      });
      continue;
    }
    EXPECT_TRUE((*store)->submit_and_wait(numbered(i)));
    vfs.mark(i);
    if (i % 10 == 5) {
      EXPECT_TRUE((*store)->checkpoint());
    }
  }
  store->reset();
  return vfs.take_record();
}

TEST_F(SqliteFaults, APowerCutLosesNothingAcknowledged) {
  constexpr int transactions = 40, cuts = 300;
  const auto record = record_of_a_day(transactions);
  ASSERT_GT(record.size(), 500u);
  std::mt19937_64 random(20'260'101);  // the seed of the cuts
  std::multiset<std::size_t> cut_after;
  for (int i = 0; i < cuts; ++i) cut_after.insert(random() % record.size());
  SimulatedDisk disk;
  int acknowledged = 0, with_data = 0;
  for (std::size_t at = 0; at < record.size(); ++at) {
    disk.play(record[at]);
    if (record[at].kind == FaultVfs::Change::Kind::mark) {
      acknowledged = std::max(acknowledged, static_cast<int>(record[at].offset) + 1);
    }
    for (std::size_t i = 0; i < cut_after.count(at); ++i) {
      SCOPED_TRACE(testing::Message()
                   << "cut after change " << at << ", " << acknowledged << " acknowledged");
      const TestDirectory directory;
      for (const auto& [name, bytes] : disk.files_after_cut(random())) {
        std::ofstream(directory.path() + "/" + name, std::ios::binary) << bytes;
      }
      auto store = open_on_faults(directory.path());
      ASSERT_TRUE(store) << store.error().message;
      const auto found = found_in(**store);
      ASSERT_GE(static_cast<int>(found.size()), acknowledged);
      for (std::size_t j = 0; j < found.size(); ++j) ASSERT_EQ(found[j], static_cast<int>(j));
      with_data += found.empty() ? 0 : 1;
      ASSERT_TRUE((*store)->submit_and_wait(numbered(9'000)));
      store->reset();
      ASSERT_EQ(integrity_of(database_of(directory)), "ok");
    }
  }
  EXPECT_EQ(acknowledged, transactions);
  EXPECT_GT(with_data, cuts / 2);
}

TEST_F(SqliteFaults, SealedBytesDoNotOpenInAnotherRow) {
  const TestDirectory directory;
  {
    auto store = open_on_faults(directory.path());
    ASSERT_TRUE(store);
    ASSERT_TRUE((*store)->submit_and_wait(
        {PutSession{sample_session(1, "user-1")}, PutSession{sample_session(2, "user-2")}}));
  }
  {
    auto connection = Connection::open(database_of(directory), Connection::Access::read_write, "");
    ASSERT_TRUE(connection);
    ASSERT_TRUE(
        (*connection)->execute("UPDATE sessions SET state = (SELECT state FROM sessions WHERE row = 2)"));
  }
  auto store = open_on_faults(directory.path());
  ASSERT_TRUE(store);
  EXPECT_EQ((*store)->find_session(1).error().code, ErrorCode::internal);
  EXPECT_EQ((*store)->find_session(1).error().place, "sessions.state:1");
  EXPECT_TRUE((*store)->find_session(2));
}

TEST_F(SqliteFaults, NobodyElseMayReadTheFiles) {
  const TestDirectory directory;
  auto store = open_on_faults(directory.path());
  ASSERT_TRUE(store);
  ASSERT_TRUE((*store)->submit_and_wait(numbered(1)));
  using std::filesystem::perms;
  for (const auto& file : std::filesystem::directory_iterator(directory.path())) {
    EXPECT_EQ(file.status().permissions(), perms::owner_read | perms::owner_write) << file.path();
  }
}

TEST_F(SqliteFaults, AnotherKeyIsRefusedAtOnce) {
  const TestDirectory directory;
  { ASSERT_TRUE(open_on_faults(directory.path())); }
  SqliteOptions options;
  options.directory = directory.path();
  auto refused = open_sqlite_store(options, Sealer({}));
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::internal);
  EXPECT_THAT(refused.error().message, testing::HasSubstr("another key"));
}

TEST_F(SqliteFaults, ANewerDatabaseIsRefused) {
  const TestDirectory directory;
  { ASSERT_TRUE(open_on_faults(directory.path())); }
  {
    auto connection = Connection::open(database_of(directory), Connection::Access::read_write, "");
    ASSERT_TRUE(connection);
    ASSERT_TRUE((*connection)->execute("INSERT INTO schema_steps VALUES (1000, 'from the future', 0)"));
  }
  auto refused = open_on_faults(directory.path());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::conflict);
  EXPECT_THAT(refused.error().message, testing::HasSubstr("newer release"));
}

TEST_F(SqliteFaults, AMigrationCanBePlanned) {
  const TestDirectory directory;
  SqliteOptions options;
  options.directory = directory.path();
  {
    auto connection = Connection::open(database_of(directory), Connection::Access::read_write, "");
    ASSERT_TRUE(connection);
    ASSERT_TRUE((*connection)->execute("CREATE TABLE unrelated (x)"));
  }
  for (int again = 0; again < 2; ++again) {
    auto plan = plan_sqlite_migration(options);
    ASSERT_TRUE(plan) << plan.error().message;
    EXPECT_EQ(plan->version_found, 0);
    EXPECT_THAT(plan->steps,
                testing::ElementsAre("the first tables", "handovers to people",
                                     "history, facts and audit for the APIs", "counts of sessions",
                                     "texts of users to learn from", "people and their logins",
                                     "counts of conversations by what lists ask for",
                                     "errors by id and by session"));
  }
  { ASSERT_TRUE(open_sqlite_store(options, test_sealer())); }
  auto plan = plan_sqlite_migration(options);
  ASSERT_TRUE(plan);
  EXPECT_EQ(plan->version_found, 8);
  EXPECT_THAT(plan->steps, testing::IsEmpty());
}

TEST_F(SqliteFaults, AFileThatIsNoDatabaseIsAFaultNotACrash) {
  const TestDirectory directory;
  std::ofstream(database_of(directory)) << std::string(10'000, 'x');
  auto refused = open_on_faults(directory.path());
  ASSERT_FALSE(refused);
  EXPECT_EQ(refused.error().code, ErrorCode::internal);
}

TEST_F(SqliteFaults, ADamagedPageIsAFaultNotACrash) {
  const TestDirectory directory;
  {
    auto store = open_on_faults(directory.path());
    ASSERT_TRUE(store);
    for (int i = 0; i < 50; ++i) ASSERT_TRUE((*store)->submit_and_wait(numbered(i)));
  }
  {
    std::fstream file(database_of(directory), std::ios::binary | std::ios::in | std::ios::out);
    file.seekp(4'096);
    file << std::string(std::filesystem::file_size(database_of(directory)) - 4'096, '\x5a');
  }
  auto opened = open_on_faults(directory.path());
  if (opened) {
    EXPECT_EQ((*opened)->messages(1, 0, 10).error().code, ErrorCode::internal);
  } else {
    EXPECT_EQ(opened.error().code, ErrorCode::internal) << opened.error().message;
  }
}

}  // namespace
}  // namespace sb::store
