#include "conductor/replay.h"

#include <limits>
#include <optional>

#include "engine/step.h"

namespace sb::conductor {
namespace {

class Replayer {
 public:
  Replayer(BotRegistry& bots, ReplayReport& report) : bots_(bots), report_(report) {}

  void run(const store::JournalRow& row) {
    if (row.generation != generation_ || (row.step_no == 0 && row.turn_no != turn_no_ + 1))
      conversation_.reset();
    generation_ = row.generation;
    turn_no_ = row.turn_no;
    if (row.state_before) read_snapshot(row);
    if (!conversation_) {
      if (row.step_no == 0) ++report_.skipped_turns;
      return;
    }
    const RunnableBotPtr bot = bots_.find_content(row.bot_hash);
    if (!bot || bot->index->content_hash() != row.bot_hash) {
      if (row.step_no == 0) ++report_.skipped_turns;
      conversation_.reset();
      return;
    }
    if (row.step_no == 0) ++report_.turns;
    ++report_.steps;
    step(row, *bot);
  }

 private:
  void differ(const store::JournalRow& row, std::string what, std::string actual) {
    report_.differences.push_back(
        {row.turn_no, row.step_no, std::move(what), row.effects, std::move(actual)});
    conversation_.reset();
  }

  // The state a snapshot holds must also be the one the turns before it led to.
  void read_snapshot(const store::JournalRow& row) {
    if (conversation_ && engine::conversation_text(*conversation_) != *row.state_before) {
      differ(row, "the state before the turn", "");
    }
    auto value = parse_json(*row.state_before);
    auto state = value.has_error() ? Result<engine::Conversation>(value.error())
                                   : engine::conversation_from_json(*value);
    if (state.has_error()) return differ(row, "the snapshot cannot be read", "");
    conversation_ = std::move(*state);
  }

  void step(const store::JournalRow& row, const RunnableBot& bot) {
    auto value = parse_json(row.event);
    auto event = value.has_error() ? Result<engine::Event>(value.error()) : engine::event_from_json(*value);
    if (event.has_error()) return differ(row, "the event cannot be read", "");
    const auto effects = engine::step(*bot.index, *conversation_, *event);
    auto texts = engine::step_texts(*conversation_, effects);
    if (texts.effects != row.effects) return differ(row, "effects", std::move(texts.effects));
    if (texts.digest != row.digest) differ(row, "the state after the step", std::move(texts.effects));
  }

  BotRegistry& bots_;
  ReplayReport& report_;
  std::optional<engine::Conversation> conversation_;
  std::int64_t generation_ = -1, turn_no_ = -1;
};

}  // namespace

Result<ReplayReport> replay_session(store::Store& store, BotRegistry& bots, std::int64_t session_row) {
  SB_TRY(auto rows, store.journal(session_row, 0, std::numeric_limits<std::int64_t>::max()));
  ReplayReport report;
  Replayer replayer(bots, report);
  for (const auto& row : rows) replayer.run(row);
  return report;
}

}  // namespace sb::conductor
