#include "model/session_values.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/utf8.h"
#include "model/interpolate.h"
#include "model/merge.h"

namespace sb {
namespace {

constexpr std::string_view internal_root = "internal";
constexpr std::string_view events_root = "events";

std::size_t object_text_size(const JsonObject& object) {
  std::size_t size = 2;
  for (const auto& member : object)
    size += json_text_size(Json(member.key())) + 2 + json_text_size(member.value());
  return size;
}

int depth_of(const Json& value) {
  int depth = 0;
  if (const auto* array = value.if_array()) {
    for (const auto& item : *array) depth = std::max(depth, depth_of(item));
    return depth + 1;
  }
  if (const auto* object = value.if_object()) {
    for (const auto& member : *object) depth = std::max(depth, depth_of(member.value()));
    return depth + 1;
  }
  return 0;
}

// A bound on what a write adds to the session's text: the value, the keys with their punctuation, the nulls
// of gaps.
std::size_t growth_of(const Path& path, const Json& value) {
  std::size_t size = json_text_size(value);
  for (const auto& segment : path.segments) {
    const auto* key = std::get_if<std::string>(&segment);
    size += key ? json_text_size(Json(*key)) + 4 : (array_gap_max + 2) * sizeof("null,");
  }
  return size;
}

bool is_index_text(std::string_view key) {
  const bool digits = !key.empty() && key.size() < 10 &&
                      std::all_of(key.begin(), key.end(), [](char c) { return c >= '0' && c <= '9'; });
  return digits && (key == "0" || key.front() != '0');
}

// The path of a member below `parent`. `a.0` and `a[0]` read the same value, so both are written `a[0]`.
std::string below(std::string_view parent, std::string_view key) {
  if (is_index_text(key)) return fmt::format("{}[{}]", parent, key);
  const auto text = key_path_text(key);
  return fmt::format("{}{}{}", parent, text.starts_with('[') ? "" : ".", text);
}

std::string watch_form(std::string_view path_as_written) {
  const auto path = parse_path(path_as_written);
  if (path.has_error()) return key_path_text(path_as_written);
  std::string out;
  for (const auto& segment : path->segments) {
    const auto* key = std::get_if<std::string>(&segment);
    const auto text = key ? *key : std::to_string(std::get<std::size_t>(segment));
    out = out.empty() ? key_path_text(text) : below(out, text);
  }
  return out;
}

// The same place, or one above it.
bool leads_to(std::string_view path, std::string_view place) {
  if (!place.starts_with(path)) return false;
  return place.size() == path.size() || place[path.size()] == '.' || place[path.size()] == '[';
}

// Collects where two values differ: the plain values (and empty containers) inside, as paths.
class Differences {
 public:
  explicit Differences(std::vector<std::string>& out) : out_(out) {}

  bool overflow() const { return out_.size() > inner_changes_max; }

  void collect(const std::string& path, const Json* before, const Json* after) {
    if (overflow() || (before && after && json_equal(*before, *after))) return;
    const bool any = children(path, before, after);
    if (!any) out_.push_back(path);
  }

  // False when neither has parts.
  bool children(const std::string& path, const Json* before, const Json* after) {
    const bool any = has_parts(before) || has_parts(after);
    each_part(before, [&](std::string_view key, const Json& part) {
      collect(below(path, key), &part, part_of(after, key));
    });
    each_part(after, [&](std::string_view key, const Json& part) {
      if (!part_of(before, key)) collect(below(path, key), nullptr, &part);
    });
    return any;
  }

 private:
  static bool has_parts(const Json* value) {
    if (!value) return false;
    if (const auto* array = value->if_array()) return !array->empty();
    const auto* object = value->if_object();
    return object && !object->empty();
  }

  static const Json* part_of(const Json* value, std::string_view key) {
    if (!value) return nullptr;
    if (const auto* object = value->if_object()) return object->if_contains(key);
    const auto* array = value->if_array();
    if (!array || !is_index_text(key)) return nullptr;
    const auto index = static_cast<std::size_t>(std::stoul(std::string(key)));
    return index < array->size() ? &(*array)[index] : nullptr;
  }

  template <typename Visit>
  void each_part(const Json* value, Visit visit) {
    if (!value) return;
    if (const auto* object = value->if_object()) {
      for (const auto& member : *object) {
        if (overflow()) return;
        visit(view(member.key()), member.value());
      }
    } else if (const auto* array = value->if_array()) {
      for (std::size_t i = 0; i < array->size() && !overflow(); ++i) visit(std::to_string(i), (*array)[i]);
    }
  }

  std::vector<std::string>& out_;
};

std::vector<std::string> inner_changes(const std::string& path, const Json* before, const Json* after) {
  std::vector<std::string> out;
  Differences differences(out);
  differences.children(watch_form(path), before, after);
  if (differences.overflow()) out = {path};
  return out;
}

void read_parameter_list(const JsonArray& list, std::vector<ParameterAssignment>& out) {
  for (const auto& item : list) {
    const auto* entry = item.if_object();
    if (!entry) continue;
    const auto key = string_member(*entry, "key");
    const auto* value = find_member(*entry, "value");
    if (!key.empty() && value) out.push_back({std::string(key), *value});
  }
}

}  // namespace

std::string_view change_type_name(ChangeType type) {
  constexpr std::array<std::string_view, 3> names = {"ADDED", "CHANGED", "REMOVED"};
  return names[static_cast<std::size_t>(type)];
}

Json change_json(const Change& change) {
  const auto type = change_type_name(change.type);
  return JsonObject{{"path", change.path}, {"type", boost::json::string_view(type.data(), type.size())}};
}

bool watches(std::string_view watched_path, const Change& change) {
  const auto watched = watch_form(watched_path);
  if (leads_to(watched, watch_form(change.path))) return true;
  if (change.inner.size() == 1 && change.inner.front() == change.path) return leads_to(change.path, watched);
  return std::any_of(change.inner.begin(), change.inner.end(),
                     [&](const std::string& inner) { return leads_to(watched, inner); });
}

bool is_internal_path(std::string_view path) {
  PathScanner scanner(path);
  return scanner.next() && scanner.key() == internal_root;
}

SessionWriter::SessionWriter(JsonObject& session, std::vector<Change>& changes)
    : session_(session), changes_(changes) {}

bool SessionWriter::drop_internal(const Path& path) {
  if (path.segments.front() != PathSegment(std::string(internal_root))) return false;
  dropped_.push_back(path_text(path));
  return true;
}

void SessionWriter::note(const Path& path, const Json* before, const Json* after) {
  const auto text = path_text(path);
  const auto type = !before ? ChangeType::added : !after ? ChangeType::removed : ChangeType::changed;
  changes_.push_back({text, type, inner_changes(text, before, after)});
}

// Writes all or none, and notes those that make a difference.
Ok SessionWriter::apply(std::vector<Write> writes) {
  std::erase_if(writes, [&](const Write& write) {
    const Json* before = find_value(session_, write.path);
    return before && json_equal(*before, write.value);
  });
  for (const auto& write : writes) {
    const auto depth = depth_of(write.value) + static_cast<int>(write.path.segments.size());
    if (depth > session_depth_max) {
      return Error{ErrorCode::limit_exceeded,
                   fmt::format("session values may nest at most {} levels deep", session_depth_max),
                   path_text(write.path)};
    }
  }
  const auto noted = changes_.size();
  for (const auto& write : writes) note(write.path, find_value(session_, write.path), &write.value);
  auto done = set_all(std::move(writes));
  if (done.has_error()) changes_.resize(noted);
  return done;
}

Ok SessionWriter::set_all(std::vector<Write> writes) {
  if (writes.empty()) return {};
  if (size_bound_ == 0) size_bound_ = object_text_size(session_);
  std::size_t growth = 0;
  for (const auto& write : writes) growth += growth_of(write.path, write.value);
  if (size_bound_ + growth <= session_bytes_max) {
    // Several writes only come from merge_root, whose paths of one step cannot fail after the first.
    for (auto& write : writes) SB_TRYV(set_value(session_, write.path, std::move(write.value)));
    size_bound_ += growth;
    return {};
  }
  // Perhaps too large: only the result tells, so it is made aside.
  const auto place = path_text(writes.front().path);
  JsonObject result = session_;
  for (auto& write : writes) SB_TRYV(set_value(result, write.path, std::move(write.value)));
  const auto size = json_text_size(Json(result));
  if (size > session_bytes_max) {
    return Error{ErrorCode::limit_exceeded,
                 fmt::format("the session would grow to {} bytes; {} are allowed", size, session_bytes_max),
                 place};
  }
  session_ = std::move(result);
  size_bound_ = size;
  return {};
}

Ok SessionWriter::assign(std::string_view path_as_written, Json value) {
  SB_TRY(auto path, parse_path(path_as_written));
  if (drop_internal(path)) return {};
  std::vector<Write> writes;
  writes.push_back({std::move(path), std::move(value)});
  return apply(std::move(writes));
}

Ok SessionWriter::assign_all(std::span<const ParameterAssignment> assignments) {
  for (const auto& row : assignments) {
    const bool is_template = row.value.is_string();
    SB_TRYV(
        assign(row.key, is_template ? interpolate_typed(view(row.value.get_string()), session_) : row.value));
  }
  return {};
}

Ok SessionWriter::merge(std::string_view name_space, Json data) {
  name_space = trim_ascii(name_space);
  if (name_space.empty()) return merge_root(data);
  SB_TRY(auto path, parse_path(name_space));
  if (drop_internal(path)) return {};
  const Json* before = find_value(session_, path);
  if (before && before->is_object() && data.is_object()) {
    Json merged = *before;
    deep_merge(merged, data);
    data = std::move(merged);
  }
  std::vector<Write> writes;
  writes.push_back({std::move(path), std::move(data)});
  return apply(std::move(writes));
}

Ok SessionWriter::merge_root(const Json& data) {
  const auto* members = data.if_object();
  if (!members) {
    return Error{ErrorCode::invalid_input, "session data without a namespace must be an object", "data"};
  }
  std::vector<Write> writes;
  for (const auto& member : *members) {
    Path path{{PathSegment(std::string(view(member.key())))}};
    if (drop_internal(path)) continue;
    const Json* before = session_.if_contains(member.key());
    Json merged = before ? *before : Json(nullptr);
    deep_merge(merged, member.value());
    writes.push_back({std::move(path), std::move(merged)});
  }
  return apply(std::move(writes));
}

// Removes what is there. An element of a list takes its place along: those behind it move up, and have
// changed too.
bool SessionWriter::remove(const Path& path) {
  const Json* before = find_value(session_, path);
  if (!before) return false;
  note(path, before, nullptr);
  Path parent{{path.segments.begin(), path.segments.end() - 1}};
  const Json* holder = find_value(session_, parent);
  if (!holder || !holder->is_array()) return erase_value(session_, path);
  const Json list = *holder;
  erase_value(session_, path);
  changes_.back().inner = inner_changes(path_text(parent), &list, find_value(session_, parent));
  return true;
}

Result<bool> SessionWriter::clear(std::string_view path_as_written, const Json* default_value) {
  auto parsed = parse_path(path_as_written);
  Path path = parsed.has_value() ? std::move(*parsed) : Path{{PathSegment(std::string(path_as_written))}};
  if (drop_internal(path)) return false;
  if (!find_value(session_, path) && session_.if_contains(path_as_written)) {
    path = Path{{PathSegment(std::string(path_as_written))}};
  }
  if (!default_value) return remove(path);
  const auto noted = changes_.size();
  std::vector<Write> writes;
  writes.push_back({std::move(path), *default_value});
  SB_TRYV(apply(std::move(writes)));
  return changes_.size() > noted;
}

Ok SessionWriter::clear_all(const JsonObject& defaults) {
  std::vector<std::string> roots;
  for (const auto& member : session_) {
    const auto key = view(member.key());
    if (key != internal_root && key != events_root) roots.emplace_back(key);
  }
  for (const auto& root : roots) {
    if (!defaults.contains(root)) remove(Path{{PathSegment(root)}});
  }
  for (const auto& member : defaults) {
    if (std::find(roots.begin(), roots.end(), view(member.key())) == roots.end()) continue;
    SB_TRYV(assign(key_path_text(view(member.key())), member.value()));
  }
  return {};
}

std::vector<ParameterAssignment> read_parameters(const JsonObject& holder) {
  std::vector<ParameterAssignment> out;
  for (const std::string_view name : {"params", "parameters", "sessionDataToSet"}) {
    const auto* value = find_member(holder, name);
    if (!value) continue;
    if (const auto* list = value->if_array()) {
      read_parameter_list(*list, out);
    } else if (const auto* map = value->if_object()) {
      for (const auto& member : *map) {
        if (!member.key().empty()) out.push_back({std::string(view(member.key())), member.value()});
      }
    }
  }
  return out;
}

}  // namespace sb
