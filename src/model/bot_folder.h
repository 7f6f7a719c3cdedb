#pragma once
#include <filesystem>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/result.h"
#include "model/bot.h"
#include "model/diagnostic.h"
#include "model/yaml_source.h"

namespace sb {

// A bot as a folder of text files that people write, review and merge (docs/bot-folder.md,
// schema/*.schema.json):
//
//   bot.yaml                    id, name, languages, settings, variables, flows, events, apiSettings
//   flows/<flow>/<dialog>.yaml  one dialog a file; flows/order.yaml lists the creation order where it is not
//   the natural
//                               one (flows as in bot.yaml, files by name)
//   code/<name>.js              the scripts of code actions
//   nlu/<language>/*.yaml       thresholds, intents with their expressions, outOfScope; nlu/entities.yaml
//   channels.yaml, offload.yaml
//   layout.json and all other files belong to editors: never read or written here
//
// A dialog is referred to by id, label, "flow/file", file or name, whichever is unique.

inline constexpr std::size_t folder_files_max = 20'000;
inline constexpr std::size_t script_bytes_max = 1024 * 1024;

struct LoadedBot {
  Bot bot;
  SourceMap sources;  // places of the document form: hand it to check_bot
};

// Reads the folder. Every fault of every file is reported as "file:line", files relative to the folder; fails
// with `not_found` when there is no such folder and `invalid_input` when there was any error. Links are
// refused.
Result<LoadedBot> load_bot_folder(const std::filesystem::path& folder, Diagnostics& diagnostics);

// Writes the folder in its canonical form: the same bot always gives the same bytes, and loading gives the
// same bot. Only files whose content changes are touched, each replaced atomically. Under flows/ and
// nlu/<language>/, YAML files that are not part of the bot any more are deleted; comments are not kept. Fails
// with `invalid_input` for a bot that has no folder form (two intents of one name) and `internal` when a file
// cannot be written.
Ok save_bot_folder(const Bot& bot, const std::filesystem::path& folder);

// The files save_bot_folder would write: name relative to the folder, with "/", and content.
Result<std::vector<std::pair<std::string, std::string>>> bot_folder_files(const Bot& bot);

// A file name for a title: lower-case letters and digits of any script joined by "-"; "x" when nothing is
// left.
std::string slug(std::string_view title);

// How dialogs are named inside a folder.
class DialogNames final {
 public:
  // `paths[i]` is "flow/file" of dialog i. Keeps pointers into `bot`.
  DialogNames(const Bot& bot, std::vector<std::string> paths);

  struct Found {
    const Dialog* dialog = nullptr;
    bool ambiguous = false;
  };
  // By id, label, path, file, name: the first of these that knows the reference decides.
  Found find(std::string_view reference) const;
  // The nicest reference that `find` leads back to this dialog.
  std::string reference_to(const Dialog& dialog) const;

 private:
  using Table = std::unordered_map<std::string, Found>;
  void add(Table& table, const std::string& name, const Dialog& dialog);

  const Bot& bot_;
  std::vector<std::string> paths_;
  Table ids_, labels_, by_path_, files_, names_;
};

// Unique file names for titles, in their order: the second "Hello" becomes "hello-2".
std::vector<std::string> unique_slugs(const std::vector<std::string_view>& titles);

}  // namespace sb
