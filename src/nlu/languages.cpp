#include <unicode/locid.h>
#include <unicode/unistr.h>

#include <algorithm>
#include <unordered_map>

#include "base/utf8.h"
#include "nlu/parsers.h"

namespace sb::nlu {
namespace {

struct LanguageNames {
  std::string_view code;
  std::vector<std::string_view> names;
};

const std::vector<LanguageNames>& table() {
  static const std::vector<LanguageNames> rows = {
      {"en-us", {"engels", "english", "en", "anglais", "englisch", "inglés", "inglese", "inglês"}},
      {"nl-nl",
       {"nederlands", "dutch", "ned", "nl", "vlaams", "flemish", "hollands", "be", "néerlandais", "belgisch",
        "niederländisch", "holandés", "neerlandés"}},
      {"fr-fr", {"french", "français", "frans", "fr", "francais", "französisch", "francés", "francese"}},
      {"zh-cn", {"chinese", "cn", "zh", "chinees", "中文", "汉语", "chinois", "chinesisch", "chino"}},
      {"es-es", {"spanish", "español", "es", "spaans", "espagnol", "spanisch", "castellano"}},
      {"it-it", {"italian", "italiaans", "italiano", "it", "italien", "italienisch"}},
      {"de-de", {"german", "duits", "de", "deutsch", "allemand", "alemán", "tedesco"}},
      {"ja-jp", {"japanese", "japans", "jp", "ja", "日本の", "日本語", "japonais", "japanisch", "japonés"}},
      {"pt-br",
       {"brazil portugese", "portugese", "portugees", "braziliaans portugees", "português",
        "brazilian portuguese", "brazil portuguese", "portuguese", "pt", "portugais", "portugiesisch",
        "portugués"}},
  };
  return rows;
}

constexpr std::size_t name_words_max = 3;
constexpr std::size_t short_name_bytes = 3;  // "it" and "be" name a language only by themselves

using Names = std::unordered_map<std::string, std::string>;  // folded name -> code

const Names& table_names() {
  static const Names names = [] {
    Names made;
    for (const auto& row : table()) {
      for (const auto name : row.names) made.emplace(fold_for_match(name), row.code);
    }
    return made;
  }();
  return names;
}

std::string primary_part(std::string_view code) {
  return lower_ascii(code.substr(0, code.find_first_of("-_")));
}

bool is_in_table(const std::string& primary) {
  return std::any_of(table().begin(), table().end(),
                     [&](const auto& row) { return row.code.substr(0, row.code.find('-')) == primary; });
}

std::string display_name(const std::string& language, const std::string& in) {
  icu::UnicodeString name;
  icu::Locale(language.c_str()).getDisplayLanguage(icu::Locale(in.c_str()), name);
  std::string text;
  name.toUTF8String(text);
  return text;
}

Names other_names(std::span<const std::string> bot_languages) {
  Names names;
  for (const auto& language : bot_languages) {
    const std::string primary = primary_part(language);
    if (primary.empty() || is_in_table(primary)) continue;
    const std::string code = primary + "-" + primary;
    for (const auto& name : {primary, display_name(primary, "en"), display_name(primary, primary)}) {
      names.emplace(fold_for_match(name), code);
    }
  }
  return names;
}

const std::string* lookup(const Names& others, const std::string& name) {
  if (const auto found = table_names().find(name); found != table_names().end()) return &found->second;
  const auto found = others.find(name);
  return found == others.end() ? nullptr : &found->second;
}

std::vector<std::string_view> words_of(std::string_view folded) {
  std::vector<std::string_view> words;
  while (!folded.empty()) {
    const auto end = std::min(folded.find(' '), folded.size());
    words.push_back(folded.substr(0, end));
    folded.remove_prefix(std::min(end + 1, folded.size()));
  }
  return words;
}

// "nl-be" and "en_GB": the language alone counts.
std::optional<std::string> by_code(std::string_view text, const Names& others) {
  const auto code = trim(text);
  if (code.size() != 5 || (code[2] != '-' && code[2] != '_')) return std::nullopt;
  const std::string* found = lookup(others, primary_part(code));
  return found ? std::optional(*found) : std::nullopt;
}

}  // namespace

std::vector<std::string> all_languages(std::string_view text, std::span<const std::string> bot_languages) {
  const Names others = other_names(bot_languages);
  if (auto code = by_code(text, others)) return {std::move(*code)};
  const std::string folded = fold_for_match(text);
  if (const std::string* code = lookup(others, folded)) return {*code};
  std::vector<std::string> found;
  const auto words = words_of(folded);
  for (std::size_t at = 0; at < words.size(); ++at) {
    for (std::size_t count = std::min(name_words_max, words.size() - at); count > 0; --count) {
      const std::string_view last = words[at + count - 1];
      const auto length = static_cast<std::size_t>(last.data() + last.size() - words[at].data());
      if (length <= short_name_bytes || length > word_bytes_max) continue;
      const std::string* code = lookup(others, std::string(words[at].data(), length));
      if (!code) continue;
      found.push_back(*code);
      at += count - 1;
      break;
    }
  }
  return found;
}

std::optional<std::string> find_language(std::string_view text) {
  auto found = all_languages(text, {});
  return found.empty() ? std::nullopt : std::optional(std::move(found.front()));
}

}  // namespace sb::nlu
