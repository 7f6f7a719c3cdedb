#include "channels/multipart.h"

#include <optional>

#include "base/utf8.h"

namespace sb::channels {
namespace {

constexpr std::size_t boundary_bytes_max = 70;  // RFC 2046 §5.1.1
constexpr std::size_t part_head_bytes_max = 8 * 1024;
constexpr int parts_max = 16;

Error bad(std::string message) {
  return {ErrorCode::invalid_input, std::move(message), "body"};
}

// The value of a parameter such as `filename="a \"b\".png"`; browsers write quotes in names as %22.
std::optional<std::string> parameter(std::string_view field, std::string_view name) {
  for (std::size_t at = field.find(';'); at != std::string_view::npos; at = field.find(';', at + 1)) {
    auto rest = trim_ascii(field.substr(at + 1));
    if (rest.size() <= name.size() || !iequals_ascii(rest.substr(0, name.size()), name) ||
        rest[name.size()] != '=')
      continue;
    rest.remove_prefix(name.size() + 1);
    if (rest.empty() || rest.front() != '"') return std::string(trim_ascii(rest.substr(0, rest.find(';'))));
    std::string value;
    for (std::size_t i = 1; i < rest.size() && rest[i] != '"'; ++i) {
      if (rest[i] == '\\' && i + 1 < rest.size()) ++i;
      value += rest[i];
    }
    return value;
  }
  return std::nullopt;
}

struct Part {
  std::string_view disposition, content_type;
};

Part read_part_head(std::string_view head) {
  Part part;
  while (!head.empty()) {
    const auto end = head.find("\r\n");
    const auto line = head.substr(0, end);
    head.remove_prefix(end == std::string_view::npos ? head.size() : end + 2);
    const auto colon = line.find(':');
    if (colon == std::string_view::npos) continue;
    const auto value = trim_ascii(line.substr(colon + 1));
    if (iequals_ascii(line.substr(0, colon), "content-disposition")) part.disposition = value;
    if (iequals_ascii(line.substr(0, colon), "content-type")) part.content_type = value;
  }
  return part;
}

std::string base_name(std::string name) {
  const auto slash = name.find_last_of("/\\");
  return slash == std::string::npos ? name : name.substr(slash + 1);
}

}  // namespace

Result<FormFile> read_form_file(std::string_view content_type, std::string_view body) {
  const auto kind = trim_ascii(content_type.substr(0, content_type.find(';')));
  const auto boundary = parameter(content_type, "boundary");
  if (!iequals_ascii(kind, "multipart/form-data") || !boundary || boundary->empty() ||
      boundary->size() > boundary_bytes_max)
    return bad("must be multipart/form-data with a boundary");
  const std::string first = "--" + *boundary, next = "\r\n--" + *boundary;
  if (!body.starts_with(first)) return bad("does not begin with its boundary");
  body.remove_prefix(first.size());
  for (int count = 0; count < parts_max; ++count) {
    if (!body.starts_with("\r\n")) return bad(count ? "holds no file" : "is cut");
    body.remove_prefix(2);
    const auto head_end = body.substr(0, part_head_bytes_max).find("\r\n\r\n");
    if (head_end == std::string_view::npos) return bad("has a part without an end of its header");
    const auto part = read_part_head(body.substr(0, head_end));
    body.remove_prefix(head_end + 4);
    const auto end = body.find(next);
    if (end == std::string_view::npos) return bad("is cut");
    auto name = parameter(part.disposition, "filename");
    if (name) {
      *name = base_name(std::move(*name));
      if (!is_valid_utf8(*name)) return bad("has a file name that is not UTF-8");
      return FormFile{std::move(*name), part.content_type, body.substr(0, end)};
    }
    body.remove_prefix(end + next.size());
  }
  return bad("has too many parts");
}

}  // namespace sb::channels
