#pragma once
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <variant>
#include <vector>

#include "base/json.h"
#include "base/result.h"
#include "model/condition.h"
#include "model/message.h"

namespace sb {

// The bot as data: what an author composes (spec 01 §2, 02, 07, 09 §2). Plain values, compared member by member; read from
// and written to export documents (bot_json.h) and bot folders (bot_folder.h). `BotIndex` is the form the engine runs.

// DRAFT is edited; LIVE is the published copy.
enum class Version { draft, live };
std::string_view version_name(Version version);  // "DRAFT", "LIVE"
std::optional<Version> parse_version(std::string_view name);

// A text in one or more languages. A plain string counts as the primary language.
struct LocalText {
  std::string plain;                         // used when `by_language` is empty
  std::map<std::string, std::string> by_language;
  friend bool operator==(const LocalText&, const LocalText&) = default;
};

// `variable = value`; text values are templates, dialog values are dialog ids (07 §2).
struct Assignment {
  enum class Type { text, dialog } type = Type::text;
  std::string variable;
  std::string value;
  friend bool operator==(const Assignment&, const Assignment&) = default;
};
struct GoTo {
  std::optional<std::string> dialog_id;
  std::vector<Assignment> variables;
  friend bool operator==(const GoTo&, const GoTo&) = default;
};

struct OutputContext {
  std::string name;
  int lifespan = 1;
  friend bool operator==(const OutputContext&, const OutputContext&) = default;
};
struct DialogNlp {
  std::optional<std::string> intent;
  std::vector<std::string> required_contexts;
  std::vector<OutputContext> output_contexts;
  friend bool operator==(const DialogNlp&, const DialogNlp&) = default;
};

// Key and value of query, header, body, code arguments, offload payload (02 §0).
struct TypedParameter {
  enum class Type { text, variable, dialogstate } type = Type::text;
  std::string key;
  std::string value;
  friend bool operator==(const TypedParameter&, const TypedParameter&) = default;
};

namespace action {
struct ClearSession {
  std::vector<std::string> variables;  // empty: every user variable
  friend bool operator==(const ClearSession&, const ClearSession&) = default;
};
struct Offload {  // also the legacy "offloading" action: without provider
  std::optional<std::string> provider_id;
  std::vector<TypedParameter> payload;
  JsonObject extra;  // provider-specific fields of the action (queue, department, …), kept as they are
  bool legacy = false;
  friend bool operator==(const Offload&, const Offload&) = default;
};
struct Auth {
  enum class Kind { none, basic, bearer } kind = Kind::none;
  std::string username, password, token;  // templates
  friend bool operator==(const Auth&, const Auth&) = default;
};
struct Api {
  std::string method = "GET";  // GET POST PUT PATCH DELETE
  std::string url;             // template
  std::optional<std::string> settings_id;
  Auth auth;
  std::vector<TypedParameter> query, headers, body;
  bool repeat_after_interruption = false;
  int timeout_ms = 20'000;
  bool legacy = false;  // the "legacyApi" type: stored under its own name, run the same
  friend bool operator==(const Api&, const Api&) = default;
};
struct Code {
  std::vector<TypedParameter> args;
  std::string code;
  friend bool operator==(const Code&, const Code&) = default;
};
struct Iframe {
  std::string source;  // template
  int height_px = 200;
  bool with_balloon = false;
  friend bool operator==(const Iframe&, const Iframe&) = default;
};
struct JsonBuilder {
  struct Item {
    std::string key, value;  // value is a template
    friend bool operator==(const Item&, const Item&) = default;
  };
  bool dispatch = false;
  std::vector<Item> items;
  friend bool operator==(const JsonBuilder&, const JsonBuilder&) = default;
};
struct Language {
  std::string language;
  friend bool operator==(const Language&, const Language&) = default;
};
struct Locale {
  std::string locale;  // "xx-yy" or a template
  friend bool operator==(const Locale&, const Locale&) = default;
};
struct PauseBot {
  std::optional<int> minutes;  // nullopt: until unpaused
  friend bool operator==(const PauseBot&, const PauseBot&) = default;
};
struct GoToVariableDialog {
  // Path of the variable that holds a dialog id, or `interrupted_by_event` below.
  std::string variable;
  static constexpr std::string_view interrupted_by_event = "internal.interruptedDialogstate";
  friend bool operator==(const GoToVariableDialog&, const GoToVariableDialog&) = default;
};
struct GetTime {
  std::string variable;
  std::string offset;  // hours, template, may be blank
  friend bool operator==(const GetTime&, const GetTime&) = default;
};
struct Mail {  // "sendMail" and, with the transcript, "mailReport"
  std::string subject, recipients, body;  // templates
  bool report = false;
  friend bool operator==(const Mail&, const Mail&) = default;
};
struct ContactCenterAvailability {
  std::optional<std::string> provider_id;
  std::string variable;
  friend bool operator==(const ContactCenterAvailability&, const ContactCenterAvailability&) = default;
};
struct Unknown {  // of an import: kept, run as no-op with a warning (02 §7)
  JsonObject config;
  friend bool operator==(const Unknown&, const Unknown&) = default;
};
}  // namespace action

// Of the large ones the special members are in bot.cpp: compiling them takes seconds wherever they are used.
struct Action {
  std::string type;  // the wire name: "clearSession", "api", …
  using Config =
      std::variant<action::ClearSession, action::Offload, action::Api, action::Code, action::Iframe, action::JsonBuilder,
               action::Language, action::Locale, action::PauseBot, action::GoToVariableDialog, action::GetTime,
               action::Mail, action::ContactCenterAvailability, action::Unknown>;
  Config config;

  Action();
  Action(std::string type, Config config);
  Action(const Action& other);
  Action(Action&& other) noexcept;
  Action& operator=(const Action& other);
  Action& operator=(Action&& other) noexcept;
  ~Action();
  bool operator==(const Action& other) const;
};

struct MessageContent {
  std::vector<BotMessage> components;
  friend bool operator==(const MessageContent&, const MessageContent&) = default;
};
struct Branch {
  enum class Joiner { both, either };  // "AND", "OR"
  std::vector<Condition> conditions;
  std::vector<Joiner> joiners;  // one fewer than conditions; evaluated left to right
  GoTo go_to;
  friend bool operator==(const Branch&, const Branch&) = default;
};
struct GoToContent {
  std::vector<Branch> branches;
  std::optional<GoTo> otherwise;
  friend bool operator==(const GoToContent&, const GoToContent&) = default;
};
struct ActionContent {
  std::vector<Action> actions;
  friend bool operator==(const ActionContent&, const ActionContent&) = default;
};
enum class MatchType {
  any, date, email, phone, number, currency, hours, location, image, language, url, voice_message, entity,
};
std::string_view match_type_name(MatchType type);
std::optional<MatchType> parse_match_type(std::string_view name);
struct InputContent {
  std::vector<BotMessage> question;
  MatchType match = MatchType::any;
  std::string entity;  // for MatchType::entity, without "@"
  bool past = false, future = false;
  std::string variable;
  bool disable_nlp = false;
  std::vector<BotMessage> invalid1;  // attempts 1 and 2
  std::vector<BotMessage> invalid2;  // attempt 3 and later
  std::optional<GoTo> invalid2_go_to;
  friend bool operator==(const InputContent&, const InputContent&) = default;
};

enum class DialogType { message, go_to, action, input };
std::string_view dialog_type_name(DialogType type);  // "MESSAGE", "GO_TO", "ACTION", "USER_INPUT"

enum class SystemDialog {
  introduction, not_understood, bot_disabled, error_occurred, offloading_disabled, offloading_closed, offloading_opened,
};
inline constexpr int system_dialog_count = 7;
// "introduction", "notUnderstood", "botDisabled", "errorOccurred", "offloadingDisabled", "offloadingClosed",
// "offloadingOpened"
std::string_view system_dialog_name(SystemDialog kind);
std::optional<SystemDialog> parse_system_dialog(std::string_view name);

struct Dialog {
  std::string id, name, label, flow_id;
  std::optional<std::string> parent_id;
  std::optional<SystemDialog> system;
  DialogNlp nlp;
  std::variant<MessageContent, GoToContent, ActionContent, InputContent> content;
  GoTo go_to;  // unused in Go To dialogs
  DialogType type() const { return static_cast<DialogType>(content.index()); }

  Dialog();
  Dialog(const Dialog& other);
  Dialog(Dialog&& other) noexcept;
  Dialog& operator=(const Dialog& other);
  Dialog& operator=(Dialog&& other) noexcept;
  ~Dialog();
  bool operator==(const Dialog& other) const;
};

struct Flow {
  std::string id, name;
  friend bool operator==(const Flow&, const Flow&) = default;
};
struct Variable {
  std::string name, description;
  bool sensitive = false;
  bool dialog = false;  // holds a dialog id
  std::optional<std::string> default_value;
  friend bool operator==(const Variable&, const Variable&) = default;
};
struct EventDefinition {
  std::string name;
  std::string type = "variablesChanged";  // "silenceDetected" is kept, unused
  std::vector<std::string> variables;
  std::string dialog_id;
  friend bool operator==(const EventDefinition&, const EventDefinition&) = default;
};

struct Expression {
  std::string text;  // entity mentions as "@name"
  friend bool operator==(const Expression&, const Expression&) = default;
};
struct Intent {
  std::string name;
  std::map<std::string, std::vector<Expression>> expressions;  // by language
  friend bool operator==(const Intent&, const Intent&) = default;
};
struct EntityValue {
  std::string value;
  std::vector<std::string> synonyms;
  friend bool operator==(const EntityValue&, const EntityValue&) = default;
};
struct Entity {
  enum class Type { match_text, match_pattern, contextual, composite };
  std::string name;
  Type type = Type::match_text;
  bool fuzzy = false;
  std::vector<EntityValue> values;
  std::string pattern;
  std::vector<std::string> parts;  // composite: "@sys.number", "@class"
  friend bool operator==(const Entity&, const Entity&) = default;
};
struct Thresholds {
  int intent = 80, entity = 80;  // percent
  friend bool operator==(const Thresholds&, const Thresholds&) = default;
};
struct NlpData {
  std::map<std::string, Thresholds> thresholds;  // by language
  std::vector<Intent> intents;
  std::vector<Entity> entities;
  std::map<std::string, std::vector<std::string>> out_of_scope;  // by language: examples of what the bot is not for

  NlpData();
  NlpData(const NlpData& other);
  NlpData(NlpData&& other) noexcept;
  NlpData& operator=(const NlpData& other);
  NlpData& operator=(NlpData&& other) noexcept;
  ~NlpData();
  bool operator==(const NlpData& other) const;
};

// Of one Code action (spec 02 §4), where a bot wants less than the server allows.
struct CodeLimits {
  std::optional<int> wall_ms, cpu_ms, heap_bytes, result_bytes, fetches;
  friend bool operator==(const CodeLimits&, const CodeLimits&) = default;
};

struct Settings {
  bool enabled = true;
  int typing_ms = 1500;
  std::optional<int> message_length_max;
  std::optional<std::string> message_length_dialog_id;
  std::optional<std::string> language_detection_dialog_id;
  bool offloading_enabled = true;
  CodeLimits code;
  int retention_conversations_days = 365, retention_sessions_days = 30, retention_errors_days = 365,
      retention_expressions_days = 365, retention_journal_days = 30;
  friend bool operator==(const Settings&, const Settings&) = default;
};

// How calls of an API action authenticate (02 §3, API security settings). Values may be "${NAME}" references.
struct ApiSetting {
  enum class Type { ssl, hmac } type = Type::hmac;
  std::string id, name;
  std::string key_pem, certificate_pem;            // ssl
  std::string key, secret, header, encoding = "sha256";  // hmac
  friend bool operator==(const ApiSetting&, const ApiSetting&) = default;
};
struct Channel {
  std::string id;                // 24 hex digits
  std::string type = "webHook";  // the value of internal.channel: "webHook", "web", …
  std::string name;
  Version version = Version::draft;
  bool enabled = true;
  JsonObject config;  // by type; strings may hold "${NAME:-default}" references to the environment
  friend bool operator==(const Channel&, const Channel&) = default;
};
struct OpeningHours {
  std::string timezone;
  std::map<std::string, std::vector<std::pair<std::string, std::string>>> week;  // "mon": [["09:00","17:00"]]
  std::vector<std::string> holidays;                                            // "2024-12-25"
  friend bool operator==(const OpeningHours&, const OpeningHours&) = default;
};
struct OffloadProvider {
  std::string id, type = "webhook", name;
  bool enabled = true;
  JsonObject config;
  std::optional<OpeningHours> opening_hours;
  friend bool operator==(const OffloadProvider&, const OffloadProvider&) = default;
};

struct Bot {
  std::string id, name;
  std::string primary_language = "en";
  std::vector<std::string> secondary_languages;
  Settings settings;
  std::vector<Variable> variables;
  std::vector<Flow> flows;
  std::vector<Dialog> dialogs;  // in creation order
  std::vector<EventDefinition> events;
  NlpData nlp;
  std::vector<ApiSetting> api_settings;
  std::vector<Channel> channels;
  std::vector<OffloadProvider> offload_providers;

  Bot();
  Bot(const Bot& other);
  Bot(Bot&& other) noexcept;
  Bot& operator=(const Bot& other);
  Bot& operator=(Bot&& other) noexcept;
  ~Bot();
  bool operator==(const Bot& other) const;

  bool has_language(std::string_view language) const;
};

// A bot ready to run: the data plus look-up tables into it. Immutable and shared by all turns that run on it.
// Threading: any thread.
class BotIndex final {
 public:
  // `content_hash` identifies the content (hex SHA-256 of the canonical export document).
  BotIndex(Bot bot, std::string content_hash);
  BotIndex(const BotIndex&) = delete;

  const Bot& bot() const { return bot_; }
  const std::string& content_hash() const { return content_hash_; }

  const Dialog* dialog(std::string_view id) const;
  // By id, else by exact name, else by label: what callers may put where a dialog is named (02 §3).
  const Dialog* dialog_by_reference(std::string_view reference) const;
  const Dialog* system_dialog(SystemDialog kind) const;
  // Dialogs linked to the intent, in creation order.
  const std::vector<const Dialog*>& dialogs_of_intent(std::string_view intent) const;
  const Variable* variable(std::string_view name) const;
  const ApiSetting* api_setting(std::string_view id) const;
  const OffloadProvider* offload_provider(std::string_view id) const;
  std::vector<std::string> sensitive_variables() const;

 private:
  Bot bot_;
  std::string content_hash_;
  std::unordered_map<std::string_view, const Dialog*> by_id_, by_name_, by_label_;
  std::unordered_map<std::string_view, std::vector<const Dialog*>> by_intent_;
  std::unordered_map<std::string_view, const Variable*> variables_;
  std::vector<const Dialog*> system_;
};
using BotPtr = std::shared_ptr<const BotIndex>;  // co-owned by the registry and every turn that began with it

}  // namespace sb
