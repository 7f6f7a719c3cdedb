#include <cstdint>
#include <cstdlib>
#include <string>

#include "script/fetcher.h"
#include "script/wire.h"

// What a worker sends: cut into frames wherever the bytes come apart, each field read or refused. A frame
// that was read writes itself again, byte for byte.

namespace {

using namespace sb::script;

template <typename T>
void expect_same(const std::optional<T>& read, std::string_view fields) {
  if (read && std::string_view(encode(*read)).substr(5) != fields) std::abort();
}

void read_all(const wire::Frame& frame) {
  expect_same(wire::start_from(frame.fields), frame.fields);
  expect_same(wire::fetched_from(frame.fields), frame.fields);
  expect_same(wire::ready_from(frame.fields), frame.fields);
  expect_same(wire::console_from(frame.fields), frame.fields);
  expect_same(wire::result_from(frame.fields), frame.fields);
  expect_same(wire::abort_fetch_from(frame.fields), frame.fields);
  expect_same(wire::idle_from(frame.fields), frame.fields);
  const auto fetch = wire::fetch_from(frame.fields);
  expect_same(fetch, frame.fields);
  if (fetch) fetch_request_from(fetch->head, fetch->body);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes(reinterpret_cast<const char*>(data), size);
  wire::FrameReader reader;
  const std::size_t cut = size > 0 ? data[0] % (size + 1) : 0;
  for (const auto part : {bytes.substr(0, cut), bytes.substr(cut)}) {
    reader.append(part);
    while (const auto frame = reader.next()) read_all(*frame);
  }
  // The bytes as the fields of a frame, too.
  read_all({wire::Kind::idle, bytes});
  fetch_request_from(bytes, "");
  return 0;
}
