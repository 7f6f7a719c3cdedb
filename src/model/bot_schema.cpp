#include "model/bot_schema.h"

#include "model/bot_shapes.h"
#include "model/folder_shapes.h"

namespace sb {
namespace {

Json schema_document(std::string_view name, std::string_view title, const Shape& shape) {
  JsonObject document;
  document["$schema"] = "https://json-schema.org/draft/2020-12/schema";
  document["$id"] = "urn:signalbox:schema:" + std::string(name);
  document["title"] = title;
  const auto body = json_schema(shape);
  for (const auto& [key, value] : body) document[key] = value;
  return document;
}

}  // namespace

std::vector<std::pair<std::string, Json>> bot_schemas() {
  std::vector<std::pair<std::string, Json>> schemas;
  auto add = [&](std::string_view name, std::string_view title, const ShapePtr& shape) {
    schemas.emplace_back(std::string(name) + ".schema.json", schema_document(name, title, *shape));
  };
  add("bot", "Signalbox: bot.yaml", folder::bot_file());
  add("dialog", "Signalbox: flows/<flow>/<dialog>.yaml", folder::dialog_file());
  add("order", "Signalbox: flows/order.yaml", folder::order_file());
  add("language", "Signalbox: nlu/<language>/*.yaml", folder::language_file());
  add("entities", "Signalbox: nlu/entities.yaml", folder::entities_file());
  add("channels", "Signalbox: channels.yaml", folder::channels_file());
  add("offload", "Signalbox: offload.yaml", folder::offload_file());
  add("bot-export", "Signalbox: export document of a bot", document::root());
  return schemas;
}

}  // namespace sb
