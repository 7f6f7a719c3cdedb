#include "model/bot_json.h"

#include <fmt/format.h>

#include "base/crypto.h"
#include "model/bot_decode.h"
#include "model/bot_shapes.h"

namespace sb {
namespace {

using decode::flag;
using decode::optional_text;
using decode::text;
using decode::text_list;
using decode::whole;

Variable decode_variable(const JsonObject& object) {
  Variable variable;
  variable.name = text(object, "name");
  variable.description = text(object, "description");
  variable.sensitive = flag(object, "sensitive", false);
  variable.dialog = flag(object, "dialog", false);
  variable.default_value = optional_text(object, "defaultValue");
  return variable;
}

EventDefinition decode_event(const JsonObject& object) {
  EventDefinition event;
  event.name = text(object, "name");
  if (object.contains("type")) event.type = text(object, "type");
  event.variables = text_list(object, "variables");
  event.dialog_id = text(object, "dialogId");
  return event;
}

Entity decode_entity(const JsonObject& object) {
  Entity entity;
  entity.name = text(object, "name");
  auto type = text(object, "type");
  if (type == "contextual")
    entity.type = Entity::Type::contextual;
  else if (type == "composite")
    entity.type = Entity::Type::composite;
  else if (text(object, "matchType") == "pattern")
    entity.type = Entity::Type::match_pattern;
  entity.fuzzy = flag(object, "fuzzy", false);
  decode::each(object, "values", [&](const JsonObject& item, std::size_t) {
    entity.values.push_back({text(item, "value"), text_list(item, "synonyms")});
  });
  entity.pattern = text(object, "pattern");
  entity.parts = text_list(object, "parts");
  return entity;
}

Intent decode_intent(const JsonObject& object) {
  Intent intent;
  intent.name = text(object, "name");
  if (const auto* languages = object_member(object, "expressions")) {
    for (const auto& [language, unused] : *languages) {
      auto texts = text_list(*languages, view(language));
      if (texts.empty()) continue;  // no expressions and no list of them are the same thing
      auto& expressions = intent.expressions[std::string(view(language))];
      for (auto& one : texts) expressions.push_back({std::move(one)});
    }
  }
  return intent;
}

NlpData decode_nlp(const JsonObject& object) {
  NlpData nlp;
  if (const auto* languages = object_member(object, "thresholds")) {
    for (const auto& [language, value] : *languages) {
      if (!value.is_object()) continue;
      nlp.thresholds[std::string(view(language))] = {whole(value.get_object(), "intent", 80),
                                                     whole(value.get_object(), "entity", 80)};
    }
  }
  decode::each(object, "intents",
               [&](const JsonObject& item, std::size_t) { nlp.intents.push_back(decode_intent(item)); });
  decode::each(object, "entities",
               [&](const JsonObject& item, std::size_t) { nlp.entities.push_back(decode_entity(item)); });
  if (const auto* languages = object_member(object, "outOfScope")) {
    for (const auto& [language, unused] : *languages) {
      auto texts = text_list(*languages, view(language));
      if (!texts.empty()) nlp.out_of_scope[std::string(view(language))] = std::move(texts);
    }
  }
  return nlp;
}

Settings decode_settings(const JsonObject& object) {
  Settings settings;
  settings.enabled = flag(object, "enabled", settings.enabled);
  settings.typing_ms = whole(object, "typingMs", settings.typing_ms);
  if (const auto* length = object_member(object, "messageLength")) {
    settings.message_length_max = decode::optional_whole(*length, "max");
    settings.message_length_dialog_id = optional_text(*length, "dialogId");
  }
  if (const auto* detection = object_member(object, "languageDetection"))
    settings.language_detection_dialog_id = optional_text(*detection, "dialogId");
  if (const auto* offloading = object_member(object, "offloading"))
    settings.offloading_enabled = flag(*offloading, "enabled", true);
  if (const auto* code = object_member(object, "code")) {
    settings.code.wall_ms = decode::optional_whole(*code, "wallMs");
    settings.code.cpu_ms = decode::optional_whole(*code, "cpuMs");
    settings.code.heap_bytes = decode::optional_whole(*code, "heapBytes");
    settings.code.result_bytes = decode::optional_whole(*code, "resultBytes");
    settings.code.fetches = decode::optional_whole(*code, "fetches");
  }
  if (const auto* days = object_member(object, "retention")) {
    settings.retention_conversations_days =
        whole(*days, "conversationsDays", settings.retention_conversations_days);
    settings.retention_sessions_days = whole(*days, "sessionsDays", settings.retention_sessions_days);
    settings.retention_errors_days = whole(*days, "errorsDays", settings.retention_errors_days);
    settings.retention_expressions_days =
        whole(*days, "expressionsDays", settings.retention_expressions_days);
    settings.retention_journal_days = whole(*days, "journalDays", settings.retention_journal_days);
  }
  return settings;
}

ApiSetting decode_api_setting(const JsonObject& object) {
  ApiSetting setting;
  setting.id = text(object, "id");
  setting.name = text(object, "name");
  setting.type = text(object, "type") == "ssl" ? ApiSetting::Type::ssl : ApiSetting::Type::hmac;
  setting.key_pem = text(object, "privateKey");
  setting.certificate_pem = text(object, "certificate");
  setting.key = text(object, "key");
  setting.secret = text(object, "secret");
  setting.header = text(object, "header");
  if (object.contains("encoding")) setting.encoding = text(object, "encoding");
  return setting;
}

Channel decode_channel(const JsonObject& object) {
  Channel channel;
  channel.id = text(object, "id");
  channel.type = text(object, "type");
  channel.name = text(object, "name");
  channel.version = parse_version(text(object, "version")).value_or(Version::draft);
  channel.enabled = flag(object, "enabled", true);
  if (const auto* config = object_member(object, "config")) channel.config = *config;
  return channel;
}

OpeningHours decode_opening_hours(const JsonObject& object) {
  OpeningHours hours;
  hours.timezone = text(object, "timezone");
  if (const auto* week = object_member(object, "week")) {
    for (const auto& [day, ranges] : *week) {
      if (!ranges.is_array()) continue;
      auto& out = hours.week[std::string(view(day))];
      for (const auto& range : ranges.get_array()) {
        if (!range.is_array() || range.get_array().size() != 2) continue;
        out.emplace_back(decode::scalar_text(range.get_array()[0]),
                         decode::scalar_text(range.get_array()[1]));
      }
    }
  }
  hours.holidays = text_list(object, "holidays");
  return hours;
}

void check_opening_ranges(const JsonObject& hours, const std::string& pointer, Diagnostics& out) {
  const auto* week = object_member(hours, "week");
  if (week == nullptr) return;
  for (const auto& [day, ranges] : *week) {
    if (!ranges.is_array()) continue;
    for (std::size_t i = 0; i < ranges.get_array().size(); ++i) {
      const auto& range = ranges.get_array()[i];
      if (range.is_array() && range.get_array().size() != 2)
        out.error(pointer + "/week" + pointer_step(view(day)) + pointer_step(i),
                  R"(opening hours are a pair of times, as in ["09:00", "17:00"])");
    }
  }
}

OffloadProvider decode_offload_provider(const JsonObject& object) {
  OffloadProvider provider;
  provider.id = text(object, "id");
  if (object.contains("type")) provider.type = text(object, "type");
  provider.name = text(object, "name");
  provider.enabled = flag(object, "enabled", true);
  if (const auto* config = object_member(object, "config")) provider.config = *config;
  if (const auto* hours = object_member(object, "openingHours"))
    provider.opening_hours = decode_opening_hours(*hours);
  return provider;
}

Bot decode_bot(const JsonObject& root, Diagnostics& diagnostics) {
  Bot bot;
  if (const auto* about = object_member(root, "bot")) {
    bot.id = text(*about, "id");
    bot.name = text(*about, "name");
    bot.primary_language = text(*about, "primaryLanguage");
    bot.secondary_languages = text_list(*about, "secondaryLanguages");
  }
  if (const auto* settings = object_member(root, "settings")) bot.settings = decode_settings(*settings);
  if (const auto* nlp = object_member(root, "nlp")) bot.nlp = decode_nlp(*nlp);
  auto each = [&](std::string_view member, auto&& visit) { decode::each(root, member, visit); };
  each("variables",
       [&](const JsonObject& item, std::size_t) { bot.variables.push_back(decode_variable(item)); });
  each("flows", [&](const JsonObject& item, std::size_t) {
    bot.flows.push_back({text(item, "id"), text(item, "name")});
  });
  each("events", [&](const JsonObject& item, std::size_t) { bot.events.push_back(decode_event(item)); });
  each("apiSettings",
       [&](const JsonObject& item, std::size_t) { bot.api_settings.push_back(decode_api_setting(item)); });
  each("channels",
       [&](const JsonObject& item, std::size_t) { bot.channels.push_back(decode_channel(item)); });
  each("offloadProviders", [&](const JsonObject& item, std::size_t i) {
    if (const auto* hours = object_member(item, "openingHours"))
      check_opening_ranges(*hours, "/offloadProviders" + pointer_step(i) + "/openingHours", diagnostics);
    bot.offload_providers.push_back(decode_offload_provider(item));
  });
  each("dialogs", [&](const JsonObject& item, std::size_t i) {
    bot.dialogs.push_back(decode_dialog(item, "/dialogs" + pointer_step(i), diagnostics));
  });
  return bot;
}

// Parses one object by its shape: what the parse_… functions for parts share.
template <typename T>
Result<T> parse_part(const Json& value, const Shape& shape, T (*decode)(const JsonObject&),
                     Diagnostics& diagnostics) {
  Diagnostics own;
  check_shape(value, shape, "", own);
  for (const auto& diagnostic : own.all()) diagnostics.add(diagnostic);
  if (own.has_errors()) return Error{ErrorCode::invalid_input, own.summary()};
  return decode(value.get_object());
}

}  // namespace

Result<Bot> parse_bot(const Json& document, Diagnostics& diagnostics) {
  Diagnostics own;
  check_shape(document, *document::root(), "", own);
  Bot bot;
  if (document.is_object()) bot = decode_bot(document.get_object(), own);
  for (const auto& diagnostic : own.all()) diagnostics.add(diagnostic);
  if (own.has_errors()) return Error{ErrorCode::invalid_input, own.summary()};
  return bot;
}

Result<Settings> parse_settings(const Json& value, Diagnostics& diagnostics) {
  return parse_part(value, *document::settings(), decode_settings, diagnostics);
}
Result<ApiSetting> parse_api_setting(const Json& value, Diagnostics& diagnostics) {
  return parse_part(value, *document::api_setting(), decode_api_setting, diagnostics);
}
Result<Channel> parse_channel(const Json& value, Diagnostics& diagnostics) {
  return parse_part(value, *document::channel(), decode_channel, diagnostics);
}
Result<OffloadProvider> parse_offload_provider(const Json& value, Diagnostics& diagnostics) {
  if (value.is_object()) {
    Diagnostics hours_only;
    if (const auto* hours = object_member(value.get_object(), "openingHours"))
      check_opening_ranges(*hours, "/openingHours", hours_only);
    for (const auto& diagnostic : hours_only.all()) diagnostics.add(diagnostic);
    if (hours_only.has_errors()) return Error{ErrorCode::invalid_input, hours_only.summary()};
  }
  return parse_part(value, *document::offload_provider(), decode_offload_provider, diagnostics);
}
Result<Variable> parse_variable(const Json& value, Diagnostics& diagnostics) {
  return parse_part(value, *document::variable(), decode_variable, diagnostics);
}

std::string content_hash(const Bot& bot) {
  Bot relevant = bot;
  relevant.name.clear();
  relevant.flows.clear();
  relevant.channels.clear();
  return hex(sha256(to_canonical_json_text(bot_to_json(relevant, DocumentKind::full))));
}

}  // namespace sb
