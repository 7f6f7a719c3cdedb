#include "model/user_message.h"

#include <cmath>

#include "base/utf8.h"
#include "model/message_faults.h"
#include "model/session_values.h"

namespace sb {
namespace {

using reader::Faults;
using reader::first_given;
using reader::given_member;
using reader::Place;

enum class Must { be_given, may_be_absent };

// A string of at most `bytes_max` bytes; a view into `from`, empty when there is none.
std::string_view read_string(const JsonObject& from, std::string_view name, std::size_t bytes_max, Must must,
                             const Place& place, Faults& faults) {
  const Json* value = given_member(from, name);
  if (!value) {
    if (must == Must::be_given) faults.add(Place(place, name), "is required");
    return {};
  }
  const auto* text = value->if_string();
  if (!text) {
    faults.add(Place(place, name), "must be a string");
    return {};
  }
  if (text->size() > bytes_max) {
    faults.add(Place(place, name), "must have at most " + std::to_string(bytes_max) + " bytes");
    return {};
  }
  if (must == Must::be_given && text->empty()) faults.add(Place(place, name), "must not be empty");
  return view(*text);
}

// An identifier: a string, or an integer as its digits. Nullopt when absent.
std::optional<std::string> read_id(const JsonObject& from, std::string_view name, const Place& place,
                                   Faults& faults) {
  const Json* value = given_member(from, name);
  if (!value) return std::nullopt;
  if (value->is_int64() || value->is_uint64()) return to_json_text(*value);
  if (const auto* text = value->if_string()) return std::string(view(*text));
  faults.add(Place(place, name), "must be a string");
  return std::nullopt;
}

// --- the message union ---

class MessageUnion {
 public:
  MessageUnion(Faults& faults, const Place& place) : faults_(faults), place_(place) {}

  UserMessage read(const JsonObject& message) {
    const Form* form = nullptr;
    for (const auto& known : forms) {
      if (!given_member(message, known.member)) continue;
      if (form) {
        faults_.add(place_, "must have one message only, not both " + std::string(form->member) + " and " +
                                std::string(known.member));
        return out_;
      }
      form = &known;
    }
    const Form* named = form_named(message);
    if (!form) {
      if (named && named->kind == UserMessageKind::intro) out_.kind = UserMessageKind::intro;
      if (named && named->kind != UserMessageKind::intro)
        faults_.add(Place(place_, named->member), "is required");
      return out_;
    }
    if (named && named->kind != form->kind) {
      faults_.add(Place(place_, "type"), "does not fit to " + std::string(form->member));
    }
    if (const JsonObject* content = reader::object_or_fault(message, form->member, place_, faults_)) {
      out_.kind = form->kind;
      read_content(*content, Place(place_, form->member));
    }
    return std::move(out_);
  }

 private:
  struct Form {
    std::string_view member, type;
    UserMessageKind kind;
  };
  static constexpr Form forms[] = {
      {"textMessage", "text", UserMessageKind::text},
      {"postbackMessage", "postback", UserMessageKind::postback},
      {"introMessage", "intro", UserMessageKind::intro},
      {"locationMessage", "location", UserMessageKind::location},
      {"fileUploadMessage", "fileUpload", UserMessageKind::upload},
      {"fileMessage", "file", UserMessageKind::upload},
  };

  // What the optional discriminator says; values we do not know say nothing.
  const Form* form_named(const JsonObject& message) {
    const Json* type = given_member(message, "type");
    if (!type) return nullptr;
    if (!type->is_string()) {
      faults_.add(Place(place_, "type"), "must be a string");
      return nullptr;
    }
    for (const auto& known : forms) {
      const auto name = view(type->get_string());
      if (name == known.type || name == known.member) return &known;
    }
    return nullptr;
  }

  void read_content(const JsonObject& content, const Place& place) {
    switch (out_.kind) {
      case UserMessageKind::text:
        out_.text = read_string(content, "text", user_text_bytes_max, Must::be_given, place, faults_);
        break;
      case UserMessageKind::postback:
        read_postback(content, place);
        break;
      case UserMessageKind::location:
        read_location(content, place);
        break;
      case UserMessageKind::upload:
        read_upload(content, place);
        break;
      case UserMessageKind::intro:
      case UserMessageKind::none:
        break;
    }
  }

  void read_postback(const JsonObject& content, const Place& place) {
    out_.title = read_string(content, "title", postback_title_bytes_max, Must::may_be_absent, place, faults_);
    const Json* payload = given_member(content, "payload");
    if (payload && payload->is_object()) {
      // Clients that parse what they got send it back parsed.
      std::string text = to_json_text(*payload);
      if (text.size() > postback_payload_bytes_max) {
        faults_.add(Place(place, "payload"), "is too long");
      } else {
        out_.payload = std::move(text);
      }
    } else if (payload && !payload->is_string()) {
      faults_.add(Place(place, "payload"), "must be a string or an object");
    } else if (payload) {
      const auto text =
          read_string(content, "payload", postback_payload_bytes_max, Must::may_be_absent, place, faults_);
      if (!text.empty()) out_.payload = std::string(text);
    }
    out_.next_dialog_id = reader::read_dialog_id(content, place, faults_);
    out_.params = reader::read_checked_parameters(content, place, faults_);
    if (out_.title.empty() && !out_.payload && !out_.next_dialog_id && faults_.empty()) {
      faults_.add(place, "must have a title, a payload or a nextDialogstateId");
    }
  }

  void read_location(const JsonObject& content, const Place& place) {
    const Place here(place, "coordinates");
    const JsonObject* coordinates = reader::object_or_fault(content, "coordinates", place, faults_);
    if (!coordinates) {
      if (!given_member(content, "coordinates")) faults_.add(here, "is required");
      return;
    }
    out_.latitude = read_degrees(*coordinates, {"lat", "latitude"}, 90, here);
    out_.longitude = read_degrees(*coordinates, {"long", "lng", "longitude"}, 180, here);
  }

  double read_degrees(const JsonObject& from, std::initializer_list<std::string_view> names, double bound,
                      const Place& place) {
    const auto found = first_given(from, names);
    if (!found.value) {
      faults_.add(Place(place, *names.begin()), "is required");
      return 0;
    }
    const double degrees = found.value->is_number() ? found.value->to_number<double>() : bound + 1;
    if (std::abs(degrees) <= bound) return degrees;
    faults_.add(Place(place, found.name),
                "must be a number between -" + number_text(bound) + " and " + number_text(bound));
    return 0;
  }

  void read_upload(const JsonObject& content, const Place& place) {
    read_upload_status(content, place);
    if (const Json* urls = given_member(content, "urls")) {
      read_urls(*urls, Place(place, "urls"));
    } else {
      const auto url = read_string(content, "url", upload_url_bytes_max,
                                   out_.upload_failed ? Must::may_be_absent : Must::be_given, place, faults_);
      if (!url.empty()) out_.urls.emplace_back(url);
    }
  }

  void read_urls(const Json& value, const Place& place) {
    const JsonArray* list = value.if_array();
    if (!list) return faults_.add(place, "must be an array");
    if (list->size() > upload_urls_max) {
      return faults_.add(place, "must have at most " + std::to_string(upload_urls_max) + " entries");
    }
    if (list->empty() && !out_.upload_failed) faults_.add(place, "must not be empty");
    for (std::size_t i = 0; i < list->size(); ++i) {
      const auto* url = (*list)[i].if_string();
      if (!url || url->empty() || url->size() > upload_url_bytes_max) {
        faults_.add(Place(place, i),
                    "must be a URL: a string of 1 to " + std::to_string(upload_url_bytes_max) + " bytes");
      } else {
        out_.urls.emplace_back(view(*url));
      }
    }
  }

  // As in the normalised form: in `data`, or beside the URL.
  void read_upload_status(const JsonObject& content, const Place& place) {
    const JsonObject* data = reader::object_or_fault(content, "data", place, faults_);
    const auto status = string_member(data ? *data : content, "uploadStatus");
    out_.upload_failed = status == "FAILED";
  }

  Faults& faults_;
  const Place& place_;
  UserMessage out_;
};

// --- the envelope ---

struct Sender {
  std::string_view holder, member;  // the holder is empty for a member of the body
};
// The order of precedence (04 §2.2).
constexpr Sender senders[] = {
    {"user", "id"},   {"", "conversationId"}, {"", "sessionId"},
    {"", "senderId"}, {"sender", "id"},       {"recipient", "id"},
};

class BodyReader {
 public:
  explicit BodyReader(const JsonObject& body) : body_(body) {}

  Result<InboundMessage> read() {
    read_user();
    read_session_id();
    read_session_data();
    read_message();
    return finish();
  }

  Result<InboundMessage> read_legacy() {
    read_session_id();
    read_legacy_text();
    const auto locale =
        read_string(body_, "locale", user_text_bytes_max, Must::may_be_absent, root_, faults_);
    set_language(locale);
    return finish();
  }

  const std::vector<InputFault>& faults() const { return faults_.all(); }

 private:
  Result<InboundMessage> finish() {
    if (!faults_.empty()) return faults_.to_error();
    return std::move(out_);
  }

  std::optional<std::string> sender_id(const Sender& sender) {
    if (sender.holder.empty()) return read_id(body_, sender.member, root_, faults_);
    const JsonObject* holder = reader::object_or_fault(body_, sender.holder, root_, faults_);
    return holder ? read_id(*holder, sender.member, Place(root_, sender.holder), faults_) : std::nullopt;
  }

  void read_session_id() {
    // Once an id is found, later candidates may be anything: they are members we do not know.
    const Sender* chosen = nullptr;
    std::optional<std::string> id;
    for (const auto& sender : senders) {
      if ((id = sender_id(sender))) {
        chosen = &sender;
        break;
      }
    }
    if (!chosen) {
      if (faults_.empty())
        faults_.add(root_, "needs user.id, conversationId, sessionId, senderId, sender.id or recipient.id");
      return;
    }
    // When the user and the conversation have different ids, the conversation is the session.
    if (chosen == &senders[0]) {
      auto conversation = sender_id(senders[1]);
      if (conversation && *conversation != *id) {
        id = std::move(conversation);
        chosen = &senders[1];
      }
    }
    if (auto good = check_session_id(*id); good.has_error()) {
      const Place holder(root_, chosen->holder);
      faults_.add(Place(chosen->holder.empty() ? root_ : holder, chosen->member), good.error().message);
    }
    out_.session_id = std::move(*id);
  }

  void read_user() {
    // A fault about its type is reported with the session id.
    const JsonObject* user = object_member(body_, "user");
    if (!user) return;
    const Place here(root_, "user");
    std::string_view languages[3];
    std::size_t count = 0;
    for (const std::string_view name : {"preferredLanguage", "language", "locale"}) {
      languages[count++] = read_string(*user, name, user_text_bytes_max, Must::may_be_absent, here, faults_);
    }
    for (const std::string_view name : {"firstName", "lastName"}) {
      read_string(*user, name, user_text_bytes_max, Must::may_be_absent, here, faults_);
    }
    for (const auto language : languages) {
      if (!out_.language) set_language(language);
    }
    out_.user = *user;
  }

  // "nl", "nl-BE" and "nl_BE" are all "nl".
  void set_language(std::string_view language) {
    language = trim_ascii(language);
    const auto code = language.substr(0, language.find_first_of("-_"));
    if (code.size() == 2) out_.language = lower_ascii(code);
  }

  void read_session_data() {
    const JsonObject* data = reader::object_or_fault(body_, "sessionData", root_, faults_);
    if (!data) return;
    out_.session_data = *data;
    erase_member(out_.session_data, "internal");
  }

  void read_message() {
    const Place here(root_, "message");
    const JsonObject* message = reader::object_or_fault(body_, "message", root_, faults_);
    if (message) {
      out_.message_id = read_id(*message, "id", here, faults_);
      if (out_.message_id && (out_.message_id->empty() || out_.message_id->size() > message_id_bytes_max)) {
        faults_.add(Place(here, "id"), "must have 1 to " + std::to_string(message_id_bytes_max) + " bytes");
      }
      const bool clean = faults_.empty();
      out_.message = MessageUnion(faults_, here).read(*message);
      if (clean && !faults_.empty()) return;
    }
    if (out_.message.kind == UserMessageKind::none && faults_.empty() &&
        !given_member(body_, "sessionData") && !given_member(body_, "user")) {
      faults_.add(here, "is required when there is neither sessionData nor user");
    }
  }

  void read_legacy_text() {
    const auto text = read_string(body_, "text", user_text_bytes_max, Must::be_given, root_, faults_);
    if (is_opaque_payload(text)) {
      out_.message.kind = UserMessageKind::postback;
      out_.message.payload = std::string(text);
    } else if (auto decoded = decode_json_payload(text)) {
      out_.message.kind = UserMessageKind::postback;
      out_.message.title = std::move(decoded->title);
      out_.message.payload = std::string(text);
    } else {
      out_.message.kind = UserMessageKind::text;
      out_.message.text = std::string(text);
    }
  }

  const JsonObject& body_;
  const Place root_;
  Faults faults_;
  InboundMessage out_;
};

}  // namespace

std::string_view message_type_name(UserMessageKind kind) {
  switch (kind) {
    case UserMessageKind::intro:
      return "intro";
    case UserMessageKind::text:
      return "text";
    case UserMessageKind::postback:
      return "postback";
    case UserMessageKind::upload:
      return "upload";
    case UserMessageKind::location:
      return "location";
    case UserMessageKind::none:
      break;
  }
  return {};
}

Result<InboundMessage> parse_webhook_body(const Json& body) {
  const JsonObject* object = body.if_object();
  if (!object) return Error{ErrorCode::invalid_input, "the body must be a JSON object"};
  return BodyReader(*object).read();
}

Result<InboundMessage> parse_legacy_webhook_body(const Json& body) {
  const JsonObject* object = body.if_object();
  if (!object) return Error{ErrorCode::invalid_input, "the body must be a JSON object"};
  return BodyReader(*object).read_legacy();
}

namespace {

std::vector<InputFault> faults_of(const Json& body, Result<InboundMessage> (BodyReader::*read)()) {
  const JsonObject* object = body.if_object();
  if (!object) return {{"", "must be a JSON object"}};
  BodyReader body_reader(*object);
  (void)(body_reader.*read)();
  return body_reader.faults();
}

}  // namespace

std::vector<InputFault> faults_of_webhook_body(const Json& body) {
  return faults_of(body, &BodyReader::read);
}

std::vector<InputFault> faults_of_legacy_webhook_body(const Json& body) {
  return faults_of(body, &BodyReader::read_legacy);
}

Result<UserMessage> parse_user_message(const Json& message) {
  Faults faults;
  const Place root;
  const Place place(root, "message");
  const JsonObject* object = message.if_object();
  if (!object) {
    faults.add(place, "must be an object");
    return faults.to_error();
  }
  UserMessage out = MessageUnion(faults, place).read(*object);
  if (!faults.empty()) return faults.to_error();
  return out;
}

bool is_opaque_payload(std::string_view text) {
  return text.size() == opaque_payload_digits &&
         text.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

std::optional<DecodedPayload> decode_json_payload(std::string_view text) {
  if (text.size() > postback_payload_bytes_max || !trim_ascii(text).starts_with('{')) return std::nullopt;
  const auto parsed = parse_json(text);
  if (parsed.has_error()) return std::nullopt;
  const JsonObject& object = parsed->get_object();
  const bool named = first_given(object, {"nextDialogstateId", "nextDialogstate", "nextDialogStateId",
                                          "params", "parameters", "sessionDataToSet"})
                         .value != nullptr;
  if (!named) return std::nullopt;
  Faults faults;
  DecodedPayload out;
  out.next_dialog_id = reader::read_dialog_id(object, {}, faults);
  out.params = reader::read_checked_parameters(object, {}, faults);
  if (!faults.empty()) return std::nullopt;
  out.title = string_member(object, "title");
  return out;
}

Ok check_session_id(std::string_view id) {
  if (id.empty() || id.size() > session_id_bytes_max) {
    return Error{ErrorCode::invalid_input,
                 "must have 1 to " + std::to_string(session_id_bytes_max) + " bytes"};
  }
  if (id.find('/') != std::string_view::npos)
    return Error{ErrorCode::invalid_input, "must not contain \"/\""};
  // As a segment of a path these two mean other paths.
  if (id == "." || id == "..") return Error{ErrorCode::invalid_input, "must not be \".\" or \"..\""};
  if (printable(id) != id) return Error{ErrorCode::invalid_input, "must be printable UTF-8"};
  return {};
}

JsonObject user_message_json(const UserMessage& message) {
  JsonObject out;
  const bool upload = message.kind == UserMessageKind::upload;
  out.emplace("messageType", upload ? "fileUploadInputResult" : message_type_name(message.kind));
  switch (message.kind) {
    case UserMessageKind::text:
      out.emplace("text", message.text);
      break;
    case UserMessageKind::postback: {
      out.emplace("text", message.title);
      out.emplace("title", message.title);
      JsonArray parameters;
      for (const auto& parameter : message.params) {
        parameters.push_back(JsonObject{{"key", parameter.key}, {"value", parameter.value}});
      }
      out.emplace("parameters", std::move(parameters));
      if (message.next_dialog_id) out.emplace("nextDialogstateId", *message.next_dialog_id);
      break;
    }
    case UserMessageKind::upload: {
      JsonObject data{{"uploadStatus", message.upload_failed ? "FAILED" : "SUCCEEDED"}};
      if (!message.urls.empty()) data.emplace("fileUrl", message.urls.front());
      out.emplace("urls", JsonArray(message.urls.begin(), message.urls.end()));
      out.emplace("data", std::move(data));
      break;
    }
    case UserMessageKind::location:
      out.emplace("coordinates", JsonObject{{"lat", message.latitude}, {"long", message.longitude}});
      break;
    case UserMessageKind::intro:
    case UserMessageKind::none:
      break;
  }
  return out;
}

}  // namespace sb
