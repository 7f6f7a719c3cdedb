#include "nlu/tokens.h"

#include <unicode/uchar.h>
#include <unicode/utf8.h>

#include "base/utf8.h"

namespace sb::nlu {
namespace {

UChar32 code_at(std::string_view text, int32_t& at) {
  const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
  UChar32 code = 0;
  U8_NEXT(bytes, at, static_cast<int32_t>(text.size()), code);
  return code;
}

enum class Class { space, letter, digit, apostrophe, mark };

Class class_of(UChar32 code) {
  if (code < 0) return Class::mark;
  if (u_isUWhiteSpace(code)) return Class::space;
  if (code == '\'' || code == 0x2019) return Class::apostrophe;
  const auto category = U_GET_GC_MASK(code);
  if (category & U_GC_ND_MASK) return Class::digit;
  if (category & (U_GC_L_MASK | U_GC_M_MASK)) return Class::letter;
  return Class::mark;
}

// End of the word that begins with the letter before `at`.
int32_t word_end(std::string_view text, int32_t at) {
  const auto size = static_cast<int32_t>(text.size());
  while (at < size) {
    int32_t next = at;
    const Class kind = class_of(code_at(text, next));
    if (kind == Class::apostrophe && next < size) {
      int32_t after = next;
      if (class_of(code_at(text, after)) != Class::letter) break;
    } else if (kind != Class::letter) {
      break;
    }
    at = next;
  }
  return at;
}

int32_t digits_end(std::string_view text, int32_t at, std::string& digits) {
  const auto size = static_cast<int32_t>(text.size());
  while (at < size) {
    int32_t next = at;
    const UChar32 code = code_at(text, next);
    if (class_of(code) != Class::digit) break;
    digits += static_cast<char>('0' + u_charDigitValue(code));
    at = next;
  }
  return at;
}

}  // namespace

Tokens tokenize(std::string_view text) {
  Tokens tokens;
  bool spaced = true;
  for (int32_t at = 0; at < static_cast<int32_t>(text.size());) {
    const int32_t begin = at;
    const Class kind = class_of(code_at(text, at));
    if (kind == Class::space) {
      spaced = true;
      continue;
    }
    Token token{.spaced = spaced, .begin = static_cast<std::uint32_t>(begin)};
    if (kind == Class::letter) {
      token.kind = Token::Kind::word;
      at = word_end(text, at);
    } else if (kind == Class::digit) {
      token.kind = Token::Kind::digits;
      at = digits_end(text, begin, token.text);
    }
    token.end = static_cast<std::uint32_t>(at);
    const auto piece = text.substr(token.begin, token.end - token.begin);
    if (token.kind == Token::Kind::mark) token.text = piece;
    if (token.kind == Token::Kind::word && piece.size() <= word_bytes_max) token.text = fold_for_match(piece);
    tokens.push_back(std::move(token));
    spaced = false;
  }
  return tokens;
}

}  // namespace sb::nlu
