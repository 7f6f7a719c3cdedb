#pragma once
#include <vector>

#include "base/result.h"
#include "store/rows.h"

namespace sb::store {

class Store;

// Which texts for review a person has said, for whoever asks what is kept of that person; nothing else may
// know. Threading: any thread; blocks on disk. Errors as those of Store.
class PersonTexts {
 public:
  virtual ~PersonTexts() = default;
  // Whatever was decided about them, oldest first; `times` and `last_at` are that person's.
  virtual Result<std::vector<ReviewRow>> review_texts_of(const SessionKey& person) = 0;
};
// Part of the store. Throws std::logic_error for one that keeps no texts.
PersonTexts& person_texts_of(Store& store);

}  // namespace sb::store
