#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "http/address.h"

namespace sb::http {

enum class Verdict { allowed, refused, depends_on_address };

// Which destinations outgoing calls may reach. Without exceptions: public addresses only, and no name that
// means something local (localhost, *.localhost, *.local, *.internal, names of a single label). A value,
// immutable once the client has it.
class EgressPolicy final {
 public:
  EgressPolicy() = default;

  // `allow` is the text of SIGNALBOX_EGRESS_ALLOW: entries separated by commas, white space around them
  // ignored. An entry opens an exact host name, an address or a range, each with or without a port:
  //   crm.corp.example   crm.corp.example:8443   10.1.2.3:80   10.0.0.0/8   10.0.0.0/8:8080   fd00::/8
  //   [fd00::1]:80 [fd00::/8]:8080
  // A host name is trusted with whatever address it resolves to. Fails with `invalid_input` naming the entry.
  static Result<EgressPolicy> parse(std::string_view allow);

  // Refuses an address even if it is public, unless the allow-list opens it: our own interfaces, the
  // database.
  void deny(const Address& address) { denied_.push_back(address); }

  // What the name alone says, before it is resolved. `host` is lower case as Url gives it.
  Verdict check_name(std::string_view host, std::uint16_t port) const;

  // Whether a connection for `host` may be made to this address and port. The decision that counts: it is
  // taken on the address handed to connect().
  Verdict check(const Address& address, std::uint16_t port, std::string_view host) const;

 private:
  struct HostRule {
    std::string host;
    std::optional<std::uint16_t> port;
  };
  struct RangeRule {
    AddressRange range;
    std::optional<std::uint16_t> port;
  };

  Ok add_rule(std::string_view entry);
  bool opens_host(std::string_view host, std::uint16_t port) const;

  std::vector<HostRule> hosts_;
  std::vector<RangeRule> ranges_;
  std::vector<Address> denied_;
};

}  // namespace sb::http
