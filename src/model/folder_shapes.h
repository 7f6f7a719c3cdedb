#pragma once
#include "model/shape.h"

namespace sb {

// Shapes of the files of a bot folder (architecture §2, docs of the folder format in bot_folder.h): the table
// behind the diagnostics of the files and behind schema/*.schema.json.
namespace folder {
const ShapePtr& bot_file();       // bot.yaml
const ShapePtr& dialog_file();    // flows/<flow>/<dialog>.yaml
const ShapePtr& language_file();  // nlu/<language>/*.yaml
const ShapePtr& entities_file();  // nlu/entities.yaml
const ShapePtr& channels_file();  // channels.yaml
const ShapePtr& offload_file();   // offload.yaml
const ShapePtr& order_file();     // flows/order.yaml
}  // namespace folder

}  // namespace sb
