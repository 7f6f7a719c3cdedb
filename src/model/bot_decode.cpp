#include "model/bot_decode.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "model/bot_shapes.h"
#include "model/shape.h"

namespace sb::decode {

std::string scalar_text(const Json& value) {
  if (value.is_string()) return std::string(view(value.get_string()));
  if (value.is_bool()) return value.get_bool() ? "true" : "false";
  if (value.is_number()) return to_json_text(value);
  return {};
}

std::string text(const JsonObject& object, std::string_view key) {
  const auto* member = find_member(object, key);
  return member ? scalar_text(*member) : std::string();
}

std::optional<std::string> optional_text(const JsonObject& object, std::string_view key) {
  const auto* member = find_member(object, key);
  if (member == nullptr || member->is_null()) return std::nullopt;
  return scalar_text(*member);
}

std::vector<std::string> text_list(const JsonObject& object, std::string_view key) {
  std::vector<std::string> texts;
  if (const auto* array = array_member(object, key))
    for (const auto& item : *array) texts.push_back(scalar_text(item));
  return texts;
}

bool flag(const JsonObject& object, std::string_view key, bool otherwise) {
  const auto* member = find_member(object, key);
  return member && member->is_bool() ? member->get_bool() : otherwise;
}

std::optional<int> optional_whole(const JsonObject& object, std::string_view key) {
  const auto* member = find_member(object, key);
  if (member == nullptr || !member->is_number()) return std::nullopt;
  auto number = member->to_number<double>();
  if (!(std::abs(number) <= 2'000'000'000)) return std::nullopt;
  return static_cast<int>(number);
}

int whole(const JsonObject& object, std::string_view key, int otherwise) {
  return optional_whole(object, key).value_or(otherwise);
}

}  // namespace sb::decode

namespace sb {
namespace {

using decode::flag;
using decode::optional_text;
using decode::text;
using decode::text_list;
using decode::whole;

action::Api decode_api(const JsonObject& config) {
  action::Api api;
  if (config.contains("method")) api.method = text(config, "method");
  api.url = text(config, "url");
  api.settings_id = optional_text(config, "settingsId");
  if (const auto* auth = object_member(config, "auth")) {
    auto kind = text(*auth, "type");
    api.auth.kind = kind == "basic"    ? action::Auth::Kind::basic
                    : kind == "bearer" ? action::Auth::Kind::bearer
                                       : action::Auth::Kind::none;
    api.auth.username = text(*auth, "username");
    api.auth.password = text(*auth, "password");
    api.auth.token = text(*auth, "token");
  }
  api.query = decode_parameters(config, "query");
  api.headers = decode_parameters(config, "headers");
  api.body = decode_parameters(config, "body");
  api.repeat_after_interruption = flag(config, "repeatAfterInterruption", false);
  api.timeout_ms = whole(config, "timeoutMs", api.timeout_ms);
  return api;
}

action::Offload decode_offload(const JsonObject& config) {
  action::Offload offload;
  offload.provider_id = optional_text(config, "providerId");
  offload.payload = decode_parameters(config, "payload");
  for (const auto& [key, value] : config)
    if (key != "providerId" && key != "payload") offload.extra[key] = value;
  return offload;
}

action::JsonBuilder decode_json_builder(const JsonObject& config) {
  action::JsonBuilder builder;
  builder.dispatch = flag(config, "dispatch", false);
  decode::each(config, "items", [&](const JsonObject& item, std::size_t) {
    builder.items.push_back({text(item, "key"), text(item, "value")});
  });
  return builder;
}

action::Iframe decode_iframe(const JsonObject& config) {
  action::Iframe iframe;
  iframe.source = text(config, "source");
  iframe.height_px = whole(config, "height", iframe.height_px);
  iframe.with_balloon = flag(config, "withBalloon", false);
  return iframe;
}

decltype(Action::config) decode_config(std::string_view type, const JsonObject& config) {
  if (type == "clearSession") return action::ClearSession{text_list(config, "variables")};
  if (type == "offload") return decode_offload(config);
  if (type == "offloading") {
    auto offload = decode_offload(config);
    offload.legacy = true;
    return offload;
  }
  if (type == "api") return decode_api(config);
  if (type == "legacyApi") {
    auto api = decode_api(config);
    api.legacy = true;
    return api;
  }
  if (type == "code") return action::Code{decode_parameters(config, "args"), text(config, "code")};
  if (type == "iframe") return decode_iframe(config);
  if (type == "jsonBuilder") return decode_json_builder(config);
  if (type == "language") return action::Language{text(config, "language")};
  if (type == "locale") return action::Locale{text(config, "locale")};
  if (type == "pauseBot") return action::PauseBot{decode::optional_whole(config, "minutes")};
  if (type == "goToVariableDialog") return action::GoToVariableDialog{text(config, "variable")};
  if (type == "getTime") return action::GetTime{text(config, "variable"), text(config, "offset")};
  if (type == "sendMail" || type == "mailReport")
    return action::Mail{text(config, "subject"), text(config, "recipients"), text(config, "body"),
                        type == "mailReport"};
  if (type == "contactCenterAvailability")
    return action::ContactCenterAvailability{optional_text(config, "providerId"), text(config, "variable")};
  return action::Unknown{config};
}

std::vector<BotMessage> decode_components(const JsonObject& object, const std::string& pointer,
                                          Diagnostics& diagnostics) {
  std::vector<BotMessage> messages;
  const auto* array = array_member(object, "components");
  if (array == nullptr) return messages;
  for (std::size_t i = 0; i < array->size(); ++i) {
    auto message = parse_bot_message((*array)[i], UnknownKinds::kept);
    if (message) {
      messages.push_back(std::move(*message));
      continue;
    }
    // The shape may have named the fault already, with a better place; a second word on it would only
    // confuse.
    Diagnostics shape;
    check_shape((*array)[i], *document::component(), "", shape);
    if (!shape.has_errors())
      diagnostics.error(pointer + "/components" + pointer_step(i), message.error().message);
  }
  return messages;
}

std::vector<BotMessage> decode_block(const JsonObject& content, std::string_view key,
                                     const std::string& pointer, Diagnostics& diagnostics) {
  const auto* block = object_member(content, key);
  if (block == nullptr) return {};
  return decode_components(*block, pointer + pointer_step(key), diagnostics);
}

Branch decode_branch(const JsonObject& object, const std::string& pointer, Diagnostics& diagnostics) {
  Branch branch;
  decode::each(object, "conditions", [&](const JsonObject& item, std::size_t) {
    Condition condition;
    condition.variable = text(item, "variable");
    condition.op = parse_operator(text(item, "operator")).value_or(Operator::equals);
    condition.value = text(item, "value");
    condition.case_sensitive = flag(item, "caseSensitive", true);
    branch.conditions.push_back(std::move(condition));
  });
  for (const auto& joiner : text_list(object, "op"))
    branch.joiners.push_back(joiner == "OR" ? Branch::Joiner::either : Branch::Joiner::both);
  auto needed = branch.conditions.empty() ? 0 : branch.conditions.size() - 1;
  if (branch.conditions.empty()) {
    diagnostics.error(pointer, "a branch needs at least one condition");
  } else if (branch.joiners.size() != needed && !branch.joiners.empty()) {
    diagnostics.error(pointer + "/op", fmt::format("{} conditions are joined by {} AND or OR, not by {}",
                                                   branch.conditions.size(), needed, branch.joiners.size()));
  }
  branch.joiners.resize(needed, Branch::Joiner::both);
  if (const auto* go_to = object_member(object, "goTo")) branch.go_to = decode_go_to(*go_to);
  return branch;
}

GoToContent decode_go_to_content(const JsonObject& content, const std::string& pointer,
                                 Diagnostics& diagnostics) {
  GoToContent result;
  decode::each(content, "branches", [&](const JsonObject& item, std::size_t i) {
    result.branches.push_back(decode_branch(item, pointer + "/branches" + pointer_step(i), diagnostics));
  });
  if (const auto* go_to = object_member(content, "else")) result.otherwise = decode_go_to(*go_to);
  return result;
}

InputContent decode_input(const JsonObject& content, const std::string& pointer, Diagnostics& diagnostics) {
  InputContent input;
  input.question = decode_block(content, "question", pointer, diagnostics);
  if (const auto* match = object_member(content, "match")) {
    input.match = parse_match_type(text(*match, "type")).value_or(MatchType::any);
    input.entity = text(*match, "entity");
    if (!input.entity.empty() && input.entity.front() == '@') input.entity.erase(0, 1);
    input.past = flag(*match, "past", false);
    input.future = flag(*match, "future", false);
  }
  input.variable = text(content, "variable");
  input.disable_nlp = flag(content, "disableNlp", false);
  input.invalid1 = decode_block(content, "invalid1", pointer, diagnostics);
  input.invalid2 = decode_block(content, "invalid2", pointer, diagnostics);
  if (const auto* block = object_member(content, "invalid2"))
    if (const auto* go_to = object_member(*block, "goTo")) input.invalid2_go_to = decode_go_to(*go_to);
  return input;
}

ActionContent decode_actions(const JsonObject& content) {
  ActionContent result;
  decode::each(content, "actions",
               [&](const JsonObject& item, std::size_t) { result.actions.push_back(decode_action(item)); });
  return result;
}

DialogNlp decode_dialog_nlp(const JsonObject& object) {
  DialogNlp nlp;
  nlp.intent = optional_text(object, "intent");
  if (nlp.intent && nlp.intent->empty()) nlp.intent.reset();
  nlp.required_contexts = text_list(object, "requiredContexts");
  decode::each(object, "outputContexts", [&](const JsonObject& item, std::size_t) {
    nlp.output_contexts.push_back({text(item, "name"), whole(item, "lifespan", 1)});
  });
  return nlp;
}

}  // namespace

std::vector<TypedParameter> decode_parameters(const JsonObject& object, std::string_view key) {
  std::vector<TypedParameter> parameters;
  decode::each(object, key, [&](const JsonObject& item, std::size_t) {
    TypedParameter parameter;
    auto type = text(item, "type");
    if (type == "variable")
      parameter.type = TypedParameter::Type::variable;
    else if (type == "dialogstate")
      parameter.type = TypedParameter::Type::dialogstate;
    parameter.key = text(item, "key");
    parameter.value = text(item, "value");
    parameters.push_back(std::move(parameter));
  });
  return parameters;
}

GoTo decode_go_to(const JsonObject& object) {
  GoTo go_to;
  go_to.dialog_id = optional_text(object, "dialogId");
  if (go_to.dialog_id && go_to.dialog_id->empty()) go_to.dialog_id.reset();
  decode::each(object, "variables", [&](const JsonObject& item, std::size_t) {
    auto type = text(item, "type") == "dialog" ? Assignment::Type::dialog : Assignment::Type::text;
    go_to.variables.push_back({type, text(item, "key"), text(item, "value")});
  });
  return go_to;
}

Action decode_action(const JsonObject& object) {
  Action action;
  action.type = text(object, "type");
  const auto* config = object_member(object, "config");
  action.config = decode_config(action.type, config ? *config : JsonObject());
  return action;
}

Dialog decode_dialog(const JsonObject& object, const std::string& pointer, Diagnostics& diagnostics) {
  Dialog dialog;
  dialog.id = text(object, "id");
  dialog.name = text(object, "name");
  dialog.label = text(object, "label");
  dialog.flow_id = text(object, "flowId");
  dialog.parent_id = optional_text(object, "parentId");
  dialog.system = parse_system_dialog(text(object, "system"));
  if (const auto* nlp = object_member(object, "nlp")) dialog.nlp = decode_dialog_nlp(*nlp);
  if (const auto* go_to = object_member(object, "goTo")) dialog.go_to = decode_go_to(*go_to);
  const auto* member = object_member(object, "content");
  static const JsonObject nothing;
  const auto& content = member ? *member : nothing;
  auto inside = pointer + "/content";
  auto type = text(object, "type");
  if (type == "GO_TO")
    dialog.content = decode_go_to_content(content, inside, diagnostics);
  else if (type == "ACTION")
    dialog.content = decode_actions(content);
  else if (type == "USER_INPUT")
    dialog.content = decode_input(content, inside, diagnostics);
  else
    dialog.content = MessageContent{decode_components(content, inside, diagnostics)};
  if (const auto* go_to = object_member(content, "goTo")) dialog.go_to = decode_go_to(*go_to);
  return dialog;
}

}  // namespace sb
