#pragma once
#include <map>
#include <memory>
#include <mutex>
#include <string>

#include "nlu/language_model.h"

namespace sb::nlu {

// Trained models on disk, one file for each (training_hash, language): DIRECTORY/<hash>-<language>. A model
// belongs to what it was learned from, not to a bot or a version, so publishing needs no copy and a content
// that comes back finds its model again. Threading: any thread.
class ModelFiles final {
 public:
  // The directory is made at the first save. Empty: models live as long as this object.
  explicit ModelFiles(std::string directory) : directory_(std::move(directory)) {}
  ModelFiles(const ModelFiles&) = delete;

  // Null when there is none, or when the file is damaged or of another release: it is trained again then.
  std::shared_ptr<const LanguageModel> load(const std::string& hash, const std::string& language) const;
  // Atomic: a crash leaves the whole file or none.
  Ok save(const std::string& hash, std::shared_ptr<const LanguageModel> model);

  const std::string& directory() const { return directory_; }

 private:
  std::string path(const std::string& hash, const std::string& language) const;

  std::string directory_;
  mutable std::mutex mutex_;
  std::map<std::string, std::shared_ptr<const LanguageModel>>
      in_memory_;  // by path, only without a directory
};

}  // namespace sb::nlu
