#pragma once
#include <atomic>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/executor.h"
#include "base/worker_pool.h"
#include "server/http_server.h"
#include "server/listen_socket.h"
#include "server/tls_identity.h"

namespace sb::server {

// Where a server listens that was told nothing else.
inline constexpr std::string_view listen_default = "127.0.0.1:8080";

// Opens the addresses (see ListenAddress) and takes over the sockets that systemd has passed; without either,
// `listen_default`. A passed socket named "http" or "https" speaks that, others what is usual. The URLs of
// all, with their real ports.
Result<std::vector<std::string>> open_listeners(HttpServer& server, const std::vector<std::string>& listen,
                                                const std::vector<PassedSocket>& passed);

// Looks for new certificate files, now and then and when asked to. Destroy it after its pool has ended.
class CertificateWatch final : public std::enable_shared_from_this<CertificateWatch> {
 public:
  CertificateWatch(std::shared_ptr<TlsIdentity> identity, std::shared_ptr<Executor> executor,
                   BlockingPool& pool, std::int64_t every_ms)
      : identity_(std::move(identity)), executor_(std::move(executor)), pool_(pool), every_ms_(every_ms) {}

  void start();
  // Any thread.
  void look_now();
  void stop() { stopped_ = true; }

 private:
  std::shared_ptr<TlsIdentity> identity_;
  std::shared_ptr<Executor> executor_;
  BlockingPool& pool_;
  const std::int64_t every_ms_;
  std::atomic<bool> stopped_ = false;
};

// Tells the service manager that asked for it (NOTIFY_SOCKET, sd_notify(3)): "READY=1", "STOPPING=1".
void notify_service_manager(std::string_view state);

}  // namespace sb::server
