#include "model/bot_shapes.h"

namespace sb::document {

using namespace shapes;

namespace {

constexpr auto required = Need::required;
constexpr std::int64_t big = 1'000'000'000;

ShapePtr texts() {
  return list(text());
}
ShapePtr parameters() {
  return list(typed_parameter());
}

ShapePtr component_list() {
  return object({{"components", list(component())}});
}

ShapePtr assignment() {
  return object({{"type", one_of({"text", "dialog"})},
                 {"key", text(), required},
                 {"value", text_or_scalar(), required}});
}

ShapePtr text_messages() {
  return list(object({{"text", local_text(), required}}));
}

// A button of any kind; messages.h says which members each kind uses.
ShapePtr button() {
  return object({{"type", one_of({"postback", "web_url", "phone_number", "call", "element_share",
                                  "element share", "webview"})},
                 {"title", local_text()},
                 {"url", local_text()},
                 {"payload", any()},
                 {"params", any()}},
                Others::kept);
}

ShapePtr quick_reply() {
  return object({{"title", local_text()},
                 {"type", one_of({"postback", "location"})},
                 {"imageUrl", local_text()},
                 {"payload", any()},
                 {"variable", text()}},
                Others::kept);
}

ShapePtr element() {
  return object({{"title", local_text()},
                 {"subTitle", local_text()},
                 {"imageUrl", local_text()},
                 {"webUrl", local_text()},
                 {"button", button()},
                 {"buttons", list(button())}},
                Others::kept);
}

ShapePtr typed_message(ShapePtr config) {
  return object({{"type", text(), required}, {"config", std::move(config), required}});
}

ShapePtr make_component() {
  auto media = object({{"type", one_of({"image", "video", "audio", "file", "attachment"}), required},
                       {"url", local_text(), required},
                       {"isCache", boolean()}},
                      Others::kept);
  return tagged("type",
                {{"text", typed_message(object({{"textMessages", text_messages(), required}}))},
                 {"buttons", typed_message(object({{"textMessages", text_messages(), required},
                                                   {"buttons", list(button()), required}}))},
                 {"quickReplies", typed_message(object({{"textMessages", text_messages(), required},
                                                        {"quickReplies", list(quick_reply()), required}}))},
                 {"carousel", typed_message(object({{"elements", list(element()), required}}))},
                 {"list", typed_message(object({{"size", text()},
                                                {"elements", list(element()), required},
                                                {"button", button()},
                                                {"buttons", list(button())}}))},
                 {"media", typed_message(object({{"media", media, required}}))},
                 {"fileUpload", typed_message(object({{"caption", local_text()},
                                                      {"successDialog", text_or_scalar()},
                                                      {"failedDialog", text_or_scalar()}}))},
                 {"richText", typed_message(object({{"html", local_text(), required}}, Others::kept))},
                 {"__raw", typed_message(object({}, Others::kept))},
                 {"JSONTemplate", typed_message(object({}, Others::kept))}},
                object({{"type", text(), required}, {"config", any()}}, Others::kept));
}

ShapePtr action_of(ShapePtr config) {
  return object({{"type", text(), required}, {"config", std::move(config)}});
}

ShapePtr make_action() {
  auto offload = object({{"providerId", text_or_scalar()}, {"payload", parameters()}}, Others::kept);
  auto mail = object({{"subject", text()}, {"recipients", text()}, {"body", text()}});
  auto item = object({{"key", text_or_scalar(), required}, {"value", text_or_scalar(), required}});
  return tagged(
      "type",
      {{"clearSession", action_of(object({{"variables", texts()}}))},
       {"offload", action_of(offload)},
       {"offloading", action_of(offload)},
       {"api", action_of(api_config("settingsId", parameters(), Others::refused))},
       {"legacyApi", action_of(api_config("settingsId", parameters(), Others::refused))},
       {"code", action_of(object({{"args", parameters()}, {"code", text(), required}}))},
       {"iframe",
        action_of(object(
            {{"source", text(), required}, {"height", integer(1, 10'000)}, {"withBalloon", boolean()}}))},
       {"jsonBuilder", action_of(object({{"dispatch", boolean()}, {"items", list(item)}}))},
       {"language", action_of(object({{"language", text(), required}}))},
       {"locale", action_of(object({{"locale", text(), required}}))},
       {"pauseBot", action_of(object({{"minutes", integer(1, 525'600)}}))},
       {"goToVariableDialog", action_of(object({{"variable", text(), required}}))},
       {"getTime", action_of(object({{"variable", text(), required}, {"offset", text_or_scalar()}}))},
       {"sendMail", action_of(mail)},
       {"mailReport", action_of(mail)},
       {"contactCenterAvailability",
        action_of(object({{"providerId", text_or_scalar()}, {"variable", text(), required}}))}},
      object({{"type", text(), required}, {"config", any()}}, Others::kept));
}

ShapePtr branch() {
  auto condition = object({{"variable", text(), required},
                           {"operator",
                            one_of({"equals", "notEquals", "exists", "notExists", "greaterThan",
                                    "greaterThanOrEquals", "lowerThan", "lowerThanOrEquals", "contains",
                                    "notContains", "startsWith", "endsWith", "regex"}),
                            required},
                           {"value", text_or_scalar()},
                           {"caseSensitive", boolean()}});
  return object(
      {{"op", list(one_of({"AND", "OR"}))}, {"conditions", list(condition), required}, {"goTo", go_to()}});
}

ShapePtr content() {
  auto match = object({{"type",
                        one_of({"any", "date", "email", "phone", "number", "currency", "hours", "location",
                                "image", "language", "url", "voiceMessage", "entity"}),
                        required},
                       {"entity", text()},
                       {"past", boolean()},
                       {"future", boolean()}});
  auto invalid2 = object({{"components", list(component())}, {"goTo", go_to()}});
  // One table for the four types: the type of a dialog can change, and editors keep what the other type had.
  return object({{"components", list(component())},
                 {"branches", list(branch())},
                 {"else", go_to()},
                 {"actions", list(action())},
                 {"question", component_list()},
                 {"match", match},
                 {"variable", text()},
                 {"disableNlp", boolean()},
                 {"invalid1", component_list()},
                 {"invalid2", invalid2},
                 {"goTo", go_to()}});
}

ShapePtr make_dialog() {
  auto nlp =
      object({{"intent", text()},
              {"requiredContexts", texts()},
              {"outputContexts", list(object({{"name", text(), required}, {"lifespan", integer(0, big)}}))}});
  return object({{"id", text_or_scalar(), required},
                 {"name", text(), required},
                 {"label", text_or_scalar()},
                 {"flowId", text_or_scalar(), required},
                 {"parentId", text_or_scalar()},
                 {"system", one_of({"introduction", "notUnderstood", "botDisabled", "errorOccurred",
                                    "offloadingDisabled", "offloadingClosed", "offloadingOpened"})},
                 {"type", one_of({"MESSAGE", "GO_TO", "ACTION", "USER_INPUT"}), required},
                 {"nlp", nlp},
                 {"content", content()},
                 {"goTo", go_to()}});
}

ShapePtr make_entity() {
  return object({{"name", text(), required},
                 {"type", one_of({"match", "contextual", "composite"}), required},
                 {"matchType", one_of({"text", "pattern"})},
                 {"fuzzy", boolean()},
                 {"values", list(object({{"value", text_or_scalar(), required},
                                         {"synonyms", list(text_or_scalar())}}))},
                 {"pattern", text()},
                 {"parts", texts()}});
}

ShapePtr nlp() {
  auto intent = object({{"name", text(), required}, {"expressions", map(list(text_or_scalar()))}});
  return object({{"thresholds", map(thresholds())},
                 {"intents", list(intent)},
                 {"entities", list(entity())},
                 {"outOfScope", map(list(text_or_scalar()))}});
}

ShapePtr make_root() {
  auto bot = object({{"id", text_or_scalar()},
                     {"name", text(), required},
                     {"primaryLanguage", text(), required},
                     {"secondaryLanguages", texts()}});
  auto flow = object({{"id", text_or_scalar(), required}, {"name", text(), required}});
  return object({{"format", one_of({"bot-export", "bot-full"}), required},
                 {"formatVersion", integer(1, 1), required},
                 {"bot", bot, required},
                 {"variables", list(variable())},
                 {"flows", list(flow)},
                 {"dialogs", list(dialog())},
                 {"events", list(event())},
                 {"nlp", nlp()},
                 {"settings", settings()},
                 {"apiSettings", list(api_setting())},
                 {"channels", list(channel())},
                 {"offloadProviders", list(offload_provider())}});
}

}  // namespace

ShapePtr api_config(std::string_view settings_name, const ShapePtr& parameter_list, Others others_of_auth) {
  const auto type_need = others_of_auth == Others::forbidden ? Need::required : Need::optional;
  auto auth = object({{"type", one_of({"none", "basic", "bearer"}), type_need},
                      {"username", text_or_scalar()},
                      {"password", text_or_scalar()},
                      {"token", text_or_scalar()}},
                     others_of_auth);
  return object({{"method", one_of({"GET", "POST", "PUT", "PATCH", "DELETE"})},
                 {"url", text(), required},
                 {settings_name, text_or_scalar()},
                 {"auth", auth},
                 {"query", parameter_list},
                 {"headers", parameter_list},
                 {"body", parameter_list},
                 {"repeatAfterInterruption", boolean()},
                 {"timeoutMs", integer(1'000, 120'000)}});
}

ShapePtr settings_with(std::string_view dialog_name) {
  auto days = integer(1, 36'500);
  return object({{"enabled", boolean()},
                 {"typingMs", integer(0, 60'000)},
                 {"messageLength", object({{"max", integer(1, big)}, {dialog_name, text_or_scalar()}})},
                 {"languageDetection", object({{dialog_name, text_or_scalar()}})},
                 {"offloading", object({{"enabled", boolean()}})},
                 {"code", object({{"wallMs", integer(1, 600'000)},
                                  {"cpuMs", integer(1, 600'000)},
                                  {"heapBytes", integer(1'000'000, 2'000'000'000)},
                                  {"resultBytes", integer(1, 15'000'000)},
                                  {"fetches", integer(1, 1'000)}})},
                 {"retention", object({{"conversationsDays", days},
                                       {"sessionsDays", days},
                                       {"errorsDays", days},
                                       {"expressionsDays", days},
                                       {"journalDays", days}})}});
}

const ShapePtr& root() {
  static const ShapePtr shape = make_root();
  return shape;
}
const ShapePtr& dialog() {
  static const ShapePtr shape = make_dialog();
  return shape;
}
const ShapePtr& action() {
  static const ShapePtr shape = make_action();
  return shape;
}
const ShapePtr& component() {
  static const ShapePtr shape = make_component();
  return shape;
}
const ShapePtr& go_to() {
  static const ShapePtr shape = object({{"dialogId", text_or_scalar()}, {"variables", list(assignment())}});
  return shape;
}
const ShapePtr& typed_parameter() {
  static const ShapePtr shape = object({{"key", text_or_scalar(), required},
                                        {"type", one_of({"text", "variable", "dialogstate"})},
                                        {"value", text_or_scalar(), required}});
  return shape;
}
const ShapePtr& local_text() {
  static const ShapePtr shape = either("a text, or a text for each language", {text(), map(text())});
  return shape;
}
const ShapePtr& variable() {
  static const ShapePtr shape = object({{"name", text(), required},
                                        {"description", text()},
                                        {"sensitive", boolean()},
                                        {"dialog", boolean()},
                                        {"defaultValue", text_or_scalar()}});
  return shape;
}
const ShapePtr& event() {
  static const ShapePtr shape = object({{"name", text(), required},
                                        {"type", one_of({"variablesChanged", "silenceDetected"})},
                                        {"variables", texts()},
                                        {"dialogId", text_or_scalar(), required}});
  return shape;
}
const ShapePtr& settings() {
  static const ShapePtr shape = settings_with("dialogId");
  return shape;
}
const ShapePtr& api_setting() {
  static const ShapePtr shape = object({{"id", text_or_scalar(), required},
                                        {"name", text()},
                                        {"type", one_of({"ssl", "hmac"}), required},
                                        {"privateKey", text()},
                                        {"certificate", text()},
                                        {"key", text_or_scalar()},
                                        {"secret", text_or_scalar()},
                                        {"header", text()},
                                        {"encoding", text()}});
  return shape;
}
const ShapePtr& channel() {
  static const ShapePtr shape = object({{"id", text_or_scalar(), required},
                                        {"type", text(), required},
                                        {"name", text()},
                                        {"version", one_of({"DRAFT", "LIVE"})},
                                        {"enabled", boolean()},
                                        {"config", object({}, Others::kept)}});
  return shape;
}
const ShapePtr& offload_provider() {
  static const ShapePtr shape = object({{"id", text_or_scalar(), required},
                                        {"type", text()},
                                        {"name", text()},
                                        {"enabled", boolean()},
                                        {"config", object({}, Others::kept)},
                                        {"openingHours", opening_hours()}});
  return shape;
}
const ShapePtr& opening_hours() {
  static const ShapePtr shape =
      object({{"timezone", text()}, {"week", map(list(list(text())))}, {"holidays", texts()}});
  return shape;
}
const ShapePtr& entity() {
  static const ShapePtr shape = make_entity();
  return shape;
}
const ShapePtr& thresholds() {
  static const ShapePtr shape = object({{"intent", integer(0, 100)}, {"entity", integer(0, 100)}});
  return shape;
}

}  // namespace sb::document

namespace sb {

std::vector<std::string_view> action_type_names() {
  std::vector<std::string_view> names;
  for (const auto& [name, shape] : document::action()->cases) names.push_back(name);
  return names;
}

}  // namespace sb
