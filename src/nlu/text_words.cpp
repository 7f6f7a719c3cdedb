#include "nlu/text_words.h"

#include <unicode/brkiter.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/uscript.h>
#include <unicode/utf8.h>

#include <memory>

#include "base/utf8.h"
#include "model/mention.h"

namespace sb::nlu {
namespace {

enum class Class : std::uint8_t { space, letter, upper, digit, unspaced, inside, apostrophe, mark };

Class class_of(UChar32 code) {
  if (code < 0x80) {
    if (code >= 'a' && code <= 'z') return Class::letter;
    if (code >= 'A' && code <= 'Z') return Class::upper;
    if (code >= '0' && code <= '9') return Class::digit;
    if (code == '\'') return Class::apostrophe;
    return code <= ' ' || code == 0x7F ? Class::space : Class::mark;
  }
  if (code == 0x2019 || code == 0x02BC) return Class::apostrophe;
  const auto category = U_GET_GC_MASK(code);
  if (category & U_GC_ND_MASK) return Class::digit;
  if (category & (U_GC_M_MASK | U_GC_CF_MASK)) return Class::inside;  // also joiners of emoji
  if (category & (U_GC_L_MASK | U_GC_N_MASK)) {
    if (is_unspaced_script(static_cast<char32_t>(code))) return Class::unspaced;
    return category & U_GC_LU_MASK ? Class::upper : Class::letter;
  }
  return category & (U_GC_Z_MASK | U_GC_C_MASK) ? Class::space : Class::mark;
}

void append_utf8(std::string& out, UChar32 code) {
  char buffer[4];
  int32_t length = 0;
  U8_APPEND_UNSAFE(reinterpret_cast<uint8_t*>(buffer), length, code);
  out.append(buffer, static_cast<std::size_t>(length));
}

// Accents go; vowel signs of Indic and South-East Asian scripts stay, they are letters there.
bool is_accent(UChar32 code) {
  if (!(U_GET_GC_MASK(code) & U_GC_MN_MASK)) return false;
  UErrorCode status = U_ZERO_ERROR;
  const auto script = uscript_getScript(code, &status);
  return script == USCRIPT_INHERITED || script == USCRIPT_HEBREW || script == USCRIPT_ARABIC;
}

void append_folded_slowly(std::string& out, UChar32 code) {
  UErrorCode status = U_ZERO_ERROR;
  const auto* casefold = icu::Normalizer2::getNFKCCasefoldInstance(status);
  const auto* decompose = icu::Normalizer2::getNFDInstance(status);
  if (U_FAILURE(status)) return append_utf8(out, code);
  const auto folded = casefold->normalize(icu::UnicodeString(code), status);
  const bool hangul = code >= 0x1100 && (code <= 0x11FF || (code >= 0xAC00 && code <= 0xD7A3));
  const auto parts = hangul ? folded : decompose->normalize(folded, status);
  for (int32_t i = 0; i < parts.length(); i = parts.moveIndex32(i, 1)) {
    const UChar32 part = parts.char32At(i);
    if (!is_accent(part)) append_utf8(out, part);
  }
}

// Latin, Greek and Cyrillic letters are looked up; the table is made at the first use.
void append_folded(std::string& out, UChar32 code) {
  constexpr UChar32 table_end = 0x530;
  static const std::vector<std::string> table = [] {
    std::vector<std::string> made(table_end);
    for (UChar32 at = 0x80; at < table_end; ++at)
      append_folded_slowly(made[static_cast<std::size_t>(at)], at);
    return made;
  }();
  if (code < 0x80) {
    out += static_cast<char>(code >= 'A' && code <= 'Z' ? code + ('a' - 'A') : code);
  } else if (code < table_end) {
    out += table[static_cast<std::size_t>(code)];
  } else {
    append_folded_slowly(out, code);
  }
}

// French and its neighbours elide before an apostrophe ("l'hôtel"); elsewhere it belongs to the word.
bool apostrophe_splits(std::string_view language) {
  const auto primary = language.substr(0, 2);
  return primary == "fr" || primary == "it" || primary == "ca";
}

icu::BreakIterator* word_breaks() {
  thread_local const std::unique_ptr<icu::BreakIterator> iterator = [] {
    UErrorCode status = U_ZERO_ERROR;
    std::unique_ptr<icu::BreakIterator> made(
        icu::BreakIterator::createWordInstance(icu::Locale::getRoot(), status));
    return U_SUCCESS(status) ? std::move(made) : nullptr;
  }();
  return iterator.get();
}

class Splitter {
 public:
  Splitter(std::string_view text, std::string_view language)
      : text_(text), stemmer_(language), split_apostrophes_(apostrophe_splits(language)) {}

  std::vector<TextWord> run() {
    const auto* bytes = reinterpret_cast<const uint8_t*>(text_.data());
    const auto size = static_cast<int32_t>(text_.size());
    for (int32_t at = 0; at < size; ++position_) {
      UChar32 code = 0;
      U8_NEXT(bytes, at, size, code);
      const Class kind = code < 0 ? Class::space : class_of(code);
      if (run_.isEmpty() == false && kind != Class::unspaced && kind != Class::inside) close_unspaced();
      take(code, kind, at < size && is_letter_at(at));
    }
    close_unspaced();
    close();
    return std::move(words_);
  }

 private:
  bool is_letter_at(int32_t at) const {
    UChar32 code = 0;
    U8_NEXT(reinterpret_cast<const uint8_t*>(text_.data()), at, static_cast<int32_t>(text_.size()), code);
    if (code < 0) return false;
    const Class kind = class_of(code);
    return kind == Class::letter || kind == Class::upper;
  }

  void take(UChar32 code, Class kind, bool letter_follows) {
    switch (kind) {
      case Class::space:
        close();
        spaced_ = true;
        return;
      case Class::letter:
      case Class::upper:
        if (open_ != TextWord::Kind::letters || length_ >= word_code_points_max)
          begin(TextWord::Kind::letters, kind);
        add_letter(code, kind);
        return;
      case Class::digit:
        if (open_ != TextWord::Kind::digits || length_ >= word_code_points_max)
          begin(TextWord::Kind::digits, kind);
        current_.folded += static_cast<char>('0' + u_charDigitValue(code));
        current_.end = position_ + 1;
        ++length_;
        return;
      case Class::inside:
        if (!run_.isEmpty()) {
          run_.append(code);
        } else if (open_ == TextWord::Kind::letters) {
          append_folded(current_.folded, code);
          current_.end = position_ + 1;
        }
        return;
      case Class::apostrophe:
        if (open_ == TextWord::Kind::letters && letter_follows && !split_apostrophes_) {
          current_.end = position_ + 1;
        } else {
          close();
        }
        return;
      case Class::unspaced:
        close();
        if (run_.isEmpty()) run_start_ = position_;
        run_.append(code);
        return;
      case Class::mark:
        close();
        begin(TextWord::Kind::mark, kind);
        append_folded(current_.folded, code);
        current_.end = position_ + 1;
        close();
        return;
    }
  }

  void begin(TextWord::Kind kind, Class first) {
    close();
    current_ = {};
    current_.kind = kind;
    current_.start = position_;
    current_.spaced = spaced_;
    current_.first_upper = current_.all_upper = first == Class::upper;
    open_ = kind;
    is_open_ = true;
    length_ = 0;
    spaced_ = false;
  }

  void add_letter(UChar32 code, Class kind) {
    append_folded(current_.folded, code);
    current_.all_upper = current_.all_upper && kind == Class::upper;
    current_.end = position_ + 1;
    ++length_;
  }

  void close() {
    if (is_open_ && !current_.folded.empty()) {
      current_.stem =
          current_.kind == TextWord::Kind::letters ? stemmer_.stem(current_.folded) : current_.folded;
      words_.push_back(std::move(current_));
    }
    is_open_ = false;
    open_ = TextWord::Kind::mark;
  }

  // Cuts what was collected of an unspaced script into words.
  void close_unspaced() {
    if (run_.isEmpty()) return;
    icu::BreakIterator* breaks = word_breaks();
    if (breaks) breaks->setText(run_);
    std::uint32_t start = run_start_;
    for (int32_t from = 0; from < run_.length();) {
      const int32_t next = breaks ? breaks->next() : run_.length();
      const int32_t to = next == icu::BreakIterator::DONE ? run_.length() : next;
      TextWord word;
      word.kind = TextWord::Kind::unspaced;
      word.spaced = spaced_;
      for (int32_t i = from; i < to; i = run_.moveIndex32(i, 1)) append_folded(word.folded, run_.char32At(i));
      word.start = start;
      word.end = start + static_cast<std::uint32_t>(run_.countChar32(from, to - from));
      start = word.end;
      word.stem = word.folded;
      if (!word.folded.empty()) words_.push_back(std::move(word));
      spaced_ = false;
      from = to;
    }
    run_.remove();
  }

  std::string_view text_;
  Stemmer stemmer_;
  bool split_apostrophes_;
  std::vector<TextWord> words_;
  TextWord current_;
  TextWord::Kind open_ = TextWord::Kind::mark;
  bool is_open_ = false, spaced_ = true;
  std::size_t length_ = 0;  // code points of the open word
  std::uint32_t position_ = 0, run_start_ = 0;
  icu::UnicodeString run_;
};

}  // namespace

std::vector<TextWord> text_words(std::string_view text, std::string_view language) {
  return Splitter(text, language).run();
}

}  // namespace sb::nlu
