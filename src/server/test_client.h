#pragma once
#include <string>
#include <string_view>

#include "server/http_server.h"

namespace sb::server::testing {

// A blocking client for tests that speaks bytes, not HTTP. Every wait ends after `wait_ms_max`, which no
// passing test reaches.
class RawClient final {
 public:
  static constexpr int wait_ms_max = 10'000;

  explicit RawClient(const ListenAddress& server);
  ~RawClient();
  RawClient(const RawClient&) = delete;
  RawClient& operator=(const RawClient&) = delete;

  // False when the peer does not take any more.
  bool send(std::string_view bytes);
  // Each byte leaves on its own; what follows the first 16 KiB in one piece.
  bool send_bytewise(std::string_view bytes);
  void half_close();
  // Resets the connection.
  void abort();

  // What arrived until the peer closed; ends with "<deadline>" when it did not.
  std::string read_all();
  // What arrived until `text` did, that included; or as read_all.
  std::string read_until(std::string_view text);
  // One answer with Content-Length (or none), header and body.
  std::string read_answer();

 private:
  bool fill();

  int descriptor_ = -1;
  std::string pending_;
  bool deadline_passed_ = false;
};

// The body of an answer; its status; a header value (first match, exact name).
std::string body_of(std::string_view answer);
int status_of(std::string_view answer);
std::string header_of(std::string_view answer, std::string_view name);

}  // namespace sb::server::testing
