#pragma once
#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <functional>
#include <memory>
#include <string>

#include "store/store.h"

namespace sb::store {

inline Sealer test_sealer() {
  std::array<unsigned char, 32> key{};
  key.fill(7);
  return Sealer(key);
}

// A directory that goes with the test.
class TestDirectory final {
 public:
  TestDirectory() {
    std::string name = (std::filesystem::temp_directory_path() / "sb_store_XXXXXX").string();
    path_ = ::mkdtemp(name.data());
  }
  ~TestDirectory() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  TestDirectory(const TestDirectory&) = delete;
  TestDirectory& operator=(const TestDirectory&) = delete;
  const std::string& path() const { return path_; }

 private:
  std::string path_;
};

// One kind of store under test. `open` opens the store of a place, again and again with what it held.
struct StoreKind {
  std::string name;
  std::function<Result<std::unique_ptr<Store>>(const std::string& directory, std::size_t queue_max)> open;
};

// Rows whose every member has a value of its own, so that mixed-up columns show.
inline SessionRow sample_session(std::int64_t row, const std::string& session_id = "user-1") {
  SessionRow s;
  s.row = row;
  s.key = {"bot-1", Version::live, session_id};
  s.generation = 3;
  s.state = R"({"state":"secret state"})";
  s.channel_id = "channel-1";
  s.channel_type = "webHook";
  s.language = "nl-nl";
  s.first_name = "Ada";
  s.last_name = "Lovelace";
  s.conversation = 5;
  s.turn_no = 6;
  s.created_at = {1'000};
  s.last_activity_at = {2'000};
  s.expires_at = {3'000};
  return s;
}
inline ConversationRow sample_conversation(std::int64_t row, std::int64_t session_row) {
  ConversationRow c;
  c.row = row;
  c.session_row = session_row;
  c.bot_id = "bot-1";
  c.version = Version::live;
  c.session_id = "user-1";
  c.channel_type = "web";
  c.language = "en";
  c.first_name = "Grace";
  c.last_name = "Hopper";
  c.started_at = {10'000};
  c.last_message_at = {11'000};
  c.emulator = true;
  return c;
}
inline MessageRow sample_message(std::int64_t session_row, std::int64_t conversation, const std::string& id) {
  MessageRow m;
  m.message_id = id;
  m.session_row = session_row;
  m.conversation = conversation;
  m.turn_no = 9;
  m.actor = Actor::bot;
  m.at = {12'000};
  m.is_intro = true;
  m.dialog_id = "dialog-1";
  m.dialog_name = "Welcome";
  m.body = R"({"text":"hello {name}"})";
  m.original = R"({"text":"secret original"})";
  m.nlp = R"({"intent":{"name":"hi","score":0.5}})";
  return m;
}
inline JournalRow sample_step(std::int64_t session_row, std::int64_t turn_no, int step_no) {
  JournalRow j;
  j.session_row = session_row;
  j.generation = 2;
  j.turn_no = turn_no;
  j.step_no = step_no;
  j.at = {13'000};
  j.bot_hash = "hash-1";
  j.event = R"({"event":"secret event"})";
  j.effects = R"(["secret effects"])";
  j.digest = "0123456789abcdef";
  return j;
}
inline InboxRow sample_inbox(std::int64_t row, const std::string& session_id = "user-1") {
  return {row,     {"bot-1", Version::live, session_id}, "channel-1", R"({"inbox":"secret event"})", "hash-2",
          {14'000}};
}
inline OutboxRow sample_outbox(std::int64_t row, std::int64_t session_row) {
  OutboxRow o;
  o.row = row;
  o.session_row = session_row;
  o.generation = 4;
  o.bot_id = "bot-1";
  o.version = Version::live;
  o.target = "provider-1";
  o.message_id = "message-1";
  o.body = R"({"body":"secret body"})";
  o.created_at = {15'000};
  o.due_at = {16'000};
  o.attempts = 2;
  return o;
}
inline ErrorRow sample_error(const std::string& id) {
  ErrorRow e;
  e.id = id;
  e.bot_id = "bot-1";
  e.version = Version::live;
  e.session_id = "user-1";
  e.channel_type = "web";
  e.dialog_id = "dialog-2";
  e.dialog_name = "Order";
  e.source = "api";
  e.error = "no answer";
  e.request = R"({"method":"GET"})";
  e.response = R"({"code":500})";
  e.emulator = true;
  e.at = {17'000};
  return e;
}

// Over one kind of store; `reopen` is a restart.
class Conformance : public testing::TestWithParam<StoreKind> {
 protected:
  static constexpr std::size_t queue_max = 10'000;

  void SetUp() override { reopen(); }

  void reopen() {
    store.reset();
    auto opened = GetParam().open(directory.path(), queue_max);
    ASSERT_TRUE(opened) << opened.error().message;
    store = std::move(opened).value();
  }

  void commit(Transaction transaction) {
    const Ok done = store->submit_and_wait(std::move(transaction));
    ASSERT_TRUE(done) << done.error().message;
  }

  // The value of a read that must succeed.
  template <typename T>
  T get(Result<T> result) {
    if (!result) {
      ADD_FAILURE() << result.error().message;
      return {};
    }
    return std::move(result).value();
  }

  std::vector<std::int64_t> outbox_rows() {
    std::vector<std::int64_t> rows;
    for (const OutboxRow& row : get(store->outbox(0, 1'000))) rows.push_back(row.row);
    return rows;
  }
  std::vector<std::string> message_ids(std::int64_t session_row) {
    std::vector<std::string> ids;
    for (const auto& listed : get(store->messages(session_row, 0, 1'000)))
      ids.push_back(listed.message.message_id);
    return ids;
  }
  SweepResult sweep_all(UtcMs before, UtcMs now) {
    const Retention retention{"bot-1", Version::live, before, before, before};
    return get(store->sweep(retention, now, 1'000));
  }

  TestDirectory directory;
  std::unique_ptr<Store> store;
};

}  // namespace sb::store
