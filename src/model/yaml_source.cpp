#include "model/yaml_source.h"

#include <fmt/format.h>
#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/exceptions.h>
#include <yaml-cpp/parser.h>

#include <algorithm>
#include <sstream>
#include <unordered_map>

#include "base/utf8.h"

namespace sb {

const SourceNode* SourceNode::find(std::string_view key) const {
  if (kind != Kind::map) return nullptr;
  for (std::size_t i = 0; i < keys.size(); ++i)
    if (keys[i] == key) return &items[i];
  return nullptr;
}
SourceNode* SourceNode::find(std::string_view key) {
  return const_cast<SourceNode*>(std::as_const(*this).find(key));
}

std::optional<SourceNode> SourceNode::take(std::string_view key) {
  auto* found = find(key);
  if (found == nullptr) return std::nullopt;
  auto index = found - items.data();
  auto taken = std::move(*found);
  items.erase(items.begin() + index);
  keys.erase(keys.begin() + index);
  return taken;
}

void SourceNode::put(std::string key, SourceNode value) {
  kind = Kind::map;
  keys.push_back(std::move(key));
  items.push_back(std::move(value));
}

SourceNode SourceNode::here(Kind other) const {
  SourceNode node;
  node.kind = other;
  node.file = file;
  node.line = line;
  return node;
}
SourceNode SourceNode::text_here(std::string text) const {
  auto node = here(Kind::text);
  node.scalar = std::move(text);
  return node;
}
SourceNode SourceNode::number_here(int number) const {
  auto node = here(Kind::plain);
  node.scalar = std::to_string(number);
  return node;
}
SourceNode SourceNode::flag_here(bool value) const {
  auto node = here(Kind::plain);
  node.scalar = value ? "true" : "false";
  return node;
}

std::uint32_t SourceMap::add_file(std::string name) {
  files_.push_back(std::move(name));
  return static_cast<std::uint32_t>(files_.size() - 1);
}

std::string SourceMap::place(const SourceNode& node) const {
  if (node.file >= files_.size()) return {};
  return node.line == 0 ? files_[node.file] : fmt::format("{}:{}", files_[node.file], node.line);
}

std::string SourceMap::place(std::string_view pointer) const {
  return files_.empty() ? std::string() : place(nearest_node(root_, pointer));
}

void SourceMap::locate(std::vector<Diagnostic>& diagnostics) const {
  for (auto& diagnostic : diagnostics)
    if (diagnostic.place.empty()) diagnostic.place = place(diagnostic.pointer);
}

const SourceNode& nearest_node(const SourceNode& node, std::string_view pointer) {
  const auto* at = &node;
  for (const auto& step : pointer_steps(pointer)) {
    const SourceNode* next = nullptr;
    if (at->kind == SourceNode::Kind::map) {
      next = at->find(step);
    } else if (at->kind == SourceNode::Kind::list && !step.empty() && step.size() < 9 &&
               step.find_first_not_of("0123456789") == std::string::npos) {
      auto index = static_cast<std::size_t>(std::stoul(step));
      if (index < at->items.size()) next = &at->items[index];
    }
    if (next == nullptr || next->line == 0) break;
    at = next;
  }
  return *at;
}

namespace {

// Thrown through yaml-cpp by the handler below, caught in read_yaml.
struct Refused {
  std::uint32_t line;
  std::string message;
};

// yaml-cpp gives the escapes \N and \_ (U+0085, U+00A0) as one byte each. The file is UTF-8, and so is all
// else that it gives: a byte that begins no character is one of these.
std::string with_whole_characters(const std::string& text) {
  if (is_valid_utf8(text)) return text;
  std::string out;
  for (std::size_t i = 0; i < text.size();) {
    const auto lead = static_cast<unsigned char>(text[i]);
    const std::size_t size = lead < 0xC0 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4;
    if (lead >= 0x80 && lead < 0xC0) out += '\xC2';
    out += text.substr(i, size);
    i += size;
  }
  return out;
}

// Builds the tree from the parser's events: no YAML::Node, which would cost several allocations a scalar.
class TreeBuilder final : public YAML::EventHandler {
 public:
  explicit TreeBuilder(std::uint32_t file) : file_(file) {}

  SourceNode take() { return std::move(root_); }
  // Messages about duplicate keys, with the line of the second.
  std::vector<Refused>& duplicates() { return duplicates_; }

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    add(node(SourceNode::Kind::null, mark, anchor));
  }
  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    throw Refused{line(mark), "aliases (*name) are not part of bot files: write the value out"};
  }
  void OnScalar(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                const std::string& value) override {
    auto scalar = node(tag == "!" ? SourceNode::Kind::text : SourceNode::Kind::plain, mark, anchor);
    check_tag(mark, tag);
    scalar.scalar = with_whole_characters(value);
    add(std::move(scalar));
  }
  void OnSequenceStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value) override {
    check_tag(mark, tag);
    open(node(SourceNode::Kind::list, mark, anchor));
  }
  void OnSequenceEnd() override { close(); }
  void OnMapStart(const YAML::Mark& mark, const std::string& tag, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value) override {
    check_tag(mark, tag);
    open(node(SourceNode::Kind::map, mark, anchor));
  }
  void OnMapEnd() override { close(); }

 private:
  struct Open {
    SourceNode node;
    bool has_key = false;
    std::uint32_t key_line = 0;
    std::unordered_map<std::string, std::uint32_t> key_lines = {};
  };

  static std::uint32_t line(const YAML::Mark& mark) {
    return static_cast<std::uint32_t>(std::max(mark.line, 0)) + 1;
  }

  SourceNode node(SourceNode::Kind kind, const YAML::Mark& mark, YAML::anchor_t anchor) const {
    if (anchor != 0)
      throw Refused{line(mark), "anchors (&name) are not part of bot files: write the value out"};
    SourceNode node;
    node.kind = kind;
    node.file = file_;
    node.line = line(mark);
    return node;
  }
  static void check_tag(const YAML::Mark& mark, const std::string& tag) {
    if (!tag.empty() && tag != "?" && tag != "!")
      throw Refused{line(mark), "tags (" + tag + ") are not part of bot files"};
  }

  void open(SourceNode node) {
    if (awaits_key()) throw Refused{node.line, "the name of a member must be a text"};
    if (static_cast<int>(open_.size()) >= yaml_depth_max)
      throw Refused{node.line, fmt::format("nested deeper than {} levels", yaml_depth_max)};
    open_.push_back({std::move(node)});
  }
  void close() {
    auto done = std::move(open_.back().node);
    open_.pop_back();
    add(std::move(done));
  }
  bool awaits_key() const {
    return !open_.empty() && open_.back().node.kind == SourceNode::Kind::map && !open_.back().has_key;
  }

  void add(SourceNode node) {
    if (open_.empty()) {
      root_ = std::move(node);
    } else if (awaits_key()) {
      add_key(node);
    } else {
      // A value that starts further down ("key:" and then a list) is blamed on the line of its key.
      auto& parent = open_.back();
      if (parent.node.kind == SourceNode::Kind::map && !node.is_scalar()) node.line = parent.key_line;
      parent.has_key = false;
      parent.node.items.push_back(std::move(node));
    }
  }
  void add_key(const SourceNode& key) {
    if (!key.is_scalar()) throw Refused{key.line, "the name of a member is missing"};
    if (key.scalar.size() > yaml_key_bytes_max) {
      throw Refused{key.line,
                    fmt::format("the name of a member is longer than {} bytes", yaml_key_bytes_max)};
    }
    auto& parent = open_.back();
    auto [at, fresh] = parent.key_lines.emplace(key.scalar, key.line);
    if (!fresh) {
      duplicates_.push_back(
          {key.line, fmt::format("\"{}\" is here a second time; the first is in line {}: keep one",
                                 printable(key.scalar), at->second)});
    }
    parent.node.keys.push_back(key.scalar);
    parent.has_key = true;
    parent.key_line = key.line;
  }

  std::uint32_t file_;
  SourceNode root_;
  std::vector<Open> open_;
  std::vector<Refused> duplicates_;
};

bool is_json_number(std::string_view text) {
  if (text.empty() || (text[0] != '-' && (text[0] < '0' || text[0] > '9'))) return false;
  auto value = parse_json(text);
  return value && value->is_number();
}

// What a plain scalar looks like (YAML 1.2 core schema, JSON numbers only).
Json guess(const SourceNode& node) {
  if (node.kind == SourceNode::Kind::text) return Json(node.scalar);
  if (node.scalar == "true") return true;
  if (node.scalar == "false") return false;
  if (is_json_number(node.scalar)) return *parse_json(node.scalar);
  return Json(node.scalar);
}

Json scalar_json(const SourceNode& node, const Shape& shape) {
  switch (shape.kind) {
    case Shape::Kind::text:
      return Json(node.scalar);
    case Shape::Kind::either: {
      auto looks = guess(node);
      for (const auto& option : shape.options) {
        bool text = option->kind == Shape::Kind::text || option->kind == Shape::Kind::any;
        if (text || (option->kind == Shape::Kind::boolean && looks.is_bool()) ||
            (option->kind == Shape::Kind::integer && looks.is_number()))
          return scalar_json(node, *option);
      }
      return looks;
    }
    default:
      return guess(node);
  }
}

const Shape& any_shape() {
  static const ShapePtr shape = shapes::any();
  return *shape;
}

const Shape& member_shape(const Shape& shape, const std::string& key) {
  if (shape.kind == Shape::Kind::map) return *shape.item;
  if (shape.kind == Shape::Kind::object)
    for (const auto& member : shape.members)
      if (member.name == key) return *member.shape;
  return any_shape();
}

// The shape among alternatives and cases that is meant for this map or list.
const Shape& chosen_shape(const SourceNode& node, const Shape& shape) {
  if (shape.kind == Shape::Kind::either) {
    for (const auto& option : shape.options) {
      const auto& inner = chosen_shape(node, *option);
      bool list = inner.kind == Shape::Kind::list;
      bool map = inner.kind == Shape::Kind::map || inner.kind == Shape::Kind::object;
      if (inner.kind == Shape::Kind::any || (node.kind == SourceNode::Kind::list ? list : map)) return inner;
    }
  } else if (shape.kind == Shape::Kind::keyed) {
    for (const auto& [name, inner] : shape.cases)
      if (node.find(name) != nullptr) return *inner;
  } else if (shape.kind == Shape::Kind::tagged) {
    const auto* tag = node.find(shape.tag);
    const auto* inner = tag ? case_of(shape, tag->scalar) : nullptr;
    if (inner != nullptr) return *inner;
    if (shape.otherwise) return *shape.otherwise;
  }
  return shape;
}

// The parser takes a "?" inside { } or [ ] for a sign of YAML, even at the end of a word.
std::string_view question_mark_hint(std::string_view text, int line) {
  for (; line > 0 && !text.empty(); --line)
    text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
  text = text.substr(0, text.find('\n'));
  const auto bracket = text.find_first_of("{[");
  if (bracket == std::string_view::npos || text.find('?', bracket) == std::string_view::npos) return {};
  return "; inside { } and [ ] a text with a question mark needs quotes, as in [\"What now?\"]";
}

}  // namespace

std::optional<SourceNode> read_yaml(std::string_view text, std::uint32_t file, const SourceMap& map,
                                    Diagnostics& diagnostics) {
  auto refuse = [&](std::uint32_t line, std::string message) {
    SourceNode at;
    at.file = file;
    at.line = line;
    diagnostics.add({Severity::error, "", std::move(message), map.place(at)});
    return std::nullopt;
  };
  if (text.size() > yaml_file_bytes_max)
    return refuse(0, fmt::format("larger than {} MiB: split it", yaml_file_bytes_max / 1024 / 1024));
  if (!is_valid_utf8(text)) return refuse(0, "not UTF-8: save the file as UTF-8");
  if (text.find('\0') != std::string_view::npos) return refuse(0, "holds a zero byte: this is no text file");
  // YAML 1.2 §5.1: of the ASCII control characters only tab and the line breaks may stand in a file
  // unescaped.
  const auto control = std::find_if(text.begin(), text.end(), [](char c) {
    return c == '\x7f' || (static_cast<unsigned char>(c) < 0x20 && c != '\t' && c != '\n' && c != '\r');
  });
  if (control != text.end()) {
    const auto line = static_cast<std::uint32_t>(std::count(text.begin(), control, '\n')) + 1;
    return refuse(line, "holds a control character: write it as an escape in double quotes");
  }
  TreeBuilder builder(file);
  try {
    std::istringstream stream{std::string(text)};
    YAML::Parser parser(stream);
    bool any = parser.HandleNextDocument(builder);
    auto root = builder.take();
    if (any) {
      TreeBuilder second(file);
      if (parser.HandleNextDocument(second))
        return refuse(0, "holds several documents (\"---\"): one is allowed");
    }
    for (auto& duplicate : builder.duplicates()) refuse(duplicate.line, std::move(duplicate.message));
    if (!builder.duplicates().empty()) return std::nullopt;
    if (root.kind == SourceNode::Kind::null) root = root.here(SourceNode::Kind::map);
    if (root.line == 0) root.file = file, root.line = 1;
    return root;
  } catch (const Refused& refused) {
    return refuse(refused.line, refused.message);
  } catch (const YAML::Exception& error) {
    return refuse(static_cast<std::uint32_t>(std::max(error.mark.line, 0)) + 1,
                  fmt::format("not valid YAML: {}{}", error.msg, question_mark_hint(text, error.mark.line)));
  } catch (const std::exception& error) {
    return refuse(0, fmt::format("not valid YAML: {}", error.what()));
  }
}

Json to_json(const SourceNode& node, const Shape& shape) {
  switch (node.kind) {
    case SourceNode::Kind::null:
      return nullptr;
    case SourceNode::Kind::plain:
    case SourceNode::Kind::text:
      return scalar_json(node, shape);
    case SourceNode::Kind::list: {
      const auto& chosen = chosen_shape(node, shape);
      const auto& item_shape = chosen.kind == Shape::Kind::list ? *chosen.item : any_shape();
      JsonArray array;
      array.reserve(node.items.size());
      for (const auto& item : node.items) array.push_back(to_json(item, item_shape));
      return array;
    }
    case SourceNode::Kind::map: {
      const auto& chosen = chosen_shape(node, shape);
      JsonObject object;
      object.reserve(node.items.size());
      for (std::size_t i = 0; i < node.items.size(); ++i)
        object[node.keys[i]] = to_json(node.items[i], member_shape(chosen, node.keys[i]));
      return object;
    }
  }
  return nullptr;
}

}  // namespace sb
