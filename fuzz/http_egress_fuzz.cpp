// Law: an allow-list opens only what it names. Public addresses stay open whatever it says; for a host that
// is not in it, a private address opens only by an entry that holds an address.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "http/egress.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sb::http;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto policy = EgressPolicy::parse(text);
  if (!policy) return 0;
  const std::string_view host = "named-nowhere.example";
  if (text.find("nowhere") != std::string_view::npos) return 0;
  if (policy->check(*Address::parse("1.1.1.1"), 80, host) != Verdict::allowed) std::abort();
  const bool may_hold_a_range =
      text.find_first_of("/:") != std::string_view::npos || text.find("127.0.0.1") != std::string_view::npos;
  if (!may_hold_a_range && policy->check(*Address::parse("127.0.0.1"), 80, host) != Verdict::refused)
    std::abort();
  return 0;
}
