#include "nlu/language_model.h"

#include "base/crypto.h"
#include "nlu/intent_trainer.h"
#include "nlu/slot_trainer.h"

namespace sb::nlu {
namespace {

constexpr std::string_view magic = "SBNLU003";
constexpr std::size_t digest_bytes = 32;

Error damaged() {
  return {ErrorCode::invalid_input, "this is no language model of this release"};
}

}  // namespace

LanguageModel::LanguageModel(std::string language, IntentModel intents, CrossValidation validation,
                             std::optional<SlotModel> slots)
    : language_(std::move(language)),
      intents_(std::move(intents)),
      slots_(std::move(slots)),
      validation_(std::move(validation)) {}

std::string LanguageModel::to_bytes() const {
  BlobWriter blob;
  blob.add_text(language_);
  intents_.write(blob);
  blob.add(static_cast<std::uint8_t>(slots_ ? 1 : 0));
  if (slots_) slots_->write(blob);
  blob.add_text(to_json_text(Json(to_json(validation_))));
  const std::string body = blob.take();
  return std::string(magic) + sha256(body) + body;
}

Result<LanguageModel> LanguageModel::from_bytes(std::string_view bytes) {
  if (bytes.size() < magic.size() + digest_bytes || !bytes.starts_with(magic)) return damaged();
  const auto body = bytes.substr(magic.size() + digest_bytes);
  if (sha256(body) != bytes.substr(magic.size(), digest_bytes)) return damaged();
  return read_model_body(body);
}

Result<LanguageModel> read_model_body(std::string_view body) {
  BlobReader blob(body);
  std::string language = blob.text();
  auto intents = IntentModel::read(blob);
  if (!intents) return damaged();
  std::optional<SlotModel> slots;
  if (blob.get<std::uint8_t>() == 1) {
    slots = SlotModel::read(blob);
    if (!slots) return damaged();
  }
  const auto report = parse_json(blob.text());
  if (!blob.complete() || report.has_error() || !report->is_object()) return damaged();
  return LanguageModel(std::move(language), std::move(*intents),
                       cross_validation_from_json(report->get_object()), std::move(slots));
}

Result<LanguageModel> train_language_model(const TrainingSet& set, const TrainingOptions& options) {
  SB_TRYV(check_trainable(set));
  const EntityFinder entities(set.entities);
  // The slots take the second half of the time, as far as anybody watching is concerned.
  TrainingOptions half = options;
  half.progress = [&](double done) { return options.progress(done / 2); };
  SB_TRY(auto intents, train_intents(set, entities, half));
  half.progress = [&](double done) { return options.progress(0.5 + done / 2); };
  SB_TRY(auto slots, train_slots(set, intents.guesses, half));
  return LanguageModel(set.language, std::move(intents.model), std::move(intents.validation),
                       std::move(slots));
}

}  // namespace sb::nlu
