#pragma once
#include <string>
#include <utility>
#include <vector>

#include "base/json.h"

namespace sb {

// The published JSON Schemas (draft 2020-12) of the files of a bot folder and of export documents: file name
// under schema/ and content. They derive from the tables the readers check by, so they cannot disagree with
// them; the texts of unknown members differ only in that the readers warn where the schemas refuse.
std::vector<std::pair<std::string, Json>> bot_schemas();

}  // namespace sb
