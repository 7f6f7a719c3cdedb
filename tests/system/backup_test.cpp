#include <gtest/gtest.h>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <thread>

#include "server_process.h"
#include "webhook_client.h"

// A backup taken while people talk is a whole server: its journal reproduces every turn, and it goes on from
// there.

namespace sb::testing {
namespace {

constexpr const char* channel_path = "/v1/channels/webhook/aaaaaaaaaaaaaaaaaaaaaaaa/messages";

// The last line of what the program prints; its exit code.
struct Printed {
  int code = 0;
  std::string last_line;
};
Printed run_signalbox(const std::string& arguments, const std::string& scratch) {
  const std::string file = scratch + "/printed";
  const int status =
      std::system((std::string(SB_BINARY) + " --log-level error " + arguments + " >" + file).c_str());
  Printed printed{WIFEXITED(status) ? WEXITSTATUS(status) : -1, ""};
  std::ifstream lines(file);
  for (std::string line; std::getline(lines, line);) printed.last_line = line;
  return printed;
}

bool say(BlockingHttp& http, const std::string& url, const std::string& session) {
  const JsonObject body{{"conversationId", session},
                        {"message", JsonObject{{"textMessage", JsonObject{{"text", "count"}}}}}};
  return http.post(url, to_json_text(body), {{"Authorization", std::string("Bearer ") + test_token}})
             .status == 200;
}

TEST(Backup, OfARunningServerIsWhole) {
  ScratchDirectory scratch;
  WebhookReceiver receiver;
  ServerProcess server(
      {{SB_SOURCE_DIR "/tests/system/bots/ledger"},
       {},
       {{"LEDGER_BACKEND_URL", "http://127.0.0.1:9"}, {"LEDGER_WEBHOOK_URL", receiver.url()}}});
  server.start();
  const std::string url = server.url(channel_path);
  std::atomic<bool> enough{false};
  std::atomic<int> said{0};
  std::thread talker([&] {
    BlockingHttp http;
    for (int i = 0; !enough; ++i) said += say(http, url, "session-" + std::to_string(i % 7)) ? 1 : 0;
  });
  while (said < 50) std::this_thread::yield();
  const std::string folder = scratch.path() + "/backup", restored = scratch.path() + "/data";
  const Printed backup =
      run_signalbox("backup " + folder + " --data " + server.data_directory(), scratch.path());
  enough = true;
  talker.join();
  EXPECT_EQ(backup.code, 0);
  EXPECT_EQ(std::filesystem::status(folder + "/secret.key").permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);

  ::setenv("LEDGER_BACKEND_URL", "http://127.0.0.1:9", 1);
  ::setenv("LEDGER_WEBHOOK_URL", receiver.url().c_str(), 1);
  ASSERT_EQ(run_signalbox("restore " + folder + " --data " + restored, scratch.path()).code, 0);
  const Printed replay = run_signalbox("replay --data " + restored, scratch.path());
  EXPECT_EQ(replay.code, 0);
  const auto report = parse_json(replay.last_line).value();
  EXPECT_EQ(report.at("differences"), 0);
  EXPECT_EQ(report.at("sessions"), 7);
  EXPECT_GE(report.at("turns").to_number<int>(), 50);
}

TEST(Backup, RefusesWhatItWouldOverwriteAndWhatIsDamaged) {
  ScratchDirectory scratch;
  const std::string missing = scratch.path() + "/nothing", full = scratch.path() + "/full",
                    damaged = scratch.path() + "/damaged";
  EXPECT_EQ(run_signalbox("backup " + full + " --data " + missing + " 2>/dev/null", scratch.path()).code, 1);
  std::filesystem::create_directories(damaged);
  std::ofstream(damaged + "/signalbox.db") << "this is not a database";
  std::ofstream(damaged + "/secret.key") << std::string(32, 'k');
  EXPECT_EQ(run_signalbox("restore " + damaged + " --data " + full + " 2>/dev/null", scratch.path()).code, 1);
  EXPECT_EQ(run_signalbox("restore " + damaged + " --data " + damaged + " 2>/dev/null", scratch.path()).code,
            1);
  std::ifstream untouched(damaged + "/signalbox.db");
  EXPECT_EQ(std::string(std::istreambuf_iterator<char>(untouched), {}), "this is not a database");
}

}  // namespace
}  // namespace sb::testing
