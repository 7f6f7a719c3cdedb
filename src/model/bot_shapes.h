#pragma once
#include "model/shape.h"

namespace sb {

// Shapes of the document form of a bot (spec 09 §2, 02, 07): the table behind the diagnostics of bot_json.h,
// the types of YAML scalars in bot folders, and schema/bot-export.schema.json.
namespace document {
const ShapePtr& root();  // both formats, "bot-export" and "bot-full"
const ShapePtr& dialog();
const ShapePtr& action();
const ShapePtr& component();
const ShapePtr& go_to();
const ShapePtr& typed_parameter();
const ShapePtr& local_text();
const ShapePtr& variable();
const ShapePtr& event();
const ShapePtr& settings();
const ShapePtr& api_setting();
const ShapePtr& channel();
const ShapePtr& offload_provider();
const ShapePtr& opening_hours();
const ShapePtr& entity();
const ShapePtr& thresholds();

// Alike in bot folders, but for the names of members that refer to something.
// `others_of_auth`: in a folder a misspelt member of `auth` is an error, for the request would go out
// without.
ShapePtr api_config(std::string_view settings_name, const ShapePtr& parameter_list, Others others_of_auth);
ShapePtr settings_with(std::string_view dialog_name);
}  // namespace document

// The action types of the document form, spec 02.
std::vector<std::string_view> action_type_names();

}  // namespace sb
