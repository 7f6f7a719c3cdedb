#include "conductor/fetch_journal.h"

#include "base/clock.h"

namespace sb::conductor {
namespace {

// The rows are those of inbound idempotency under a scope of their own: a key, the digest of a request, its
// answer, an expiry that the sweep knows.
constexpr std::string_view scope = "script-fetch";
constexpr std::string_view purpose = "script-fetch";
// A turn is over long before; what a crash left is removed by the sweep.
constexpr std::int64_t kept_ms = 24 * 3'600'000;

}  // namespace

void FetchJournal::put(const script::FetchRequest& request, std::string answer,
                       std::function<void(Ok)> done) {
  store::IdempotencyRow row;
  row.scope = scope;
  row.session_id = request.run_id;
  row.key = std::to_string(request.number);
  row.request_digest = digest(request);
  row.answer = std::move(answer);
  row.expires_at = utc_now() + kept_ms;
  store_.submit({store::PutIdempotency{std::move(row)}}, store::Urgency::now, std::move(done));
}

void FetchJournal::asked(const script::FetchRequest& request, std::function<void(Ok)> done) {
  put(request, "", std::move(done));
}

void FetchJournal::answered(const script::FetchRequest& request, const script::FetchAnswer& answer,
                            std::function<void(Ok)> done) {
  put(request, base64(sealer_.seal(to_json_text(to_json(answer)), purpose)), std::move(done));
}

std::vector<script::RecordedFetch> FetchJournal::recorded(const std::string& run_id) {
  std::vector<script::RecordedFetch> out;
  for (int number = 1;; ++number) {
    const auto found = store_.find_idempotency(scope, run_id, std::to_string(number), utc_now());
    if (found.has_error() || !*found) return out;
    script::RecordedFetch fetch{(*found)->request_digest, std::nullopt};
    const auto sealed = from_base64((*found)->answer);
    if (sealed && !sealed->empty()) {
      const auto text = sealer_.open(*sealed, purpose);
      const auto parsed = text.has_error() ? Result<Json>(text.error()) : parse_json(*text);
      if (!parsed.has_error() && parsed->is_object())
        fetch.answer = script::fetch_answer_from(parsed->get_object());
    }
    out.push_back(std::move(fetch));
  }
}

}  // namespace sb::conductor
