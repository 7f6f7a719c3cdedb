#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "base/crypto.h"
#include "conductor/conductor.h"
#include "http/router.h"
#include "store/rows.h"

namespace sb::offload {

// Links in mails that give a conversation back to its bot. A link names one handover, is sealed with the
// server's key, and ends nothing but that handover. Opening it only shows a button: programs that look into
// mails open links too. Threading: any thread.
class ReturnLinks final {
 public:
  static constexpr std::int64_t valid_ms = std::int64_t{30} * 24 * 3'600'000;

  // `public_url`: where people reach this server, without a slash at its end; empty: no links are made.
  ReturnLinks(std::string public_url, Sealer sealer)
      : public_url_(std::move(public_url)), sealer_(std::move(sealer)) {}

  bool possible() const { return !public_url_.empty(); }
  std::string link(const store::SessionKey& key, std::string_view offload_id, UtcMs now) const;

  struct Target {
    store::SessionKey key;
    std::string offload_id;
  };
  // `unauthorized` for what is no link of ours, `not_found` for an old one.
  Result<Target> read(std::string_view token, UtcMs now) const;

 private:
  std::string public_url_;
  Sealer sealer_;
};

// GET and POST /offload/return/{token}. `links` and `conductor` outlive the router.
void add_return_routes(http::Router& router, const ReturnLinks& links, conductor::Conductor& conductor);

}  // namespace sb::offload
