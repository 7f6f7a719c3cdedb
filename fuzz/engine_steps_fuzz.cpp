#include <cstdio>
#include <cstdlib>

#include "engine/testing/random_events.h"

// Conversations out of bytes: whatever happens in whatever order, every step keeps the laws of checked_step.

namespace {

constexpr int steps_max = 60;

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sb::engine;
  std::size_t at = 0;
  const auto draw = [&](std::uint64_t bound) -> std::uint64_t {
    std::uint64_t value = at < size ? data[at++] : 0;
    if (bound > 256 && at < size) value = value << 8 | data[at++];
    return bound ? value % bound : 0;
  };
  const auto bot = testing::busy_bot();
  auto conversation = new_conversation(*bot, {"busy", sb::Version::draft, "session"});
  sb::UtcMs now{1'893'499'200'000};
  for (int i = 0; i < steps_max && at < size; ++i) {
    now = now + static_cast<std::int64_t>(draw(256)) * 1'000;
    const auto event = testing::random_event(*bot, conversation, now, draw);
    const auto fault = testing::checked_step(*bot, conversation, event);
    if (!fault.empty()) {
      std::fprintf(stderr, "%s\n", fault.c_str());
      std::abort();
    }
  }
  return 0;
}
