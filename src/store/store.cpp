#include "store/store.h"

#include <future>

namespace sb::store {

Ok Store::submit_and_wait(Transaction transaction) {
  // Shared with the callback, which may still be returning when the outcome is taken.
  const auto outcome = std::make_shared<std::promise<Ok>>();
  submit(std::move(transaction), Urgency::now,
         [outcome](Ok result) { outcome->set_value(std::move(result)); });
  return outcome->get_future().get();
}

}  // namespace sb::store
