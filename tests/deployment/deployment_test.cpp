#include <arpa/inet.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <signal.h>
#include <sqlite3.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/clock.h"
#include "http/testing/certificates.h"
#include "server_process.h"
#include "webhook_client.h"

// What stands around the server on a real machine: systemd, certificates, a database of an earlier release.

namespace sb::testing {
namespace {

constexpr std::int64_t wait_ms_max = 30'000;
constexpr const char* ledger = SB_SOURCE_DIR "/tests/system/bots/ledger";
const std::map<std::string, std::string> nobody_there = {{"LEDGER_BACKEND_URL", "http://127.0.0.1:9"},
                                                         {"LEDGER_WEBHOOK_URL", "http://127.0.0.1:9"}};

std::string read_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void write_text(const std::string& path, const std::string& text) {
  std::ofstream(path + ".new", std::ios::binary) << text;
  std::filesystem::rename(path + ".new", path);
}

// Output and exit code of a command.
std::pair<std::string, int> run(const std::string& command) {
  std::string output;
  FILE* pipe = ::popen((command + " 2>&1").c_str(), "r");
  for (int c = 0; (c = std::fgetc(pipe)) != EOF;) output += static_cast<char>(c);
  const int status = ::pclose(pipe);
  return {output, WIFEXITED(status) ? WEXITSTATUS(status) : -1};
}

// The URL after this beginning in the log.
std::string logged_url(const std::string& log, const std::string& beginning) {
  const auto at = log.find("\"" + beginning);
  if (at == std::string::npos) return {};
  return log.substr(at + 1, log.find('"', at + 1) - at - 1);
}

// --- systemd ---

// What a service manager passes: a socket that listens, and one that hears about the service's state.
class ServiceManager {
 public:
  explicit ServiceManager(const std::string& notify_path) {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    listening_ = ::socket(AF_INET, SOCK_STREAM, 0);
    ::bind(listening_, reinterpret_cast<sockaddr*>(&address), sizeof address);
    ::listen(listening_, 16);
    socklen_t size = sizeof address;
    ::getsockname(listening_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    sockaddr_un name{};
    name.sun_family = AF_UNIX;
    std::memcpy(name.sun_path, notify_path.data(), notify_path.size());
    hearing_ = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
    ::bind(hearing_, reinterpret_cast<sockaddr*>(&name), sizeof name);
    const timeval limit{wait_ms_max / 1000, 0};
    ::setsockopt(hearing_, SOL_SOCKET, SO_RCVTIMEO, &limit, sizeof limit);
  }
  ~ServiceManager() {
    ::close(listening_);
    ::close(hearing_);
  }
  ServiceManager(const ServiceManager&) = delete;
  std::string hear() const {
    char text[256];
    const auto size = ::recv(hearing_, text, sizeof text, 0);
    return size > 0 ? std::string(text, static_cast<std::size_t>(size)) : "nothing";
  }
  int listening() const { return listening_; }
  int port() const { return port_; }

 private:
  int listening_ = -1, hearing_ = -1, port_ = 0;
};

TEST(Systemd, PassesTheSocketAndHearsOfReadiness) {
  const ScratchDirectory scratch;
  const std::string notify = scratch.path() + "/notify", log = scratch.path() + "/log";
  const ServiceManager manager(notify);
  // The shell becomes the server, so that its number is the one that is named.
  const std::string script = "LISTEN_FDS=1 LISTEN_PID=$$ LISTEN_FDNAMES=http exec \"$0\" \"$@\" 3<&" +
                             std::to_string(manager.listening());
  ChildProcess server({"/bin/bash", "-c", script, SB_BINARY, "serve", "--data", scratch.path() + "/data"},
                      {"NOTIFY_SOCKET=" + notify}, "listens on http://127.0.0.1:", log);
  EXPECT_EQ(server.port(), manager.port());
  EXPECT_EQ(manager.hear(), "READY=1");
  BlockingHttp http;
  const std::string url = "http://127.0.0.1:" + std::to_string(manager.port());
  EXPECT_EQ(http.get(url + "/healthz").status, 200);
  EXPECT_EQ(read_text(log).find("127.0.0.1:8080"), std::string::npos);  // no other address
  EXPECT_EQ(server.end(SIGTERM), 0);
  EXPECT_EQ(manager.hear(), "STOPPING=1");
}

TEST(Systemd, ADescriptorThatDoesNotListenIsRefused) {
  const ScratchDirectory scratch;
  const auto [output, status] = run("bash -c 'LISTEN_FDS=1 LISTEN_PID=$$ exec " SB_BINARY " serve --data " +
                                    scratch.path() + "/data 3</dev/null'");
  EXPECT_EQ(status, 1);
  EXPECT_NE(output.find("ListenStream="), std::string::npos) << output;
}

TEST(Systemd, TheUnitsAreValid) {
  if (run("command -v systemd-analyze").second != 0) GTEST_SKIP() << "systemd-analyze is not there";
  const ScratchDirectory scratch;
  for (const auto* unit : {"signalbox.service", "signalbox.socket"}) {
    std::string text = read_text(SB_SOURCE_DIR "/packaging/systemd/" + std::string(unit));
    const std::string installed = "/usr/local/bin/signalbox";
    if (const auto at = text.find(installed); at != std::string::npos)
      text.replace(at, installed.size(), SB_BINARY);
    write_text(scratch.path() + "/" + unit, text);
  }
  const auto [output, status] = run("systemd-analyze verify " + scratch.path() + "/signalbox.service " +
                                    scratch.path() + "/signalbox.socket");
  EXPECT_EQ(status, 0) << output;
  EXPECT_EQ(output.find("Unknown key"), std::string::npos) << output;
}

// Under a systemd of their own; needs the rights to make one.
TEST(Systemd, RunsTheUnits) {
  if (run("grep -q __asan_init " SB_BINARY).second == 0)
    GTEST_SKIP() << "sanitizers need more than the unit grants";
  if (::geteuid() != 0 || run("unshare --mount --pid --net --cgroup --fork true").second != 0 ||
      run("test -x /lib/systemd/systemd").second != 0)
    GTEST_SKIP() << "this takes root and systemd";
  const auto [output, status] = run(SB_SOURCE_DIR "/packaging/systemd/try-units " SB_BINARY_DIR);
  if (output.find("ok: ") == std::string::npos && output.find("WRONG: ") == std::string::npos)
    GTEST_SKIP() << "no systemd can be started here: " << output;
  EXPECT_EQ(status, 0) << output;
  EXPECT_NE(output.find("sandbox of scripts: own namespaces"), std::string::npos) << output;
}

// --- options ---

TEST(ConfigurationFile, SaysWhatNoFlagAndNoVariableSays) {
  ScratchDirectory scratch;
  const std::string file = scratch.path() + "/signalbox.toml", doctor = SB_BINARY " doctor --config " + file;
  std::ofstream(file) << "data = \"" << scratch.path() << "/of-the-file\"\nlisten = [\"127.0.0.1:0\"]\n";
  EXPECT_NE(run(doctor).first.find("/of-the-file"), std::string::npos);
  EXPECT_EQ(run(doctor + " --data " + scratch.path() + "/of-the-flag").first.find("/of-the-file"),
            std::string::npos);
  EXPECT_EQ(run("SIGNALBOX_DATA=" + scratch.path() + "/of-the-variable " + doctor).first.find("/of-the-file"),
            std::string::npos);
  std::ofstream(file) << "lissen = [\"127.0.0.1:0\"]\n";
  EXPECT_NE(run(doctor).first.find("there is no option 'lissen'"), std::string::npos);
  EXPECT_NE(run(doctor + ".missing").second, 0);
}

// --- certificates ---

TEST(Certificate, IsRenewedUnderARunningServer) {
  const ScratchDirectory scratch;
  const http::testing::TestAuthority authority;
  const std::string certificate = scratch.path() + "/cert.pem", key = scratch.path() + "/key.pem";
  const auto issue = [&](const std::string& name) {
    const auto issued = authority.issue(name, "IP:127.0.0.1");
    write_text(key, issued.key_pem);
    write_text(certificate, issued.certificate_pem);
  };
  issue("first");
  ServerProcess server({{ledger},
                        {"--tls-cert", certificate, "--tls-key", key, "--listen", "127.0.0.1:0", "--listen",
                         "unix:" + scratch.path() + "/socket"},
                        nobody_there});
  server.start();
  const std::string url = logged_url(server.log(), "https://127.0.0.1:");
  ASSERT_FALSE(url.empty()) << server.log();
  const std::string authority_file = scratch.path() + "/authority.pem";
  write_text(authority_file, authority.certificate_pem());
  const std::string address = url.substr(std::string("https://").size());
  const auto shown = [&] {
    return run("openssl s_client -connect " + address + " -CAfile " + authority_file +
               " -verify_return_error </dev/null")
        .first;
  };
  EXPECT_NE(shown().find("CN = first"), std::string::npos) << shown();
  EXPECT_EQ(run("curl -sS --cacert " + authority_file + " " + url + "/healthz").first, R"({"status":"ok"})");
  EXPECT_EQ(run("curl -sS --unix-socket " + scratch.path() + "/socket http://localhost/healthz").first,
            R"({"status":"ok"})");
  const auto [doctor, status] = run(SB_BINARY " doctor --data " + scratch.path() + "/none --tls-cert " +
                                    certificate + " --tls-key " + key);
  EXPECT_NE(doctor.find("certificate: " + certificate + " valid until"), std::string::npos) << doctor;
  EXPECT_NE(doctor.find("renew it"), std::string::npos) << doctor;  // it is valid for a day

  issue("second");
  server.signal(SIGHUP);
  const std::int64_t give_up_at_ms = monotonic_ms() + wait_ms_max;
  while (shown().find("CN = second") == std::string::npos && monotonic_ms() < give_up_at_ms) continue;
  EXPECT_NE(shown().find("CN = second"), std::string::npos) << server.log();
  write_text(certificate, "damaged");
  server.signal(SIGHUP);
  while (server.log().find("tls.reload_failed") == std::string::npos && monotonic_ms() < give_up_at_ms)
    continue;
  EXPECT_NE(server.log().find("the certificate from before stays in use"), std::string::npos);
  EXPECT_NE(shown().find("CN = second"), std::string::npos);
  EXPECT_EQ(server.terminate(), 0);
}

// --- databases of earlier releases ---

void make_old_database(const std::string& directory) {
  std::filesystem::create_directories(directory);
  sqlite3* database = nullptr;
  ASSERT_EQ(sqlite3_open((directory + "/signalbox.db").c_str(), &database), SQLITE_OK);
  char* failure = nullptr;
  sqlite3_exec(database, read_text(SB_SOURCE_DIR "/tests/deployment/schema-3.sql").c_str(), nullptr, nullptr,
               &failure);
  ASSERT_EQ(failure, nullptr) << failure;
  sqlite3_close(database);
}

TEST(Migration, IsTriedBeforeItIsDone) {
  ServerProcess server({{ledger}, {}, nobody_there});
  make_old_database(server.data_directory());
  const std::string command = SB_BINARY " migrate --data " + server.data_directory();
  for (int again = 0; again < 2; ++again) {
    const auto [output, status] = run(command + " --dry-run");
    EXPECT_EQ(status, 0) << output;
    EXPECT_NE(output.find("would be applied: counts of sessions"), std::string::npos) << output;
    EXPECT_NE(output.find(R"({"versionFound":3,"steps":["counts of sessions")"), std::string::npos) << output;
  }
  const auto [output, status] = run(command);
  EXPECT_EQ(status, 0) << output;
  EXPECT_NE(output.find("applied: counts of sessions"), std::string::npos) << output;
  EXPECT_NE(run(command + " --dry-run").first.find("the database is current"), std::string::npos);
  server.start();
  BlockingHttp http;
  http::Request list;
  list.url = server.url("/v1/bots/ledger/conversations?version=DRAFT");
  list.headers = {{"Authorization", std::string("Bearer ") + test_token}};
  const auto page = parse_json(http.send(list).body).value();
  EXPECT_EQ(page.at("count"), Json(2));
  EXPECT_EQ(page.at("data").at(0).at("id"), Json("ann"));
  EXPECT_EQ(page.at("data").at(1).at("messageCount"), Json(1));
  for (const auto& [channel, count] : std::map<std::string, int>{{"webHook", 2}, {"web", 0}}) {
    list.url = server.url("/v1/bots/ledger/conversations?version=DRAFT&channel=" + channel);
    EXPECT_EQ(parse_json(http.send(list).body).value().at("count"), Json(count)) << channel;
  }
  EXPECT_EQ(run(command + " --dry-run").second, 1);  // in use
}

}  // namespace
}  // namespace sb::testing
