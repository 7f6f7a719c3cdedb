#include "model/mention.h"

#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

namespace sb {
namespace {

bool is_name_char(char c) {
  const bool alnum = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
  return alnum || c == '_' || c == '-' || c == '.' || (static_cast<unsigned char>(c) & 0x80);
}

// The character that begins there; negative at the end, and where none begins.
UChar32 code_at(std::string_view text, std::size_t at) {
  UChar32 code = U_SENTINEL;
  if (at < text.size()) U8_NEXT(text.data(), at, text.size(), code);
  return code;
}
UChar32 code_before(std::string_view text, std::size_t at) {
  if (at == 0) return U_SENTINEL;
  do --at;
  while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0) == 0x80);
  return code_at(text, at);
}

bool is_unspaced(UChar32 code) {
  return code >= 0 && is_unspaced_script(static_cast<char32_t>(code));
}
// Characters that tie a name to what stands beside it: letters and digits but those of scripts without
// spaces.
bool ties(UChar32 code) {
  const bool letter = u_isalnum(code) || (U_GET_GC_MASK(code) & U_GC_M_MASK) || code == '_';
  return letter && !is_unspaced(code);
}

std::string_view name_run(std::string_view text) {
  std::size_t length = 0;
  while (length < text.size() && is_name_char(text[length])) ++length;
  return text.substr(0, length);
}

std::string_view known_name(std::string_view text, const std::function<bool(std::string_view)>& knows) {
  for (std::size_t length = name_run(text).size(); length > 0; --length) {
    const UChar32 next = code_at(text, length);
    const bool whole = length == text.size() || (next >= 0 && !ties(next));
    if (whole && knows(text.substr(0, length))) return text.substr(0, length);
  }
  return {};
}

}  // namespace

bool is_unspaced_script(char32_t code) {
  constexpr char32_t first_of_them = 0x0E00;
  if (code < first_of_them) return false;
  UErrorCode status = U_ZERO_ERROR;
  switch (uscript_getScript(static_cast<UChar32>(code), &status)) {
    case USCRIPT_HAN:
    case USCRIPT_HIRAGANA:
    case USCRIPT_KATAKANA:
    case USCRIPT_THAI:
    case USCRIPT_LAO:
    case USCRIPT_KHMER:
    case USCRIPT_MYANMAR:
      return true;
    default:
      return false;
  }
}

std::size_t find_mention(std::string_view text, std::size_t from) {
  for (std::size_t at = text.find('@', from); at != std::string_view::npos; at = text.find('@', at + 1)) {
    const UChar32 before = code_before(text, at);
    const bool inside = before == '.' || (before >= 0 && ties(before));
    if (!inside && at + 1 < text.size() && is_name_char(text[at + 1])) return at;
  }
  return std::string_view::npos;
}

std::optional<FoundMention> next_mention(std::string_view text, std::size_t from,
                                         const std::function<bool(std::string_view)>& knows) {
  for (std::size_t at = find_mention(text, from); at != std::string_view::npos;
       at = find_mention(text, at + 1)) {
    const auto known = known_name(text.substr(at + 1), knows);
    if (!known.empty()) return FoundMention{at, known, true};
    if (is_unspaced(code_before(text, at))) continue;
    auto name = name_run(text.substr(at + 1));
    while (name.size() > 1 && name.back() == '.') name.remove_suffix(1);
    return FoundMention{at, name, false};
  }
  return std::nullopt;
}

}  // namespace sb
