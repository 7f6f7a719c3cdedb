#pragma once
#include <string>
#include <string_view>

#include "base/json.h"
#include "base/result.h"
#include "model/bot.h"
#include "model/diagnostic.h"

namespace sb {

// The document form of a bot (spec 09 §2): `{"format":"bot-export","formatVersion":1, bot, variables, flows,
// dialogs, events, nlp}`. The full form ("bot-full") adds what stays within one installation: the bot's id,
// settings, apiSettings, channels and offloadProviders.
enum class DocumentKind { export_document, full };

// Reads either form. Every fault is found and reported with its JSON pointer; unknown members are warnings,
// unknown action types are kept. Fails with `invalid_input` when there was an error. Only the form is judged
// here: whether the targets exist is the business of check_bot. Bounds: the caller limits the size of the
// document.
Result<Bot> parse_bot(const Json& document, Diagnostics& diagnostics);

// Law: parse_bot(bot_to_json(bot, full)) == bot for every bot that parse_bot returned.
Json bot_to_json(const Bot& bot, DocumentKind kind);

// Parts of the document, in its form: for management of single objects.
Result<Settings> parse_settings(const Json& value, Diagnostics& diagnostics);
Result<ApiSetting> parse_api_setting(const Json& value, Diagnostics& diagnostics);
Result<Channel> parse_channel(const Json& value, Diagnostics& diagnostics);
Result<OffloadProvider> parse_offload_provider(const Json& value, Diagnostics& diagnostics);
Result<Variable> parse_variable(const Json& value, Diagnostics& diagnostics);
Json to_json(const Settings& settings);
Json to_json(const ApiSetting& setting);
Json to_json(const Channel& channel);
Json to_json(const OffloadProvider& provider);
Json to_json(const Variable& variable);
Json to_json(const Action& action);
Json to_json(const GoTo& go_to);

// Hex SHA-256 over everything that can influence a turn: the full document without channels, flows and the
// bot's name.
std::string content_hash(const Bot& bot);

// A bot with flow General and the seven system dialogs, each with one text in English or, for languages we
// have it in, in `language`. `id` matches [A-Za-z0-9_-]{1,64}. Dialog ids are random.
Bot new_bot(std::string id, std::string name, std::string language);

}  // namespace sb
