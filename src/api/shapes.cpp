#include "api/shapes.h"

#include <limits>

namespace sb::api::shape {

using namespace sb::shapes;

ShapeMember must(std::string_view name, ShapePtr shape) {
  return {name, std::move(shape), Need::required};
}
ShapeMember may(std::string_view name, ShapePtr shape) {
  return {name, std::move(shape), Need::optional};
}

ShapePtr number() {
  auto shape = std::make_shared<Shape>();
  shape->kind = Shape::Kind::number;
  shape->expected = "a number";
  return shape;
}

ShapePtr error_body() {
  return object({must("statusCode", integer(400, 599)), must("error", text()), must("message", text()),
                 must("code", text()), must("params", any_object())});
}

ShapePtr status_ok() {
  return object({must("status", one_of({"ok"}))});
}

ShapePtr any_object() {
  return map(any());
}

ShapePtr session_data() {
  return any_object();
}

ShapePtr named_value() {
  return object({must("key", text()), may("value", any())}, Others::kept);
}

ShapePtr bot_message() {
  return any_object();
}

ShapePtr shown_message() {
  const auto quick_reply = object(
      {may("content_type", text()), may("title", text()), may("payload", text()), may("image_url", text())},
      Others::kept);
  const auto attachment = object({must("type", text()), must("payload", any_object())});
  return object({may("text", text()), may("attachment", attachment), may("quick_replies", list(quick_reply)),
                 may("type", text()), may("event", text()), may("payload", any()), may("messageType", text()),
                 may("title", text()), may("nextDialogstateId", text()),
                 may("parameters", list(named_value())), may("urls", list(text())), may("data", any_object()),
                 may("coordinates", object({must("lat", number()), must("long", number())}))},
                Others::kept);
}

ShapePtr dialogstate() {
  return object({must("id", text()), must("name", text())});
}

ShapePtr nlp_intent() {
  return object({may("intent", object({must("name", text()), must("score", number())}))});
}

ShapePtr page(ShapePtr item) {
  constexpr auto most = std::numeric_limits<std::int64_t>::max();
  return object({must("data", list(std::move(item))), must("count", integer(0, most)),
                 must("limit", integer(1, most)), must("offset", integer(0, most)),
                 may("nextCursor", text())});
}

}  // namespace sb::api::shape
