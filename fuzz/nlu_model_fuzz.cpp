// Models on disk: whatever stands in the file, it is refused or can be used.
#include <cstdint>
#include <cstdlib>
#include <string_view>

#include "nlu/language_model.h"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using namespace sb::nlu;
  const auto model = read_model_body({reinterpret_cast<const char*>(data), size});
  if (model.has_error()) return 0;
  const auto words = text_words("a ticket to New York at 9", "en");
  const auto guess = model->intents().guess(words, {});
  if (guess.best >= model->intents().intents().size()) std::abort();
  if (model->slots()) (void)model->slots()->read_text(words, static_cast<std::uint32_t>(guess.best));
  if (LanguageModel::from_bytes(model->to_bytes()).has_error()) std::abort();
  return 0;
}
