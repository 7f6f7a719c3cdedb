#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <numeric>
#include <set>

#include "base/random.h"
#include "model/bot_folder.h"
#include "model/bot_json.h"
#include "model/bot_references.h"
#include "model/folder_form.h"
#include "model/yaml_writer.h"

namespace sb {
namespace {

namespace fs = std::filesystem;

const YamlStyle& style() {
  static const YamlStyle style{
      {"languages", "requires", "clearSession", "variables", "parts"}, {"values"}, {"variable", "dialog"}};
  return style;
}

class Files {
 public:
  explicit Files(const Bot& bot) : bot_(bot) {}

  Result<std::vector<std::pair<std::string, std::string>>> all() {
    SB_TRYV(check());
    place_dialogs();
    auto named = bot_;
    DialogNames names(bot_, paths_);
    replace_dialog_references(named, [&](const DialogReference& reference) -> std::optional<std::string> {
      auto found = names.find(reference.id);
      if (found.dialog == nullptr || found.dialog->id != reference.id) return std::nullopt;
      return names.reference_to(*found.dialog);
    });
    document_ = bot_to_json(named, DocumentKind::full).get_object();
    write_bot();
    write_dialogs();
    write_order();
    write_nlu();
    write_list("channels.yaml", "channels", "channels");
    write_list("offload.yaml", "providers", "offloadProviders");
    std::vector<std::pair<std::string, std::string>> files(files_.begin(), files_.end());
    return files;
  }

 private:
  Ok check() const {
    std::set<std::string_view> intents, flows;
    for (const auto& intent : bot_.nlp.intents)
      if (!intents.insert(intent.name).second)
        return Error{ErrorCode::invalid_input, fmt::format("two intents are named \"{}\"", intent.name)};
    for (const auto& flow : bot_.flows) flows.insert(flow.id);
    for (const auto& dialog : bot_.dialogs)
      if (flows.count(dialog.flow_id) == 0)
        return Error{ErrorCode::invalid_input,
                     fmt::format("dialog \"{}\" is in flow \"{}\", which does not exist", dialog.name,
                                 dialog.flow_id)};
    return {};
  }

  // Names the directory of each flow and the file of each dialog.
  void place_dialogs() {
    std::vector<std::string_view> titles;
    for (const auto& flow : bot_.flows) titles.push_back(flow.name);
    directories_ = unique_slugs(titles);
    paths_.resize(bot_.dialogs.size());
    ranks_.resize(bot_.dialogs.size());
    std::vector<std::size_t> natural;
    for (std::size_t f = 0; f < bot_.flows.size(); ++f) {
      std::vector<std::size_t> members;
      std::vector<std::string_view> names;
      for (std::size_t i = 0; i < bot_.dialogs.size(); ++i) {
        if (bot_.dialogs[i].flow_id != bot_.flows[f].id || !paths_[i].empty()) continue;
        members.push_back(i);
        names.push_back(bot_.dialogs[i].name);
      }
      auto slugs = unique_slugs(names);
      for (std::size_t k = 0; k < members.size(); ++k) paths_[members[k]] = directories_[f] + "/" + slugs[k];
      // The loader sorts whole file names, in which "-" comes before ".": "x-2.yaml" before "x.yaml".
      std::sort(members.begin(), members.end(),
                [&](auto a, auto b) { return paths_[a] + ".yaml" < paths_[b] + ".yaml"; });
      natural.insert(natural.end(), members.begin(), members.end());
    }
    for (std::size_t rank = 0; rank < natural.size(); ++rank) ranks_[natural[rank]] = rank;
    natural_ = std::move(natural);
  }

  void write(const std::string& name, const JsonObject& content) { files_[name] = to_yaml(content, style()); }

  const JsonArray& list(std::string_view name) const { return document_.at(name).get_array(); }

  void write_bot() {
    JsonObject out{{"id", bot_.id}, {"name", bot_.name}};
    JsonArray languages;
    languages.emplace_back(bot_.primary_language);
    for (const auto& language : bot_.secondary_languages) languages.emplace_back(language);
    out["languages"] = std::move(languages);
    auto settings = changed_settings();
    if (!settings.empty()) out["settings"] = std::move(settings);
    put_list(out, "variables", [](const JsonObject& item) { return folder::shorten_variable(item); });
    JsonArray flows;
    for (std::size_t i = 0; i < bot_.flows.size(); ++i) {
      if (bot_.flows[i].id == "f-" + directories_[i])
        flows.emplace_back(bot_.flows[i].name);
      else
        flows.push_back(JsonObject{{"id", bot_.flows[i].id}, {"name", bot_.flows[i].name}});
    }
    if (!flows.empty()) out["flows"] = std::move(flows);
    put_list(out, "events", [](const JsonObject& item) -> Json { return folder::shorten_event(item); });
    put_list(out, "apiSettings", [](const JsonObject& item) -> Json { return item; });
    write("bot.yaml", out);
  }

  template <typename Shorten>
  void put_list(JsonObject& out, std::string_view name, Shorten shorten) const {
    JsonArray items;
    for (const auto& item : list(name)) items.push_back(shorten(item.get_object()));
    if (!items.empty()) out[name] = std::move(items);
  }

  // The settings that differ from those of a new bot.
  JsonObject changed_settings() const {
    const auto usual = to_json(Settings());
    JsonObject changed;
    for (const auto& [key, value] : document_.at("settings").get_object()) {
      const auto* other = find_member(usual.get_object(), view(key));
      if (other != nullptr && *other == value) continue;
      if (key != "retention") {
        changed[key] = value;
        continue;
      }
      JsonObject days;
      for (const auto& [name, number] : value.get_object())
        if (other->at(name) != number) days[name] = number;
      changed[key] = std::move(days);
    }
    return folder::shorten_settings(changed);
  }

  void write_dialogs() {
    const auto& dialogs = list("dialogs");
    for (auto i : natural_) {
      auto file = folder::shorten_dialog(dialogs[i].get_object());
      if (auto* actions = file.if_contains("actions"); actions != nullptr)
        for (auto& action : actions->get_array()) extract_script(action.get_object(), paths_[i]);
      write("flows/" + paths_[i] + ".yaml", file);
    }
  }

  void extract_script(JsonObject& action, const std::string& path) {
    auto* code = action.if_contains("code");
    if (code == nullptr || !code->is_object()) return;
    auto name = script_name(path);
    JsonObject out{{"file", name}};
    for (const auto& [key, value] : code->get_object()) {
      if (key == "code")
        files_["code/" + name] = std::string(view(value.get_string()));
      else
        out[key] = value;
    }
    *code = std::move(out);
  }

  std::string script_name(const std::string& path) const {
    auto file = path.substr(path.find('/') + 1);
    for (int i = 1;; ++i) {
      auto name = i == 1 ? file + ".js" : fmt::format("{}-{}.js", file, i);
      if (files_.count("code/" + name) == 0) return name;
    }
  }

  // Lists dialogs only as far as the natural order does not say it.
  void write_order() {
    std::size_t sorted_from = ranks_.size();
    while (sorted_from > 0 && (sorted_from == ranks_.size() || ranks_[sorted_from - 1] < ranks_[sorted_from]))
      --sorted_from;
    if (sorted_from == 0) return;
    JsonArray listed;
    for (std::size_t i = 0; i < sorted_from; ++i) listed.emplace_back(paths_[i]);
    JsonObject out;
    out["dialogs"] = std::move(listed);
    write("flows/order.yaml", out);
  }

  void write_nlu() {
    const auto& nlp = document_.at("nlp").get_object();
    std::set<std::string> languages;
    for (auto member : {"thresholds", "outOfScope"})
      if (const auto* map = object_member(nlp, member))
        for (const auto& [language, unused] : *map) languages.emplace(view(language));
    for (const auto& intent : bot_.nlp.intents)
      for (const auto& [language, unused] : intent.expressions) languages.insert(language);
    if (!bot_.nlp.intents.empty()) languages.insert(bot_.primary_language);
    for (const auto& language : languages) write_language(nlp, language);
    JsonArray entities;
    for (const auto& entity : nlp.at("entities").get_array())
      entities.push_back(folder::shorten_entity(entity.get_object()));
    if (entities.empty()) return;
    JsonObject out;
    out["entities"] = std::move(entities);
    write("nlu/entities.yaml", out);
  }

  void write_language(const JsonObject& nlp, const std::string& language) {
    JsonObject out, intents;
    if (const auto* thresholds = find_member(nlp.at("thresholds").get_object(), language))
      out["thresholds"] = *thresholds;
    // The primary language lists every intent: that is where their order is kept.
    for (const auto& intent : nlp.at("intents").get_array()) {
      const auto& object = intent.get_object();
      const auto* expressions = find_member(object.at("expressions").get_object(), language);
      if (expressions != nullptr)
        intents[string_member(object, "name")] = *expressions;
      else if (language == bot_.primary_language)
        intents[string_member(object, "name")] = JsonArray();
    }
    if (!intents.empty()) out["intents"] = std::move(intents);
    if (!out.empty()) write("nlu/" + language + "/intents.yaml", out);
    const auto* out_of_scope = object_member(nlp, "outOfScope");
    const auto* texts = out_of_scope ? find_member(*out_of_scope, language) : nullptr;
    if (texts == nullptr) return;
    JsonObject file;
    file["outOfScope"] = *texts;
    write("nlu/" + language + "/out_of_scope.yaml", file);
  }

  void write_list(const std::string& file, std::string_view member, std::string_view name) {
    if (list(name).empty()) return;
    JsonObject out;
    out[member] = list(name);
    write(file, out);
  }

  const Bot& bot_;
  JsonObject document_;
  std::vector<std::string> directories_;  // of flows
  std::vector<std::string> paths_;        // "flow/file" by dialog
  std::vector<std::size_t> ranks_;        // place in the natural order by dialog
  std::vector<std::size_t> natural_;
  std::map<std::string, std::string> files_;
};

Error cannot_write(const fs::path& path) {
  return {ErrorCode::internal, fmt::format("cannot write {}", path.string()), path.string()};
}

Ok write_file(const fs::path& path, const std::string& content) {
  std::error_code error;
  {
    std::ifstream present(path, std::ios::binary);
    if (present && std::string{std::istreambuf_iterator<char>(present), {}} == content) return {};
  }
  fs::create_directories(path.parent_path(), error);
  auto temporary = path;
  temporary += "." + new_id24() + ".tmp";
  std::ofstream stream(temporary, std::ios::binary);
  stream << content;
  stream.close();
  if (!stream) return cannot_write(path);
  fs::rename(temporary, path, error);
  if (!error) return {};
  fs::remove(temporary, error);
  return cannot_write(path);
}

// Deletes the YAML files below `parent`/*/ that are not among those written, and directories left empty.
void delete_stale(const fs::path& folder, const std::string& parent, const std::set<std::string>& written) {
  std::error_code error;
  std::vector<fs::path> stale, directories;
  for (fs::directory_iterator it(folder / parent, error), end; !error && it != end; it.increment(error)) {
    std::error_code inner;
    if (!fs::is_directory(fs::symlink_status(it->path(), inner))) continue;
    directories.push_back(it->path());
    for (fs::directory_iterator file(it->path(), inner); !inner && file != end; file.increment(inner)) {
      auto name = parent + "/" + it->path().filename().string() + "/" + file->path().filename().string();
      if (file->path().extension() == ".yaml" && written.count(name) == 0) stale.push_back(file->path());
    }
  }
  for (const auto& path : stale) fs::remove(path, error);
  for (const auto& path : directories)
    if (fs::is_empty(path, error) && !error) fs::remove(path, error);
}

// A list file that is there already stays when its list became empty.
Ok empty_list_file(const fs::path& folder, const std::string& name, std::string_view member,
                   const std::set<std::string>& written) {
  if (written.count(name) > 0 || !fs::exists(folder / name)) return {};
  JsonObject out;
  out[member] = JsonArray();
  return write_file(folder / name, to_yaml(out, style()));
}

}  // namespace

Result<std::vector<std::pair<std::string, std::string>>> bot_folder_files(const Bot& bot) {
  return Files(bot).all();
}

Ok save_bot_folder(const Bot& bot, const fs::path& folder) {
  SB_TRY(auto files, bot_folder_files(bot));
  std::set<std::string> written;
  for (const auto& [name, content] : files) {
    SB_TRYV(write_file(folder / name, content));
    written.insert(name);
  }
  std::error_code ignored;
  if (written.count("flows/order.yaml") == 0) fs::remove(folder / "flows/order.yaml", ignored);
  delete_stale(folder, "flows", written);
  delete_stale(folder, "nlu", written);
  SB_TRYV(empty_list_file(folder, "channels.yaml", "channels", written));
  SB_TRYV(empty_list_file(folder, "offload.yaml", "providers", written));
  return empty_list_file(folder, "nlu/entities.yaml", "entities", written);
}

}  // namespace sb
