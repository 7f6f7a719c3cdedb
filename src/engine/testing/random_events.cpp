#include "engine/testing/random_events.h"

#include <stdexcept>

#include "engine/testing/bot_sketch.h"
#include "model/session_values.h"

namespace sb::engine::testing {
namespace {

constexpr std::string_view busy_sketch = R"(
bot: {secondaryLanguages: [nl]}
variables: [{name: shop, defaultValue: main}]
settings: {messageLength: {max: 200, dialogId: long}}
apiSettings: [{id: signed, name: Signed, type: hmac, key: k, secret: s}]
offloadProviders: [{id: desk, name: Desk, config: {url: "https://desk.example/"}}]
intents: {greeting: [hello], order: [order], "yes": ["yes"]}
events:
  e1: {watch: [a], dialog: on a}
  e2: {watch: [b, "deep.list[0]"], dialog: on b}
  e3: {watch: [internal.isPaused], dialog: on pause}
  e4: {watch: [loop], dialog: call}
dialogs:
  introduction: {say: {say: "Hi {name}", buttons: {Order: {next: name, set: {a: "{a|increment}"}}, Loop: cycle, Gone: gone, None: null}}}
  long: {say: Too long.}
  greet: {intent: greeting, gives: {c: 2}, say: {any: [Hello., Hi.]}, set: {b: "{a}"}, next: branch}
  confirmed: {intent: "yes", requires: [c], say: Confirmed., next: call}
  order: {intent: order, say: {say: Which, replies: {A: {set: {pick: a}}, Where: {location: place}}}, next: pick}
  pick: {ask: Pick., match: any, save: pick, next: call}
  name: {ask: Name, match: any, save: name, invalid: Again., next: count}
  count: {ask: How many, match: number, save: count, invalid: A number., invalid2: Digits., invalid2GoTo: {next: handover}, next: call}
  photo: {ask: Photo, match: image, save: photos, next: greet}
  upload: {say: [{type: fileUpload, config: {caption: File, successDialog: greet, failedDialog: gone}}]}
  branch: {if: [{when: [[a, greaterThan, "3"], OR, [b, exists]], next: code, set: {loop: "{a}"}}, {when: [[name, regex, "^a+$"]], next: name}], else: {next: json}}
  on a: {say: "a is {a}", set: {b: "{a}x", "deep.list[0]": "{b}"}, next: resume}
  on b: {say: "b is {b}", set: {a: "{a|increment}"}}
  on pause: {say: "Paused: {internal.isPaused}", set: {a: "p"}}
  resume: {do: [{goToVariableDialog: {variable: internal.interruptedDialogstate}}]}
  cycle: {do: [{getTime: {variable: t}}], set: {a: "{a|increment}"}, next: cycle 2}
  cycle 2: {if: [], else: {next: cycle, set: {n: "{n|increment}"}}}
  call: {do: [{api: {method: POST, url: "https://x.example/{name}", settingsId: signed, query: {q: $name}, body: {a: $a, "x.y": "{b}"}}}, {code: {args: {all: $internal.nlp, d: "@greet"}, code: run}}], next: mail}
  code: {do: [{code: {code: run}}, {contactCenterAvailability: {variable: open}}], next: iframe}
  mail: {do: [{sendMail: {subject: "{name}", recipients: "a@b.example", body: "{a}"}}, {language: {language: nl}}, {locale: {locale: "{name}"}}], next: introduction}
  json: {do: [{jsonBuilder: {dispatch: true, items: [{key: a.b, value: "{deep}"}, {key: a, value: "{a}"}]}}, {clearSession: {variables: [a, "deep.list[0]"]}}], next: iframe}
  iframe: {do: [{iframe: {source: "https://x.example/?q={name}"}}, {closeCall: {}}, {goToVariableDialog: {variable: pick}}]}
  handover: {do: [{offload: {providerId: desk, payload: {a.b: $a}}}]}
  clear: {do: [{clearSession: {variables: []}}], next: pause}
  pause: {do: [{pauseBot: {minutes: 5}}]}
)";

constexpr std::string_view texts[] = {
    "hello", "order", "yes", "12", "a", "aaaa", "", "tomorrow at noon", "{a}", "\xF0\x9F\x98\x80", "[Order]"};
constexpr std::string_view paths[] = {"a",
                                      "b",
                                      "loop",
                                      "name",
                                      "pick",
                                      "deep.list[0]",
                                      "deep.list[1200]",
                                      "internal.botId",
                                      "sys.number",
                                      "preferredLanguage",
                                      "events",
                                      "__proto__",
                                      "a..b",
                                      "",
                                      "count"};
constexpr std::string_view answers[] = {
    R"({})",
    R"({"session":{"namespace":"a","data":{"x":1}}})",
    R"({"session":[{"namespace":"b","data":[1]},{"data":{"loop":2}}]})",
    R"({"messages":[{"text":"hi {name}"}],"action":{"nextDialogstate":"greet"}})",
    R"({"nextDialogstate":"nowhere"})",
    R"({"messages":[{"type":"buttons","config":{"textMessages":[{"text":"t"}],"buttons":[{"type":"postback","title":"Order","payload":{"nextDialogstateId":"cycle","params":[{"key":"a","value":"{b}"}]}}]}}]})",
    R"({"messages":7})",
    R"([1])",
    R"({"session":5})",
    R"({"broken)",
    R"({"session":{"namespace":"internal","data":{"botId":"x"}}})",
    R"({"action":{"nextDialogstate":3}})",
    R"({"messages":[{"type":"JSONTemplate","config":{"k":"{a}"}}],"session":{"namespace":"deep.list[0]","data":null}})"};

class Maker final {
 public:
  Maker(const BotIndex& bot, const Conversation& conversation, const Draw& draw)
      : bot_(bot), c_(conversation), draw_(draw) {}

  decltype(Event::what) make() {
    const bool waits = c_.turn && c_.turn->waiting;
    if (waits && draw_(4) != 0)
      return answer(c_.turn->waiting->kind, draw_(8) != 0 ? c_.turn->waiting->call_id : "other");
    switch (draw_(10)) {
      case 0:
        return control();
      case 1:
        return PauseEnded{};
      case 2:
        return TurnAborted{"given up"};
      case 3:
        return answer(static_cast<WaitKind>(draw_(5)), "other");
      default:
        return said();
    }
  }

 private:
  template <std::size_t size>
  std::string pick(const std::string_view (&from)[size]) {
    return std::string(from[draw_(size)]);
  }

  Json value() {
    switch (draw_(7)) {
      case 0:
        return nullptr;
      case 1:
        return static_cast<std::int64_t>(draw_(5));
      case 2:
        return true;
      case 3:
        return JsonObject{{"list", JsonArray{1, "x"}}, {"a", pick(texts)}};
      case 4:
        return JsonArray{pick(texts), 2.5};
      default:
        return Json(pick(texts));
    }
  }

  std::string dialog_id() {
    const auto& dialogs = bot_.bot().dialogs;
    return draw_(8) == 0 ? "nowhere" : dialogs[draw_(dialogs.size())].id;
  }

  std::vector<ParameterAssignment> assignments() {
    std::vector<ParameterAssignment> out;
    for (auto count = draw_(4); count > 0; --count) out.push_back({pick(paths), value()});
    return out;
  }

  UserMessage message() {
    UserMessage message;
    message.kind = static_cast<UserMessageKind>(draw_(6));
    message.text = message.kind == UserMessageKind::text ? pick(texts) : "";
    if (message.kind == UserMessageKind::text && draw_(20) == 0) message.text = std::string(draw_(1200), 'x');
    if (message.kind == UserMessageKind::upload) {
      message.upload_failed = draw_(3) == 0;
      for (auto count = draw_(3); count > 0; --count) message.urls.emplace_back("https://files.example/a");
    }
    message.latitude = static_cast<double>(draw_(180)) / 7;
    if (message.kind == UserMessageKind::text || draw_(3) == 0) return message;
    if (!c_.payloads.empty() && draw_(3) != 0) {
      const auto& shown = c_.payloads[draw_(c_.payloads.size())];
      message.title = shown.postback.title;
      if (draw_(4) != 0) message.payload = shown.id;
      return message;
    }
    message.title = pick(texts);
    if (draw_(2) == 0) message.next_dialog_id = dialog_id();
    if (draw_(3) == 0) message.payload = draw_(2) == 0 ? std::string(40, 'a') : pick(answers);
    message.params = assignments();
    return message;
  }

  nlu::NlpResult nlp() {
    nlu::NlpResult result;
    constexpr std::string_view intents[] = {"greeting", "order", "yes", "unknown"};
    for (auto count = draw_(3); count > 0; --count) {
      result.intents.push_back({pick(intents), static_cast<double>(draw_(101)) / 100});
    }
    for (auto count = draw_(3); count > 0; --count) {
      nlu::FoundEntity entity;
      entity.name = pick(paths);
      entity.value = value();
      entity.score = static_cast<double>(draw_(101)) / 100;
      entity.system = draw_(2) == 0;
      result.entities.push_back(std::move(entity));
    }
    return result;
  }

  UserSaid said() {
    UserSaid said;
    said.message_id = std::string(24, 'b');
    said.channel_id = "c";
    said.channel_type = draw_(2) == 0 ? "web" : "webHook";
    said.bot_initiated = draw_(2) == 0;
    said.message = message();
    if (draw_(4) == 0)
      said.user = {{"firstName", value()}, {"preferredLanguage", draw_(2) == 0 ? "nl" : "de"}};
    if (draw_(4) == 0) said.session_data[pick(paths)] = value();
    if (said.message.kind == UserMessageKind::text && draw_(8) != 0) {
      said.nlp = nlp();
      said.nlp->expression = said.message.text;
    }
    return said;
  }

  decltype(Event::what) answer(WaitKind kind, const std::string& call_id) {
    switch (kind) {
      case WaitKind::api: {
        ApiAnswered answered{call_id, std::nullopt, "timeout"};
        if (draw_(4) == 0) return answered;
        http::Response response;
        response.status = draw_(4) == 0 ? static_cast<int>(100 + draw_(500)) : 200;
        if (draw_(3) != 0) response.headers.push_back({"Content-Type", "application/json"});
        response.body = pick(answers);
        answered.failure.clear();
        answered.response = std::move(response);
        return answered;
      }
      case WaitKind::script: {
        ScriptFinished finished;
        finished.call_id = call_id;
        finished.outcome.ok = draw_(4) != 0;
        finished.outcome.error = finished.outcome.ok ? "" : "timeout";
        for (auto count = finished.outcome.ok ? draw_(3) : 0; count > 0; --count) {
          if (auto result = parse_json(pick(answers))) finished.outcome.results.push_back(*result);
        }
        return finished;
      }
      case WaitKind::handover: {
        HandoverAnswered answered;
        answered.call_id = call_id;
        answered.status = static_cast<HandoverAnswered::Status>(draw_(4));
        answered.pause_bot = draw_(2) == 0;
        answered.provider_id = "desk";
        return answered;
      }
      case WaitKind::mail:
        return MailSent{call_id, draw_(3) == 0 ? "refused" : ""};
      case WaitKind::availability:
        return AvailabilityAnswered{call_id, draw_(2) == 0};
    }
    return PauseEnded{};
  }

  Control control() {
    Control control;
    control.unpause = draw_(3) == 0;
    control.end_offload = draw_(4) == 0;
    control.replace_session = draw_(8) == 0;
    if (draw_(2) == 0) control.writes.push_back({pick(paths), value()});
    control.assignments = assignments();
    if (draw_(3) == 0) {
      if (auto message = parse_bot_message(JsonObject{{"text", "From outside, {name}."}}))
        control.messages.push_back(*message);
    }
    if (draw_(3) == 0) control.trigger_dialog_id = dialog_id();
    if (draw_(5) == 0) control.pause = PauseRequest{draw_(2) == 0 ? std::optional<int>(3) : std::nullopt};
    return control;
  }

  const BotIndex& bot_;
  const Conversation& c_;
  const Draw& draw_;
};

std::string fault_of(const Conversation& c, const std::vector<Effect>& effects) {
  for (std::size_t i = 0; i + 1 < effects.size(); ++i) {
    if (needs_answer(effects[i])) return "a call is not the last effect";
  }
  const bool calls = !effects.empty() && needs_answer(effects.back());
  if (c.turn && !c.turn->waiting) return "the turn neither ended nor waits";
  if (calls && !c.turn) return "a call nobody waits for";
  if (c.turn && c.turn->dialogs_run > dialogs_per_turn_max + dialogs_after_limit_max)
    return "too many dialogs";
  if (c.turn && c.turn->messages_said > messages_per_turn_max) return "too many messages";
  if (c.payloads.size() > payloads_max) return "too many payloads";
  if (!find_value(c.session, "internal.botId")) return "internal was lost";
  if (calls && to_json_text(c.turn->waiting->request) != to_json_text(to_json(effects.back()))) {
    return "the stored call is not the call that was made";
  }
  if (calls) {
    const auto again = effect_from_json(c.turn->waiting->request);
    if (!again || to_json_text(to_json(*again)) != to_json_text(c.turn->waiting->request)) {
      return "the call changes by being stored";
    }
  }
  return "";
}

}  // namespace

BotPtr busy_bot() {
  static const BotPtr bot = [] {
    auto parsed = parse_bot_sketch(busy_sketch);
    if (!parsed) throw std::logic_error(parsed.error().message);
    return std::make_shared<const BotIndex>(std::move(*parsed), "busy");
  }();
  return bot;
}

Event random_event(const BotIndex& bot, const Conversation& conversation, UtcMs now, const Draw& draw) {
  Event event{now, "", Maker(bot, conversation, draw).make()};
  event.seed = "seed" + std::to_string(draw(1'000'000));
  return event;
}

std::string checked_step(const BotIndex& bot, Conversation& conversation, const Event& event) {
  const std::string stored_state = to_json_text(to_json(conversation));
  const std::string stored_event = to_json_text(to_json(event));
  const auto effects = step(bot, conversation, event);
  if (auto fault = fault_of(conversation, effects); !fault.empty()) return fault;
  const auto state_json = parse_json(stored_state), event_json = parse_json(stored_event);
  if (!state_json || !event_json) return "what is stored is no JSON";
  auto state = conversation_from_json(*state_json);
  const auto same_event = event_from_json(*event_json);
  if (!state || !same_event) return "what is stored cannot be read";
  if (to_json_text(to_json(*state)) != stored_state) return "the state changes by being stored";
  if (to_json_text(to_json(*same_event)) != stored_event) return "the event changes by being stored";
  const auto again = step(bot, *state, *same_event);
  if (step_digest(*state, again) != step_digest(conversation, effects)) return "the step does not reproduce";
  return "";
}

}  // namespace sb::engine::testing
