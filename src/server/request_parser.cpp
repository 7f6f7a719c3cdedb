#include "server/request_parser.h"

#include <algorithm>
#include <boost/beast/http/basic_parser.hpp>
#include <optional>
#include <string>

#include "server/chunk_decoder.h"

namespace sb::server {
namespace {

namespace beast = boost::beast;
using ErrorInfo = beast::error_code;

// RFC 9112 §2.2: an empty line before the request line is to be ignored; more than these is noise.
constexpr int leading_empty_lines_max = 2;
// Body memory is claimed as bytes arrive, not as a header announces them.
constexpr std::size_t body_reserve_bytes_max = 64 * 1024;

// Reads one header; bodies are not its business.
class BeastHead final : public beast::http::basic_parser<true> {
 public:
  explicit BeastHead(http::InboundRequest& request) : request_(request) {
    body_limit(boost::none);  // ours is set after the header, and answers 413
  }

  int version = 11;

 private:
  void on_request_impl(beast::http::verb, beast::string_view method, beast::string_view target, int number,
                       ErrorInfo&) override {
    version = number;
    request_.method.assign(method.data(), method.size());
    request_.target.assign(target.data(), target.size());
  }
  void on_field_impl(beast::http::field, beast::string_view name, beast::string_view value,
                     ErrorInfo&) override {
    const std::string_view plain(name.data(), name.size());
    if (imitates_framing_field(plain)) return;
    request_.headers.add(std::string(plain), std::string(value.data(), value.size()));
  }
  void on_response_impl(int, beast::string_view, int, ErrorInfo&) override {}
  void on_header_impl(ErrorInfo&) override {}
  void on_body_init_impl(boost::optional<std::uint64_t> const&, ErrorInfo&) override {}
  std::size_t on_body_impl(beast::string_view, ErrorInfo&) override { return 0; }
  void on_chunk_header_impl(std::uint64_t, beast::string_view, ErrorInfo&) override {}
  std::size_t on_chunk_body_impl(std::uint64_t, beast::string_view, ErrorInfo&) override { return 0; }
  void on_finish_impl(ErrorInfo&) override {}

  http::InboundRequest& request_;
};

}  // namespace

struct RequestParser::Impl {
  explicit Impl(std::size_t bytes) : header_bytes_max(bytes) {}

  Progress refuse(Refusal why) {
    message.refusal = why;
    return Progress::refused;
  }

  // False when more bytes are needed to tell.
  bool skip_empty_lines(std::string_view& bytes, std::size_t& used) {
    while (message.empty_lines < leading_empty_lines_max && !bytes.empty() && bytes.front() == '\r') {
      if (bytes.size() < 2) return false;
      if (bytes[1] != '\n') break;
      bytes.remove_prefix(2);
      used += 2;
      ++message.empty_lines;
    }
    return !bytes.empty();
  }

  Progress read_head(std::string_view bytes, std::size_t& used) {
    if (!skip_empty_lines(bytes, used)) return Progress::need_more;
    message.started = true;
    std::optional<Refusal> fault;
    const auto end = message.scan.find_end(bytes, header_bytes_max, fault);
    if (fault) return refuse(*fault);
    if (!end) return Progress::need_more;
    BeastHead head(request);
    head.header_limit(static_cast<std::uint32_t>(*end));
    ErrorInfo failure;
    const auto parsed = head.put({bytes.data(), *end}, failure);
    // Beast ends the header where HeadScan did, or finds it malformed.
    if (failure || parsed != *end || !head.is_header_done())
      return refuse({400, "the request header is malformed"});
    used += parsed;
    if (auto wrong = check_framing(head.version, request)) return refuse(*wrong);
    if (auto target = http::parse_target(request); !target)
      return refuse({400, "the request target is malformed"});
    message.head_done = true;
    message.version = head.version;
    message.keep_alive = head.keep_alive();
    message.chunked = head.chunked();
    message.body_bytes_left = head.content_length().value_or(0);
    return Progress::head;
  }

  Progress read_body(std::string_view bytes, std::size_t& used) {
    if (message.chunked) {
      std::optional<Refusal> fault;
      used = message.chunks.decode(bytes, request.body, message.body_bytes_max, fault);
      if (fault) return refuse(*fault);
      return message.chunks.done() ? Progress::complete : Progress::need_more;
    }
    auto& left = message.body_bytes_left;
    if (request.body.empty() && left > 0) {
      if (left > message.body_bytes_max) return refuse({413, "the request body is too large"});
      request.body.reserve(std::min(static_cast<std::size_t>(left), body_reserve_bytes_max));
    }
    used = static_cast<std::size_t>(std::min<std::uint64_t>(left, bytes.size()));
    request.body.append(bytes.data(), used);
    left -= used;
    return left == 0 ? Progress::complete : Progress::need_more;
  }

  bool body_done() const { return message.chunked ? message.chunks.done() : message.body_bytes_left == 0; }

  // What reset() forgets, apart from the request.
  struct Message {
    HeadScan scan;
    ChunkDecoder chunks;
    Refusal refusal;
    int empty_lines = 0;
    int version = 11;
    bool started = false;
    bool head_done = false;
    bool keep_alive = false;
    bool chunked = false;
    std::uint64_t body_bytes_left = 0;
    std::size_t body_bytes_max = SIZE_MAX;
  };

  std::size_t header_bytes_max;
  http::InboundRequest request;
  Message message;
};

RequestParser::RequestParser(std::size_t header_bytes_max)
    : impl_(std::make_unique<Impl>(header_bytes_max)) {}
RequestParser::~RequestParser() = default;

RequestParser::Progress RequestParser::advance(std::string_view bytes, std::size_t& used) {
  used = 0;
  return impl_->message.head_done ? impl_->read_body(bytes, used) : impl_->read_head(bytes, used);
}

void RequestParser::reset() {
  impl_->request = {};
  impl_->message = {};
}

void RequestParser::set_body_bytes_max(std::size_t bytes) {
  impl_->message.body_bytes_max = bytes;
}
http::InboundRequest& RequestParser::request() {
  return impl_->request;
}
const Refusal& RequestParser::refusal() const {
  return impl_->message.refusal;
}
bool RequestParser::keep_alive() const {
  return impl_->message.keep_alive;
}
int RequestParser::version() const {
  return impl_->message.version;
}
bool RequestParser::expects_continue() const {
  return version() >= 11 && !impl_->body_done() && impl_->request.headers.find("expect") != nullptr;
}
bool RequestParser::started() const {
  return impl_->message.started;
}

}  // namespace sb::server
