#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/conversation.h"
#include "engine/effect.h"
#include "engine/event.h"
#include "engine/step.h"
#include "model/bot.h"
#include "model/session_values.h"

namespace sb::engine {

// Where the chain of dialogs goes on.
struct Flow {
  enum class Kind {
    next,  // run `dialog_id`
    end,   // nothing follows here: an interrupted target is resumed
    stop,  // the bot has asked a question or was paused: what was interrupted stays interrupted
    wait,  // an effect was asked for; its answer goes on
  };
  Kind kind = Kind::end;
  std::string dialog_id = {};

  static Flow to(std::string dialog_id) { return {Kind::next, std::move(dialog_id)}; }
  static Flow end() { return {Kind::end}; }
  static Flow stop() { return {Kind::stop}; }
  static Flow wait() { return {Kind::wait}; }
};

// One step while it is executed; lives inside one call of `step`.
class TurnRun final {
 public:
  TurnRun(const BotIndex& bot, Conversation& conversation, const Event& event, std::vector<Effect>& effects,
          const std::function<void()>& before_clearing);

  // user_turn.cpp
  void handle(const UserSaid& said);
  // actions.cpp, api_action.cpp, handover_run.cpp: answers to effects
  void handle(const ApiAnswered& answered);
  void handle(const ScriptFinished& finished);
  void handle(const HandoverAnswered& answered);
  void handle(const MailSent& sent);
  void handle(const AvailabilityAnswered& answered);
  // control.cpp
  void handle(const Control& control);
  void handle(const PauseEnded&);
  void handle(const TurnAborted& aborted);

 private:
  // --- turn_run.cpp: the chain ---
  Turn& begin_turn();
  void run(Flow flow);
  Flow interrupt(const Flow& flow);
  void end_turn();
  Flow run_dialog(const std::string& dialog_id);
  Flow run_message(const Dialog& dialog, const MessageContent& content);
  Flow run_go_to(const GoToContent& content);
  Flow take(const GoTo& go_to);
  Flow system(SystemDialog kind);
  void enter(const Dialog& dialog);

  // Logs the failure; the first of a turn leads to *error occurred*, a second ends the turn silently.
  struct Failure {
    std::string source, error;
    JsonObject request = {}, response = {};
  };
  Flow fail(const Failure& failure);
  void report(const Failure& failure);
  void note(std::string kind, std::string text);

  // --- turn_run.cpp: messages ---
  struct SayOptions {
    bool by_agent = false;
    bool rendered = false;  // texts are final: no placeholder in them is looked at
    std::string pick_key = {};
  };
  Ok say(const BotMessage& message, const SayOptions& options);
  Ok say_all(const std::vector<BotMessage>& components, std::string_view part);
  void remember_inputs(const BotMessage& message);

  // --- session_access.cpp ---
  JsonObject& internal();
  void noticed_changes();
  void follow_language_variable();
  void set_language(std::string_view language);
  void set_locale(std::string_view locale);
  void set_paused(bool paused, std::optional<UtcMs> until);
  JsonObject mirrored_roots();
  void merge_user(const JsonObject& user);
  void name_guest(std::string_view channel_type);
  void merge_session_data(const JsonObject& data, std::string_view channel_type);
  std::string_view language();
  Ok assign(std::string_view path, Json value);
  Ok assign_all(const std::vector<Assignment>& assignments);
  // A dropped write to `internal` becomes a warning in the execution log.
  void warn_dropped(const SessionWriter& writer);

  // --- user_turn.cpp ---
  Flow dispatch(const UserSaid& said);
  Flow on_intro(const UserSaid& said);
  Flow on_text(const UserSaid& said, const std::string& text);
  Flow on_postback(const UserSaid& said);
  Flow on_upload(const UserSaid& said);
  Flow on_location(const UserMessage& message);
  Flow not_understood(const UserSaid& said);
  struct Resolved {
    Postback postback;
    bool from_caller = false;  // the caller named the target himself: an unknown one is an error
  };
  std::optional<Resolved> resolve_postback(const UserMessage& message);
  Flow follow_postback(const Resolved& resolved);
  void write_nlp(const nlu::NlpResult& nlp);
  void write_entities(const nlu::NlpResult& nlp);
  double entity_threshold();  // of the language of the session, as a fraction
  const Dialog* dialog_by_intent(const nlu::NlpResult& nlp) const;
  void decay_contexts();

  // --- input_validation.cpp ---
  Flow ask(const Dialog& dialog, const InputContent& input);
  Flow answer_input(const Dialog& dialog, const InputContent& input, const UserSaid& said,
                    const std::string& text);
  Flow accept_input(const Dialog& dialog);
  Flow reject_input(const Dialog& dialog, const InputContent& input);
  std::optional<Json> read_input(const InputContent& input, const UserSaid& said, const std::string& text);
  const Dialog* pending_dialog() const;

  // --- actions.cpp ---
  Flow run_actions(const Dialog& dialog, int first);
  // Nullopt: go on with the next action.
  std::optional<Flow> run_action(const action::ClearSession& config);
  std::optional<Flow> run_action(const action::Offload& config);
  std::optional<Flow> run_action(const action::Api& config);
  std::optional<Flow> run_action(const action::Code& config);
  std::optional<Flow> run_action(const action::Iframe& config);
  std::optional<Flow> run_action(const action::JsonBuilder& config);
  std::optional<Flow> run_action(const action::Language& config);
  std::optional<Flow> run_action(const action::Locale& config);
  std::optional<Flow> run_action(const action::PauseBot& config);
  std::optional<Flow> run_action(const action::GoToVariableDialog& config);
  std::optional<Flow> run_action(const action::GetTime& config);
  std::optional<Flow> run_action(const action::Mail& config);
  std::optional<Flow> run_action(const action::ContactCenterAvailability& config);
  std::optional<Flow> run_action(const action::Unknown& config);
  Flow wait_for(WaitKind kind, std::string call_id, Effect effect);
  // The answer the turn waits for, or nullopt when it is not this one (any more). The wait is over then.
  std::optional<Waiting> answered(WaitKind kind, const std::string& call_id);
  void go_on_after(const Waiting& waiting);
  std::optional<Json> value_of(const TypedParameter& parameter) const;
  JsonObject nested_values(const std::vector<TypedParameter>& parameters);

  // --- control.cpp ---
  void pause_at_end(const PauseRequest& pause);

  // --- handover_run.cpp ---
  JsonObject filled_fields(const JsonObject& fields) const;
  void accept_offer(std::optional<int> return_after_minutes);
  void refuse_offer(std::string reason);
  void end_offload(std::string reason);
  void agent_sign();
  // When the bot takes over again if no agent gives a sign.
  std::optional<UtcMs> return_time() const;

  // --- api_action.cpp ---
  Result<CallApi> build_call(const action::Api& config);
  // Applies {session, messages, action}: session first, then messages; the jump is returned.
  // Nullopt: no jump asked for.
  Result<std::optional<std::string>> apply_answer(const JsonObject& answer);
  Ok apply_session_part(const Json& part);
  Result<std::optional<std::string>> jump_of(const JsonObject& answer) const;

  const BotIndex& bot_;
  Conversation& c_;
  const Event& event_;
  const UtcMs now_;
  std::vector<Effect>& effects_;
  const std::function<void()>& before_clearing_;
  std::vector<Change> changes_;          // not yet looked at for events
  std::string dialog_id_, dialog_name_;  // being executed
  int action_index_ = 0;
  int said_in_step_ = 0;
};

// Shared by the parts.
std::string locale_of_language(std::string_view language);
// The language a channel asks for, in lower case: the first of preferredLanguage, language, locale; empty
// when none is given.
std::string wished_language(const JsonObject& user);
// The request as the error log shows it: headers with secrets masked, query apart, body as JSON.
JsonObject describe_request(const http::Request& request);

}  // namespace sb::engine
