#include <iostream>

#include "cli/commands.h"

namespace sb::cli {

int check(const std::vector<std::string>& bots) {
  int outcome = exit_ok;
  for (const auto& path : bots) {
    const auto loaded = load_and_report(path);
    if (!loaded) {
      outcome = exit_wrong;
      std::cerr << path << ": not runnable\n";
      continue;
    }
    std::cout << path << ": ok, " << loaded->bot.dialogs.size() << " dialogs, "
              << loaded->bot.nlp.intents.size() << " intents\n";
  }
  return outcome;
}

}  // namespace sb::cli
