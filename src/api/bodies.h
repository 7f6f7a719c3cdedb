#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "http/exchange.h"
#include "model/diagnostic.h"
#include "model/shape.h"

namespace sb::api {

// Everything that is wrong with one request, reported together (spec 05 §1).
class Problems {
 public:
  void add(std::string place, std::string message) { all_.push_back({std::move(place), std::move(message)}); }
  // Faults of a reader of our own: its place below `under`.
  void add(std::string_view under, const Error& error);
  bool empty() const { return all_.empty(); }
  // 400: the problems as one text, and each with its place in params.problems.
  http::OutboundResponse response() const;

 private:
  struct Problem {
    std::string place, message;
  };
  static constexpr std::size_t listed_max = 50;
  std::vector<Problem> all_;
};

enum class Unknown { ignored, refused };
// Compares `value` with the shape; `name` is where it sits: "body", "query.limit".
void check(const Json& value, const Shape& shape, std::string_view name, Unknown unknown, Problems& out);

// "/sendMessages/0/text" below "body" is "body.sendMessages[0].text".
std::string place_text(std::string_view name, std::string_view pointer);

}  // namespace sb::api
