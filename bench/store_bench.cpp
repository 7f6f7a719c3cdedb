// Durable turns per second of the SQLite store, beside raw inserts of the same bytes into one bare table.
// With loads given only those are measured, for a profiler.
// usage: store_bench DIRECTORY [SECONDS per measurement] [TRANSACTIONS in flight …]
#include <sqlite3.h>
#include <sys/resource.h>

#include <chrono>
#include <condition_variable>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <mutex>
#include <random>
#include <string>

#include "store/store.h"

namespace {

using namespace sb;
using namespace sb::store;
using Clock = std::chrono::steady_clock;

constexpr int sessions_count = 10'000;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

double thread_cpu_us() {
  rusage usage{};
  ::getrusage(RUSAGE_THREAD, &usage);
  const auto us = [](const timeval& t) {
    return static_cast<double>(t.tv_sec) * 1e6 + static_cast<double>(t.tv_usec);
  };
  return us(usage.ru_utime) + us(usage.ru_stime);
}

// Texts that differ from call to call, cut from a random stock.
class Texts {
 public:
  Texts() : stock_(1 << 20, ' ') {
    for (char& c : stock_) c = static_cast<char>('a' + random_() % 26);
  }
  std::string text(std::size_t size) { return stock_.substr(random_() % (stock_.size() - size), size); }
  std::uint64_t below(std::uint64_t bound) { return random_() % bound; }

 private:
  std::mt19937_64 random_{1};
  std::string stock_;
};

SessionRow session_of(std::int64_t row, Texts& texts, std::int64_t turn) {
  SessionRow s;
  s.row = row;
  s.key = {"choochoo", Version::live, "user-" + std::to_string(row)};
  s.state = texts.text(1'800 + texts.below(400));
  s.channel_id = "c00000000000000000000001";
  s.channel_type = "webHook";
  s.language = "en-us";
  s.conversation = row;
  s.turn_no = turn;
  s.created_at = {1'700'000'000'000};
  s.last_activity_at = {1'700'000'000'000 + turn};
  s.expires_at = {1'702'592'000'000 + turn};
  return s;
}

MessageRow message_of(std::int64_t row, Texts& texts, std::int64_t turn) {
  MessageRow m;
  m.message_id = texts.text(24);
  m.session_row = m.conversation = row;
  m.turn_no = turn;
  m.at = {1'700'000'000'000 + turn};
  m.dialog_id = texts.text(24);
  m.dialog_name = "Welcome";
  m.body = texts.text(150 + texts.below(200));
  return m;
}

Transaction turn_of(Store& store, Texts& texts, std::int64_t turn, std::int64_t& outbox_row) {
  const auto row = static_cast<std::int64_t>(1 + texts.below(sessions_count));
  JournalRow j;
  j.session_row = row;
  j.turn_no = turn;
  j.at = {1'700'000'000'000 + turn};
  j.bot_hash = std::string(64, 'b');
  j.digest = texts.text(64);
  j.event = texts.text(500);
  j.effects = texts.text(900 + texts.below(200));
  OutboxRow o;
  o.row = outbox_row = store.new_outbox_row();
  o.session_row = row;
  o.bot_id = "choochoo";
  o.version = Version::live;
  o.target = "c00000000000000000000001";
  o.message_id = texts.text(24);
  o.body = texts.text(400);
  MessageRow reply = message_of(row, texts, turn);
  reply.actor = Actor::bot;
  return {PutSession{session_of(row, texts, turn)},
          TouchConversation{row, {1'700'000'000'000 + turn}, true},
          AddMessage{message_of(row, texts, turn)},
          AddMessage{std::move(reply)},
          AddJournal{std::move(j)},
          AddOutbox{std::move(o)}};
}

void fill(Store& store, Texts& texts) {
  for (int row = 1; row <= sessions_count; row += 100) {
    Transaction transaction;
    for (int i = row; i < row + 100; ++i) {
      ConversationRow c;
      c.row = c.session_row = i;
      c.bot_id = "choochoo";
      c.version = Version::live;
      c.session_id = "user-" + std::to_string(i);
      transaction.push_back(PutSession{session_of(i, texts, 0)});
      transaction.push_back(PutConversation{c});
    }
    if (!store.submit_and_wait(std::move(transaction))) std::abort();
  }
}

void measure_turns(Store& store, Texts& texts, int in_flight, double duration) {
  std::mutex mutex;
  std::condition_variable changed;
  int flying = 0;
  double writer_cpu = 0;
  const auto before = store.health();
  const auto start = Clock::now();
  double cpu_before = 0;
  if (!store.submit_and_wait({})) std::abort();
  store.submit({}, Urgency::now, [&](Ok) { cpu_before = thread_cpu_us(); });
  std::int64_t turns = 0;
  for (; seconds_since(start) < duration; ++turns) {
    std::int64_t outbox_row = 0;
    Transaction transaction = turn_of(store, texts, turns, outbox_row);
    {
      std::unique_lock lock(mutex);
      changed.wait(lock, [&] { return flying < in_flight; });
      ++flying;
    }
    store.submit(std::move(transaction), Urgency::now, [&, outbox_row](Ok done) {
      if (!done) std::abort();
      store.submit({RemoveOutbox{outbox_row}}, Urgency::relaxed, [](Ok) {});
      const std::lock_guard lock(mutex);
      --flying;
      changed.notify_one();
    });
  }
  store.submit({}, Urgency::now, [&](Ok) { writer_cpu = thread_cpu_us() - cpu_before; });
  if (!store.submit_and_wait({})) std::abort();
  const double elapsed = seconds_since(start);
  const auto after = store.health();
  const auto commits = static_cast<double>(after.commits - before.commits);
  std::printf(
      "%3d in flight: %8.0f turns/s, %5.1f us CPU of the writer each, %6.0f commits/s, WAL %.1f MiB\n",
      in_flight, static_cast<double>(turns) / elapsed, writer_cpu / static_cast<double>(turns),
      commits / elapsed, static_cast<double>(after.wal_bytes) / (1 << 20));
  std::fflush(stdout);
}

// The same bytes, unsealed, five rows a turn, one table without an index.
void measure_raw(const std::string& path, Texts& texts, int group, double duration) {
  sqlite3* db = nullptr;
  sqlite3_open(path.c_str(), &db);
  sqlite3_exec(db,
               "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE IF NOT EXISTS raw (data BLOB)",
               nullptr, nullptr, nullptr);
  sqlite3_stmt* insert = nullptr;
  sqlite3_prepare_v2(db, "INSERT INTO raw (data) VALUES (?)", -1, &insert, nullptr);
  std::int64_t turns = 0;
  const double cpu = thread_cpu_us();
  const auto start = Clock::now();
  while (seconds_since(start) < duration) {
    sqlite3_exec(db, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr);
    for (int i = 0; i < group; ++i, ++turns) {
      for (const std::size_t size : {2'000U, 250U, 250U, 1'500U, 400U}) {
        const std::string data = texts.text(size);
        sqlite3_bind_blob(insert, 1, data.data(), static_cast<int>(data.size()), SQLITE_STATIC);
        sqlite3_step(insert);
        sqlite3_reset(insert);
      }
    }
    sqlite3_exec(db, "COMMIT", nullptr, nullptr, nullptr);
  }
  const double elapsed = seconds_since(start);
  std::printf("raw inserts, %3d a commit: %8.0f turns/s, %5.1f us CPU each\n", group,
              static_cast<double>(turns) / elapsed, (thread_cpu_us() - cpu) / static_cast<double>(turns));
  sqlite3_finalize(insert);
  sqlite3_close(db);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "usage: store_bench DIRECTORY [SECONDS] [IN_FLIGHT...]\n");
    return 2;
  }
  const std::string directory = std::string(argv[1]) + "/store_bench";
  const double duration = argc > 2 ? std::atof(argv[2]) : 5;
  std::filesystem::remove_all(directory);
  std::filesystem::create_directories(directory);
  Texts texts;
  if (argc <= 3) {
    for (const int group : {1, 64}) measure_raw(directory + "/raw.db", texts, group, duration);
  }
  std::array<unsigned char, 32> key{};
  SqliteOptions options;
  options.directory = directory;
  auto opened = open_sqlite_store(options, Sealer(key));
  if (!opened) {
    std::fprintf(stderr, "%s\n", opened.error().message.c_str());
    return 1;
  }
  auto store = std::move(opened).value();
  fill(*store, texts);
  std::vector<int> loads;
  for (int i = 3; i < argc; ++i) loads.push_back(std::atoi(argv[i]));
  if (loads.empty()) loads = {1, 8, 64, 256};
  for (const int in_flight : loads) measure_turns(*store, texts, in_flight, duration);
  store.reset();
  std::filesystem::remove_all(directory);
  return 0;
}
