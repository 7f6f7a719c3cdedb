#include <cstdlib>

#include "engine/testing/random_events.h"
#include "engine/transcript.h"

// Transcripts out of bytes: refused with a place, or written out so that they read back the same.

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sb::engine;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const auto parsed = parse_transcript(text, "t");
  if (!parsed) {
    if (parsed.error().place.empty()) std::abort();
    return 0;
  }
  const auto written = to_text(*parsed);
  const auto again = parse_transcript(written, "t");
  if (!again || to_text(*again) != written) std::abort();
  const auto bot = testing::busy_bot();
  static const auto understanding = sb::nlu::make_exact_understanding(bot->bot());
  (void)run_transcript(*parsed, bot, *understanding);
  return 0;
}
