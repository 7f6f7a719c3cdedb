#pragma once
#include <memory>

#include "cli/commands.h"
#include "conductor/bot_registry.h"
#include "store/store.h"

namespace sb::cli {

// The data directory of a server that is not running.
struct OpenedStore {
  std::unique_ptr<store::Store> store;
  std::unique_ptr<conductor::BotRegistry> bots;
};
Result<OpenedStore> open_stored(const StoreOptions& options);

}  // namespace sb::cli
