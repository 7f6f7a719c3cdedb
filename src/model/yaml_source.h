#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "model/diagnostic.h"
#include "model/shape.h"

// Internal to the reader of bot folders: YAML as a tree that remembers where everything was written.
namespace sb {

inline constexpr std::size_t yaml_file_bytes_max = 8 * 1024 * 1024;
// Names of members. YAML allows 1,024 characters for one on a line; written with escapes a name may grow
// threefold.
inline constexpr std::size_t yaml_key_bytes_max = 300;
inline constexpr int yaml_depth_max = 64;

// A value of a YAML file, or one derived from it: derived values point at the line they come from.
struct SourceNode {
  enum class Kind : std::uint8_t {
    null,
    plain,  // an unquoted scalar: its type is decided by what is expected at its place, not by how it looks
    text,   // quoted or block scalar: always a text
    list,
    map,
  };
  Kind kind = Kind::null;
  std::uint32_t file = 0, line = 0;  // index into the names of files; line from 1, 0: unknown
  std::string scalar;
  std::vector<SourceNode> items;  // of a list; the values of a map
  std::vector<std::string> keys;  // of a map, keys[i] belongs to items[i]

  bool is_scalar() const { return kind == Kind::plain || kind == Kind::text; }
  const SourceNode* find(std::string_view key) const;
  SourceNode* find(std::string_view key);
  // The member moved out of a map, or nullopt. The order of the others stays.
  std::optional<SourceNode> take(std::string_view key);
  void put(std::string key, SourceNode value);

  // A node at the place of this one.
  SourceNode here(Kind other) const;
  SourceNode text_here(std::string text) const;
  SourceNode number_here(int number) const;
  SourceNode flag_here(bool value) const;
};

// Where the parts of a document were written: the document as a tree of SourceNodes, and the names of the
// files.
class SourceMap {
 public:
  std::uint32_t add_file(std::string name);
  const std::string& file(std::uint32_t index) const { return files_[index]; }
  void set_root(SourceNode root) { root_ = std::move(root); }
  const SourceNode& root() const { return root_; }

  std::string place(const SourceNode& node) const;
  // "file:line" of the value at `pointer`, or of the nearest value around it; empty when nothing is known.
  std::string place(std::string_view pointer) const;
  // Fills in the places of diagnostics that have none.
  void locate(std::vector<Diagnostic>& diagnostics) const;

 private:
  std::vector<std::string> files_;
  SourceNode root_;
};

// Reads one YAML document (1.2, without anchors, aliases and tags). Faults, duplicate keys among them, are
// reported with their place; nullopt when the file cannot be used. An empty file is an empty map.
std::optional<SourceNode> read_yaml(std::string_view text, std::uint32_t file, const SourceMap& map,
                                    Diagnostics& diagnostics);

// The JSON value of a node, scalars typed by the shape. What has another type than expected keeps the type it
// looks like, for check_shape to report.
Json to_json(const SourceNode& node, const Shape& shape);

// The node at the pointer below `node`, or the nearest one above it.
const SourceNode& nearest_node(const SourceNode& node, std::string_view pointer);

}  // namespace sb
