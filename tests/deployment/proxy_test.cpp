#include <arpa/inet.h>
#include <fcntl.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <stdexcept>

#include "base/clock.h"
#include "base/crypto.h"
#include "server/test_client.h"
#include "server_process.h"
#include "webhook_client.h"

extern char** environ;

// The configurations in packaging/, run by the real proxies in front of the real server: hostile requests of
// tests/corpora/http1-requests, and event streams.

namespace sb::testing {
namespace {

using server::testing::RawClient;

constexpr std::int64_t start_ms_max = 30'000, log_ms_max = 10'000;
constexpr const char* ledger = SB_SOURCE_DIR "/tests/system/bots/ledger";

std::string read_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void replace(std::string& text, const std::string& from, const std::string& to) {
  const auto at = text.find(from);
  if (at == std::string::npos) throw std::runtime_error("the configuration does not hold " + from);
  text.replace(at, from.size(), to);
}

// A program that runs until this object goes.
class Background {
 public:
  explicit Background(std::vector<std::string> arguments, const std::string& home) {
    std::vector<char*> argv, envp;
    for (auto& argument : arguments) argv.push_back(argument.data());
    argv.push_back(nullptr);
    std::vector<std::string> variables = {
        "HOME=" + home, "XDG_DATA_HOME=" + home, "XDG_CONFIG_HOME=" + home,
        "PATH=/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"};
    for (auto& variable : variables) envp.push_back(variable.data());
    envp.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    const std::string log = home + "/output";
    posix_spawn_file_actions_addopen(&actions, 1, log.c_str(), O_WRONLY | O_CREAT | O_APPEND, 0600);
    posix_spawn_file_actions_adddup2(&actions, 1, 2);
    if (::posix_spawnp(&pid_, argv.front(), &actions, nullptr, argv.data(), envp.data()) != 0) pid_ = -1;
    posix_spawn_file_actions_destroy(&actions);
  }
  ~Background() {
    if (pid_ <= 0) return;
    ::kill(pid_, SIGKILL);
    ::waitpid(pid_, nullptr, 0);
  }
  Background(const Background&) = delete;
  bool ended() {
    if (pid_ > 0 && ::waitpid(pid_, nullptr, WNOHANG) == pid_) pid_ = -1;
    return pid_ <= 0;
  }

 private:
  pid_t pid_ = -1;
};

class Proxy : public ::testing::Test {
 protected:
  Proxy()
      : server_(
            {{ledger},
             {"--trusted-proxy", "127.0.0.1"},
             {{"LEDGER_BACKEND_URL", "http://127.0.0.1:9"}, {"LEDGER_WEBHOOK_URL", "http://127.0.0.1:9"}}}) {
    server_.start();
  }

  // Returns when it takes connections on `socket_`.
  void start_proxy(std::vector<std::string> arguments) {
    socket_.unix_path = scratch_.path() + "/proxy.sock";
    proxy_ = std::make_unique<Background>(std::move(arguments), scratch_.path());
    const std::int64_t give_up_at_ms = monotonic_ms() + start_ms_max;
    for (;;) {
      try {
        const RawClient client(socket_);
        return;
      } catch (const std::runtime_error&) {
        ASSERT_FALSE(proxy_->ended()) << read_text(scratch_.path() + "/output");
        ASSERT_LT(monotonic_ms(), give_up_at_ms);
      }
    }
  }

  void start_nginx() {
    const std::string& home = scratch_.path();
    std::string site;
    std::istringstream shipped(read_text(SB_SOURCE_DIR "/packaging/nginx/signalbox.conf"));
    for (std::string line; std::getline(shipped, line);) {
      if (line.find("ssl_") == std::string::npos) site += line + "\n";  // framing is the same without
    }
    replace(site, "listen 443 ssl http2;",
            "listen unix:" + home + "/proxy.sock; listen 127.0.0.1:" + std::to_string(port_) + ";");
    replace(site, "X-Forwarded-Proto $scheme", "X-Forwarded-Proto https");  // what it is with TLS
    replace(site, "127.0.0.1:8080", "127.0.0.1:" + std::to_string(server_.port()));
    std::ofstream(home + "/site.conf") << site;
    std::ofstream conf(home + "/nginx.conf");
    conf << "daemon off; master_process off; pid " << home << "/pid; error_log " << home << "/error.log;\n"
         << "events { worker_connections 1024; }\nhttp {\n";
    for (const auto* kind : {"client_body", "proxy", "fastcgi", "uwsgi", "scgi"})
      conf << kind << "_temp_path " << home << "/" << kind << ";\n";
    conf << "log_format counted '$status $upstream_status'; access_log " << home << "/access.log counted;\n"
         << "client_header_timeout 500ms; client_body_timeout 500ms; keepalive_timeout 500ms;\n"
         << "include " << home << "/site.conf;\n}\n";
    conf.close();
    start_proxy({"nginx", "-p", home, "-e", home + "/error.log", "-c", home + "/nginx.conf"});
  }

  void start_caddy() {
    const std::string& home = scratch_.path();
    std::string site = read_text(SB_SOURCE_DIR "/packaging/caddy/Caddyfile");
    replace(site, "bots.example.com {",
            "{\n\tadmin off\n\tauto_https off\n\thttp_port " + std::to_string(port_) +
                "\n\tservers {\n\t\ttimeouts {\n\t\t\tread_body 500ms\n"
                "\t\t\tread_header 500ms\n\t\t\tidle 500ms\n\t\t}\n\t}\n}\nhttp:// {\n\tbind unix/" +
                home + "/proxy.sock 127.0.0.1\n\tlog {\n\t\toutput file " + home + "/access.log\n\t}");
    replace(site, "127.0.0.1:8080", "127.0.0.1:" + std::to_string(server_.port()));
    std::ofstream(home + "/Caddyfile") << site;
    start_proxy({"caddy", "run", "--config", home + "/Caddyfile", "--adapter", "caddyfile"});
  }

  // Requests that the server has answered so far, those for this number not among them.
  int answered() {
    http::Request request;
    request.url = server_.url("/metrics");
    const std::string text = http_.send(std::move(request)).body;
    const std::string name = "signalbox_http_requests_total{";
    int sum = -scrapes_++;
    for (auto at = text.find("\n" + name); at != std::string::npos; at = text.find("\n" + name, at + 1))
      sum += std::stoi(text.substr(text.find(' ', at + 1) + 1));
    return sum;
  }

  // Every raw request of the corpus on a connection of its own, all at once; returns when all have closed.
  void send_corpus() {
    std::vector<std::unique_ptr<RawClient>> clients;
    for (const auto* name : {"own.jsonl", "llhttp.jsonl"}) {
      std::istringstream file(read_text(SB_SOURCE_DIR "/tests/corpora/http1-requests/" + std::string(name)));
      for (std::string line; std::getline(file, line);) {
        const Json row = parse_json(line).value();
        clients.push_back(std::make_unique<RawClient>(socket_));
        clients.back()->send(from_base64(string_member(row.as_object(), "raw_base64")).value());
      }
    }
    EXPECT_EQ(clients.size(), 125u);
    for (const auto& client : clients) {
      const std::string answers = client->read_all();
      EXPECT_EQ(answers.find("<deadline>"), std::string::npos) << answers;
      EXPECT_EQ(answers.find("HTTP/1.1 500"), std::string::npos) << answers;
    }
  }

  void expect_streams_to_pass() {
    RawClient reader(socket_);
    reader.send(
        std::string(
            "GET /manage/v1/bots/ledger/events?version=LIVE HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer ") +
        test_token + "\r\n\r\n");
    EXPECT_NE(reader.read_until("\r\n\r\n").find("200 OK"), std::string::npos);
    const JsonObject body{{"conversationId", "someone"},
                          {"message", JsonObject{{"textMessage", JsonObject{{"text", "count"}}}}}};
    const auto said =
        http_.post(server_.url("/v1/channels/webhook/aaaaaaaaaaaaaaaaaaaaaaaa/messages"), to_json_text(body),
                   {{"Authorization", std::string("Bearer ") + test_token}});
    EXPECT_EQ(said.status, 200) << said.body;
    // The stream stays open: what arrives was not held back until its end.
    EXPECT_NE(reader.read_until("event: step").find("event: step"), std::string::npos);
  }

  // The answer to what a client at that address sends through the proxy: its head and its body.
  std::string from(const std::string& address, const std::string& method, const std::string& path,
                   const JsonObject& body, const std::vector<std::string>& fields) {
    std::string command = "curl -sS -i --interface " + address + " -X " + method +
                          " -H 'Content-Type: application/json' -d '" + to_json_text(body) + "'";
    for (const auto& field : fields) command += " -H '" + field + "'";
    command += " http://127.0.0.1:" + std::to_string(port_) + path + " 2>&1";
    std::string output;
    FILE* pipe = ::popen(command.c_str(), "r");
    for (int c = 0; (c = std::fgetc(pipe)) != EOF;) output += static_cast<char>(c);
    ::pclose(pipe);
    return output;
  }
  // The status of a wrong password.
  std::string guess(const std::string& address, const std::string& claimed) {
    return from(address, "POST", "/manage/v1/login",
                {{"login", "admin"}, {"password", "wrong horse battery"}}, {"X-Forwarded-For: " + claimed})
        .substr(0, 12);
  }
  Json manage(const std::string& method, const std::string& path) {
    http::Request request;
    request.method = method;
    request.url = server_.url("/manage/v1/" + path);
    request.headers = {{"Authorization", std::string("Bearer ") + test_token}};
    return parse_json(http_.send(std::move(request)).body).value();
  }

  // Who guesses is told apart by the address that the proxy saw, whatever he writes himself.
  void expect_clients_to_be_told_apart() {
    for (int i = 0; i < 5; ++i)
      EXPECT_EQ(guess("127.0.0.2", "198.51.100." + std::to_string(i)), "HTTP/1.1 401") << i;
    EXPECT_EQ(guess("127.0.0.2", "198.51.100.9"), "HTTP/1.1 429");
    EXPECT_EQ(guess("127.0.0.3", "127.0.0.2"), "HTTP/1.1 401");
    // The log is written a moment after the answer.
    int second = 0, third = 0;
    const std::int64_t give_up_at_ms = monotonic_ms() + log_ms_max;
    while (third == 0 && monotonic_ms() < give_up_at_ms) {
      const Json log = manage("GET", "audit");
      second = 0;
      for (const auto& entry : log.at("data").as_array()) {
        second += entry.at("action") == Json("logIn") && entry.at("object") == Json("127.0.0.2");
        third += entry.at("action") == Json("logIn") && entry.at("object") == Json("127.0.0.3");
      }
    }
    EXPECT_EQ(second, 5);
    EXPECT_EQ(third, 1);
  }

  // TLS ended at the proxy, and the list of logins shows who came.
  void expect_a_secure_login() {
    const auto admin = manage("GET", "users").at("data").at(0).at("id").as_string();
    const std::string link(manage("POST", "users/" + std::string(admin) + "/link").at("link").as_string());
    const auto answer =
        from("127.0.0.4", "POST", "/manage/v1/setup",
             {{"token", link.substr(link.find('#') + 1)}, {"password", "correct horse battery"}},
             {"X-Forwarded-For: 127.0.0.1", "X-Forwarded-Proto: http"});
    const std::string name = "__Host-signalbox=";
    const auto begin = answer.find(name);
    ASSERT_NE(begin, std::string::npos) << answer;
    const auto logins = from("127.0.0.5", "GET", "/manage/v1/me/logins", {},
                             {"Cookie: " + answer.substr(begin, answer.find(';', begin) - begin)});
    EXPECT_NE(logins.find(R"("address":"127.0.0.4")"), std::string::npos) << logins;
  }

  static std::uint16_t free_port() {
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    const int descriptor = ::socket(AF_INET, SOCK_STREAM, 0);
    ::bind(descriptor, reinterpret_cast<sockaddr*>(&address), sizeof address);
    socklen_t size = sizeof address;
    ::getsockname(descriptor, reinterpret_cast<sockaddr*>(&address), &size);
    ::close(descriptor);
    return ntohs(address.sin_port);
  }

  const std::uint16_t port_ = free_port();  // of the proxy, besides `socket_`
  ScratchDirectory scratch_;
  ServerProcess server_;
  BlockingHttp http_;
  server::ListenAddress socket_;
  std::unique_ptr<Background> proxy_;
  int scrapes_ = 0;
};

TEST_F(Proxy, NginxAndTheServerCountTheSameRequests) {
  start_nginx();
  const int before = answered();
  send_corpus();
  const int heard = answered() - before;
  // nginx writes about a request when its connection is over, a moment after the client sees that.
  const auto sent_on = [&] {
    int count = 0;
    std::istringstream log(read_text(scratch_.path() + "/access.log"));
    for (std::string line; std::getline(log, line);) count += line.ends_with(" -") ? 0 : 1;
    return count;
  };
  const std::int64_t give_up_at_ms = monotonic_ms() + log_ms_max;
  while (sent_on() < heard && monotonic_ms() < give_up_at_ms) continue;
  EXPECT_GT(heard, 10);
  EXPECT_EQ(sent_on(), heard);
  expect_streams_to_pass();
  expect_clients_to_be_told_apart();
  expect_a_secure_login();
}

TEST_F(Proxy, CaddyAndTheServerCountTheSameRequests) {
  start_caddy();
  const int before = answered();
  send_corpus();
  int sent_on = 0;
  std::istringstream log(read_text(scratch_.path() + "/access.log"));
  for (std::string line; std::getline(log, line);) ++sent_on;
  EXPECT_GT(sent_on, 10);
  // Caddy begins to send before a body is complete; the server never hears of some that are not.
  EXPECT_LE(answered() - before, sent_on);
  expect_streams_to_pass();
  expect_clients_to_be_told_apart();
}

}  // namespace
}  // namespace sb::testing
