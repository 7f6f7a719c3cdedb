#pragma once
#include <optional>
#include <vector>

#include "api/bodies.h"
#include "conductor/bot_registry.h"
#include "conductor/recording.h"
#include "engine/event.h"
#include "store/store.h"

namespace sb::api {

// Writes to a session as callers send them (spec 05 §3.5 and §6), in any of the documented forms.
struct SessionWrites {
  std::vector<engine::SessionWrite> writes;
  std::vector<ParameterAssignment> assignments;
  bool empty() const { return writes.empty() && assignments.empty(); }
};

// One of {"namespace","data"}, {"sessionData":{…}}, {"data":{…}}, [{"key","value"}],
// {"sessionDataToSet":[…]}. `place` names the value in messages. Writes to `internal` are refused.
void read_session_writes(const Json& value, std::string_view place, SessionWrites& out, Problems& problems);
// The session data itself, merged at the root.
void read_root_data(const Json& data, std::string_view place, SessionWrites& out, Problems& problems);
// [{"key","value"}], or an object of values by path.
void read_assignments(const Json& list, std::string_view place, SessionWrites& out, Problems& problems);

// Tries the writes on a copy of the session as it is now, so that a caller hears of paths that are none and
// of sizes beyond the limits instead of finding an entry in the error log.
void try_writes(const SessionWrites& writes, const JsonObject& session, std::string_view place,
                Problems& problems);

// The conversation as stored; nullopt when there is none or it has expired.
Result<std::optional<engine::Conversation>> find_conversation(store::Store& store,
                                                              const store::SessionKey& key, UtcMs now);

// The session as it may be shown: sensitive values are visible in the messages of V1 only (spec 05 §2, row
// 3).
Json visible_session(const conductor::RunnableBot& bot, const JsonObject& session);

ShapePtr session_writes_shape();

}  // namespace sb::api
