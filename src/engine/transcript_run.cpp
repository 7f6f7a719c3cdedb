#include <algorithm>

#include "base/crypto.h"
#include "base/utf8.h"
#include "engine/step.h"
#include "engine/transcript.h"
#include "engine/transcript_read.h"
#include "engine/transcript_show.h"
#include "model/session_values.h"

namespace sb::engine {
namespace {

std::string hex_of(std::string_view text) {
  return hex(sha256(text));
}

// Plays one transcript. The lines between two inputs are collected and, when the next input comes, written
// out with what really happened in the places of what was expected.
class Player final {
 public:
  Player(const Transcript& transcript, const BotPtr& bot, const nlu::Understanding& understanding,
         const CodeRunner& code)
      : transcript_(transcript), bot_(*bot), understanding_(understanding), code_(code) {}

  TranscriptOutcome play() {
    out_.name = transcript_.name;
    for (const auto& entry : transcript_.entries) {
      if (stuck_) {
        out_.entries.push_back(entry);
      } else {
        read(entry);
      }
    }
    if (!stuck_) {
      for (const auto& call : open_) write_unanswered(call);
      flush();
    }
    TranscriptOutcome outcome;
    outcome.actual = to_text(out_);
    outcome.diff = line_diff(to_text(transcript_), outcome.actual);
    outcome.problems = std::move(problems_);
    outcome.passed = outcome.diff.empty() && outcome.problems.empty();
    return outcome;
  }

 private:
  void read(const TranscriptEntry& entry) {
    switch (*line_kind(entry.keyword)) {
      case LineKind::note:
      case LineKind::expected:
      case LineKind::state:
        segment_.push_back(&entry);
        return;
      case LineKind::settings:
        flush();
        out_.entries.push_back(entry);
        return keep(entry);
      case LineKind::input:
        return play_input(entry);
      case LineKind::answer:
        return play_answer(entry);
    }
  }

  // Lines were checked by parse_transcript; a transcript made otherwise shows its faults here.
  template <typename T>
  std::optional<T> value_or_problem(Result<T> result, const TranscriptEntry& entry) {
    if (result.has_error()) {
      problem(entry, result.error().message);
      return std::nullopt;
    }
    return std::move(*result);
  }

  void problem(const TranscriptEntry& entry, const std::string& text) {
    problems_.push_back(transcript_.name + ':' + std::to_string(entry.line) + ": " + text);
  }

  void keep(const TranscriptEntry& entry) {
    const std::string text = joined_content(entry);
    if (entry.keyword == "nlu") {
      nlu_ = value_or_problem(read_nlu(text), entry);
      return;
    }
    const Ok kept = entry.keyword == "given" ? read_given(text, given_) : read_along(text, along_);
    if (kept.has_error()) problem(entry, kept.error().message);
  }

  void begin() {
    if (begun_) return;
    begun_ = true;
    now_ = given_.now;
    for (const auto& member : given_.user) along_.user.insert(member);
    given_.identity.bot_id = bot_.bot().id;
    conversation_ = new_conversation(bot_, given_.identity);
    std::vector<Change> ignored;
    SessionWriter writer(conversation_.session, ignored);
    const Ok written = writer.merge("", Json(given_.session));
    if (written.has_error()) problems_.push_back(transcript_.name + ": given: " + written.error().message);
  }

  void play_input(const TranscriptEntry& entry) {
    begin();
    if (entry.keyword == "clock") {
      flush();
      out_.entries.push_back(entry);
      if (const auto ms = value_or_problem(read_clock(joined_content(entry)), entry)) now_ = now_ + *ms;
      if (conversation_.paused && conversation_.paused_until && *conversation_.paused_until <= now_) {
        execute(PauseEnded{}, entry);
      }
      return;
    }
    if (entry.keyword == "abort") return execute_after(entry, TurnAborted{joined_content(entry)});
    if (entry.keyword == "rest") {
      auto control = value_or_problem(read_control(joined_content(entry)), entry);
      if (!control) return;
      if (auto& wanted = control->trigger_dialog_id) {
        if (const Dialog* dialog = bot_.dialog_by_reference(*wanted)) wanted = dialog->id;
      }
      return execute_after(entry, std::move(*control));
    }
    play_user(entry);
  }

  void play_user(const TranscriptEntry& entry) {
    for (const auto& call : open_) write_unanswered(call);
    open_.clear();
    if (conversation_.turn) {
      problem(entry, "the turn before this line still waits: add the answer to its call");
      stuck_ = true;
      flush();
      out_.entries.push_back(entry);
      return;
    }
    auto message = value_or_problem(read_user_message(entry), entry);
    if (!message) return;
    const std::string text = joined_content(entry);
    if (entry.keyword == "update") {
      if (auto read = read_along(text, along_); read.has_error()) problem(entry, read.error().message);
    }
    UserSaid said;
    said.message_id = hex_of("message " + std::to_string(steps_)).substr(0, 24);
    said.channel_id = "c00000000000000000000001";
    said.channel_type = given_.channel;
    said.bot_initiated = given_.channel == "web";
    said.user = std::move(along_.user);
    said.session_data = std::move(along_.data);
    along_ = {};
    const bool clicked = entry.keyword == "user" && message->kind == UserMessageKind::postback;
    const bool replied = entry.keyword == "location" && !message->title.empty();
    if ((clicked || replied) && !click(*message)) {
      problem(entry, "no button or quick reply [" + message->title + "] has been shown");
    }
    said.message = std::move(*message);
    said.nlp = understood(said);
    nlu_.reset();
    execute_after(entry, std::move(said));
  }

  // Presses the newest button of that title.
  bool click(UserMessage& message) const {
    const auto& shown = conversation_.payloads;
    const auto found = std::find_if(shown.rbegin(), shown.rend(), [&](const IdentifiedPostback& candidate) {
      return candidate.postback.title == message.title;
    });
    if (found == shown.rend()) return false;
    message.payload = found->id;
    return true;
  }

  std::optional<nlu::NlpResult> understood(const UserSaid& said) const {
    const UserMessage& message = said.message;
    const bool titled =
        message.kind == UserMessageKind::postback && !message.payload && !message.next_dialog_id;
    const std::string& text = titled ? message.title : message.text;
    if (!titled && message.kind != UserMessageKind::text) return std::nullopt;
    if (code_point_count(text) > nlu::text_code_points_max) return std::nullopt;
    if (nlu_) {
      auto result = *nlu_;
      result.expression = text;
      return result;
    }
    return understanding_.extract(text, understanding_language(bot_, conversation_, said), now_);
  }

  void play_answer(const TranscriptEntry& entry) {
    begin();
    const auto call = std::find_if(open_.begin(), open_.end(),
                                   [&](const ShownCall& open) { return open.keyword == entry.keyword; });
    if (call == open_.end()) {
      problem(entry, "the bot makes no such call here: " + entry.keyword);
      return;
    }
    const ShownCall made = *call;
    open_.erase(call);
    const auto written = value_or_problem(split_call(entry), entry);
    if (!written) return;
    auto answer = value_or_problem(answer_to(made, written->answer), entry);
    if (!answer) return;
    flush();
    out_.entries.push_back(answered_line(made, written->answer, entry));
    if (!*answer) return;
    if (auto* handover = std::get_if<HandoverAnswered>(&**answer))
      handover->provider_id = made.content.front().substr(0, made.content.front().find(' '));
    execute(std::move(**answer), entry);
  }

  Result<std::optional<Answer>> answer_to(const ShownCall& made, const std::string& written) const {
    const auto recording = recording_to_run(made.keyword, written);
    if (!recording) return read_answer(made.keyword, written, made.call_id);
    if (!code_) return Error{ErrorCode::unavailable, "code is not executed here: write down what it sends"};
    ScriptFinished finished;
    finished.call_id = made.call_id;
    SB_TRY(finished.outcome, code_(made.job, *recording));
    finished.outcome.cost = {};
    return std::optional<Answer>(std::move(finished));
  }

  // The call as it was made, the answer as it was written, in the layout of its author.
  static TranscriptEntry answered_line(const ShownCall& made, const std::string& answer,
                                       const TranscriptEntry& entry) {
    TranscriptEntry line{0, made.keyword, made.content};
    const bool one_line =
        made.content.size() == 1 &&
        std::none_of(entry.content.begin() + 1, entry.content.end(),
                     [](const std::string& text) { return trim_ascii(text).starts_with("-> "); });
    std::string rest = answer;
    bool first = true;
    for (std::size_t from = 0; from <= rest.size();) {
      const auto end = std::min(rest.find('\n', from), rest.size());
      const std::string text = rest.substr(from, end - from);
      if (first && one_line) {
        line.content.front() += " -> " + text;
      } else {
        line.content.push_back((first ? "-> " : "") + text);
      }
      first = false;
      from = end + 1;
    }
    return line;
  }

  void write_unanswered(const ShownCall& call) {
    TranscriptEntry line{0, call.keyword, call.content};
    line.content.back() += " -> " + std::string(unanswered);
    actual_.push_back(std::move(line));
  }

  void execute_after(const TranscriptEntry& entry, Answer what) {
    flush();
    out_.entries.push_back(entry);
    execute(std::move(what), entry);
  }

  // One step, and the same step once more from what would be stored.
  void execute(Answer what, const TranscriptEntry& entry) {
    Event event{now_, hex_of(given_.seed + ':' + std::to_string(steps_)), std::move(what)};
    ++steps_;
    const std::string stored_state = to_json_text(to_json(conversation_));
    const std::string stored_event = to_json_text(to_json(event));
    const auto effects = step(bot_, conversation_, event);
    check_reproduces(stored_state, stored_event, step_digest(conversation_, effects), entry);
    for (std::size_t i = 0; i < effects.size(); ++i) {
      if (auto call = shown_call(effects[i])) {
        if (i + 1 != effects.size()) problem(entry, "a call is not the last effect of its step");
        open_.push_back(std::move(*call));
      } else if (auto line = shown(effects[i], given_)) {
        actual_.push_back(std::move(*line));
      }
    }
    if (conversation_.turn && !conversation_.turn->waiting)
      problem(entry, "the turn neither ended nor waits");
  }

  void check_reproduces(const std::string& state_text, const std::string& event_text,
                        const std::string& digest, const TranscriptEntry& entry) {
    const auto state_json = parse_json(state_text);
    const auto event_json = parse_json(event_text);
    if (state_json.has_error())
      return problem(entry, "the stored state is no JSON: " + state_json.error().message);
    if (event_json.has_error())
      return problem(entry, "the stored event is no JSON: " + event_json.error().message);
    auto state = conversation_from_json(*state_json);
    const auto event = event_from_json(*event_json);
    if (state.has_error() || event.has_error())
      return problem(entry, "the stored state or event cannot be read back");
    if (to_json_text(to_json(*state)) != state_text) problem(entry, "the state changes by being stored");
    if (to_json_text(to_json(*event)) != event_text) problem(entry, "the event changes by being stored");
    const auto effects = step(bot_, *state, *event);
    if (step_digest(*state, effects) != digest)
      problem(entry, "the step does not reproduce from its stored state");
  }

  // Writes the collected lines: what happened in the places of what was expected; what has no place goes
  // after the last one that has.
  void flush() {
    std::size_t next = 0, last = segment_.size();
    for (std::size_t i = 0; i < segment_.size(); ++i) {
      if (*line_kind(segment_[i]->keyword) == LineKind::expected) last = i;
    }
    const auto rest = [&] {
      while (next < actual_.size()) out_.entries.push_back(actual_[next++]);
    };
    if (last == segment_.size()) rest();
    for (std::size_t i = 0; i < segment_.size(); ++i) {
      const TranscriptEntry& entry = *segment_[i];
      const auto kind = *line_kind(entry.keyword);
      if (kind == LineKind::state) {
        begin();
        out_.entries.push_back({0, entry.keyword, shown_state(entry, conversation_, bot_)});
      } else if (kind == LineKind::note) {
        out_.entries.push_back(entry);
      } else if (next < actual_.size()) {
        const auto& happened = actual_[next++];
        out_.entries.push_back(is_one_of(entry, happened) ? entry : happened);
      }
      if (i == last) rest();
    }
    segment_.clear();
    actual_.clear();
  }

  // "one of" with the possible texts below it.
  static bool is_one_of(const TranscriptEntry& expected, const TranscriptEntry& happened) {
    if (expected.keyword != happened.keyword || expected.content.front() != "one of" ||
        happened.content.size() != 1) {
      return false;
    }
    return std::any_of(expected.content.begin() + 1, expected.content.end(), [&](const std::string& text) {
      return text.starts_with("- ") &&
             trim_ascii(std::string_view(text).substr(2)) == happened.content.front();
    });
  }

  const Transcript& transcript_;
  const BotIndex& bot_;
  const nlu::Understanding& understanding_;
  const CodeRunner& code_;
  Transcript out_;
  std::vector<std::string> problems_;
  Given given_;
  Along along_;
  std::optional<nlu::NlpResult> nlu_;
  Conversation conversation_;
  UtcMs now_;
  int steps_ = 0;
  bool begun_ = false, stuck_ = false;
  std::vector<const TranscriptEntry*> segment_;  // lines since the last input
  std::vector<TranscriptEntry> actual_;          // what happened since then
  std::vector<ShownCall> open_;                  // calls without an answer
};

}  // namespace

TranscriptOutcome run_transcript(const Transcript& transcript, const BotPtr& bot,
                                 const nlu::Understanding& understanding, const CodeRunner& code) {
  return Player(transcript, bot, understanding, code).play();
}

}  // namespace sb::engine
