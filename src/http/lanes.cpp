#include "http/lanes.h"

#include <new>

#include "base/crypto.h"

namespace sb::http {

Lane::Lane(TransferContext& context, std::optional<ClientCertificate> certificate)
    : context_(context), certificate_(std::move(certificate)), share_(curl_share_init()) {
  if (!share_) throw std::bad_alloc();
  curl_share_setopt(share_, CURLSHOPT_SHARE, CURL_LOCK_DATA_CONNECT);
  curl_share_setopt(share_, CURLSHOPT_SHARE, CURL_LOCK_DATA_SSL_SESSION);
}

Lane::~Lane() {
  idle_.clear();  // handles first: a share in use cannot go
  curl_share_cleanup(share_);
}

EasyHandle Lane::take() {
  EasyHandle handle;
  if (idle_.empty()) {
    handle.reset(curl_easy_init());
    if (!handle) throw std::bad_alloc();
    prepare_handle(handle.get(), context_, share_, certificate_);
  } else {
    handle = std::move(idle_.back());
    idle_.pop_back();
  }
  ++busy_;
  return handle;
}

void Lane::give_back(EasyHandle handle, std::int64_t now_ms) {
  --busy_;
  idle_since_ms_ = now_ms;
  idle_.push_back(std::move(handle));
}

Lane& Lanes::at(const std::string& key, const std::optional<ClientCertificate>& certificate) {
  if (const auto found = lanes_.find(key); found != lanes_.end()) return *found->second;
  if (lanes_.size() >= lanes_max) close_oldest_idle();
  return *lanes_.emplace(key, std::make_unique<Lane>(context_, certificate)).first->second;
}

void Lanes::close_idle(std::int64_t now_ms, int sockets_max) {
  std::erase_if(lanes_, [&](const auto& entry) {
    return entry.second->busy() == 0 && now_ms - entry.second->idle_since_ms() > lane_idle_ms_max;
  });
  while (context_.open_sockets > sockets_max && close_oldest_idle()) {
  }
}

bool Lanes::close_oldest_idle() {
  auto oldest = lanes_.end();
  for (auto it = lanes_.begin(); it != lanes_.end(); ++it) {
    if (it->second->busy() > 0) continue;
    if (oldest == lanes_.end() || it->second->idle_since_ms() < oldest->second->idle_since_ms()) oldest = it;
  }
  if (oldest == lanes_.end()) return false;
  lanes_.erase(oldest);
  return true;
}

std::string lane_key(const Request& request) {
  if (!request.client_certificate) return request.isolation_key;
  // The digest has a fixed size, so no isolation key can end like another one's certificate.
  const auto& certificate = *request.client_certificate;
  return request.isolation_key + '\n' + sha256(certificate.certificate_pem) + sha256(certificate.key_pem);
}

}  // namespace sb::http
