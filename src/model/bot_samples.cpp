#include "model/bot_samples.h"

#include <fmt/format.h>

#include <array>
#include <random>
#include <stdexcept>

#include "model/bot_json.h"

namespace sb {
namespace {

constexpr std::string_view sample_document = R"({
 "format":"bot-full","formatVersion":1,
 "bot":{"id":"sample","name":"Sample","primaryLanguage":"en","secondaryLanguages":["nl"]},
 "variables":[
  {"name":"bookingApi","description":"where bookings go","sensitive":false,"defaultValue":"http://127.0.0.1:8081"},
  {"name":"bank_account","description":"","sensitive":true},
  {"name":"reuseFlow","description":"","sensitive":false,"dialog":true}],
 "flows":[{"id":"f-general","name":"General"},{"id":"f-booking","name":"Booking"}],
 "dialogs":[
  {"id":"d-intro","name":"introduction","label":"intro","flowId":"f-general","system":"introduction","type":"GO_TO",
   "content":{"branches":[{"op":["OR"],"conditions":[
      {"variable":"known","operator":"equals","value":"1"},
      {"variable":"name","operator":"regex","value":"^a+$","caseSensitive":false}],
     "goTo":{"dialogId":"d-hello","variables":[{"type":"text","key":"n","value":"{n|increment}"}]}}],
    "else":{"dialogId":"d-ask","variables":[{"type":"dialog","key":"reuseFlow","value":"d-hello"}]}}},
  {"id":"d-hello","name":"hello","label":"","flowId":"f-general","parentId":"d-intro","type":"MESSAGE",
   "nlp":{"intent":"greeting","requiredContexts":["c"],"outputContexts":[{"name":"c","lifespan":2}]},
   "content":{"components":[
    {"type":"text","config":{"textMessages":[{"text":{"en":"Hello","nl":"Hallo"}},{"text":"Hi {name}"}]}},
    {"type":"quickReplies","config":{"textMessages":[{"text":"What now?"}],"quickReplies":[
      {"type":"postback","title":{"en":"Book","nl":"Boek"},"payload":{"nextDialogstateId":"d-ask","params":[{"key":"a","value":"1"}]}}]}}]},
   "goTo":{"dialogId":"d-act"}},
  {"id":"d-ask","name":"ask class","label":"booking_class","flowId":"f-booking","type":"USER_INPUT",
   "content":{"question":{"components":[{"type":"buttons","config":{"textMessages":[{"text":"Which class?"}],"buttons":[
      {"type":"postback","title":"First","payload":{"nextDialogstateId":"d-act","params":[]}},
      {"type":"web_url","title":"Help","url":"https://help.example/"}]}}]},
    "match":{"type":"entity","entity":"class"},"variable":"class","disableNlp":true,
    "invalid1":{"components":[{"type":"text","config":{"textMessages":[{"text":"First or second?"}]}}]},
    "invalid2":{"components":[],"goTo":{"dialogId":"d-act"}},
    "goTo":{"dialogId":"d-act"}}},
  {"id":"d-act","name":"do it all","label":"","flowId":"f-booking","type":"ACTION",
   "content":{"actions":[
    {"type":"clearSession","config":{"variables":["a","b.c"]}},
    {"type":"offload","config":{"providerId":"p1","payload":[{"key":"skill","type":"text","value":"billing"}],"queue":"q1"}},
    {"type":"offloading","config":{"payload":[]}},
    {"type":"api","config":{"method":"POST","url":"{bookingApi}/x","settingsId":"s1",
      "auth":{"type":"bearer","token":"{t}"},"query":[{"key":"q","type":"variable","value":"locale"}],
      "headers":[{"key":"content-type","type":"text","value":"application/json"}],
      "body":[{"key":"ok","type":"dialogstate","value":"d-hello"}],"repeatAfterInterruption":true,"timeoutMs":5000}},
    {"type":"legacyApi","config":{"method":"GET","url":"https://old.example/"}},
    {"type":"code","config":{"args":[{"key":"m","type":"variable","value":"month"}],"code":"const { m } = args;\n  return m;\n"}},
    {"type":"iframe","config":{"source":"https://maps.example/{x}","height":240,"withBalloon":true}},
    {"type":"jsonBuilder","config":{"dispatch":true,"items":[{"key":"action","value":"destroy"}]}},
    {"type":"language","config":{"language":"nl"}},{"type":"locale","config":{"locale":"nl-nl"}},
    {"type":"pauseBot","config":{"minutes":5}},{"type":"pauseBot","config":{}},
    {"type":"goToVariableDialog","config":{"variable":"reuseFlow"}},
    {"type":"getTime","config":{"variable":"time","offset":"-3.5"}},
    {"type":"sendMail","config":{"subject":"s","recipients":"a@b.example","body":"line 1\nline 2"}},
    {"type":"mailReport","config":{"subject":"s","recipients":"a@b.example","body":""}},
    {"type":"contactCenterAvailability","config":{"providerId":"p1","variable":"open"}}]}}],
 "events":[{"name":"changed","type":"variablesChanged","variables":["a.b"],"dialogId":"d-hello"}],
 "nlp":{"thresholds":{"en":{"intent":70,"entity":60}},
  "intents":[{"name":"greeting","expressions":{"en":["hi","hello","hey","good day","hi bot"],"nl":["hallo","hoi","dag","hey","goedendag"]}}],
  "entities":[
   {"name":"class","type":"match","matchType":"text","values":[{"value":"first","synonyms":["1st"]},{"value":"second","synonyms":[]}]},
   {"name":"customer_ID","type":"match","matchType":"pattern","pattern":"[a-z]{5}[0-9]{2}"},
   {"name":"city","type":"contextual","fuzzy":true,"values":[{"value":"Ghent","synonyms":["Gent"]}]},
   {"name":"party","type":"composite","parts":["@sys.number","@class"]}],
  "outOfScope":{"en":["what is the weather"]}},
 "settings":{"enabled":true,"typingMs":0,"messageLength":{"max":500,"dialogId":"d-hello"},
  "languageDetection":{"dialogId":"d-hello"},"offloading":{"enabled":false},"retention":{"sessionsDays":7}},
 "apiSettings":[{"id":"s1","name":"Bank","type":"hmac","key":"${BANK_KEY}","secret":"${BANK_SECRET}","header":"x-hash"},
  {"id":"s2","name":"Mutual","type":"ssl","privateKey":"-----BEGIN\nx\n","certificate":"y"}],
 "channels":[{"id":"c00000000000000000000001","type":"webHook","name":"Hook","version":"LIVE","enabled":true,
   "config":{"url":"${HOOK_URL:-}","verifyToken":"t","timeoutMs":10000,"typingEvents":false}}],
 "offloadProviders":[{"id":"p1","type":"webhook","name":"Desk","enabled":true,"config":{"url":"https://desk.example/"},
   "openingHours":{"timezone":"Europe/Brussels","week":{"mon":[["09:00","12:00"],["13:00","17:00"]]},"holidays":["2024-12-25"]}}]
})";

// Strings that test a writer: each would be read as something else when written without care.
constexpr std::array<std::string_view, 42> nasty_texts{"plain",
                                                       "two words",
                                                       "",
                                                       " leading",
                                                       "trailing ",
                                                       "line one\nline two",
                                                       "ends\n",
                                                       "\nstarts",
                                                       "\n",
                                                       "a\n\n\nb\n\n",
                                                       "  indented\nthen not",
                                                       "tab\there",
                                                       "colon: x",
                                                       "a:b",
                                                       "# comment",
                                                       "x # y",
                                                       "- item",
                                                       "-",
                                                       "? key",
                                                       "{var}",
                                                       "[list]",
                                                       "@mention",
                                                       "`tick`",
                                                       "%percent",
                                                       "&anchor",
                                                       "*alias",
                                                       "!tag",
                                                       "| literal",
                                                       "> folded",
                                                       "'single'",
                                                       "\"double\"",
                                                       "back\\slash",
                                                       "true",
                                                       "no",
                                                       "null",
                                                       "~",
                                                       "1",
                                                       "-1.5e3",
                                                       "2024-01-01",
                                                       "Zürich 🚂 日本",
                                                       "\xC2\xA0nbsp\xE2\x80\xA8sep",
                                                       "bell\x07 del\x7F"};

class Generator {
 public:
  explicit Generator(std::uint64_t seed) : random_(seed) {}

  Bot bot() {
    Bot bot;
    bot.id = "gen";
    bot.name = text();
    bot.primary_language = "en";
    if (chance(2)) bot.secondary_languages = {"nl", "fr"};
    for (int i = below(3) + 1; i > 0; --i) bot.flows.push_back({fmt::format("f-{}", i), text()});
    int count = below(6) + 1;
    for (int i = 0; i < count; ++i)
      ids_.push_back(fmt::format("c0000000-0000-4000-8000-{:012}", below(1000) * 100 + i));
    for (const auto& id : ids_) bot.dialogs.push_back(dialog(bot, id));
    for (int i = below(3); i > 0; --i) bot.variables.push_back(variable());
    for (int i = below(2); i > 0; --i) bot.events.push_back({text(), "variablesChanged", texts(), id()});
    nlp(bot.nlp);
    rest(bot);
    return bot;
  }

 private:
  int below(int bound) { return static_cast<int>(random_() % static_cast<std::uint64_t>(bound)); }
  bool chance(int one_in) { return below(one_in) == 0; }
  std::string text() {
    std::string one(nasty_texts[static_cast<std::size_t>(below(nasty_texts.size()))]);
    if (chance(4)) one += nasty_texts[static_cast<std::size_t>(below(nasty_texts.size()))];
    return one;
  }
  std::vector<std::string> texts() {
    std::vector<std::string> list;
    for (int i = below(4); i > 0; --i) list.push_back(text());
    return list;
  }
  std::string id() { return ids_[static_cast<std::size_t>(below(static_cast<int>(ids_.size())))]; }
  std::optional<std::string> maybe_text() { return chance(2) ? std::optional(text()) : std::nullopt; }

  GoTo go_to() {
    GoTo go_to;
    if (!chance(3)) go_to.dialog_id = id();
    for (int i = below(3); i > 0; --i) {
      if (chance(3))
        go_to.variables.push_back({Assignment::Type::dialog, text(), id()});
      else
        go_to.variables.push_back({Assignment::Type::text, text(), text()});
    }
    return go_to;
  }

  std::vector<TypedParameter> parameters() {
    std::vector<TypedParameter> list;
    for (int i = below(4); i > 0; --i) {
      auto type = static_cast<TypedParameter::Type>(below(3));
      list.push_back({type, text(), type == TypedParameter::Type::dialogstate ? id() : text()});
    }
    return list;
  }

  Json local_text() {
    if (chance(3)) return JsonObject{{"en", text()}, {"nl", text()}};
    return Json(text());
  }
  JsonArray text_messages() {
    JsonArray list;
    for (int i = below(2) + 1; i > 0; --i) {
      JsonObject one;
      one["text"] = local_text();
      list.push_back(std::move(one));
    }
    return list;
  }
  Json button() {
    if (chance(3))
      return JsonObject{{"type", "web_url"}, {"title", local_text()}, {"url", "https://x.example/?a={b}"}};
    JsonArray params;
    for (int i = below(3); i > 0; --i)
      params.push_back(JsonObject{{"key", text() + "k"}, {"value", any_value()}});
    JsonObject payload;
    payload["nextDialogstateId"] = id();
    payload["params"] = std::move(params);
    return JsonObject{{"type", "postback"}, {"title", local_text()}, {"payload", std::move(payload)}};
  }
  Json any_value() {
    switch (below(5)) {
      case 0:
        return Json(below(100));
      case 1:
        return Json(true);
      case 2:
        return JsonObject{{"k", text()}, {"n", 1.5}};
      default:
        return Json(text());
    }
  }
  std::vector<BotMessage> messages() {
    JsonArray list;
    for (int i = below(3); i > 0; --i) {
      JsonObject config;
      if (chance(2)) {
        config["textMessages"] = text_messages();
        list.push_back(JsonObject{{"type", "text"}, {"config", std::move(config)}});
      } else {
        config["textMessages"] = text_messages();
        JsonArray buttons;
        for (int k = below(2) + 1; k > 0; --k) buttons.push_back(button());
        config["buttons"] = std::move(buttons);
        list.push_back(JsonObject{{"type", "buttons"}, {"config", std::move(config)}});
      }
    }
    return parse_bot_messages(list, UnknownKinds::kept).value();
  }

  Action one_action() {
    switch (below(8)) {
      case 0:
        return {"clearSession", action::ClearSession{texts()}};
      case 1:
        return {"api", api()};
      case 2:
        return {"code", action::Code{parameters(), text()}};
      case 3:
        return {"iframe", action::Iframe{text(), below(900) + 1, chance(2)}};
      case 4:
        return {"jsonBuilder", action::JsonBuilder{chance(2), {{text(), text()}, {text(), text()}}}};
      case 5:
        return {"getTime", action::GetTime{text(), text()}};
      case 6:
        return {"newFangled", action::Unknown{{{"a", any_value()}, {text(), text()}}}};
      default:
        return {"offload", action::Offload{maybe_text(), parameters(), {{"queue", any_value()}}, false}};
    }
  }
  action::Api api() {
    action::Api api;
    api.method = chance(2) ? "POST" : "GET";
    api.url = text();
    api.settings_id = maybe_text();
    if (chance(2)) api.auth = {action::Auth::Kind::basic, text(), text(), ""};
    api.query = parameters();
    api.headers = parameters();
    api.body = parameters();
    if (chance(2)) api.timeout_ms = 1000 + below(1000);
    return api;
  }

  GoToContent branches() {
    GoToContent content;
    for (int i = below(3); i > 0; --i) {
      Branch branch;
      for (int k = below(3) + 1; k > 0; --k) {
        branch.conditions.push_back({text(), static_cast<Operator>(below(13)), text(), chance(2)});
        // A folder says only `exists: true` of these.
        auto& condition = branch.conditions.back();
        if (condition.op == Operator::exists || condition.op == Operator::not_exists) condition.value.clear();
      }
      for (std::size_t k = 1; k < branch.conditions.size(); ++k)
        branch.joiners.push_back(chance(2) ? Branch::Joiner::both : Branch::Joiner::either);
      branch.go_to = go_to();
      content.branches.push_back(std::move(branch));
    }
    if (chance(2)) content.otherwise = go_to();
    return content;
  }
  InputContent input() {
    InputContent input;
    input.question = messages();
    input.match = static_cast<MatchType>(below(13));
    if (input.match == MatchType::entity) input.entity = "class";
    input.future = chance(3);
    input.variable = text();
    input.disable_nlp = chance(2);
    input.invalid1 = messages();
    input.invalid2 = messages();
    if (chance(2)) input.invalid2_go_to = go_to();
    return input;
  }
  Dialog dialog(const Bot& bot, const std::string& dialog_id) {
    Dialog dialog;
    dialog.id = dialog_id;
    dialog.name = text();
    if (chance(3)) dialog.label = text();
    dialog.flow_id = bot.flows[static_cast<std::size_t>(below(static_cast<int>(bot.flows.size())))].id;
    if (chance(3)) dialog.parent_id = id();
    if (chance(3)) dialog.nlp = {text() + "x", texts(), {{text(), below(4)}}};
    switch (below(4)) {
      case 0:
        dialog.content = MessageContent{messages()};
        break;
      case 1:
        dialog.content = branches();
        break;
      case 2: {
        ActionContent content;
        for (int i = below(4); i > 0; --i) content.actions.push_back(one_action());
        dialog.content = std::move(content);
        break;
      }
      default:
        dialog.content = input();
    }
    if (dialog.type() != DialogType::go_to) dialog.go_to = go_to();
    return dialog;
  }
  Variable variable() {
    Variable variable{text(), text(), chance(2), chance(3), maybe_text()};
    if (variable.dialog && variable.default_value) variable.default_value = id();
    return variable;
  }

  void nlp(NlpData& nlp) {
    if (chance(2)) nlp.thresholds["en"] = {below(101), below(101)};
    for (int i = below(4); i > 0; --i) {
      Intent intent{fmt::format("{} {}", text(), i), {}};
      for (auto language : {"en", "nl"}) {
        std::vector<Expression> list;
        for (auto& one : texts()) list.push_back({one});
        if (!list.empty()) intent.expressions[language] = std::move(list);
      }
      nlp.intents.push_back(std::move(intent));
    }
    for (int i = below(3); i > 0; --i) {
      Entity entity;
      entity.name = fmt::format("entity{}", i);
      entity.type = static_cast<Entity::Type>(below(4));
      entity.fuzzy = chance(2);
      if (entity.type == Entity::Type::match_pattern)
        entity.pattern = text();
      else if (entity.type == Entity::Type::composite)
        entity.parts = texts();
      else
        entity.values = {{text(), texts()}, {text(), {}}};
      nlp.entities.push_back(std::move(entity));
    }
    if (chance(3)) nlp.out_of_scope["en"] = {text(), text()};
  }
  void rest(Bot& bot) {
    bot.settings.enabled = !chance(4);
    bot.settings.typing_ms = chance(2) ? 1500 : below(5000);
    if (chance(3)) bot.settings.message_length_max = below(1000) + 1;
    if (chance(3)) bot.settings.message_length_dialog_id = id();
    if (chance(3)) bot.settings.retention_sessions_days = below(90) + 1;
    if (chance(3))
      bot.settings.code = {below(900) + 1, below(900) + 1, 1'000'000 + below(900), below(900) + 1, 3};
    if (chance(6)) bot.settings.code.cpu_ms.reset();
    if (chance(2)) {
      Channel channel{"c00000000000000000000001", "webHook", text(), Version::live, true, {}};
      channel.config = {{"url", text()}, {"n", 3}, {"deep", JsonObject{{text(), any_value()}}}};
      bot.channels.push_back(std::move(channel));
    }
    if (chance(2)) {
      OffloadProvider provider{"p1", "webhook", text(), chance(2), {{"url", text()}}, std::nullopt};
      if (chance(2))
        provider.opening_hours = OpeningHours{"Europe/Brussels", {{"mon", {{"09:00", "17:00"}}}}, texts()};
      bot.offload_providers.push_back(std::move(provider));
    }
    if (chance(2)) {
      ApiSetting setting;
      setting.id = text();
      setting.name = text();
      setting.key = text();
      setting.secret = text();
      bot.api_settings.push_back(std::move(setting));
    }
  }

  std::mt19937_64 random_;
  std::vector<std::string> ids_;
};

Bot read(const Json& document) {
  Diagnostics diagnostics;
  auto bot = parse_bot(document, diagnostics);
  if (!bot) throw std::logic_error(bot.error().message);
  return *bot;
}

}  // namespace

Bot sample_bot() {
  return read(parse_json(sample_document).value());
}

Bot generated_bot(std::uint64_t seed) {
  return Generator(seed).bot();
}

Bot large_bot(int count) {
  auto bot = new_bot("large", "Large", "en");
  bot.secondary_languages = {"nl"};
  auto sample = sample_bot();
  bot.flows.push_back({"f-booking", "Booking"});
  auto id = [](int i) { return fmt::format("c0000000-0000-4000-8000-{:012}", i); };
  for (int i = 0; i < count; ++i) {
    auto dialog = sample.dialogs[static_cast<std::size_t>(1 + i % 2)];
    dialog.id = id(i);
    dialog.name = fmt::format("dialog {}", i);
    dialog.label.clear();
    dialog.flow_id = "f-booking";
    dialog.parent_id.reset();
    dialog.go_to.dialog_id = id((i + 1) % count);
    bot.dialogs.push_back(std::move(dialog));
  }
  bot.nlp = sample.nlp;
  return bot;
}

}  // namespace sb
