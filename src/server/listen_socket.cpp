#include "server/listen_socket.h"

#include <arpa/inet.h>
#include <fcntl.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <charconv>
#include <cstddef>
#include <cstdlib>
#include <cstring>
#include <system_error>

namespace sb::server {
namespace {

constexpr int backlog = 1024;
constexpr std::string_view unix_prefix = "unix:", http_prefix = "http://", https_prefix = "https://";
// Where passed descriptors begin.
constexpr int passed_first = 3;

std::string reason(int number) {
  return std::generic_category().message(number);
}

Error cannot_listen(const ListenAddress& address, const std::string& why) {
  return {ErrorCode::unavailable, "cannot listen on " + to_text(address) + ": " + why, to_text(address)};
}

Error bad_address(std::string_view text) {
  return {ErrorCode::invalid_input,
          "not a listen address (HOST:PORT, https://HOST:PORT or unix:/path): " + std::string(text),
          std::string(text)};
}

void enable(int descriptor, int level, int option) {
  const int on = 1;
  ::setsockopt(descriptor, level, option, &on, sizeof on);
}

int bind_and_listen(int descriptor, const sockaddr* address, socklen_t size) {
  if (::bind(descriptor, address, size) == 0 && ::listen(descriptor, backlog) == 0) return 0;
  return errno;
}

// Host and port, or the path, that a listening socket is bound to.
ListenAddress bound_address(int descriptor) {
  sockaddr_storage storage{};
  socklen_t size = sizeof storage;
  ::getsockname(descriptor, reinterpret_cast<sockaddr*>(&storage), &size);
  ListenAddress out;
  char text[INET6_ADDRSTRLEN] = "";
  if (storage.ss_family == AF_INET6) {
    const auto& name = reinterpret_cast<const sockaddr_in6&>(storage);
    out.host = ::inet_ntop(AF_INET6, &name.sin6_addr, text, sizeof text);
    out.port = ntohs(name.sin6_port);
  } else if (storage.ss_family == AF_INET) {
    const auto& name = reinterpret_cast<const sockaddr_in&>(storage);
    out.host = ::inet_ntop(AF_INET, &name.sin_addr, text, sizeof text);
    out.port = ntohs(name.sin_port);
  } else if (storage.ss_family == AF_UNIX) {
    const auto& name = reinterpret_cast<const sockaddr_un&>(storage);
    const auto length = size - std::min<std::size_t>(size, offsetof(sockaddr_un, sun_path));
    out.unix_path.assign(name.sun_path, ::strnlen(name.sun_path, length));
    if (out.unix_path.empty()) out.unix_path = "(unnamed)";  // of the abstract kind
  }
  return out;
}

Result<ListenSocket> open_tcp(const ListenAddress& address) {
  addrinfo hints{};
  hints.ai_socktype = SOCK_STREAM;
  hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV;
  addrinfo* found = nullptr;
  const auto port = std::to_string(address.port);
  const int failure =
      ::getaddrinfo(address.host.empty() ? nullptr : address.host.c_str(), port.c_str(), &hints, &found);
  if (failure != 0) return cannot_listen(address, ::gai_strerror(failure));
  int last = EADDRNOTAVAIL;
  ListenSocket out{-1, 0, address};
  for (const auto* entry = found; entry && out.descriptor < 0; entry = entry->ai_next) {
    const int descriptor = ::socket(entry->ai_family, SOCK_STREAM | SOCK_CLOEXEC, 0);
    if (descriptor < 0) {
      last = errno;
      continue;
    }
    enable(descriptor, SOL_SOCKET, SO_REUSEADDR);
    enable(descriptor, IPPROTO_TCP, TCP_NODELAY);  // accepted sockets inherit it
    last = bind_and_listen(descriptor, entry->ai_addr, entry->ai_addrlen);
    if (last == 0) {
      out.descriptor = descriptor;
      out.family = entry->ai_family;
    } else {
      ::close(descriptor);
    }
  }
  ::freeaddrinfo(found);
  if (out.descriptor < 0) return cannot_listen(address, reason(last));
  out.bound.port = bound_address(out.descriptor).port;
  return out;
}

// A socket file nobody listens on is left over from a killed server.
void remove_stale(const sockaddr_un& name) {
  struct stat file {};
  if (::lstat(name.sun_path, &file) != 0 || !S_ISSOCK(file.st_mode)) return;
  const int probe = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (probe < 0) return;
  const int connected = ::connect(probe, reinterpret_cast<const sockaddr*>(&name), sizeof name);
  if (connected != 0 && errno == ECONNREFUSED) ::unlink(name.sun_path);
  ::close(probe);
}

Result<ListenSocket> open_unix(const ListenAddress& address) {
  sockaddr_un name{};
  name.sun_family = AF_UNIX;
  if (address.unix_path.size() >= sizeof name.sun_path) return cannot_listen(address, "the path is too long");
  std::memcpy(name.sun_path, address.unix_path.data(), address.unix_path.size());
  remove_stale(name);
  const int descriptor = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);
  if (descriptor < 0) return cannot_listen(address, reason(errno));
  const int failure = bind_and_listen(descriptor, reinterpret_cast<const sockaddr*>(&name), sizeof name);
  if (failure != 0) {
    ::close(descriptor);
    return cannot_listen(address, reason(failure));
  }
  // Whoever may write to it may connect: the owner and the group, which a proxy can be made a member of.
  if (::chmod(name.sun_path, 0660) != 0) {
    const int why = errno;
    ::close(descriptor);
    return cannot_listen(address, reason(why));
  }
  return ListenSocket{descriptor, AF_UNIX, address};
}

Peer ipv4_peer(const in_addr& address) {
  char text[INET_ADDRSTRLEN] = "";
  ::inet_ntop(AF_INET, &address, text, sizeof text);
  return {text, text, (ntohl(address.s_addr) >> 24) == IN_LOOPBACKNET};
}

Peer ipv6_peer(const in6_addr& address) {
  if (IN6_IS_ADDR_V4MAPPED(&address)) {
    in_addr mapped{};
    std::memcpy(&mapped, address.s6_addr + 12, sizeof mapped);
    return ipv4_peer(mapped);
  }
  char text[INET6_ADDRSTRLEN] = "";
  ::inet_ntop(AF_INET6, &address, text, sizeof text);
  // One household or server usually has a whole /64.
  return {text, std::string(reinterpret_cast<const char*>(address.s6_addr), 8),
          IN6_IS_ADDR_LOOPBACK(&address) != 0};
}

}  // namespace

Result<ListenAddress> parse_listen_address(std::string_view text) {
  ListenAddress out;
  if (text.substr(0, unix_prefix.size()) == unix_prefix) {
    out.unix_path = text.substr(unix_prefix.size());
    if (out.unix_path.empty()) return bad_address(text);
    return out;
  }
  const std::string_view whole = text;
  for (const auto& [prefix, speaks] : {std::pair{http_prefix, ListenAddress::Speaks::http},
                                       std::pair{https_prefix, ListenAddress::Speaks::https}}) {
    if (!whole.starts_with(prefix)) continue;
    out.speaks = speaks;
    text = whole.substr(prefix.size());
    if (text.ends_with('/')) text.remove_suffix(1);
  }
  const auto colon = text.rfind(':');
  if (colon == std::string_view::npos) return bad_address(text);
  auto host = text.substr(0, colon);
  if (host.size() > 2 && host.front() == '[' && host.back() == ']') {
    host = host.substr(1, host.size() - 2);
  } else if (host.find_first_of("[]:") != std::string_view::npos) {
    return bad_address(text);
  }
  out.host = host;
  const auto port = text.substr(colon + 1);
  const auto read = std::from_chars(port.data(), port.data() + port.size(), out.port);
  if (read.ec != std::errc() || read.ptr != port.data() + port.size()) return bad_address(text);
  return out;
}

std::string to_text(const ListenAddress& address) {
  if (!address.unix_path.empty()) return std::string(unix_prefix) + address.unix_path;
  const bool bracketed = address.host.find(':') != std::string::npos;
  return (bracketed ? "[" + address.host + "]" : address.host) + ":" + std::to_string(address.port);
}

std::string to_url(const ListenAddress& address) {
  if (!address.unix_path.empty()) return to_text(address);
  const bool tls = address.speaks == ListenAddress::Speaks::https;
  return std::string(tls ? https_prefix : http_prefix) + to_text(address);
}

Result<ListenSocket> adopt_listen_socket(int descriptor, ListenAddress::Speaks speaks) {
  int listens = 0, type = 0;
  socklen_t size = sizeof listens;
  const bool known = ::getsockopt(descriptor, SOL_SOCKET, SO_ACCEPTCONN, &listens, &size) == 0 &&
                     ::getsockopt(descriptor, SOL_SOCKET, SO_TYPE, &type, &size) == 0;
  if (!known || listens == 0 || type != SOCK_STREAM) {
    return Error{ErrorCode::invalid_input,
                 "the passed descriptor is no listening stream socket: use ListenStream= and Accept=no",
                 "descriptor " + std::to_string(descriptor)};
  }
  ListenSocket out{descriptor, 0, bound_address(descriptor), true};
  out.bound.speaks = speaks;
  out.family = out.bound.unix_path.empty()
                   ? (out.bound.host.find(':') == std::string::npos ? AF_INET : AF_INET6)
                   : AF_UNIX;
  if (out.family != AF_UNIX) enable(descriptor, IPPROTO_TCP, TCP_NODELAY);
  return out;
}

std::vector<PassedSocket> take_passed_sockets() {
  const auto variable = [](const char* name) {
    const char* value = std::getenv(name);
    std::string out = value ? value : "";
    ::unsetenv(name);
    return out;
  };
  const std::string pid = variable("LISTEN_PID"), count = variable("LISTEN_FDS"),
                    names = variable("LISTEN_FDNAMES");
  std::vector<PassedSocket> out;
  if (pid != std::to_string(::getpid())) return out;
  int sockets = 0;
  const auto read = std::from_chars(count.data(), count.data() + count.size(), sockets);
  if (read.ec != std::errc() || read.ptr != count.data() + count.size()) return out;
  std::string_view rest = names;
  for (int i = 0; i < sockets; ++i) {
    const auto name = rest.substr(0, rest.find(':'));
    rest.remove_prefix(std::min(rest.size(), name.size() + 1));
    ::fcntl(passed_first + i, F_SETFD, FD_CLOEXEC);
    out.push_back({passed_first + i, std::string(name)});
  }
  return out;
}

Result<ListenSocket> open_listen_socket(const ListenAddress& address) {
  return address.unix_path.empty() ? open_tcp(address) : open_unix(address);
}

Peer peer_of(int descriptor) {
  sockaddr_storage storage{};
  socklen_t size = sizeof storage;
  if (::getpeername(descriptor, reinterpret_cast<sockaddr*>(&storage), &size) != 0)
    return {"unknown", "", false};
  if (storage.ss_family == AF_INET) return ipv4_peer(reinterpret_cast<sockaddr_in&>(storage).sin_addr);
  if (storage.ss_family == AF_INET6) return ipv6_peer(reinterpret_cast<sockaddr_in6&>(storage).sin6_addr);
  return {"unix", "unix", true};
}

}  // namespace sb::server
