#include "server/test_client.h"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstdlib>
#include <cstring>
#include <stdexcept>

namespace sb::server::testing {
namespace {

// Who waits for a server asks again and again: nothing may be left of what was tried.
int connected(int descriptor, const sockaddr* name, socklen_t size, const std::string& what) {
  if (::connect(descriptor, name, size) == 0) return descriptor;
  ::close(descriptor);
  throw std::runtime_error(what);
}

int connect_unix(const std::string& path) {
  sockaddr_un name{};
  name.sun_family = AF_UNIX;
  std::memcpy(name.sun_path, path.data(), path.size());
  return connected(::socket(AF_UNIX, SOCK_STREAM, 0), reinterpret_cast<const sockaddr*>(&name), sizeof name,
                   path);
}

int connect_tcp(const ListenAddress& server) {
  sockaddr_in name{};
  name.sin_family = AF_INET;
  name.sin_port = htons(server.port);
  ::inet_pton(AF_INET, server.host.c_str(), &name.sin_addr);
  const int descriptor = ::socket(AF_INET, SOCK_STREAM, 0);
  const int on = 1;
  ::setsockopt(descriptor, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
  return connected(descriptor, reinterpret_cast<const sockaddr*>(&name), sizeof name, "connect");
}

}  // namespace

RawClient::RawClient(const ListenAddress& server)
    : descriptor_(server.unix_path.empty() ? connect_tcp(server) : connect_unix(server.unix_path)) {}

RawClient::~RawClient() {
  ::close(descriptor_);
}

bool RawClient::send(std::string_view bytes) {
  while (!bytes.empty()) {
    pollfd waiting{descriptor_, POLLOUT, 0};
    if (::poll(&waiting, 1, wait_ms_max) <= 0) return false;
    const auto sent = ::send(descriptor_, bytes.data(), bytes.size(), MSG_NOSIGNAL | MSG_DONTWAIT);
    if (sent < 0) return false;
    bytes.remove_prefix(static_cast<std::size_t>(sent));
  }
  return true;
}

bool RawClient::send_bytewise(std::string_view bytes) {
  // Every limit of the server lies below this.
  constexpr std::size_t single_bytes_max = 16 * 1024;
  for (const char& byte : bytes.substr(0, single_bytes_max)) {
    if (!send({&byte, 1})) return false;
  }
  return bytes.size() <= single_bytes_max || send(bytes.substr(single_bytes_max));
}

void RawClient::half_close() {
  ::shutdown(descriptor_, SHUT_WR);
}

void RawClient::abort() {
  const linger at_once{1, 0};
  ::setsockopt(descriptor_, SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
  ::close(descriptor_);
  descriptor_ = -1;
}

bool RawClient::fill() {
  pollfd waiting{descriptor_, POLLIN, 0};
  if (::poll(&waiting, 1, wait_ms_max) <= 0) {
    deadline_passed_ = true;
    return false;
  }
  char buffer[16 * 1024];
  const auto count = ::recv(descriptor_, buffer, sizeof buffer, 0);
  if (count <= 0) return false;
  pending_.append(buffer, static_cast<std::size_t>(count));
  return true;
}

std::string RawClient::read_all() {
  while (fill()) {
  }
  return std::exchange(pending_, {}) + (deadline_passed_ ? "<deadline>" : "");
}

std::string RawClient::read_until(std::string_view text) {
  std::size_t at = 0;
  while ((at = pending_.find(text)) == std::string::npos) {
    if (!fill()) return read_all();
  }
  auto out = pending_.substr(0, at + text.size());
  pending_.erase(0, at + text.size());
  return out;
}

std::string RawClient::read_answer() {
  auto out = read_until("\r\n\r\n");
  const auto length = static_cast<std::size_t>(std::atol(header_of(out, "Content-Length").c_str()));
  while (pending_.size() < length && fill()) {
  }
  out += pending_.substr(0, length);
  pending_.erase(0, length);
  return out;
}

std::string body_of(std::string_view answer) {
  const auto end = answer.find("\r\n\r\n");
  return end == std::string_view::npos ? "" : std::string(answer.substr(end + 4));
}

int status_of(std::string_view answer) {
  constexpr std::string_view start = "HTTP/1.1 ";
  return answer.substr(0, start.size()) == start ? std::atoi(answer.data() + start.size()) : 0;
}

std::string header_of(std::string_view answer, std::string_view name) {
  const auto mark = "\r\n" + std::string(name) + ": ";
  const auto at = answer.substr(0, answer.find("\r\n\r\n") + 2).find(mark);
  if (at == std::string_view::npos) return "";
  const auto from = at + mark.size();
  return std::string(answer.substr(from, answer.find("\r\n", from) - from));
}

}  // namespace sb::server::testing
