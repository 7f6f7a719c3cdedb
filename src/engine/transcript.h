#pragma once
#include <functional>
#include <string>
#include <string_view>
#include <vector>

#include "base/result.h"
#include "model/bot.h"
#include "nlu/understanding.h"
#include "script/runner.h"

namespace sb::engine {

// A conversation written down: what the user and the outside world do, and what the bot answers
// (docs/transcripts.md has the grammar). Playing it gives the same text with the answers the bot gives today,
// so that checking, showing the difference and accepting it are one operation.

// One line with its continuation lines.
struct TranscriptEntry {
  int line = 0;                      // where it begins in the file, from 1; 0 when it comes from playing
  std::string keyword;               // empty: a comment or an empty line, kept as it is
  std::vector<std::string> content;  // after the keyword; continuation lines without their indentation

  friend bool operator==(const TranscriptEntry&, const TranscriptEntry&) = default;
};

struct Transcript {
  std::string name;  // of the file: for messages
  std::vector<TranscriptEntry> entries;
};

// Reads a transcript. Everything its author can get wrong is refused here, with `place` "name:line".
Result<Transcript> parse_transcript(std::string_view text, std::string name);

// In the canonical layout: what the author wrote, neatly indented.
std::string to_text(const Transcript& transcript);

struct TranscriptOutcome {
  bool passed = false;
  // The transcript as it should be for this bot: written over the file, it passes. Comments and inputs are
  // kept.
  std::string actual;
  std::string diff;  // from what is written to `actual`; empty when they agree
  // What is wrong beside that, each "name:line: …": a button that was not shown, an answer nobody asked for,
  // a step that did not reproduce from its stored state. A transcript with problems does not pass.
  std::vector<std::string> problems;
};

// Executes the code of an action for "-> run FILE"; the file holds what its fetches are answered ("": it
// makes none).
using CodeRunner = std::function<Result<script::Outcome>(script::Job job, const std::string& recording)>;

// Plays the transcript. Pure and deterministic but for `code`: time and random seed come from the transcript.
// Every step is also executed from its serialised state and event, and must come out the same.
TranscriptOutcome run_transcript(const Transcript& transcript, const BotPtr& bot,
                                 const nlu::Understanding& understanding, const CodeRunner& code = {});

// The lines of `from` and `to`, marked "-", "+" or " ". Empty when the texts are equal.
std::string line_diff(std::string_view from, std::string_view to);

}  // namespace sb::engine
