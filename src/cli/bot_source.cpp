#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "cli/commands.h"
#include "model/bot_check.h"
#include "model/bot_json.h"

namespace sb::cli {
namespace {

constexpr std::size_t document_bytes_max = 200'000'000;

Result<LoadedBot> load_document(const std::string& path, Diagnostics& diagnostics) {
  std::error_code failure;
  const auto size = std::filesystem::file_size(path, failure);
  if (failure) return Error{ErrorCode::not_found, "there is no such folder or file", path};
  if (size > document_bytes_max)
    return Error{ErrorCode::limit_exceeded, "the document is larger than 200 MB", path};
  std::ifstream file(path, std::ios::binary);
  const std::string text((std::istreambuf_iterator<char>(file)), {});
  auto document = parse_json(text);
  if (document.has_error()) return Error{document.error().code, document.error().message, path};
  SB_TRY(auto bot, parse_bot(*document, diagnostics));
  return LoadedBot{std::move(bot), {}};
}

}  // namespace

void print_error(const Error& error) {
  std::cerr << "signalbox: " << (error.place.empty() ? "" : error.place + ": ") << error.message << '\n';
}

std::optional<LoadedBot> load_and_report(const std::string& path) {
  Diagnostics diagnostics;
  auto loaded = std::filesystem::is_directory(path) ? load_bot_folder(path, diagnostics)
                                                    : load_document(path, diagnostics);
  if (!loaded.has_error()) {
    for (auto& finding : check_bot(loaded->bot, loaded->sources)) diagnostics.add(std::move(finding));
  }
  for (const auto& finding : diagnostics.all()) std::cerr << to_text(finding) << '\n';
  if (loaded.has_error() && !diagnostics.has_errors()) print_error(loaded.error());
  if (loaded.has_error() || diagnostics.has_errors()) return std::nullopt;
  return std::move(*loaded);
}

}  // namespace sb::cli
