#pragma once
#include <functional>
#include <memory>
#include <mutex>

#include "base/worker_pool.h"
#include "conductor/services.h"
#include "offload/directory.h"
#include "store/store.h"

namespace sb::offload {

// The conductor's way to people (spec 06). Threading: any thread; blocking reads run on `readers`.
class Humans final : public conductor::HumanServices {
 public:
  struct Wiring {
    ProviderDirectory& providers;
    store::Store& store;
    BlockingPool& readers;
    http::MailSender* mail = nullptr;  // null: the operator has configured no mail server
    std::function<UtcMs()> now = utc_now;
  };
  explicit Humans(Wiring wiring);

  // Asks this provider, saved or not, whether all is well (spec 06 §4.1). The error is for a person.
  // `invalid_input` for a kind that is not built in.
  void check_health(const OffloadProvider& settings, std::string_view bot_id, std::function<void(Ok)> done);
  // What saving a provider waits for (spec 06 §3): its error blocks the save. A provider that is switched off
  // or has no address is not asked. `invalid_input` for opening hours in a time zone that is none.
  void check_before_save(const OffloadProvider& settings, std::string_view bot_id,
                         std::function<void(Ok)> done);
  // Logs how every configured provider of every bot is. A provider that fails stays switched on.
  void report_health();
  // Nothing is asked of any provider from here on; what is asked later is never answered. Called before the
  // HTTP client goes.
  void close();

  void hand_over(const engine::HandOver& call, const store::SessionKey& key, std::int64_t conversation,
                 std::function<void(engine::HandoverAnswered)> done) override;
  void send_mail(const engine::SendMail& mail, const store::SessionKey& key, std::int64_t conversation,
                 std::function<void(engine::MailSent)> done) override;
  void ask_availability(const engine::AskAvailability& call, const store::SessionKey& key,
                        std::function<void(engine::AvailabilityAnswered)> done) override;

 private:
  // Co-owned by the reads under way: they may end after `close`.
  struct Gate {
    std::mutex mutex;
    bool open = true;
  };
  // Runs `work` unless closed; `close` waits for it.
  static void pass(Gate& gate, const std::function<void()>& work);

  Wiring wiring_;
  std::shared_ptr<Gate> gate_;
};

}  // namespace sb::offload
