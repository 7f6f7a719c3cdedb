#include <fmt/format.h>

#include "model/bot_json.h"

namespace sb {
namespace {

template <class... Ts>
struct Overloaded : Ts... {
  using Ts::operator()...;
};
template <class... Ts>
Overloaded(Ts...) -> Overloaded<Ts...>;

Json text_array(const std::vector<std::string>& texts) {
  JsonArray array;
  array.reserve(texts.size());
  for (const auto& text : texts) array.emplace_back(text);
  return array;
}

Json text_or_null(const std::optional<std::string>& text) {
  return text ? Json(*text) : Json(nullptr);
}

template <typename T, typename Write>
JsonArray array_of(const std::vector<T>& items, Write&& write) {
  JsonArray array;
  array.reserve(items.size());
  for (const auto& item : items) array.push_back(write(item));
  return array;
}

std::string_view parameter_type_name(TypedParameter::Type type) {
  switch (type) {
    case TypedParameter::Type::text:
      return "text";
    case TypedParameter::Type::variable:
      return "variable";
    case TypedParameter::Type::dialogstate:
      return "dialogstate";
  }
  return "text";
}

JsonArray parameters_json(const std::vector<TypedParameter>& parameters) {
  return array_of(parameters, [](const TypedParameter& parameter) -> Json {
    return JsonObject{
        {"key", parameter.key}, {"type", parameter_type_name(parameter.type)}, {"value", parameter.value}};
  });
}

JsonObject auth_json(const action::Auth& auth) {
  JsonObject object{{"type", auth.kind == action::Auth::Kind::basic    ? "basic"
                             : auth.kind == action::Auth::Kind::bearer ? "bearer"
                                                                       : "none"}};
  if (auth.kind == action::Auth::Kind::basic || !auth.username.empty()) object["username"] = auth.username;
  if (auth.kind == action::Auth::Kind::basic || !auth.password.empty()) object["password"] = auth.password;
  if (auth.kind == action::Auth::Kind::bearer || !auth.token.empty()) object["token"] = auth.token;
  return object;
}

JsonObject api_json(const action::Api& api) {
  return {{"method", api.method},
          {"url", api.url},
          {"settingsId", text_or_null(api.settings_id)},
          {"auth", auth_json(api.auth)},
          {"query", parameters_json(api.query)},
          {"headers", parameters_json(api.headers)},
          {"body", parameters_json(api.body)},
          {"repeatAfterInterruption", api.repeat_after_interruption},
          {"timeoutMs", api.timeout_ms}};
}

JsonObject offload_json(const action::Offload& offload) {
  JsonObject object{{"providerId", text_or_null(offload.provider_id)},
                    {"payload", parameters_json(offload.payload)}};
  for (const auto& [key, value] : offload.extra) object[key] = value;
  return object;
}

JsonObject config_json(const Action& action) {
  return std::visit(
      Overloaded{
          [](const action::ClearSession& c) -> JsonObject {
            return {{"variables", text_array(c.variables)}};
          },
          [](const action::Offload& c) { return offload_json(c); },
          [](const action::Api& c) { return api_json(c); },
          [](const action::Code& c) -> JsonObject {
            return {{"args", parameters_json(c.args)}, {"code", c.code}};
          },
          [](const action::Iframe& c) -> JsonObject {
            return {{"source", c.source}, {"height", c.height_px}, {"withBalloon", c.with_balloon}};
          },
          [](const action::JsonBuilder& c) -> JsonObject {
            auto items = array_of(c.items, [](const action::JsonBuilder::Item& item) -> Json {
              return JsonObject{{"key", item.key}, {"value", item.value}};
            });
            return {{"dispatch", c.dispatch}, {"items", std::move(items)}};
          },
          [](const action::Language& c) -> JsonObject {
            return {{"language", c.language}};
          },
          [](const action::Locale& c) -> JsonObject {
            return {{"locale", c.locale}};
          },
          [](const action::PauseBot& c) -> JsonObject {
            return {{"minutes", c.minutes ? Json(*c.minutes) : Json(nullptr)}};
          },
          [](const action::GoToVariableDialog& c) -> JsonObject {
            return {{"variable", c.variable}};
          },
          [](const action::GetTime& c) -> JsonObject {
            return {{"variable", c.variable}, {"offset", c.offset}};
          },
          [](const action::Mail& c) -> JsonObject {
            return {{"subject", c.subject}, {"recipients", c.recipients}, {"body", c.body}};
          },
          [](const action::ContactCenterAvailability& c) -> JsonObject {
            return {{"providerId", text_or_null(c.provider_id)}, {"variable", c.variable}};
          },
          [](const action::Unknown& c) { return c.config; },
      },
      action.config);
}

Json components_json(const std::vector<BotMessage>& messages) {
  return array_of(messages, [](const BotMessage& message) { return to_format_b(message); });
}

Json branch_json(const Branch& branch) {
  auto joiners = array_of(branch.joiners, [](Branch::Joiner joiner) -> Json {
    return joiner == Branch::Joiner::either ? "OR" : "AND";
  });
  auto conditions = array_of(branch.conditions, [](const Condition& condition) -> Json {
    return JsonObject{{"variable", condition.variable},
                      {"operator", name_of(condition.op)},
                      {"value", condition.value},
                      {"caseSensitive", condition.case_sensitive}};
  });
  return JsonObject{
      {"op", std::move(joiners)}, {"conditions", std::move(conditions)}, {"goTo", to_json(branch.go_to)}};
}

JsonObject input_json(const InputContent& input, const GoTo& go_to) {
  JsonObject match{{"type", match_type_name(input.match)}};
  if (!input.entity.empty()) match["entity"] = input.entity;
  if (input.past) match["past"] = true;
  if (input.future) match["future"] = true;
  JsonObject invalid1, invalid2;
  invalid1["components"] = components_json(input.invalid1);
  invalid2["components"] = components_json(input.invalid2);
  if (input.invalid2_go_to) invalid2["goTo"] = to_json(*input.invalid2_go_to);
  JsonObject question;
  question["components"] = components_json(input.question);
  return {{"question", std::move(question)}, {"match", std::move(match)},
          {"variable", input.variable},      {"disableNlp", input.disable_nlp},
          {"invalid1", std::move(invalid1)}, {"invalid2", std::move(invalid2)},
          {"goTo", to_json(go_to)}};
}

JsonObject content_json(const Dialog& dialog) {
  return std::visit(Overloaded{
                        [](const MessageContent& c) -> JsonObject {
                          return {{"components", components_json(c.components)}};
                        },
                        [](const GoToContent& c) {
                          JsonObject object;
                          object["branches"] = array_of(c.branches, branch_json);
                          if (c.otherwise) object["else"] = to_json(*c.otherwise);
                          return object;
                        },
                        [](const ActionContent& c) {
                          JsonObject object;
                          object["actions"] =
                              array_of(c.actions, [](const Action& action) { return to_json(action); });
                          return object;
                        },
                        [&](const InputContent& c) { return input_json(c, dialog.go_to); },
                    },
                    dialog.content);
}

Json nlp_json(const DialogNlp& nlp) {
  auto contexts = array_of(nlp.output_contexts, [](const OutputContext& context) -> Json {
    return JsonObject{{"name", context.name}, {"lifespan", context.lifespan}};
  });
  return JsonObject{{"intent", text_or_null(nlp.intent)},
                    {"requiredContexts", text_array(nlp.required_contexts)},
                    {"outputContexts", std::move(contexts)}};
}

Json dialog_json(const Dialog& dialog) {
  JsonObject object{{"id", dialog.id},
                    {"name", dialog.name},
                    {"label", dialog.label},
                    {"flowId", dialog.flow_id},
                    {"parentId", text_or_null(dialog.parent_id)}};
  if (dialog.system) object["system"] = system_dialog_name(*dialog.system);
  object["type"] = dialog_type_name(dialog.type());
  object["nlp"] = nlp_json(dialog.nlp);
  object["content"] = content_json(dialog);
  if (dialog.type() != DialogType::input && dialog.go_to != GoTo()) object["goTo"] = to_json(dialog.go_to);
  return object;
}

Json entity_json(const Entity& entity) {
  JsonObject object{{"name", entity.name}};
  switch (entity.type) {
    case Entity::Type::match_text:
      object["type"] = "match", object["matchType"] = "text";
      break;
    case Entity::Type::match_pattern:
      object["type"] = "match", object["matchType"] = "pattern";
      break;
    case Entity::Type::contextual:
      object["type"] = "contextual";
      break;
    case Entity::Type::composite:
      object["type"] = "composite";
      break;
  }
  if (entity.fuzzy) object["fuzzy"] = true;
  if (!entity.values.empty()) {
    object["values"] = array_of(entity.values, [](const EntityValue& value) -> Json {
      return JsonObject{{"value", value.value}, {"synonyms", text_array(value.synonyms)}};
    });
  }
  if (!entity.pattern.empty()) object["pattern"] = entity.pattern;
  if (!entity.parts.empty()) object["parts"] = text_array(entity.parts);
  return object;
}

Json nlp_json(const NlpData& nlp) {
  JsonObject thresholds, out_of_scope;
  for (const auto& [language, value] : nlp.thresholds)
    thresholds[language] = JsonObject{{"intent", value.intent}, {"entity", value.entity}};
  for (const auto& [language, texts] : nlp.out_of_scope) out_of_scope[language] = text_array(texts);
  auto intents = array_of(nlp.intents, [](const Intent& intent) -> Json {
    JsonObject expressions;
    for (const auto& [language, list] : intent.expressions)
      expressions[language] = array_of(list, [](const Expression& one) -> Json { return Json(one.text); });
    return JsonObject{{"name", intent.name}, {"expressions", std::move(expressions)}};
  });
  JsonObject object{{"thresholds", std::move(thresholds)},
                    {"intents", std::move(intents)},
                    {"entities", array_of(nlp.entities, entity_json)}};
  if (!out_of_scope.empty()) object["outOfScope"] = std::move(out_of_scope);
  return object;
}

Json event_json(const EventDefinition& event) {
  return JsonObject{{"name", event.name},
                    {"type", event.type},
                    {"variables", text_array(event.variables)},
                    {"dialogId", event.dialog_id}};
}

Json opening_hours_json(const OpeningHours& hours) {
  JsonObject week;
  for (const auto& [day, ranges] : hours.week) {
    JsonArray list;
    for (const auto& [from, to] : ranges) {
      JsonArray pair;
      pair.emplace_back(from);
      pair.emplace_back(to);
      list.push_back(std::move(pair));
    }
    week[day] = std::move(list);
  }
  return JsonObject{
      {"timezone", hours.timezone}, {"week", std::move(week)}, {"holidays", text_array(hours.holidays)}};
}

}  // namespace

Json to_json(const GoTo& go_to) {
  JsonObject object;
  if (go_to.dialog_id) object["dialogId"] = *go_to.dialog_id;
  if (!go_to.variables.empty()) {
    object["variables"] = array_of(go_to.variables, [](const Assignment& assignment) -> Json {
      return JsonObject{{"type", assignment.type == Assignment::Type::dialog ? "dialog" : "text"},
                        {"key", assignment.variable},
                        {"value", assignment.value}};
    });
  }
  return object;
}

Json to_json(const Action& action) {
  return JsonObject{{"type", action.type}, {"config", config_json(action)}};
}

Json to_json(const Settings& settings) {
  JsonObject object{{"enabled", settings.enabled}, {"typingMs", settings.typing_ms}};
  JsonObject length, detection;
  if (settings.message_length_max) length["max"] = *settings.message_length_max;
  if (settings.message_length_dialog_id) length["dialogId"] = *settings.message_length_dialog_id;
  if (!length.empty()) object["messageLength"] = std::move(length);
  if (settings.language_detection_dialog_id) detection["dialogId"] = *settings.language_detection_dialog_id;
  if (!detection.empty()) object["languageDetection"] = std::move(detection);
  JsonObject offloading;
  offloading["enabled"] = settings.offloading_enabled;
  object["offloading"] = std::move(offloading);
  JsonObject code;
  const auto put_limit = [&](std::string_view name, const std::optional<int>& limit) {
    if (limit) code[name] = *limit;
  };
  put_limit("wallMs", settings.code.wall_ms);
  put_limit("cpuMs", settings.code.cpu_ms);
  put_limit("heapBytes", settings.code.heap_bytes);
  put_limit("resultBytes", settings.code.result_bytes);
  put_limit("fetches", settings.code.fetches);
  if (!code.empty()) object["code"] = std::move(code);
  object["retention"] = JsonObject{{"conversationsDays", settings.retention_conversations_days},
                                   {"sessionsDays", settings.retention_sessions_days},
                                   {"errorsDays", settings.retention_errors_days},
                                   {"expressionsDays", settings.retention_expressions_days},
                                   {"journalDays", settings.retention_journal_days}};
  return object;
}

Json to_json(const ApiSetting& setting) {
  JsonObject object{{"id", setting.id},
                    {"name", setting.name},
                    {"type", setting.type == ApiSetting::Type::ssl ? "ssl" : "hmac"}};
  auto put = [&](std::string_view key, const std::string& value) {
    if (!value.empty()) object[key] = value;
  };
  put("privateKey", setting.key_pem);
  put("certificate", setting.certificate_pem);
  put("key", setting.key);
  put("secret", setting.secret);
  put("header", setting.header);
  if (setting.encoding != ApiSetting().encoding) object["encoding"] = setting.encoding;
  return object;
}

Json to_json(const Channel& channel) {
  return JsonObject{{"id", channel.id},           {"type", channel.type},
                    {"name", channel.name},       {"version", version_name(channel.version)},
                    {"enabled", channel.enabled}, {"config", channel.config}};
}

Json to_json(const OffloadProvider& provider) {
  JsonObject object{{"id", provider.id},
                    {"type", provider.type},
                    {"name", provider.name},
                    {"enabled", provider.enabled},
                    {"config", provider.config}};
  if (provider.opening_hours) object["openingHours"] = opening_hours_json(*provider.opening_hours);
  return object;
}

Json to_json(const Variable& variable) {
  JsonObject object{
      {"name", variable.name}, {"description", variable.description}, {"sensitive", variable.sensitive}};
  if (variable.dialog) object["dialog"] = true;
  if (variable.default_value) object["defaultValue"] = *variable.default_value;
  return object;
}

Json bot_to_json(const Bot& bot, DocumentKind kind) {
  bool full = kind == DocumentKind::full;
  JsonObject about;
  if (full) about["id"] = bot.id;
  about["name"] = bot.name;
  about["primaryLanguage"] = bot.primary_language;
  about["secondaryLanguages"] = text_array(bot.secondary_languages);
  JsonObject root{
      {"format", full ? "bot-full" : "bot-export"}, {"formatVersion", 1}, {"bot", std::move(about)}};
  auto write = [](const auto& value) { return to_json(value); };
  root["variables"] = array_of(bot.variables, write);
  root["flows"] = array_of(bot.flows, [](const Flow& flow) -> Json {
    return JsonObject{{"id", flow.id}, {"name", flow.name}};
  });
  root["dialogs"] = array_of(bot.dialogs, dialog_json);
  root["events"] = array_of(bot.events, event_json);
  root["nlp"] = nlp_json(bot.nlp);
  if (!full) return root;
  root["settings"] = to_json(bot.settings);
  root["apiSettings"] = array_of(bot.api_settings, write);
  root["channels"] = array_of(bot.channels, write);
  root["offloadProviders"] = array_of(bot.offload_providers, write);
  return root;
}

}  // namespace sb
