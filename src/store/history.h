#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "store/rows.h"

namespace sb::store {

// What the history is asked for. Texts that are empty ask for nothing; names match when they are contained,
// whatever their case.
struct ConversationFilter {
  std::string bot_id;
  Version version = Version::draft;
  // Sessions: each once, by its latest conversation. Bursts: every conversation (the 15-minute rule).
  enum class Rows { sessions, bursts } rows = Rows::bursts;
  std::optional<UtcMs> from, to;  // started before `to`, last message at or after `from`
  std::string session_id, channel_type, language, first_name, last_name;
  std::optional<bool> handed_over;
  bool with_emulator = false;
  bool with_user_message_only = false;
};

struct ListedConversation {
  ConversationRow conversation;
  UtcMs first_seen_at;        // when the session's first conversation that is kept began
  bool session_kept = false;  // false: removed since; its history stays
  bool paused = false;
  std::int64_t messages = 0;  // of the session, or of the burst
};

// Where a page begins: after the item with the number `before` (0: from the newest), skipping `offset` more.
struct Page {
  std::int64_t before = 0;
  std::int64_t offset = 0;
  int limit = 50;
};

struct ErrorFilter {
  std::string bot_id;
  Version version = Version::draft;
  std::optional<UtcMs> from, to;
  std::string source, session_id, dialog_id;
};
struct ListedError {
  std::int64_t position = 0;
  ErrorRow error;
};

// Where a reading of facts begins or goes on: after this moment and, within it, after this position.
struct FactPlace {
  UtcMs at;
  std::int64_t position = 0;
};

// Texts for review of one bot version.
struct ReviewFilter {
  std::string bot_id;
  Version version = Version::draft;
  std::string language = {};  // empty: every one
  std::optional<ReviewRow::Reason> reason = {};
  ReviewRow::State state = ReviewRow::State::open;
};

// A turn of the journal.
struct TurnRow {
  std::int64_t turn_no = 0;
  UtcMs at;
  int steps = 0;
  std::string bot_hash;
  friend bool operator==(const TurnRow&, const TurnRow&) = default;
};

}  // namespace sb::store
