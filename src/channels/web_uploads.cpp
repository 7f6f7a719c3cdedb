#include "channels/web_uploads.h"

#include <sys/stat.h>

#include <algorithm>
#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>

#include "base/crypto.h"
#include "base/utf8.h"

namespace sb::channels {
namespace {

namespace fs = std::filesystem;

constexpr std::size_t id_bytes = 16;

bool is_upload_id(std::string_view id) {
  return id.size() == 2 * id_bytes && id.find_first_not_of("0123456789abcdef") == std::string_view::npos;
}

// No control characters, nothing that means something to a file system, not hidden.
std::string safe_name(std::string_view name) {
  std::string out;
  for (const char c : utf8_prefix(name, upload_name_bytes_max)) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7f) continue;
    out += std::string_view("/\\:*?\"<>|").find(c) == std::string_view::npos ? c : '_';
  }
  out = std::string(trim(out));
  while (out.starts_with('.')) out.erase(0, 1);
  return out.empty() ? "file" : out;
}

Error disk_error(std::string message) {
  return {ErrorCode::unavailable, std::move(message), "uploads"};
}

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return std::move(text).str();
}

Ok write_file(const fs::path& path, std::string_view bytes) {
  std::ofstream file(path, std::ios::binary | std::ios::trunc);
  file.write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
  file.close();
  if (!file) return disk_error("cannot write " + path.filename().string());
  ::chmod(path.c_str(), 0600);
  return {};
}

struct KnownType {
  std::string_view extension, content_type, magic;
  std::size_t magic_at = 0;
};
// No SVG and no HTML: they run scripts.
constexpr KnownType known_types[] = {
    {".png", "image/png", "\x89PNG\r\n\x1a\n"},
    {".jpg", "image/jpeg", "\xff\xd8\xff"},
    {".jpeg", "image/jpeg", "\xff\xd8\xff"},
    {".gif", "image/gif", "GIF8"},
    {".webp", "image/webp", "WEBP", 8},
    {".mp4", "video/mp4", "ftyp", 4},
    {".m4a", "audio/mp4", "ftyp", 4},
    {".webm", "video/webm", "\x1a\x45\xdf\xa3"},
    {".ogv", "video/ogg", "OggS"},
    {".ogg", "audio/ogg", "OggS"},
    {".mp3", "audio/mpeg", "ID3"},
    {".mp3", "audio/mpeg", "\xff\xfb"},
    {".wav", "audio/wav", "WAVE", 8},
    {".pdf", "application/pdf", "%PDF-"},
};

}  // namespace

Result<Uploads::Stored> Uploads::put(std::string_view name, std::string_view bytes, UtcMs now) {
  if (now.value - swept_at_ms_ > uploads_sweep_ms) sweep(now);
  if (bytes_ + static_cast<std::int64_t>(bytes.size()) > uploads_bytes_max)
    return disk_error("there is no room for more files");
  if (bytes.size() > upload_bytes_max)
    return Error{ErrorCode::limit_exceeded, "the file is larger than 10 MB"};
  Stored stored{hex(random_bytes(id_bytes)), safe_name(name)};
  const fs::path folder = fs::path(directory_) / stored.id;
  std::error_code failure;
  fs::create_directories(folder, failure);
  if (failure) return disk_error(failure.message());
  ::chmod(directory_.c_str(), 0700);
  // The name last: a folder without it is not there yet.
  auto written = write_file(folder / "content", bytes);
  if (!written.has_error()) written = write_file(folder / "name", stored.name);
  if (written.has_error()) {
    fs::remove_all(folder, failure);
    return written.error();
  }
  bytes_ += static_cast<std::int64_t>(bytes.size());
  return stored;
}

std::optional<std::string> Uploads::name_of(std::string_view id) const {
  std::error_code failure;
  const fs::path file = fs::path(directory_) / std::string(id) / "name";
  if (!is_upload_id(id) || !fs::exists(file, failure)) return std::nullopt;
  return read_file(file);
}

Result<Uploads::Found> Uploads::get(std::string_view id) const {
  auto name = name_of(id);
  if (!name) return Error{ErrorCode::not_found, "there is no such file"};
  return Found{std::move(*name), read_file(fs::path(directory_) / std::string(id) / "content")};
}

void Uploads::remove(std::string_view id) {
  if (!is_upload_id(id)) return;
  std::error_code failure;
  const fs::path folder = fs::path(directory_) / std::string(id);
  const auto size = fs::file_size(folder / "content", failure);
  if (!failure) bytes_ -= static_cast<std::int64_t>(size);
  fs::remove_all(folder, failure);
}

int Uploads::sweep(UtcMs now) {
  int removed = 0;
  std::int64_t kept_bytes = 0;
  swept_at_ms_ = now.value;
  std::error_code failure;
  for (const auto& entry : fs::directory_iterator(directory_, failure)) {
    struct stat status {};
    if (::stat(entry.path().c_str(), &status) != 0 || !is_upload_id(entry.path().filename().string()))
      continue;
    if (now.value - static_cast<std::int64_t>(status.st_mtime) * 1000 < upload_age_ms_max) {
      const auto size = fs::file_size(entry.path() / "content", failure);
      if (!failure) kept_bytes += static_cast<std::int64_t>(size);
      continue;
    }
    fs::remove_all(entry.path(), failure);
    ++removed;
  }
  bytes_ = kept_bytes;
  return removed;
}

Serving serving_of(std::string_view name, std::string_view bytes) {
  const auto lower = lower_ascii(name);
  for (const auto& type : known_types) {
    if (!lower.ends_with(type.extension) || bytes.size() < type.magic_at + type.magic.size()) continue;
    // A PDF is saved: the sandbox that files are shown in has no viewer.
    if (bytes.substr(type.magic_at, type.magic.size()) == type.magic)
      return {type.content_type, type.content_type != "application/pdf"};
  }
  return {"application/octet-stream", false};
}

}  // namespace sb::channels
