#include "api/bodies.h"

#include <algorithm>

namespace sb::api {

void Problems::add(std::string_view under, const Error& error) {
  std::string place(under);
  if (!error.place.empty()) {
    if (!place.empty() && error.place.front() != '[') place += '.';
    place += error.place;
  }
  add(std::move(place), error.message);
}

http::OutboundResponse Problems::response() const {
  std::string text;
  JsonArray listed;
  for (const auto& problem : all_) {
    if (listed.size() == listed_max) {
      text += "; and " + std::to_string(all_.size() - listed_max) + " more";
      break;
    }
    if (!text.empty()) text += "; ";
    if (!problem.place.empty()) text += problem.place + ": ";
    text += problem.message;
    listed.push_back(JsonObject{{"place", problem.place}, {"message", problem.message}});
  }
  return http::error_response(400, "VALIDATION", text, {{"problems", std::move(listed)}});
}

std::string place_text(std::string_view name, std::string_view pointer) {
  std::string text(name);
  for (const auto& step : pointer_steps(pointer)) {
    const bool index = !step.empty() && step.size() < 7 &&
                       std::all_of(step.begin(), step.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (index) {
      text += '[' + step + ']';
    } else {
      if (!text.empty()) text += '.';
      text += step;
    }
  }
  return text;
}

void check(const Json& value, const Shape& shape, std::string_view name, Unknown unknown, Problems& out) {
  Diagnostics findings;
  check_shape(value, shape, "", findings);
  for (const auto& finding : findings.all()) {
    if (finding.severity == Severity::warning && unknown == Unknown::ignored) continue;
    out.add(place_text(name, finding.pointer), finding.message);
  }
}

}  // namespace sb::api
