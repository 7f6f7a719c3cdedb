#pragma once
#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/bot.h"

namespace sb::nlu {

// A value of an entity inside a text, in code points, end exclusive.
struct Mention {
  std::string entity;
  std::uint32_t start = 0, end = 0;
  friend bool operator==(const Mention&, const Mention&) = default;
};
struct TrainingText {
  std::string text;
  std::vector<Mention> mentions;
  friend bool operator==(const TrainingText&, const TrainingText&) = default;
};
struct TrainingExample {
  std::string expression;  // as its author wrote it
  std::uint32_t intent = 0;
  std::vector<TrainingText> variants;  // at least one: the expression with different values in its mentions
};

// What one model learns from: the expressions of one bot in one language. A snapshot, independent of the bot.
struct TrainingSet {
  std::string language;
  std::vector<std::string> intents;
  std::vector<TrainingExample> examples;
  std::vector<std::string> out_of_scope;
  std::vector<Entity> entities;
};

// Which values stand in the variants of an expression follows from `seed`.
TrainingSet training_set(const Bot& bot, std::string_view language, std::uint64_t seed);

struct TrainingOptions {
  std::uint64_t seed = 1;
  // Told how far it is, 0 to 1, every few milliseconds; false cancels.
  std::function<bool(double)> progress = [](double) { return true; };
};

// Spec 08 §1: at least two intents with at least five expressions each. The error says what is missing.
inline constexpr std::size_t trainable_intents_min = 2, trainable_expressions_min = 5;
Ok check_trainable(const TrainingSet& set);

// The languages of the bot that have enough expressions to learn from.
std::vector<std::string> trainable_languages(const Bot& bot);

// Identifies what is learned from the bot in the language: equal hashes give equal models. Hex.
std::string training_hash(const Bot& bot, std::string_view language);

}  // namespace sb::nlu
