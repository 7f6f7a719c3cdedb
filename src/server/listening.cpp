#include "server/listening.h"

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstddef>
#include <cstdlib>
#include <cstring>

namespace sb::server {
namespace {

ListenAddress::Speaks spoken_on(const PassedSocket& socket) {
  if (socket.name == "http") return ListenAddress::Speaks::http;
  return socket.name == "https" ? ListenAddress::Speaks::https : ListenAddress::Speaks::standard;
}

}  // namespace

Result<std::vector<std::string>> open_listeners(HttpServer& server, const std::vector<std::string>& listen,
                                                const std::vector<PassedSocket>& passed) {
  std::vector<std::string> urls;
  for (const auto& socket : passed) {
    SB_TRY(const auto bound, server.adopt(socket.descriptor, spoken_on(socket)));
    urls.push_back(to_url(bound));
  }
  auto wanted = listen;
  if (wanted.empty() && passed.empty()) wanted.emplace_back(listen_default);
  for (const auto& text : wanted) {
    SB_TRY(const auto address, parse_listen_address(text));
    SB_TRY(const auto bound, server.listen(address));
    urls.push_back(to_url(bound));
  }
  return urls;
}

void CertificateWatch::start() {
  executor_->post_after(every_ms_, [weak = weak_from_this()] {
    const auto self = weak.lock();
    if (!self || self->stopped_) return;
    self->look_now();
    self->start();
  });
}

void CertificateWatch::look_now() {
  if (stopped_) return;
  pool_.run([identity = identity_] { identity->reload_if_changed(); });
}

void notify_service_manager(std::string_view state) {
  const char* path = std::getenv("NOTIFY_SOCKET");
  sockaddr_un name{};
  name.sun_family = AF_UNIX;
  const std::size_t length = path ? std::strlen(path) : 0;
  if (length < 2 || length >= sizeof name.sun_path) return;
  std::memcpy(name.sun_path, path, length);
  if (name.sun_path[0] == '@') name.sun_path[0] = '\0';  // of the abstract kind
  const int descriptor = ::socket(AF_UNIX, SOCK_DGRAM | SOCK_CLOEXEC, 0);
  if (descriptor < 0) return;
  ::sendto(descriptor, state.data(), state.size(), MSG_NOSIGNAL, reinterpret_cast<const sockaddr*>(&name),
           static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + length));
  ::close(descriptor);
}

}  // namespace sb::server
