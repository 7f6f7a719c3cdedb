#include "api/session_writes.h"

#include "api/shapes.h"
#include "model/masking.h"
#include "model/path.h"
#include "model/session_values.h"

namespace sb::api {
namespace {

constexpr std::string_view read_only = "internal is read-only";

std::string below(std::string_view place, std::string_view member) {
  return std::string(place) + '.' + std::string(member);
}

}  // namespace

void read_root_data(const Json& data, std::string_view place, SessionWrites& out, Problems& problems) {
  if (!data.is_object()) return problems.add(std::string(place), "this must be an object");
  if (data.get_object().contains("internal"))
    return problems.add(below(place, "internal"), std::string(read_only));
  out.writes.push_back({"", data});
}

void read_assignments(const Json& list, std::string_view place, SessionWrites& out, Problems& problems) {
  const auto assign = [&](std::string_view key, const Json& value, const std::string& where) {
    if (key.empty()) return problems.add(where, "the key must not be empty");
    if (is_internal_path(key)) return problems.add(where, std::string(read_only));
    out.assignments.push_back({std::string(key), value});
  };
  if (const auto* object = list.if_object()) {
    for (const auto& member : *object)
      assign(view(member.key()), member.value(), below(place, view(member.key())));
    return;
  }
  const auto* items = list.if_array();
  if (!items) return problems.add(std::string(place), "this must be a list of {key, value}");
  for (std::size_t i = 0; i < items->size(); ++i) {
    const std::string where = std::string(place) + '[' + std::to_string(i) + ']';
    const auto* item = (*items)[i].if_object();
    const Json* key = item ? find_member(*item, "key") : nullptr;
    const Json* value = item ? find_member(*item, "value") : nullptr;
    if (!item) {
      problems.add(where, "this must be an object {key, value}");
      continue;
    }
    if (!key || !key->is_string()) problems.add(where + ".key", "this must be a text");
    if (!value) problems.add(where + ".value", "this is missing");
    if (key && key->is_string() && value) assign(view(key->get_string()), *value, where + ".key");
  }
}

void read_session_writes(const Json& value, std::string_view place, SessionWrites& out, Problems& problems) {
  if (value.is_array()) return read_assignments(value, place, out, problems);
  const auto* object = value.if_object();
  if (!object) return problems.add(std::string(place), "this must be an object or a list");
  const Json* data = find_member(*object, "data");
  const Json* name_space = find_member(*object, "namespace");
  bool found = false;
  if (const Json* whole = find_member(*object, "sessionData")) {
    read_root_data(*whole, below(place, "sessionData"), out, problems);
    found = true;
  }
  if (const Json* list = find_member(*object, "sessionDataToSet")) {
    read_assignments(*list, below(place, "sessionDataToSet"), out, problems);
    found = true;
  }
  const bool named = name_space && !name_space->is_null();
  if (named && !name_space->is_string()) {
    problems.add(below(place, "namespace"), "this must be a text");
  } else if (named && !view(name_space->get_string()).empty()) {
    const auto path = view(name_space->get_string());
    if (is_internal_path(path)) {
      problems.add(below(place, "namespace"), std::string(read_only));
    } else if (!data) {
      problems.add(below(place, "data"), "this is missing");
    } else {
      out.writes.push_back({std::string(path), *data});
    }
    found = true;
  } else if (data) {
    read_root_data(*data, below(place, "data"), out, problems);
    found = true;
  }
  if (!found && !named) {
    problems.add(std::string(place),
                 "give data (with or without namespace), sessionData, or sessionDataToSet");
  }
}

void try_writes(const SessionWrites& writes, const JsonObject& session, std::string_view place,
                Problems& problems) {
  JsonObject copy = session;
  std::vector<Change> changes;
  SessionWriter writer(copy, changes);
  for (const auto& write : writes.writes) {
    if (auto done = writer.merge(write.name_space, write.data); done.has_error())
      problems.add(std::string(place), done.error().message);
  }
  for (const auto& assignment : writes.assignments) {
    if (auto done = writer.assign(assignment.key, assignment.value); done.has_error())
      problems.add(std::string(place), "'" + assignment.key + "': " + done.error().message);
  }
}

Result<std::optional<engine::Conversation>> find_conversation(store::Store& store,
                                                              const store::SessionKey& key, UtcMs now) {
  SB_TRY(auto row, store.find_session(key));
  const bool expired = row && row->expires_at.value != 0 && row->expires_at <= now;
  if (!row || expired) return std::optional<engine::Conversation>();
  SB_TRY(auto state, conductor::parse_stored_state(row->state));
  return std::optional(std::move(state.conversation));
}

Json visible_session(const conductor::RunnableBot& bot, const JsonObject& session) {
  std::vector<SensitiveValue> values;
  for (const auto& name : bot.sensitive_variables) {
    if (const Json* value = find_value(session, name)) add_sensitive_values(values, name, *value);
  }
  return values.empty() ? Json(session) : mask(session, values);
}

ShapePtr session_writes_shape() {
  using namespace sb::shapes;
  using namespace shape;
  static const ShapePtr known = either(
      "session data: {namespace, data}, {data}, {sessionData}, {sessionDataToSet}, or a list of {key, value}",
      {list(named_value()),
       object({may("namespace", text()), may("data", any()), may("sessionData", any_object()),
               may("sessionDataToSet",
                   either("a list of {key, value}", {list(named_value()), any_object()}))})});
  return known;
}

}  // namespace sb::api
