#include "conductor/replay.h"

#include <algorithm>
#include <iostream>

#include "cli/stored.h"

namespace sb::cli {
namespace {

constexpr int page = 500;

// The rows of all sessions that still have conversations listed.
Result<std::vector<std::int64_t>> session_rows(store::Store& store, const ReplayOptions& options,
                                               const conductor::BotRegistry& bots) {
  std::vector<std::int64_t> rows;
  for (const auto& [bot_id, version] : bots.bots()) {
    if (!options.bot_id.empty() && bot_id != options.bot_id) continue;
    for (std::int64_t before = 0;;) {
      SB_TRY(auto conversations, store.conversations(bot_id, version, before, page));
      if (conversations.empty()) break;
      for (const auto& conversation : conversations) {
        const bool wanted = options.session_id.empty() || conversation.session_id == options.session_id;
        if (wanted && (rows.empty() || rows.back() != conversation.session_row))
          rows.push_back(conversation.session_row);
      }
      before = conversations.back().row;
    }
  }
  std::sort(rows.begin(), rows.end());
  rows.erase(std::unique(rows.begin(), rows.end()), rows.end());
  return rows;
}

}  // namespace

int replay(const ReplayOptions& options) {
  auto opened = open_stored(options.store);
  if (opened.has_error()) return print_error(opened.error()), exit_wrong;
  auto rows = session_rows(*opened->store, options, *opened->bots);
  if (rows.has_error()) return print_error(rows.error()), exit_wrong;
  conductor::ReplayReport total;
  std::size_t differences = 0;
  for (const auto row : *rows) {
    auto report = conductor::replay_session(*opened->store, *opened->bots, row);
    if (report.has_error()) return print_error(report.error()), exit_wrong;
    total.turns += report->turns;
    total.steps += report->steps;
    total.skipped_turns += report->skipped_turns;
    differences += report->differences.size();
    for (const auto& difference : report->differences) {
      std::cerr << "session " << row << ", turn " << difference.turn_no << ", step " << difference.step_no
                << ": " << difference.what << " differs\n  recorded " << difference.expected_effects
                << "\n  replayed " << difference.actual_effects << '\n';
    }
  }
  if (total.skipped_turns > 0) {
    std::cerr
        << total.skipped_turns
        << " turns were skipped: the bot they ran on, or the state they began with, is not kept or cannot be "
           "read. A bot that names ${VARIABLES} needs them set as the server has them.\n";
  }
  std::cout << to_json_text(JsonObject{{"sessions", rows->size()},
                                       {"turns", total.turns},
                                       {"steps", total.steps},
                                       {"skippedTurns", total.skipped_turns},
                                       {"differences", differences}})
            << '\n';
  return differences == 0 ? exit_ok : exit_wrong;
}

}  // namespace sb::cli
