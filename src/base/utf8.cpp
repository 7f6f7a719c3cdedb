#include "base/utf8.h"

#include <fmt/format.h>
#include <unicode/bytestream.h>
#include <unicode/casemap.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>

namespace sb {
namespace {

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

bool is_space_ascii(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// One code point at `at`, which moves past it; negative for an ill-formed sequence.
UChar32 next_code_point(std::string_view text, int32_t& at) {
  const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
  const auto size = static_cast<int32_t>(text.size());
  UChar32 code = 0;
  U8_NEXT(bytes, at, size, code);
  return code;
}

std::string fold_ascii(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool gap = false;
  for (const char c : text) {
    const bool letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    if (letter) {
      if (gap && !out.empty()) out += ' ';
      gap = false;
      out += static_cast<char>(c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c);
    } else if (is_space_ascii(c)) {
      gap = true;
    }
  }
  return out;
}

std::string map_case(std::string_view text, void (*map)(icu::StringPiece, icu::ByteSink&, UErrorCode&)) {
  std::string out;
  icu::StringByteSink<std::string> sink(&out);
  UErrorCode status = U_ZERO_ERROR;
  map(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())), sink, status);
  return U_SUCCESS(status) ? out : std::string(text);
}

}  // namespace

bool is_valid_utf8(std::string_view text) {
  for (int32_t at = 0; at < static_cast<int32_t>(text.size());) {
    if (next_code_point(text, at) < 0) return false;
  }
  return true;
}

std::size_t code_point_count(std::string_view text) {
  return static_cast<std::size_t>(std::count_if(
      text.begin(), text.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
}

std::string_view utf8_prefix(std::string_view text, std::size_t bytes_max) {
  if (text.size() <= bytes_max) return text;
  std::size_t end = bytes_max;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end);
}

std::string_view trim_ascii(std::string_view text) {
  while (!text.empty() && is_space_ascii(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space_ascii(text.back())) text.remove_suffix(1);
  return text;
}

std::string_view trim(std::string_view text) {
  const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
  int32_t begin = 0;
  auto end = static_cast<int32_t>(text.size());
  for (int32_t at = 0; at < end;) {
    if (!u_isUWhiteSpace(next_code_point(text, at))) break;
    begin = at;
  }
  while (end > begin) {
    int32_t at = end;
    UChar32 code = 0;
    U8_PREV(bytes, begin, at, code);
    if (!u_isUWhiteSpace(code)) break;
    end = at;
  }
  return text.substr(static_cast<std::size_t>(begin), static_cast<std::size_t>(end - begin));
}

std::string to_upper(std::string_view text) {
  return map_case(text, [](icu::StringPiece in, icu::ByteSink& sink, UErrorCode& status) {
    icu::CaseMap::utf8ToUpper("", 0, in, sink, nullptr, status);
  });
}

std::string to_lower(std::string_view text) {
  return map_case(text, [](icu::StringPiece in, icu::ByteSink& sink, UErrorCode& status) {
    icu::CaseMap::utf8ToLower("", 0, in, sink, nullptr, status);
  });
}

std::string fold_case(std::string_view text) {
  return map_case(text, [](icu::StringPiece in, icu::ByteSink& sink, UErrorCode& status) {
    icu::CaseMap::utf8Fold(0, in, sink, nullptr, status);
  });
}

std::string fold_for_match(std::string_view text) {
  if (is_ascii(text)) return fold_ascii(text);
  UErrorCode status = U_ZERO_ERROR;
  const auto* nfkc_casefold = icu::Normalizer2::getNFKCCasefoldInstance(status);
  const auto* nfd = icu::Normalizer2::getNFDInstance(status);
  if (U_FAILURE(status)) return std::string(text);
  const auto source =
      icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
  const auto decomposed = nfd->normalize(nfkc_casefold->normalize(source, status), status);
  icu::UnicodeString folded;
  bool gap = false;
  for (int32_t i = 0; i < decomposed.length();) {
    const UChar32 code = decomposed.char32At(i);
    i += U16_LENGTH(code);
    const auto mask = U_GET_GC_MASK(code);
    if (u_isUWhiteSpace(code)) {
      gap = true;
    } else if (!(mask & (U_GC_P_MASK | U_GC_C_MASK | U_GC_MN_MASK)) && mask != U_GC_SK_MASK) {
      if (gap && !folded.isEmpty()) folded.append(static_cast<UChar>(' '));
      gap = false;
      folded.append(code);
    }
  }
  std::string out;
  nfkc_casefold->normalize(folded, status).toUTF8String(out);
  return out;
}

std::string printable(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (int32_t at = 0; at < static_cast<int32_t>(text.size());) {
    const int32_t start = at;
    const UChar32 code = next_code_point(text, at);
    const auto piece = text.substr(static_cast<std::size_t>(start), static_cast<std::size_t>(at - start));
    if (code < 0) {
      for (const char c : piece) out += fmt::format("\\x{:02x}", static_cast<unsigned char>(c));
    } else if (code == '\n') {
      out += "\\n";
    } else if (U_GET_GC_MASK(code) & (U_GC_CC_MASK | U_GC_CF_MASK | U_GC_ZL_MASK | U_GC_ZP_MASK)) {
      out += fmt::format("\\u{{{:x}}}", static_cast<unsigned>(code));
    } else {
      out += piece;
    }
  }
  return out;
}

std::string lower_ascii(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + ('a' - 'A'));
  }
  return out;
}

bool iequals_ascii(std::string_view a, std::string_view b) {
  const auto lower = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + ('a' - 'A')) : c; };
  return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char x, char y) { return lower(x) == lower(y); });
}

}  // namespace sb
