#include "model/bot_folder.h"

#include <cctype>
#include <set>

#include "base/utf8.h"

namespace sb {

std::string slug(std::string_view title) {
  constexpr std::size_t slug_bytes_max = 60;
  std::string spaced;
  // Punctuation separates words here, while fold_for_match joins them.
  for (char c : title) spaced += std::ispunct(static_cast<unsigned char>(c)) ? ' ' : c;
  auto folded = fold_for_match(spaced);
  std::string name;
  for (char c : utf8_prefix(folded, slug_bytes_max)) {
    bool word = static_cast<unsigned char>(c) >= 0x80 || std::isalnum(static_cast<unsigned char>(c));
    if (word)
      name += c;
    else if (!name.empty() && name.back() != '-')
      name += '-';
  }
  while (!name.empty() && name.back() == '-') name.pop_back();
  return name.empty() ? "x" : name;
}

std::vector<std::string> unique_slugs(const std::vector<std::string_view>& titles) {
  std::vector<std::string> slugs;
  std::set<std::string> used;
  for (auto title : titles) {
    auto base = slug(title);
    auto name = base;
    for (int i = 2; !used.insert(name).second; ++i) name = base + "-" + std::to_string(i);
    slugs.push_back(std::move(name));
  }
  return slugs;
}

DialogNames::DialogNames(const Bot& bot, std::vector<std::string> paths)
    : bot_(bot), paths_(std::move(paths)) {
  for (std::size_t i = 0; i < bot.dialogs.size(); ++i) {
    const auto& dialog = bot.dialogs[i];
    add(ids_, dialog.id, dialog);
    add(labels_, dialog.label, dialog);
    add(names_, dialog.name, dialog);
    add(by_path_, paths_[i], dialog);
    add(files_, paths_[i].substr(paths_[i].find('/') + 1), dialog);
  }
}

void DialogNames::add(Table& table, const std::string& name, const Dialog& dialog) {
  if (name.empty()) return;
  auto [at, fresh] = table.emplace(name, Found{&dialog, false});
  if (!fresh) at->second.ambiguous = true;
}

DialogNames::Found DialogNames::find(std::string_view reference) const {
  std::string key(reference);
  for (const auto* table : {&ids_, &labels_, &by_path_, &files_, &names_}) {
    auto found = table->find(key);
    if (found != table->end()) return found->second;
  }
  return {};
}

std::string DialogNames::reference_to(const Dialog& dialog) const {
  const auto& path = paths_[static_cast<std::size_t>(&dialog - bot_.dialogs.data())];
  for (const auto& candidate : {dialog.label, path.substr(path.find('/') + 1), path}) {
    auto found = find(candidate);
    if (found.dialog == &dialog && !found.ambiguous) return candidate;
  }
  return dialog.id;
}

}  // namespace sb
