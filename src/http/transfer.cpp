#include "http/transfer.h"

#include <fmt/format.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>

#include "base/utf8.h"

namespace sb::http {
namespace {

// libcurl's setter is variadic: every number must be a long or a curl_off_t, and failures only mean "no
// memory" or "not built in", which the start-up check has excluded.
template <typename Value>
void set(CURL* handle, CURLoption option, Value value) {
  if (curl_easy_setopt(handle, option, value) != CURLE_OK) throw std::bad_alloc();
}

curl_blob blob_of(const std::string& text) {
  return {const_cast<char*>(text.data()), text.size(), CURL_BLOB_COPY};
}

bool takes_a_body(std::string_view method) {
  return method == "POST" || method == "PUT" || method == "PATCH";
}

// Methods that may be sent twice without harm (RFC 9110 §9.2.2), or whose receiver recognises the second
// time.
bool is_repeatable(const Request& request) {
  for (const auto* method : {"GET", "HEAD", "PUT", "DELETE", "OPTIONS"}) {
    if (request.method == method) return true;
  }
  return std::any_of(request.headers.begin(), request.headers.end(),
                     [](const Header& header) { return iequals_ascii(header.name, "idempotency-key"); });
}

}  // namespace

void prepare_handle(CURL* handle, TransferContext& context, CURLSH* share,
                    const std::optional<ClientCertificate>& certificate) {
  const auto& options = context.options;
  set(handle, CURLOPT_SHARE, share);
  set(handle, CURLOPT_NOSIGNAL, 1L);
  // A name lookup of libcurl's own (only for a proxy) must not hold up the thread when it is abandoned.
  set(handle, CURLOPT_QUICK_EXIT, 1L);
  set(handle, CURLOPT_PROTOCOLS_STR, "http,https");
  set(handle, CURLOPT_FOLLOWLOCATION, 0L);
  set(handle, CURLOPT_HTTP09_ALLOWED, 0L);
  set(handle, CURLOPT_NETRC, static_cast<long>(CURL_NETRC_IGNORED));
  set(handle, CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_2TLS));
  set(handle, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(options.connect_timeout_ms));
  set(handle, CURLOPT_USERAGENT, options.user_agent.c_str());
  set(handle, CURLOPT_ACCEPT_ENCODING, context.accept_encoding.c_str());
  set(handle, CURLOPT_DNS_CACHE_TIMEOUT, 3600L);  // entries are ours, renewed with every request
  // With or without a proxy of ours, those of the environment do not count.
  set(handle, CURLOPT_PROXY, options.proxy.c_str());
  set(handle, CURLOPT_NOPROXY, options.proxy.empty() ? "*" : "");
  set(handle, CURLOPT_HEADEROPT, static_cast<long>(CURLHEADER_SEPARATE));
  set(handle, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);

  set(handle, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  set(handle, CURLOPT_SSL_VERIFYPEER, 1L);
  set(handle, CURLOPT_SSL_VERIFYHOST, 2L);
  if (!options.ca_file.empty()) set(handle, CURLOPT_CAINFO, options.ca_file.c_str());
  if (certificate) {
    auto chain = blob_of(certificate->certificate_pem);
    auto key = blob_of(certificate->key_pem);
    set(handle, CURLOPT_SSLCERT_BLOB, &chain);
    set(handle, CURLOPT_SSLKEY_BLOB, &key);
  }

  set(handle, CURLOPT_OPENSOCKETFUNCTION, &Transfer::on_open_socket);
  set(handle, CURLOPT_CLOSESOCKETFUNCTION, &Transfer::on_close_socket);
  set(handle, CURLOPT_CLOSESOCKETDATA, &context);
  set(handle, CURLOPT_PREREQFUNCTION, &Transfer::on_before_request);
  set(handle, CURLOPT_HEADERFUNCTION, &Transfer::on_header);
  set(handle, CURLOPT_WRITEFUNCTION, &Transfer::on_body);
}

void Transfer::start(const Request& request, const Url& url, const std::vector<Address>& addresses) {
  request_ = &request;
  url_ = &url;
  auto* handle = handle_.get();
  set(handle, CURLOPT_CURLU, static_cast<CURLU*>(url.curl_handle()));
  set(handle, CURLOPT_PRIVATE, this);
  set(handle, CURLOPT_OPENSOCKETDATA, this);
  set(handle, CURLOPT_PREREQDATA, this);
  set(handle, CURLOPT_HEADERDATA, this);
  set(handle, CURLOPT_WRITEDATA, this);
  set(handle, CURLOPT_ERRORBUFFER, error_text_);
  set(handle, CURLOPT_MAXFILESIZE_LARGE, static_cast<curl_off_t>(request.response_bytes_max));
  set_method();
  set_headers();
  set_addresses(addresses);
}

void Transfer::set_method() {
  auto* handle = handle_.get();
  const auto& method = request_->method;
  const char* custom = nullptr;
  if (takes_a_body(method) || !request_->body.empty()) {
    set(handle, CURLOPT_POST, 1L);
    set(handle, CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(request_->body.size()));
    set(handle, CURLOPT_POSTFIELDS, request_->body.c_str());
    if (method != "POST") custom = method.c_str();
  } else if (method == "HEAD") {
    set(handle, CURLOPT_NOBODY, 1L);
  } else {
    set(handle, CURLOPT_HTTPGET, 1L);
    if (method != "GET") custom = method.c_str();
  }
  set(handle, CURLOPT_CUSTOMREQUEST, custom);
}

void Transfer::add_line(std::string_view name, std::string_view value) {
  line_starts_.push_back(lines_.size());
  lines_ += name;
  // libcurl's spelling of a header without value; "Name:" would mean "do not send it".
  lines_ += trim_ascii(value).empty() ? ";" : ": ";
  lines_ += value;
  lines_ += '\0';
}

void Transfer::set_headers() {
  bool has_content_type = false, has_authorization = false;
  for (const auto& header : request_->headers) {
    add_line(header.name, header.value);
    has_content_type = has_content_type || iequals_ascii(header.name, "content-type");
    has_authorization = has_authorization || iequals_ascii(header.name, "authorization");
  }
  if (!has_authorization && !url_->basic_authorization().empty()) {
    add_line("Authorization", url_->basic_authorization());
  }
  // What libcurl would add by itself: a form's content type, and a wait before large bodies.
  for (const std::string_view own : {"Content-Type:", "Expect:"}) {
    if (own == "Content-Type:" && has_content_type) continue;
    line_starts_.push_back(lines_.size());
    lines_ += own;
    lines_ += '\0';
  }
  nodes_.resize(line_starts_.size());
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    nodes_[i].data = lines_.data() + line_starts_[i];
    nodes_[i].next = i + 1 < nodes_.size() ? &nodes_[i + 1] : nullptr;
  }
  set(handle_.get(), CURLOPT_HTTPHEADER, nodes_.data());
}

void Transfer::set_addresses(const std::vector<Address>& addresses) {
  if (addresses.empty()) {
    set(handle_.get(), CURLOPT_RESOLVE, static_cast<curl_slist*>(nullptr));
    return;
  }
  resolve_line_ = fmt::format("+{}:{}:", url_->host(), url_->port());
  for (const auto& address : addresses) {
    if (resolve_line_.back() != ':' || &address != &addresses.front()) resolve_line_ += ',';
    resolve_line_ += address.is_v4() ? address.text() : "[" + address.text() + "]";
  }
  resolve_node_ = {resolve_line_.data(), nullptr};
  set(handle_.get(), CURLOPT_RESOLVE, &resolve_node_);
}

void Transfer::stop_with(FailureKind kind, std::string message) {
  if (!stopped_) stopped_ = Failure{kind, std::move(message)};
}

bool Transfer::may_connect(const Address& address, std::uint16_t port) {
  // Towards a proxy every address is the proxy's, which the operator named.
  const bool allowed = !context_.options.proxy.empty() ||
                       context_.policy.check(address, port, url_->host()) == Verdict::allowed;
  if (!allowed) refused_an_address_ = true;
  return allowed;
}

curl_socket_t Transfer::on_open_socket(void* self, curlsocktype purpose, curl_sockaddr* target) {
  auto& transfer = *static_cast<Transfer*>(self);
  auto& context = transfer.context_;
  const auto address = Address::from_sockaddr(&target->addr);
  if (purpose != CURLSOCKTYPE_IPCXN || !address) return CURL_SOCKET_BAD;
  const auto port = port_of(&target->addr);
  if (!transfer.may_connect(*address, port)) return CURL_SOCKET_BAD;
  transfer.tried_an_address_ = true;
  if (context.options.on_connect && !context.options.on_connect(*address, port)) return CURL_SOCKET_BAD;
  const int socket = ::socket(target->family, target->socktype | SOCK_CLOEXEC, target->protocol);
  if (socket < 0) return CURL_SOCKET_BAD;
  ++context.open_sockets;
  return socket;
}

int Transfer::on_close_socket(void* context, curl_socket_t socket) {
  --static_cast<TransferContext*>(context)->open_sockets;
  return ::close(socket);
}

// The second look, also for connections that are used again. It sees each sending of the request, so it is
// also where libcurl's own repetition (when a kept connection turns out closed) stops for requests that must
// not run twice.
int Transfer::on_before_request(void* self, char* peer, char*, int peer_port, int) {
  auto& transfer = *static_cast<Transfer*>(self);
  const auto address = Address::parse(peer);
  if (!address || !transfer.may_connect(*address, static_cast<std::uint16_t>(peer_port))) {
    transfer.refused_an_address_ = true;
    transfer.stop_with(FailureKind::not_allowed, std::string(no_connection_text));
    return CURL_PREREQFUNC_ABORT;
  }
  if (++transfer.times_sent_ > 1 && !is_repeatable(*transfer.request_)) {
    transfer.stop_with(FailureKind::protocol, "the connection was closed before an answer came");
    return CURL_PREREQFUNC_ABORT;
  }
  return CURL_PREREQFUNC_OK;
}

std::size_t Transfer::on_header(char* data, std::size_t size, std::size_t count, void* self) {
  auto& transfer = *static_cast<Transfer*>(self);
  const std::string_view line(data, size * count);
  transfer.header_bytes_ += line.size();
  if (transfer.header_bytes_ > response_header_bytes_max) {
    transfer.stop_with(FailureKind::too_large, fmt::format("the answer has more than {} bytes of headers",
                                                           response_header_bytes_max));
    return 0;
  }
  transfer.read_header_line(line);
  return line.size();
}

void Transfer::read_header_line(std::string_view line) {
  auto& headers = response_.headers;
  if (line.starts_with("HTTP/")) {
    headers.clear();  // an interim answer (1xx) came before this one
  } else if (!headers.empty() && (line.front() == ' ' || line.front() == '\t')) {
    if (const auto more = trim_ascii(line); !more.empty()) headers.back().value += " " + std::string(more);
  } else if (const auto colon = line.find(':'); colon != std::string_view::npos && response_.body.empty()) {
    headers.push_back({std::string(line.substr(0, colon)), std::string(trim_ascii(line.substr(colon + 1)))});
  }
}

std::size_t Transfer::on_body(char* data, std::size_t size, std::size_t count, void* self) {
  const std::string_view bytes(data, size * count);
  return static_cast<Transfer*>(self)->append_body(bytes) ? bytes.size() : 0;
}

bool Transfer::append_body(std::string_view data) {
  auto& body = response_.body;
  if (data.size() > request_->response_bytes_max - body.size()) {
    stop_with(FailureKind::too_large,
              fmt::format("the answer has more than {} bytes", request_->response_bytes_max));
    return false;
  }
  body += data;
  if (body.size() <= decode_grace_bytes) return true;
  curl_off_t wire_bytes = 0;
  curl_easy_getinfo(handle_.get(), CURLINFO_SIZE_DOWNLOAD_T, &wire_bytes);
  if (body.size() / decode_ratio_max <= static_cast<std::size_t>(wire_bytes)) return true;
  stop_with(FailureKind::too_large,
            fmt::format("the answer is compressed more than {} times", decode_ratio_max));
  return false;
}

EasyHandle Transfer::release_handle() {
  curl_easy_setopt(handle_.get(), CURLOPT_ERRORBUFFER, nullptr);  // it is ours and goes
  return std::move(handle_);
}

Outcome Transfer::finish(CURLcode result) {
  if (stopped_) return *stopped_;
  if (result != CURLE_OK) return failure_of(result);
  long status = 0;
  curl_easy_getinfo(handle_.get(), CURLINFO_RESPONSE_CODE, &status);
  response_.status = static_cast<int>(status);
  response_.url = url_->text();
  return std::move(response_);
}

Failure Transfer::failure_of(CURLcode result) {
  const std::string detail = error_text_[0] ? error_text_ : curl_easy_strerror(result);
  // With TLS 1.3 the other side's refusal of our certificate arrives as a failed read.
  if (result == CURLE_RECV_ERROR && detail.find("SSL") != std::string::npos) {
    return {FailureKind::tls, "TLS: " + detail};
  }
  const auto no_connection = std::string(no_connection_text);
  switch (result) {
    case CURLE_COULDNT_CONNECT:
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY:
      if (refused_an_address_ && !tried_an_address_) return {FailureKind::not_allowed, no_connection};
      return {FailureKind::unreachable, no_connection};
    case CURLE_OPERATION_TIMEDOUT:
      return {FailureKind::timed_out, no_connection};  // libcurl only counts the time to connect
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_ISSUER_ERROR:
    case CURLE_SSL_INVALIDCERTSTATUS:
    case CURLE_SSL_CLIENTCERT:
      return {FailureKind::tls, "TLS: " + detail};
    case CURLE_FILESIZE_EXCEEDED:
      return {FailureKind::too_large,
              fmt::format("the answer has more than {} bytes", request_->response_bytes_max)};
    case CURLE_URL_MALFORMAT:
      return {FailureKind::bad_url, "URL: " + detail};
    default:
      return {FailureKind::protocol, "no proper answer: " + detail};
  }
}

}  // namespace sb::http
