#include "model/folder_shapes.h"

#include "model/bot_shapes.h"

namespace sb::folder {

using namespace shapes;

namespace {

constexpr auto required = Need::required;
constexpr std::int64_t big = 1'000'000'000;
using Members = std::vector<ShapeMember>;

Members operator+(Members a, const Members& b) {
  a.insert(a.end(), b.begin(), b.end());
  return a;
}

ShapePtr make_texts() {
  return either("a list of texts", {list(text_or_scalar()), text_or_scalar()});
}
const ShapePtr& texts() {
  static const ShapePtr shape = make_texts();
  return shape;
}
ShapePtr reference() {
  return text_or_scalar();
}

// `set: {variable: text}`, or a list when the order matters or a name comes twice.
ShapePtr make_assignments() {
  auto dialog = object({{"dialog", reference(), required}});
  auto row = object({{"variable", text(), required}, {"value", text_or_scalar()}, {"dialog", reference()}});
  return either("values of variables",
                {map(either("a text or {dialog: …}", {text_or_scalar(), dialog})), list(row)});
}
const ShapePtr& assignments() {
  static const ShapePtr shape = make_assignments();
  return shape;
}

// `set` of a button: any JSON value, texts are templates.
ShapePtr make_button_values() {
  auto row = object({{"key", text(), required}, {"value", any(), required}});
  return either("values of variables", {map(any()), list(row)});
}
const ShapePtr& button_values() {
  static const ShapePtr shape = make_button_values();
  return shape;
}

// Typed parameters (02 §0): `key: text`, `key: {variable: path}`, `key: {dialog: name}`.
ShapePtr make_parameters() {
  auto typed = keyed("a text, {variable: …} or {dialog: …}",
                     {{"variable", object({{"variable", text(), required}})},
                      {"dialog", object({{"dialog", reference(), required}})}});
  auto row = object({{"key", text(), required},
                     {"value", text_or_scalar()},
                     {"variable", text()},
                     {"dialog", reference()}});
  return either("parameters",
                {map(either("a text, {variable: …} or {dialog: …}", {text_or_scalar(), typed})), list(row)});
}
const ShapePtr& parameters() {
  static const ShapePtr shape = make_parameters();
  return shape;
}

Members target() {
  return {{"goTo", reference()}, {"set", assignments()}};
}
ShapePtr make_go_to() {
  return either("a dialog, or {goTo, set}", {reference(), object(target())});
}
const ShapePtr& go_to() {
  static const ShapePtr shape = make_go_to();
  return shape;
}

// One text, or alternatives of which one is picked at random.
ShapePtr make_alternatives() {
  return either("a text, a text for each language, or a list of alternatives",
                {text(), list(document::local_text()), map(text())});
}
const ShapePtr& alternatives() {
  static const ShapePtr shape = make_alternatives();
  return shape;
}

ShapePtr make_button() {
  auto t = document::local_text();
  return keyed(
      "a button",
      {{"url", object({{"title", t}, {"url", t, required}})},
       {"phone", object({{"title", t}, {"phone", t, required}})},
       {"share", object({{"share", boolean(), required}})},
       {"webview", object({{"title", t}, {"webview", t, required}, {"params", button_values()}})},
       {"type", object({{"type", text(), required}}, Others::kept)},
       {"title", object({{"title", t, required}, {"goTo", reference()}, {"set", button_values()}})}});
}
const ShapePtr& button() {
  static const ShapePtr shape = make_button();
  return shape;
}

ShapePtr make_quick_reply() {
  auto t = document::local_text();
  return keyed(
      "a quick reply",
      {{"location", object({{"title", t}, {"location", text()}, {"imageUrl", t}})},
       {"type", object({{"type", text(), required}}, Others::kept)},
       {"title",
        object({{"title", t, required}, {"imageUrl", t}, {"goTo", reference()}, {"set", button_values()}})}});
}
const ShapePtr& quick_reply() {
  static const ShapePtr shape = make_quick_reply();
  return shape;
}

ShapePtr element() {
  auto t = document::local_text();
  return object({{"title", t},
                 {"subTitle", t},
                 {"imageUrl", t},
                 {"webUrl", t},
                 {"button", button()},
                 {"buttons", list(button())}});
}

ShapePtr make_message() {
  auto t = document::local_text();
  auto media = [&](std::string_view name) { return object({{name, t, required}, {"isCache", boolean()}}); };
  auto upload = object({{"caption", t}, {"success", reference()}, {"failed", reference()}});
  auto kinds =
      keyed("a message",
            {{"type", object({{"type", text(), required}, {"config", any()}})},
             {"quickReplies",
              object({{"text", alternatives(), required}, {"quickReplies", list(quick_reply()), required}})},
             {"buttons", object({{"text", alternatives(), required}, {"buttons", list(button()), required}})},
             {"text", object({{"text", alternatives(), required}})},
             {"carousel", object({{"carousel", list(element()), required}})},
             {"list", object({{"list", list(element()), required}, {"size", text()}, {"button", button()}})},
             {"image", media("image")},
             {"video", media("video")},
             {"audio", media("audio")},
             {"file", media("file")},
             {"fileUpload", object({{"fileUpload", upload, required}})},
             {"richText", object({{"richText", t, required}})},
             {"html", object({{"html", t, required}, {"withBalloon", boolean()}})}});
  return either("a message", {text(), kinds});
}
const ShapePtr& message() {
  static const ShapePtr shape = make_message();
  return shape;
}

ShapePtr make_messages() {
  return either("a list of messages", {list(message()), text()});
}
const ShapePtr& messages() {
  static const ShapePtr shape = make_messages();
  return shape;
}

ShapePtr make_action() {
  auto offload = object({{"provider", text_or_scalar()}, {"payload", parameters()}}, Others::kept);
  auto mail = object({{"subject", text()}, {"recipients", text()}, {"body", text()}});
  auto item = object({{"key", text_or_scalar(), required}, {"value", text_or_scalar(), required}});
  auto builder =
      object({{"dispatch", boolean()}, {"items", either("values", {map(text_or_scalar()), list(item)})}});
  auto code = keyed("a script", {{"file", object({{"file", text(), required}, {"args", parameters()}})},
                                 {"code", object({{"code", text(), required}, {"args", parameters()}})}});
  auto iframe =
      object({{"source", text(), required}, {"height", integer(1, 10'000)}, {"withBalloon", boolean()}});
  auto time = object({{"variable", text(), required}, {"offset", text_or_scalar()}});
  auto one = [](std::string_view name, ShapePtr config) {
    return std::pair(name, object({{name, std::move(config)}}));
  };
  return keyed("an action",
               {{"type", object({{"type", text(), required}, {"config", any()}})},
                one("clearSession", texts()),
                one("offload", offload),
                one("offloading", offload),
                one("api", document::api_config("settings", parameters(), Others::forbidden)),
                one("legacyApi", document::api_config("settings", parameters(), Others::forbidden)),
                one("code", code),
                one("iframe", iframe),
                one("jsonBuilder", builder),
                one("language", text()),
                one("locale", text()),
                one("pauseBot", either("a number of minutes", {integer(1, 525'600), object({})})),
                one("goToVariableDialog", text()),
                one("getTime", either("a variable", {text(), time})),
                one("sendMail", mail),
                one("mailReport", mail),
                one("contactCenterAvailability",
                    object({{"provider", text_or_scalar()}, {"variable", text(), required}}))});
}
const ShapePtr& action() {
  static const ShapePtr shape = make_action();
  return shape;
}

ShapePtr make_condition() {
  std::vector<std::pair<std::string_view, ShapePtr>> cases;
  auto variable = ShapeMember{"variable", text(), required};
  auto sensitive = ShapeMember{"caseSensitive", boolean()};
  for (std::string_view name :
       {"equals", "notEquals", "greaterThan", "greaterThanOrEquals", "lowerThan", "lowerThanOrEquals",
        "contains", "notContains", "startsWith", "endsWith", "regex"})
    cases.emplace_back(name, object({variable, {name, text_or_scalar(), required}, sensitive}));
  for (std::string_view name : {"exists", "notExists"})
    cases.emplace_back(name, object({variable, {name, boolean(), required}, sensitive}));
  return keyed("a condition", std::move(cases));
}
const ShapePtr& condition() {
  static const ShapePtr shape = make_condition();
  return shape;
}

ShapePtr branch() {
  auto joiners = list(one_of({"AND", "OR"}));
  auto conditions = list(condition());
  return keyed("a branch",
               {{"if", object(Members{{"if", either("conditions", {condition(), conditions}), required},
                                      {"op", joiners}} +
                              target())},
                {"all", object(Members{{"all", conditions, required}} + target())},
                {"any", object(Members{{"any", conditions, required}} + target())}});
}

ShapePtr make_match() {
  auto flags = Members{{"past", boolean()}, {"future", boolean()}, {"entity", text()}};
  auto type = one_of({"any", "date", "email", "phone", "number", "currency", "hours", "location", "image",
                      "language", "url", "voiceMessage", "entity"});
  return either("a type of answer",
                {type, keyed("a type of answer", {{"type", object(Members{{"type", type, required}} + flags)},
                                                  {"entity", object(flags)}})});
}
const ShapePtr& match() {
  static const ShapePtr shape = make_match();
  return shape;
}

Members dialog_members() {
  auto context = object({{"name", text(), required}, {"lifespan", integer(0, big)}});
  return {{"id", text_or_scalar()},
          {"name", text()},
          {"label", text_or_scalar()},
          {"system", one_of({"introduction", "notUnderstood", "botDisabled", "errorOccurred",
                             "offloadingDisabled", "offloadingClosed", "offloadingOpened"})},
          {"parent", reference()},
          {"intent", text()},
          {"requires", texts()},
          {"contexts", either("names with lifespans", {map(integer(0, big)), list(context)})}};
}

ShapePtr make_dialog_file() {
  auto common = dialog_members();
  auto input = Members{{"question", messages(), required}, {"match", match()},       {"variable", text()},
                       {"disableNlp", boolean()},          {"invalid1", messages()}, {"invalid2", messages()},
                       {"invalid2GoTo", go_to()}};
  return keyed(
      "a dialog",
      {{"messages", object(common + Members{{"messages", messages(), required}} + target())},
       {"branches",
        object(common + Members{{"branches", list(branch()), required}, {"else", go_to()}} + target())},
       {"actions", object(common + Members{{"actions", list(action()), required}} + target())},
       {"question", object(common + input + target())}});
}

ShapePtr make_bot_file() {
  auto variable = object({{"name", text(), required},
                          {"description", text()},
                          {"sensitive", boolean()},
                          {"dialog", boolean()},
                          {"default", text_or_scalar()}});
  auto flow = object({{"id", text_or_scalar()}, {"name", text(), required}});
  auto event = object({{"name", text(), required},
                       {"type", one_of({"variablesChanged", "silenceDetected"})},
                       {"variables", texts()},
                       {"dialog", reference(), required}});
  return object({{"id", text_or_scalar(), required},
                 {"name", text(), required},
                 {"languages", texts(), required},
                 {"settings", document::settings_with("dialog")},
                 {"variables", list(either("a variable", {text(), variable}))},
                 {"flows", list(either("a flow", {text(), flow}))},
                 {"events", list(event)},
                 {"apiSettings", list(document::api_setting())}});
}

ShapePtr make_entity() {
  auto value = object({{"value", text_or_scalar(), required}, {"synonyms", list(text_or_scalar())}});
  auto values =
      either("values with synonyms", {map(texts()), list(either("a value", {text_or_scalar(), value}))});
  return object({{"name", text(), required},
                 {"type", one_of({"match", "pattern", "contextual", "composite"}), required},
                 {"fuzzy", boolean()},
                 {"values", values},
                 {"pattern", text()},
                 {"parts", texts()}});
}

}  // namespace

const ShapePtr& bot_file() {
  static const ShapePtr shape = make_bot_file();
  return shape;
}
const ShapePtr& dialog_file() {
  static const ShapePtr shape = make_dialog_file();
  return shape;
}
const ShapePtr& language_file() {
  static const ShapePtr shape = object({{"thresholds", document::thresholds()},
                                        {"intents", map(list(text_or_scalar()))},
                                        {"outOfScope", list(text_or_scalar())}});
  return shape;
}
const ShapePtr& entities_file() {
  static const ShapePtr shape = object({{"entities", list(make_entity())}});
  return shape;
}
const ShapePtr& channels_file() {
  static const ShapePtr shape = object({{"channels", list(document::channel())}});
  return shape;
}
const ShapePtr& offload_file() {
  static const ShapePtr shape = object({{"providers", list(document::offload_provider())}});
  return shape;
}
const ShapePtr& order_file() {
  static const ShapePtr shape = object({{"dialogs", list(text())}});
  return shape;
}

}  // namespace sb::folder
