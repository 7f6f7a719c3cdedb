#pragma once
#include <cstddef>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "model/parameter.h"
#include "model/path.h"

namespace sb {

// Writes to the values of a session (spec 01 §4, 02 §1, 07 §5).

inline constexpr std::size_t session_bytes_max = 10'000'000;  // as JSON text (01 §4, rule 5)
// How deep a session may nest: below what parse_json reads (json_depth_max), so that a stored session can be
// read again inside an envelope.
inline constexpr int session_depth_max = 56;

inline constexpr std::size_t inner_changes_max = 1000;

enum class ChangeType { added, changed, removed };
std::string_view change_type_name(ChangeType type);  // "ADDED", "CHANGED", "REMOVED"

// One write that made a difference (07 §5).
struct Change {
  std::string path;  // as path_text prints it
  ChangeType type = ChangeType::changed;
  // Where the value is or was an object or a list: the plain values inside that differ, as paths from the
  // root, so that `watches` can tell whether a write of `a` touched `a.b`. More than inner_changes_max: only
  // `path` itself, and everything below counts as touched.
  std::vector<std::string> inner = {};

  friend bool operator==(const Change&, const Change&) = default;
};
// {"path":…,"type":…}, as in events.variablesChanged.
Json change_json(const Change& change);

// Whether a watcher of `watched_path` fires (07 §5): the change is at the path, below it, or above it and
// reaches it.
bool watches(std::string_view watched_path, const Change& change);

// True when the first step is `internal`: read-only for builders and callers (01 §4, rule 1). Text that is no
// path: false.
bool is_internal_path(std::string_view path);

// Writes to one session and notes what changed. Each call either succeeds, or fails and leaves the session as
// it was: `invalid_input` for a text that is no path, `limit_exceeded` for session_bytes_max,
// session_depth_max or array_gap_max. A write to `internal` changes nothing, succeeds, and is listed in
// `dropped()`: the caller logs a warning. The session and the list must outlive the writer, and the session
// be written through one writer at a time.
class SessionWriter {
 public:
  SessionWriter(JsonObject& session, std::vector<Change>& changes);

  Ok assign(std::string_view path, Json value);
  // In order; a string value is a template that sees the assignments before it (07 §2). Those before a
  // failure stay.
  Ok assign_all(std::span<const ParameterAssignment> assignments);
  // `name_space` may be a path; empty or blank: the members of the object `data` at the root, each merged.
  // Data that is no object cannot be merged at the root (`invalid_input`).
  Ok merge(std::string_view name_space, Json data);
  // Removes the value; with a default, stores that instead (02 §1). False when nothing was there to remove or
  // change. As in reading, a path that leads nowhere removes the root member named exactly so.
  Result<bool> clear(std::string_view path, const Json* default_value = nullptr);
  // Every variable: all roots but `internal` and `events`. Roots named in `defaults` get that value instead.
  Ok clear_all(const JsonObject& defaults = {});

  const JsonObject& session() const { return session_; }
  const std::vector<std::string>& dropped() const { return dropped_; }

 private:
  struct Write {
    Path path;
    Json value;
  };
  bool drop_internal(const Path& path);
  Ok apply(std::vector<Write> writes);
  Ok set_all(std::vector<Write> writes);
  Ok merge_root(const Json& data);
  void note(const Path& path, const Json* before, const Json* after);
  bool remove(const Path& path);

  JsonObject& session_;
  std::vector<Change>& changes_;
  std::vector<std::string> dropped_;
  // At least the size of the session as JSON text: exact when measured, only added to since. 0: not measured
  // yet.
  std::size_t size_bound_ = 0;
};

// The parameters of a button, quick reply, postback or widget call, under any of their names and in either
// form: an array of {key, value} (other members ignored) or an object map; in the order params, parameters,
// sessionDataToSet (03 §1). Entries without a key of text or without a value are skipped.
std::vector<ParameterAssignment> read_parameters(const JsonObject& holder);

}  // namespace sb
