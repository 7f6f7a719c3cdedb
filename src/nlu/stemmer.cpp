#include "nlu/stemmer.h"

#include <libstemmer.h>

#include <map>
#include <memory>

#include "base/utf8.h"

namespace sb::nlu {
namespace {

struct Algorithm {
  std::string_view language;
  const char* name;
};
constexpr Algorithm algorithms[] = {
    {"ar", "arabic"},    {"ca", "catalan"},    {"da", "danish"},     {"de", "german"},   {"el", "greek"},
    {"en", "english"},   {"es", "spanish"},    {"eu", "basque"},     {"fi", "finnish"},  {"fr", "french"},
    {"ga", "irish"},     {"hi", "hindi"},      {"hu", "hungarian"},  {"hy", "armenian"}, {"id", "indonesian"},
    {"it", "italian"},   {"lt", "lithuanian"}, {"nb", "norwegian"},  {"ne", "nepali"},   {"nl", "dutch"},
    {"nn", "norwegian"}, {"no", "norwegian"},  {"pt", "portuguese"}, {"ro", "romanian"}, {"ru", "russian"},
    {"sr", "serbian"},   {"sv", "swedish"},    {"ta", "tamil"},      {"tr", "turkish"},  {"yi", "yiddish"},
};

struct Release {
  void operator()(sb_stemmer* stemmer) const { sb_stemmer_delete(stemmer); }
};
using Handle = std::unique_ptr<sb_stemmer, Release>;

// A stemmer of libstemmer holds the word it works on: one for each thread.
sb_stemmer* stemmer_of_thread(const char* algorithm) {
  thread_local std::map<const char*, Handle> handles;
  Handle& handle = handles[algorithm];
  if (!handle) handle.reset(sb_stemmer_new(algorithm, "UTF_8"));
  return handle.get();
}

}  // namespace

Stemmer::Stemmer(std::string_view language) {
  const std::string primary = lower_ascii(language.substr(0, language.find_first_of("-_")));
  for (const Algorithm& row : algorithms) {
    if (row.language == primary) algorithm_ = row.name;
  }
}

std::string Stemmer::stem(const std::string& word) const {
  if (!algorithm_ || word.size() > stem_bytes_max) return word;
  sb_stemmer* stemmer = stemmer_of_thread(algorithm_);
  if (!stemmer) return word;
  const auto* symbols = reinterpret_cast<const sb_symbol*>(word.data());
  const sb_symbol* stem = sb_stemmer_stem(stemmer, symbols, static_cast<int>(word.size()));
  if (!stem) return word;
  return std::string(reinterpret_cast<const char*>(stem),
                     static_cast<std::size_t>(sb_stemmer_length(stemmer)));
}

}  // namespace sb::nlu
