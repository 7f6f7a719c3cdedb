#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "server/framing.h"

namespace sb::server {

// Decodes a chunked request body (RFC 9112 §7.1), strictly: CR LF only, no white space around sizes,
// extensions bounded and with balanced quotes, no trailer fields. Written here because the one of Beast 1.81
// asserts on a last chunk that arrives in pieces, and looks for its end only when all of it is there.
class ChunkDecoder final {
 public:
  // Takes bytes and appends the payload to `body`; gives how many bytes were used, all of them unless the
  // body ended or `refusal` was set.
  std::size_t decode(std::string_view bytes, std::string& body, std::size_t body_bytes_max,
                     std::optional<Refusal>& refusal);
  bool done() const { return state_ == State::done; }

 private:
  enum class State {
    size,
    extension,
    quoted,
    escaped,
    size_lf,
    data,
    data_cr,
    data_lf,
    last_cr,
    last_lf,
    done
  };

  std::optional<Refusal> step(char c);
  std::optional<Refusal> step_size(char c);
  std::optional<Refusal> step_extension(char c);
  std::optional<Refusal> expect(char c, char expected, State next);

  State state_ = State::size;
  std::uint64_t size_ = 0;  // of the current chunk; in `data`, what is left of it
  int size_digits_ = 0;
  std::size_t extension_bytes_ = 0;
};

}  // namespace sb::server
