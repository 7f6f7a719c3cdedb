#pragma once
#include <curl/curl.h>

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "http/curl_client.h"
#include "http/egress.h"
#include "http/message.h"
#include "http/url.h"

namespace sb::http {

// The one text for every way of not getting a connection (see Failure).
inline constexpr std::string_view no_connection_text =
    "could not connect: the host is not reachable or not allowed";
inline constexpr std::size_t response_header_bytes_max = 64 * 1024;
// A decoded body may be this many times larger than what came over the wire, once it is past the grace.
inline constexpr std::size_t decode_ratio_max = 200;
inline constexpr std::size_t decode_grace_bytes = 1024 * 1024;

struct EasyDeleter {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
using EasyHandle = std::unique_ptr<CURL, EasyDeleter>;

// What every transfer of a client has in common. All of it belongs to the client's thread.
struct TransferContext {
  EgressPolicy policy;
  ClientOptions options;
  std::string accept_encoding;
  int open_sockets = 0;
};

// Sets what stays the same for all requests on a handle: TLS, protocols, proxy, callbacks.
void prepare_handle(CURL* handle, TransferContext& context, CURLSH* share,
                    const std::optional<ClientCertificate>& certificate);

// One request and its answer, without redirects, on a prepared handle. Every socket it opens and every
// connection it is about to use is shown to the policy.
class Transfer final {
 public:
  Transfer(TransferContext& context, EasyHandle handle) : context_(context), handle_(std::move(handle)) {}

  // Sets the handle up; `request` and `url` live until the transfer is over. `addresses` are those
  // `url.host()` has; empty when the host is an address or the proxy looks it up.
  void start(const Request& request, const Url& url, const std::vector<Address>& addresses);

  // The answer, or why there is none. `result` is what libcurl says at the end.
  Outcome finish(CURLcode result);

  CURL* handle() const { return handle_.get(); }
  // The transfer is over, and detached from the multi handle.
  EasyHandle release_handle();

  // Which call this belongs to: libcurl names transfers by handle, the handle names its Transfer.
  std::uint64_t owner() const { return owner_; }
  void set_owner(std::uint64_t call) { owner_ = call; }

 private:
  friend void prepare_handle(CURL*, TransferContext&, CURLSH*, const std::optional<ClientCertificate>&);

  void set_method();
  void set_headers();
  void add_line(std::string_view name, std::string_view value);
  void set_addresses(const std::vector<Address>& addresses);
  void stop_with(FailureKind kind, std::string message);
  bool may_connect(const Address& address, std::uint16_t port);
  Failure failure_of(CURLcode result);

  static curl_socket_t on_open_socket(void* self, curlsocktype purpose, curl_sockaddr* address);
  static int on_close_socket(void* context, curl_socket_t socket);
  static int on_before_request(void* self, char* peer, char* own, int peer_port, int own_port);
  static std::size_t on_header(char* data, std::size_t size, std::size_t count, void* self);
  static std::size_t on_body(char* data, std::size_t size, std::size_t count, void* self);
  void read_header_line(std::string_view line);
  bool append_body(std::string_view data);

  TransferContext& context_;
  EasyHandle handle_;
  std::uint64_t owner_ = 0;
  const Request* request_ = nullptr;
  const Url* url_ = nullptr;
  // libcurl reads lists of NUL-terminated strings: one buffer, one array, no allocation for each line.
  std::string lines_;
  std::vector<std::size_t> line_starts_;
  std::vector<curl_slist> nodes_;
  std::string resolve_line_;
  curl_slist resolve_node_{};
  Response response_;
  std::size_t header_bytes_ = 0;
  int times_sent_ = 0;
  bool refused_an_address_ = false;
  bool tried_an_address_ = false;
  std::optional<Failure> stopped_;
  char error_text_[CURL_ERROR_SIZE] = {};
};

}  // namespace sb::http
