#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>

#include "base/crypto.h"
#include "base/utf8.h"
#include "model/bot_check.h"
#include "model/bot_folder.h"
#include "model/bot_json.h"
#include "model/bot_references.h"
#include "model/bot_shapes.h"
#include "model/folder_form.h"
#include "model/folder_shapes.h"

namespace sb {
namespace {

namespace fs = std::filesystem;
using Kind = SourceNode::Kind;

class Loader {
 public:
  Loader(fs::path folder, Diagnostics& diagnostics) : folder_(std::move(folder)), diagnostics_(diagnostics) {}

  Result<LoadedBot> load() {
    if (!fs::is_directory(folder_))
      return Error{ErrorCode::not_found, fmt::format("{}: no such folder", folder_.string())};
    auto errors_before = diagnostics_.error_count();
    auto document = read_document();
    // What refers to a file that could not be read would be blamed for it.
    if (lost_file_) return failure();
    loaded_.sources.set_root(std::move(document));
    auto bot = parse_bot(to_json(loaded_.sources.root(), *document::root()), diagnostics_);
    loaded_.sources.locate(diagnostics_.all());
    drop_repeated_warnings();
    if (!bot) return failure();
    loaded_.bot = std::move(*bot);
    resolve_references();
    warn_unused_scripts();
    if (diagnostics_.error_count() == errors_before) return std::move(loaded_);
    add_errors_of_content();
    return failure();
  }

 private:
  struct FlowFolder {
    std::string id, name, directory;
  };

  // The document repeats the members that the files had already: an unknown one is reported by both shapes,
  // whose lists of known names may differ.
  void drop_repeated_warnings() {
    std::set<std::string> seen;
    std::erase_if(diagnostics_.all(), [&](const Diagnostic& one) {
      const auto what = one.message.substr(0, one.message.find(" is not known here"));
      return one.severity == Severity::warning && !seen.insert(one.place + "\n" + what).second;
    });
  }

  // The caller checks a bot without faults; the errors of one with faults are told here, together with those
  // of its form.
  void add_errors_of_content() {
    std::set<std::string> blamed;
    for (const auto& one : diagnostics_.all()) blamed.insert(one.pointer);
    for (auto& one : check_bot(loaded_.bot, loaded_.sources))
      if (one.severity == Severity::error && blamed.count(one.pointer) == 0) diagnostics_.add(std::move(one));
  }

  Error failure() const { return {ErrorCode::invalid_input, diagnostics_.summary(), folder_.string()}; }

  SourceNode read_document() {
    SourceNode root;
    root.kind = Kind::map;
    root.line = 1;
    auto file = read_file("bot.yaml", *folder::bot_file());
    if (!file) {
      if (!fs::exists(folder_ / "bot.yaml"))
        complain("bot.yaml",
                 "there is no such file: a bot folder starts with bot.yaml (id, name, languages)");
      lost_file_ = true;
      file = root;
    } else {
      root.line = 0;
    }
    root.file = file->file;
    root.put("format", file->text_here("bot-full"));
    root.put("formatVersion", file->number_here(1));
    read_about(*file, root);
    for (auto name : {"apiSettings"})
      if (auto list = file->take(name)) root.put(name, std::move(*list));
    put_each(*file, "variables", root, folder::expand_variable);
    put_each(*file, "events", root, folder::expand_event);
    if (auto settings = file->take("settings"))
      root.put("settings", folder::expand_settings(std::move(*settings)));
    read_flows(*file, root);
    root.put("nlp", read_nlu(*file));
    put_list_file("channels.yaml", *folder::channels_file(), "channels", root, "channels");
    put_list_file("offload.yaml", *folder::offload_file(), "providers", root, "offloadProviders");
    return root;
  }

  static void put_each(SourceNode& file, std::string_view name, SourceNode& root,
                       SourceNode (*expand)(SourceNode)) {
    auto list = file.take(name);
    if (!list) return;
    for (auto& item : list->items) item = expand(std::move(item));
    root.put(std::string(name), std::move(*list));
  }

  void put_list_file(const std::string& name, const Shape& shape, std::string_view member, SourceNode& root,
                     std::string out) {
    auto file = read_file(name, shape);
    if (!file) return;
    if (auto list = file->take(member)) root.put(std::move(out), std::move(*list));
  }

  void read_about(SourceNode& file, SourceNode& root) {
    auto about = file.here(Kind::map);
    for (auto name : {"id", "name"})
      if (auto value = file.take(name)) about.put(name, std::move(*value));
    auto languages = file.take("languages");
    auto secondary = file.here(Kind::list);
    if (languages && languages->is_scalar()) {
      primary_language_ = languages->scalar;
      about.put("primaryLanguage", std::move(*languages));
    } else if (languages && !languages->items.empty()) {
      primary_language_ = languages->items.front().scalar;
      about.put("primaryLanguage", std::move(languages->items.front()));
      for (std::size_t i = 1; i < languages->items.size(); ++i) {
        languages_.push_back(languages->items[i].scalar);
        secondary.items.push_back(std::move(languages->items[i]));
      }
    }
    about.put("secondaryLanguages", std::move(secondary));
    root.put("bot", std::move(about));
  }

  // --- flows and dialogs ---

  void read_flows(SourceNode& file, SourceNode& root) {
    auto flows = declared_flows(file);
    auto list = file.here(Kind::list);
    warn_stray_dialogs();
    for (auto& directory : directories("flows")) {
      auto known =
          std::any_of(flows.begin(), flows.end(), [&](const auto& f) { return f.directory == directory; });
      if (!known) flows.push_back({"f-" + directory, directory, directory});
    }
    for (const auto& flow : flows) {
      auto row = list.here(Kind::map);
      row.put("id", row.text_here(flow.id));
      row.put("name", row.text_here(flow.name));
      list.items.push_back(std::move(row));
    }
    root.put("flows", std::move(list));
    auto dialogs = file.here(Kind::list);
    for (const auto& flow : flows) read_flow(flow, dialogs);
    apply_order(dialogs);
    root.put("dialogs", std::move(dialogs));
  }

  // A dialog is a file in the folder of its flow: one beside these folders, or deeper, is no part of the bot.
  void warn_stray_dialogs() {
    for (const auto& name : yaml_files("flows"))
      if (name != "order.yaml")
        warn_not_read("flows/" + name, "move it into a flow, such as flows/general/" + name);
    for (const auto& flow : directories("flows"))
      for (const auto& inner : directories("flows/" + flow))
        if (!yaml_files("flows/" + flow + "/" + inner).empty())
          warn_not_read("flows/" + flow + "/" + inner, "a flow holds files only: move them up");
  }
  void warn_not_read(const std::string& name, const std::string& advice) {
    diagnostics_.add({Severity::warning, "", "not read: " + advice, printable(name)});
  }

  static std::vector<FlowFolder> declared_flows(SourceNode& file) {
    std::vector<FlowFolder> flows;
    auto declared = file.take("flows");
    if (!declared) return flows;
    for (const auto& item : declared->items) {
      const auto* name = item.find("name");
      const auto* id = item.find("id");
      flows.push_back({id ? id->scalar : "", name ? name->scalar : item.scalar, ""});
    }
    std::vector<std::string_view> titles;
    for (const auto& flow : flows) titles.push_back(flow.name);
    auto slugs = unique_slugs(titles);
    for (std::size_t i = 0; i < flows.size(); ++i) {
      flows[i].directory = slugs[i];
      if (flows[i].id.empty()) flows[i].id = "f-" + slugs[i];
    }
    return flows;
  }

  void read_flow(const FlowFolder& flow, SourceNode& dialogs) {
    for (const auto& name : yaml_files("flows/" + flow.directory)) {
      auto path = flow.directory + "/" + name.substr(0, name.size() - std::string_view(".yaml").size());
      SourceNode faulty;
      auto file = read_file("flows/" + flow.directory + "/" + name, *folder::dialog_file(), &faulty);
      if (!file && faulty.kind == Kind::null) continue;
      auto node = file ? folder::expand_dialog(std::move(*file),
                                               [&](const SourceNode& script) { return read_script(script); })
                       : stand_in(faulty);
      if (node.find("id") == nullptr) node.put("id", node.text_here(derived_id(path)));
      if (node.find("name") == nullptr) node.put("name", node.text_here(title_of(path)));
      node.put("flowId", node.text_here(flow.id));
      dialogs.items.push_back(std::move(node));
      paths_.push_back(path);
    }
  }

  // In place of a dialog whose file has faults, so that others may refer to it.
  static SourceNode stand_in(SourceNode& file) {
    auto node = file.here(Kind::map);
    for (auto name : {"id", "name", "label"})
      if (auto value = file.take(name); value && value->is_scalar()) node.put(name, std::move(*value));
    node.put("type", node.text_here("MESSAGE"));
    node.put("content", node.here(Kind::map));
    return node;
  }

  // A dialog without an id gets one that stays the same as long as its file keeps its name.
  static std::string derived_id(const std::string& path) {
    auto digits = hex(sha256("dialog " + path));
    return fmt::format("{}-{}-4{}-8{}-{}", digits.substr(0, 8), digits.substr(8, 4), digits.substr(12, 3),
                       digits.substr(15, 3), digits.substr(18, 12));
  }
  static std::string title_of(const std::string& path) {
    auto title = path.substr(path.find('/') + 1);
    std::replace(title.begin(), title.end(), '-', ' ');
    return title;
  }

  void apply_order(SourceNode& dialogs) {
    auto file = read_file("flows/order.yaml", *folder::order_file());
    const auto* list = file ? file->find("dialogs") : nullptr;
    if (list == nullptr) return;
    std::unordered_map<std::string, std::size_t> by_path;
    for (std::size_t i = 0; i < paths_.size(); ++i) by_path.emplace(paths_[i], i);
    std::vector<std::size_t> order;
    std::vector<bool> placed(paths_.size(), false);
    for (const auto& item : list->items) {
      auto found = by_path.find(item.scalar);
      if (found == by_path.end() || placed[found->second]) {
        warn(item, found == by_path.end()
                       ? fmt::format("there is no file flows/{}.yaml: remove this line", item.scalar)
                       : fmt::format("\"{}\" is listed twice: remove this line", item.scalar));
        continue;
      }
      placed[found->second] = true;
      order.push_back(found->second);
    }
    for (std::size_t i = 0; i < placed.size(); ++i)
      if (!placed[i]) order.push_back(i);
    std::vector<SourceNode> items;
    std::vector<std::string> paths;
    for (auto i : order) items.push_back(std::move(dialogs.items[i])), paths.push_back(paths_[i]);
    dialogs.items = std::move(items);
    paths_ = std::move(paths);
  }

  std::optional<std::string> read_script(const SourceNode& file) {
    const auto& name = file.scalar;
    bool good = name.size() > 3 && name.substr(name.size() - 3) == ".js" && name.front() != '.' &&
                name.find_first_of("/\\") == std::string::npos;
    if (!good) {
      complain(file, fmt::format("\"{}\" is no script: name a file of the folder code/, such as price.js",
                                 printable(name)));
      return std::nullopt;
    }
    auto text = read_text("code/" + name, script_bytes_max);
    if (!text) {
      complain(file, fmt::format("there is no readable file code/{}{}", name, script_hint(name)));
    } else if (!is_valid_utf8(*text)) {
      complain(file, fmt::format("code/{} is not UTF-8: save it as UTF-8", name));
      return std::nullopt;
    }
    scripts_.insert(name);
    return text;
  }
  std::string script_hint(const std::string& name) {
    auto files = entries("code");
    return suggestion(name, {files.begin(), files.end()});
  }

  void warn_unused_scripts() {
    for (const auto& name : entries("code")) {
      if (name.size() > 3 && name.substr(name.size() - 3) == ".js" && scripts_.count(name) == 0)
        diagnostics_.add({Severity::warning, "",
                          "no code action uses this script: delete it, or name it as \"file\"",
                          "code/" + name});
    }
  }

  void resolve_references() {
    // Names are looked up in a copy, for replacing moves the texts they point into.
    const Bot names_of = loaded_.bot;
    DialogNames names(names_of, paths_);
    replace_dialog_references(
        loaded_.bot, [&](const DialogReference& reference) -> std::optional<std::string> {
          auto found = names.find(reference.id);
          if (found.ambiguous) {
            diagnostics_.add(
                {Severity::error, reference.pointer,
                 fmt::format("\"{}\" means more than one dialog: write flow/file, such as \"{}\"",
                             printable(reference.id),
                             paths_[static_cast<std::size_t>(found.dialog - names_of.dialogs.data())]),
                 loaded_.sources.place(reference.pointer)});
            return std::nullopt;
          }
          if (found.dialog == nullptr || found.dialog->id == reference.id) return std::nullopt;
          return found.dialog->id;
        });
  }

  // --- nlu ---

  SourceNode read_nlu(const SourceNode& about) {
    auto nlp = about.here(Kind::map);
    thresholds_ = out_of_scope_ = nlp;
    intents_ = about.here(Kind::list);
    std::vector<std::string> languages{primary_language_};
    const auto add_new = [&](const std::string& language) {
      if (std::find(languages.begin(), languages.end(), language) == languages.end())
        languages.push_back(language);
    };
    for (const auto& language : languages_) add_new(language);
    for (const auto& directory : directories("nlu")) add_new(directory);
    for (const auto& name : yaml_files("nlu"))
      if (name != "entities.yaml")
        warn_not_read("nlu/" + name,
                      fmt::format("move it into a language, such as nlu/{}/{}", primary_language_, name));
    for (const auto& language : languages)
      for (const auto& name : yaml_files("nlu/" + language))
        read_language(language, "nlu/" + language + "/" + name);
    nlp.put("thresholds", std::move(thresholds_));
    nlp.put("intents", std::move(intents_));
    nlp.put("outOfScope", std::move(out_of_scope_));
    if (auto file = read_file("nlu/entities.yaml", *folder::entities_file())) {
      auto entities = file->take("entities").value_or(file->here(Kind::list));
      for (auto& entity : entities.items) entity = folder::expand_entity(std::move(entity));
      nlp.put("entities", std::move(entities));
    }
    return nlp;
  }

  void read_language(const std::string& language, const std::string& name) {
    auto file = read_file(name, *folder::language_file());
    if (!file) return;
    if (auto thresholds = file->take("thresholds")) {
      if (const auto* earlier = thresholds_.find(language))
        complain(*thresholds, fmt::format("thresholds of {} are given twice; the first are in {}: keep one",
                                          language, loaded_.sources.place(*earlier)));
      else
        thresholds_.put(language, std::move(*thresholds));
    }
    if (auto list = file->take("outOfScope")) append(out_of_scope_, language, std::move(*list));
    auto intents = file->take("intents");
    if (!intents) return;
    for (std::size_t i = 0; i < intents->items.size(); ++i)
      add_expressions(intents->keys[i], language, std::move(intents->items[i]));
  }

  void add_expressions(const std::string& intent, const std::string& language, SourceNode list) {
    auto [at, fresh] = intent_rows_.emplace(intent, intents_.items.size());
    if (fresh) {
      auto row = list.here(Kind::map);
      row.put("name", row.text_here(intent));
      row.put("expressions", list.here(Kind::map));
      intents_.items.push_back(std::move(row));
    }
    if (list.kind == Kind::null) return;
    append(*intents_.items[at->second].find("expressions"), language, std::move(list));
  }

  static void append(SourceNode& map, const std::string& key, SourceNode list) {
    auto* present = map.find(key);
    if (present == nullptr) return map.put(key, std::move(list));
    for (auto& item : list.items) present->items.push_back(std::move(item));
  }

  // --- files ---

  // The tree of a file whose shape is right, or nullopt: absent, or faulty and reported. What is no tree, or
  // has no place for its `faulty` tree, is lost.
  std::optional<SourceNode> read_file(const std::string& name, const Shape& shape,
                                      SourceNode* faulty = nullptr) {
    const auto errors_before = diagnostics_.error_count();
    auto text = read_text(name, yaml_file_bytes_max);
    if (!text) {
      lost_file_ = lost_file_ || diagnostics_.error_count() > errors_before;
      return std::nullopt;
    }
    auto index = loaded_.sources.add_file(name);
    auto node = read_yaml(*text, index, loaded_.sources, diagnostics_);
    if (!node) {
      lost_file_ = true;
      return std::nullopt;
    }
    Diagnostics own;
    check_shape(to_json(*node, shape), shape, "", own);
    for (auto diagnostic : own.all()) {
      diagnostic.place = loaded_.sources.place(nearest_node(*node, diagnostic.pointer));
      diagnostic.pointer.clear();
      diagnostics_.add(std::move(diagnostic));
    }
    if (!own.has_errors()) return node;
    if (faulty != nullptr && node->kind == Kind::map)
      *faulty = std::move(*node);
    else
      lost_file_ = true;
    return std::nullopt;
  }

  std::optional<std::string> read_text(const std::string& name, std::size_t bytes_max) {
    auto path = folder_ / name;
    std::error_code ignored;
    auto status = fs::symlink_status(path, ignored);
    if (!fs::exists(status)) return std::nullopt;
    if (!fs::is_regular_file(status))
      return complain(name, "this must be a plain file: links are not followed");
    if (++files_ > folder_files_max)
      return complain(name, fmt::format("more than {} files", folder_files_max));
    if (fs::file_size(path, ignored) > bytes_max)
      return complain(name, fmt::format("larger than {} KiB: split it", bytes_max / 1024));
    std::ifstream stream(path, std::ios::binary);
    std::string text{std::istreambuf_iterator<char>(stream), {}};
    if (!stream.good() && !stream.eof()) return complain(name, "cannot be read");
    return text;
  }

  std::vector<std::string> entries(const std::string& directory) const {
    std::vector<std::string> names;
    std::error_code error;
    for (fs::directory_iterator it(folder_ / directory, error), end; !error && it != end; it.increment(error))
      names.push_back(it->path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
  }
  std::vector<std::string> directories(const std::string& parent) const {
    std::vector<std::string> names;
    std::error_code ignored;
    for (auto& name : entries(parent))
      if (fs::is_directory(fs::symlink_status(folder_ / parent / name, ignored)) && is_valid_utf8(name))
        names.push_back(std::move(name));
    return names;
  }
  std::vector<std::string> yaml_files(const std::string& directory) {
    std::vector<std::string> names;
    for (auto& name : entries(directory)) {
      auto extension = fs::path(name).extension();
      if (extension == ".yml")
        diagnostics_.add(
            {Severity::warning, "", "not read: name it .yaml", directory + "/" + printable(name)});
      if (extension == ".yaml" && is_valid_utf8(name)) names.push_back(std::move(name));
    }
    return names;
  }

  std::nullopt_t complain(const std::string& file, std::string message) {
    diagnostics_.add({Severity::error, "", std::move(message), file});
    return std::nullopt;
  }
  void complain(const SourceNode& at, std::string message) {
    diagnostics_.add({Severity::error, "", std::move(message), loaded_.sources.place(at)});
  }
  void warn(const SourceNode& at, std::string message) {
    diagnostics_.add({Severity::warning, "", std::move(message), loaded_.sources.place(at)});
  }

  fs::path folder_;
  Diagnostics& diagnostics_;
  LoadedBot loaded_;
  std::string primary_language_;
  std::vector<std::string> languages_;  // secondary
  std::vector<std::string> paths_;      // "flow/file" of each dialog, in the order of the document
  std::set<std::string> scripts_;
  std::size_t files_ = 0;
  bool lost_file_ = false;  // the document is not whole
  SourceNode thresholds_, out_of_scope_, intents_;
  std::map<std::string, std::size_t> intent_rows_;
};

}  // namespace

Result<LoadedBot> load_bot_folder(const fs::path& folder, Diagnostics& diagnostics) {
  try {
    return Loader(folder, diagnostics).load();
  } catch (const fs::filesystem_error& error) {
    return Error{ErrorCode::not_found, error.what(), folder.string()};
  }
}

}  // namespace sb
