#include <array>

#include "base/random.h"
#include "model/bot_json.h"

namespace sb {
namespace {

struct DefaultDialog {
  SystemDialog kind;
  std::string_view name;
  std::string_view english;
  std::string_view dutch;
};

constexpr std::array<DefaultDialog, system_dialog_count> default_dialogs{{
    {SystemDialog::introduction, "introduction",
     "Hello! I am a new bot. My author still has to decide what I say here.",
     "Hallo! Ik ben een nieuwe bot. Mijn maker moet nog beslissen wat ik hier zeg."},
    {SystemDialog::not_understood, "not understood", "I did not get that. Could you put it another way?",
     "Dat heb ik niet begrepen. Kun je het anders zeggen?"},
    {SystemDialog::bot_disabled, "bot disabled", "I am away at the moment. Please try again later.",
     "Ik ben er nu even niet. Probeer het later opnieuw."},
    {SystemDialog::error_occurred, "error occurred",
     "Something did not work on our side. Please try again later.",
     "Er ging bij ons iets mis. Probeer het later opnieuw."},
    {SystemDialog::offloading_disabled, "offloading disabled",
     "Our colleagues cannot take over chats right now.",
     "Onze collega's kunnen nu geen gesprekken overnemen."},
    {SystemDialog::offloading_closed, "offloading closed", "None of our colleagues is available right now.",
     "Er is nu geen collega beschikbaar."},
    {SystemDialog::offloading_opened, "offloading opened",
     "One moment, a colleague will be with you shortly.", "Een ogenblik, een collega komt zo bij je."},
}};

}  // namespace

Bot new_bot(std::string id, std::string name, std::string language) {
  Bot bot;
  bot.id = std::move(id);
  bot.name = std::move(name);
  bot.primary_language = std::move(language);
  bot.flows.push_back({"f-general", "General"});
  for (const auto& one : default_dialogs) {
    Dialog dialog;
    dialog.id = new_uuid();
    dialog.name = one.name;
    dialog.flow_id = bot.flows.front().id;
    dialog.system = one.kind;
    JsonObject text;
    text["text"] = bot.primary_language == "nl" ? one.dutch : one.english;
    JsonArray alternatives;
    alternatives.push_back(std::move(text));
    JsonObject config;
    config["textMessages"] = std::move(alternatives);
    MessageContent content;
    content.components.push_back({MessageKind::text, std::move(config)});
    dialog.content = std::move(content);
    bot.dialogs.push_back(std::move(dialog));
  }
  return bot;
}

}  // namespace sb
