#include "nlu/blob.h"

#include <bit>
#include <cstring>

static_assert(std::endian::native == std::endian::little,
              "models are stored in the byte order of the machine");

namespace sb::nlu {

std::string BlobReader::text() {
  const auto size = get<std::uint32_t>();
  if (size > rest_.size()) {
    fail();
    return {};
  }
  std::string value(rest_.substr(0, size));
  rest_.remove_prefix(size);
  return value;
}

void BlobReader::copy(void* to, std::size_t count) {
  if (count > rest_.size()) return fail();
  if (count > 0) std::memcpy(to, rest_.data(), count);
  rest_.remove_prefix(count);
}

}  // namespace sb::nlu
