#include "nlu/grammar.h"
#include "nlu/parsers.h"

namespace sb::nlu {
namespace {

Span span_of(const Tokens& tokens, std::size_t first, std::size_t next) {
  return {tokens[first].begin, tokens[next - 1].end};
}

std::optional<FoundMoney> money_at(const Grammar& grammar, const Tokens& tokens, std::size_t at) {
  if (auto number = grammar.signed_number_at(tokens, at)) {
    *number = grammar.with_suffix(std::move(*number), tokens, money_suffixes);
    const auto code = grammar.currency_at(tokens, number->next);
    if (!code) return std::nullopt;
    return FoundMoney{number->text, std::string(*code), span_of(tokens, at, number->next + 1)};
  }
  const auto code = grammar.currency_at(tokens, at);
  if (!code) return std::nullopt;
  // Words are no amount there: "pay in euros two days before".
  auto number = grammar.number_at(tokens, at + 1);
  if (!number || tokens[at + 1].kind != Token::Kind::digits) return std::nullopt;
  *number = grammar.with_suffix(std::move(*number), tokens, money_suffixes);
  return FoundMoney{number->text, std::string(*code), span_of(tokens, at, number->next)};
}

}  // namespace

std::vector<FoundText> all_numbers(const Tokens& tokens, const Grammars& grammars) {
  std::vector<FoundText> found;
  for (std::size_t at = 0; at < tokens.size();) {
    std::size_t next = at + 1;
    for (const Grammar* grammar : grammars) {
      // The words of an ordinal are no number, "twenty-first" neither.
      if (const auto ordinal = grammar->ordinal_at(tokens, at)) {
        next = std::max(next, ordinal->second);
        break;
      }
      if (auto number = grammar->signed_number_at(tokens, at)) {
        found.push_back({std::move(number->text), span_of(tokens, at, number->next)});
        next = number->next;
        break;
      }
    }
    at = next;
  }
  return found;
}

std::vector<FoundText> all_ordinals(const Tokens& tokens, const Grammars& grammars) {
  std::vector<FoundText> found;
  for (std::size_t at = 0; at < tokens.size();) {
    std::size_t next = at + 1;
    for (const Grammar* grammar : grammars) {
      if (const auto ordinal = grammar->ordinal_at(tokens, at)) {
        found.push_back({std::to_string(ordinal->first), span_of(tokens, at, ordinal->second)});
        next = ordinal->second;
        break;
      }
    }
    at = next;
  }
  return found;
}

std::vector<FoundMoney> all_money(const Tokens& tokens, const Grammars& grammars) {
  std::vector<FoundMoney> found;
  for (std::size_t at = 0; at < tokens.size(); ++at) {
    for (const Grammar* grammar : grammars) {
      auto money = money_at(*grammar, tokens, at);
      if (!money) continue;
      while (at + 1 < tokens.size() && tokens[at + 1].begin < money->span.end) ++at;
      found.push_back(std::move(*money));
      break;
    }
  }
  return found;
}

std::optional<std::string> find_number(std::string_view text, std::span<const std::string> languages) {
  const Tokens tokens = tokenize(text);
  const Grammars grammars = grammars_of(languages);
  auto found = all_numbers(tokens, grammars);
  // "een" is an article, unless nothing else was said.
  if (found.empty() && tokens.size() == 1 && grammars.front()->language() != "en" &&
      grammars.front()->is_article(tokens, 0)) {
    return "1";
  }
  return found.empty() ? std::nullopt : std::optional(std::move(found.front().value));
}

}  // namespace sb::nlu
