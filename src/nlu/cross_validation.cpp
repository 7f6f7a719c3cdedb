#include "nlu/cross_validation.h"

namespace sb::nlu {
namespace {

double number(const JsonObject& object, std::string_view key) {
  const Json* value = find_member(object, key);
  return value && value->is_number() ? value->to_number<double>() : 0;
}
std::size_t count(const JsonObject& object, std::string_view key) {
  constexpr double count_max = 1e9;
  const double value = number(object, key);
  return value > 0 && value < count_max ? static_cast<std::size_t>(value) : 0;
}
std::string text(const JsonObject& object, std::string_view key) {
  return std::string(string_member(object, key));
}

template <typename Read>
void for_each_object(const JsonObject& object, std::string_view key, const Read& read) {
  const auto* items = array_member(object, key);
  if (!items) return;
  for (const Json& item : *items) {
    if (item.is_object()) read(item.get_object());
  }
}

}  // namespace

JsonObject to_json(const CrossValidation& report) {
  JsonArray intents, confusions, suspicious;
  for (const auto& i : report.intents) {
    intents.push_back(JsonObject{{"intent", i.intent},
                                 {"expressions", i.expressions},
                                 {"precision", i.precision},
                                 {"recall", i.recall}});
  }
  for (const auto& c : report.confusions) {
    confusions.push_back(JsonObject{{"intent", c.intent}, {"takenFor", c.taken_for}, {"count", c.count}});
  }
  for (const auto& s : report.suspicious) {
    suspicious.push_back(JsonObject{{"expression", s.expression},
                                    {"intent", s.intent},
                                    {"takenFor", s.taken_for},
                                    {"probability", s.probability}});
  }
  return {{"judged", report.judged},
          {"accuracy", report.accuracy},
          {"intents", std::move(intents)},
          {"confusions", std::move(confusions)},
          {"suspicious", std::move(suspicious)}};
}

CrossValidation cross_validation_from_json(const JsonObject& object) {
  CrossValidation report;
  report.judged = count(object, "judged");
  report.accuracy = number(object, "accuracy");
  for_each_object(object, "intents", [&](const JsonObject& o) {
    report.intents.push_back(
        {text(o, "intent"), count(o, "expressions"), number(o, "precision"), number(o, "recall")});
  });
  for_each_object(object, "confusions", [&](const JsonObject& o) {
    report.confusions.push_back({text(o, "intent"), text(o, "takenFor"), count(o, "count")});
  });
  for_each_object(object, "suspicious", [&](const JsonObject& o) {
    report.suspicious.push_back(
        {text(o, "expression"), text(o, "intent"), text(o, "takenFor"), number(o, "probability")});
  });
  return report;
}

}  // namespace sb::nlu
