#include "server/chunk_decoder.h"

#include <algorithm>

namespace sb::server {
namespace {

constexpr Refusal malformed{400, "the chunked body is malformed"};
// More would overflow; leading zeros count.
constexpr int size_digits_max = 16;

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return -1;
}

bool is_visible(char c) {
  return c > 0x20 && c < 0x7f;
}

}  // namespace

std::size_t ChunkDecoder::decode(std::string_view bytes, std::string& body, std::size_t body_bytes_max,
                                 std::optional<Refusal>& refusal) {
  std::size_t at = 0;
  while (at < bytes.size() && !done() && !refusal) {
    if (state_ == State::data) {
      const auto part =
          bytes.substr(at, static_cast<std::size_t>(std::min<std::uint64_t>(size_, bytes.size() - at)));
      body += part;
      at += part.size();
      size_ -= part.size();
      if (size_ == 0) state_ = State::data_cr;
      continue;
    }
    refusal = step(bytes[at++]);
    if (!refusal && state_ == State::data && size_ > body_bytes_max - body.size()) {
      refusal = Refusal{413, "the request body is too large"};
    }
  }
  return at;
}

std::optional<Refusal> ChunkDecoder::step(char c) {
  switch (state_) {
    case State::size:
      return step_size(c);
    case State::extension:
    case State::quoted:
    case State::escaped:
      return step_extension(c);
    case State::size_lf:
      return expect(c, '\n', size_ == 0 ? State::last_cr : State::data);
    case State::data_cr:
      return expect(c, '\r', State::data_lf);
    case State::data_lf:
      return expect(c, '\n', State::size);
    case State::last_cr:
      if (c != '\r') return Refusal{400, "trailer fields are not taken"};
      state_ = State::last_lf;
      return std::nullopt;
    case State::last_lf:
      return expect(c, '\n', State::done);
    case State::data:
    case State::done:
      break;
  }
  return malformed;
}

std::optional<Refusal> ChunkDecoder::expect(char c, char expected, State next) {
  if (c != expected) return malformed;
  state_ = next;
  if (next == State::size) {
    size_ = 0;
    size_digits_ = 0;
  }
  return std::nullopt;
}

std::optional<Refusal> ChunkDecoder::step_size(char c) {
  const int digit = hex_digit(c);
  if (digit >= 0) {
    if (++size_digits_ > size_digits_max) return malformed;
    size_ = size_ * 16 + static_cast<std::uint64_t>(digit);
    return std::nullopt;
  }
  if (size_digits_ == 0) return malformed;
  state_ = State::extension;
  if (c == '\r' || c == ';') return step_extension(c);
  return malformed;
}

std::optional<Refusal> ChunkDecoder::step_extension(char c) {
  if (state_ == State::extension && c == '\r') {
    state_ = State::size_lf;
    return std::nullopt;
  }
  if (++extension_bytes_ > chunk_extension_bytes_max)
    return Refusal{400, "the chunk extensions are too long"};
  if (state_ == State::extension) {
    if (c == '"') state_ = State::quoted;
    return is_visible(c) ? std::nullopt : std::optional(malformed);
  }
  if (!is_visible(c) && c != ' ' && c != '\t') return malformed;
  if (state_ == State::escaped) {
    state_ = State::quoted;
  } else if (c == '\\') {
    state_ = State::escaped;
  } else if (c == '"') {
    state_ = State::extension;
  }
  return std::nullopt;
}

}  // namespace sb::server
