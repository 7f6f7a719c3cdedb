#include "nlu/model_files.h"

#include <fcntl.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iterator>

namespace sb::nlu {
namespace {

namespace fs = std::filesystem;

Error cannot(std::string_view what, const std::string& path) {
  return {ErrorCode::unavailable, "cannot " + std::string(what) + ": " + std::strerror(errno), path};
}

Ok write_durably(const std::string& path, const std::string& bytes) {
  const int file = ::open(path.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (file < 0) return cannot("write the model", path);
  std::size_t written = 0;
  while (written < bytes.size()) {
    const auto count = ::write(file, bytes.data() + written, bytes.size() - written);
    if (count < 0 && errno == EINTR) continue;
    if (count <= 0) break;
    written += static_cast<std::size_t>(count);
  }
  const bool whole = written == bytes.size() && ::fsync(file) == 0;
  const Error failure = cannot("write the model", path);
  ::close(file);
  if (!whole) return failure;
  return {};
}

// A language comes from a bot and must not lead elsewhere.
bool is_plain_name(const std::string& language) {
  return !language.empty() && language.size() <= 16 &&
         language.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_") ==
             std::string::npos;
}

}  // namespace

std::string ModelFiles::path(const std::string& hash, const std::string& language) const {
  return directory_ + "/" + hash + "-" + language;
}

std::shared_ptr<const LanguageModel> ModelFiles::load(const std::string& hash,
                                                      const std::string& language) const {
  if (!is_plain_name(language)) return nullptr;
  if (directory_.empty()) {
    std::lock_guard lock(mutex_);
    const auto found = in_memory_.find(path(hash, language));
    return found == in_memory_.end() ? nullptr : found->second;
  }
  std::ifstream file(path(hash, language), std::ios::binary);
  if (!file) return nullptr;
  const std::string bytes((std::istreambuf_iterator<char>(file)), {});
  auto model = LanguageModel::from_bytes(bytes);
  if (model.has_error() || model->language() != language) return nullptr;
  return std::make_shared<const LanguageModel>(std::move(*model));
}

Ok ModelFiles::save(const std::string& hash, std::shared_ptr<const LanguageModel> model) {
  if (!is_plain_name(model->language()))
    return Error{ErrorCode::invalid_input, "this is no name of a language", model->language()};
  const std::string target = path(hash, model->language());
  if (directory_.empty()) {
    std::lock_guard lock(mutex_);
    in_memory_[target] = std::move(model);
    return {};
  }
  std::error_code failure;
  fs::create_directories(directory_, failure);
  const std::string fresh = target + ".new";
  SB_TRYV(write_durably(fresh, model->to_bytes()));
  if (::rename(fresh.c_str(), target.c_str()) != 0) return cannot("write the model", target);
  return {};
}

}  // namespace sb::nlu
