#pragma once
#include "base/result.h"
#include "engine/effect.h"
#include "offload/provider.h"
#include "store/store.h"

namespace sb::offload {

inline constexpr int transcript_items_max = 10'000;  // the oldest go

// What a provider is told: the action's values, the session as it is stored, every message of the
// conversation so far (spec 06 §4.3). Blocks on disk.
Result<Offer> read_offer(store::Store& store, const engine::HandOver& call, const store::SessionKey& key,
                         std::int64_t conversation, UtcMs now);
// Only the transcript, for reports.
Result<std::vector<TranscriptItem>> read_transcript(store::Store& store, const store::SessionKey& key,
                                                    std::int64_t conversation, const JsonObject& internal);

}  // namespace sb::offload
