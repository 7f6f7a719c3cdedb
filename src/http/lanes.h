#pragma once
#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "http/transfer.h"

namespace sb::http {

// One isolation key's connections, TLS sessions and idle handles. Kept handles are cheap to start again: only
// what differs between two requests is set.
class Lane final {
 public:
  // Throws std::bad_alloc when libcurl cannot be set up.
  Lane(TransferContext& context, std::optional<ClientCertificate> certificate);
  ~Lane();
  Lane(const Lane&) = delete;
  Lane& operator=(const Lane&) = delete;

  EasyHandle take();
  void give_back(EasyHandle handle, std::int64_t now_ms);

  int busy() const { return busy_; }
  std::int64_t idle_since_ms() const { return idle_since_ms_; }

 private:
  TransferContext& context_;
  std::optional<ClientCertificate> certificate_;
  CURLSH* share_;
  std::vector<EasyHandle> idle_;
  int busy_ = 0;
  std::int64_t idle_since_ms_ = 0;
};

// All lanes of a client. A lane without work goes, with its connections, after lane_idle_ms_max, or as the
// oldest one when there are too many lanes or open sockets.
class Lanes final {
 public:
  static constexpr std::int64_t lane_idle_ms_max = 60'000;
  static constexpr std::size_t lanes_max = 512;

  explicit Lanes(TransferContext& context) : context_(context) {}

  Lane& at(const std::string& key, const std::optional<ClientCertificate>& certificate);
  // Call now and then.
  void close_idle(std::int64_t now_ms, int sockets_max);

 private:
  bool close_oldest_idle();

  TransferContext& context_;
  std::unordered_map<std::string, std::unique_ptr<Lane>> lanes_;
};

// What connections are kept apart by: the isolation key and the certificate shown.
std::string lane_key(const Request& request);

}  // namespace sb::http
