#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "api/endpoint.h"

namespace sb::api {

// The OpenAPI 3.1 document of the endpoints: every path, parameter, body and answer, made from the table the
// routes are made from.
struct DocumentInfo {
  std::string_view title, description;
};
Json openapi_document(const std::vector<const Endpoint*>& endpoints, const DocumentInfo& info);

// The same for people: one page, no script, no other file.
std::string openapi_page(const std::vector<const Endpoint*>& endpoints, const DocumentInfo& info,
                         std::string_view document_path);

}  // namespace sb::api
