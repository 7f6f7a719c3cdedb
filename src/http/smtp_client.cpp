#include "http/smtp_client.h"

#include <curl/curl.h>

#include <algorithm>
#include <atomic>

#include "base/utf8.h"
#include "base/worker_pool.h"

namespace sb::http {
namespace {

constexpr int threads = 2;
constexpr std::int64_t connect_timeout_ms = 5'000;
constexpr std::size_t address_bytes_max = 254;  // RFC 5321 §4.5.3.1.3, without the brackets

struct FreeEasy {
  void operator()(CURL* handle) const { curl_easy_cleanup(handle); }
};
struct FreeList {
  void operator()(curl_slist* list) const { curl_slist_free_all(list); }
};

struct Upload {
  std::string_view left;
};
std::size_t read_text(char* buffer, std::size_t size, std::size_t count, void* state) {
  auto& upload = *static_cast<Upload*>(state);
  const std::size_t bytes = std::min(size * count, upload.left.size());
  std::copy_n(upload.left.data(), bytes, buffer);
  upload.left.remove_prefix(bytes);
  return bytes;
}
int stop_when_told(void* stopping, curl_off_t, curl_off_t, curl_off_t, curl_off_t) {
  return static_cast<std::atomic<bool>*>(stopping)->load() ? 1 : 0;
}

Result<std::string> bare_address(std::string_view text) {
  text = trim(text);
  const std::string shown = printable(text);
  const auto open = text.rfind('<');
  if (open != std::string_view::npos && text.ends_with('>')) {
    text = trim(text.substr(open + 1, text.size() - open - 2));
  }
  const auto at = text.find('@');
  const bool plain = std::all_of(text.begin(), text.end(), [](char c) {
    const auto byte = static_cast<unsigned char>(c);
    return byte > ' ' && byte != 127 && c != '<' && c != '>' && c != ',' && c != ';' && c != '"' && c != '\\';
  });
  const bool good = plain && at != std::string_view::npos && at > 0 && at + 1 < text.size() &&
                    text.find('@', at + 1) == std::string_view::npos && text.size() <= address_bytes_max;
  if (!good) return Error{ErrorCode::invalid_input, "'" + shown + "' is no mail address"};
  return std::string(text);
}

class CurlMailSender final : public MailSender {
 public:
  CurlMailSender(MailServer server, std::string from_address)
      : server_(std::move(server)), from_address_(std::move(from_address)), pool_(threads) {}
  ~CurlMailSender() override { stopping_ = true; }

  void send(Mail mail, std::function<void(Ok)> done) override {
    pool_.run([this, mail = std::move(mail), done = std::move(done)] {
      if (stopping_) return;
      const Ok sent = transfer(mail);
      if (!stopping_) done(sent);
    });
  }
  const std::string& from_address() const override { return from_address_; }
  const std::string& from_header() const override { return server_.from; }

 private:
  Ok transfer(const Mail& mail);
  void set_security(CURL* curl) const;

  MailServer server_;
  std::string from_address_;
  std::atomic<bool> stopping_{false};
  WorkerPool pool_;  // last: its threads use everything above
};

void CurlMailSender::set_security(CURL* curl) const {
  const bool optional = server_.tls == MailServer::Tls::if_offered;
  const long level = server_.tls == MailServer::Tls::none ? CURLUSESSL_NONE
                     : optional                           ? CURLUSESSL_TRY
                                                          : CURLUSESSL_ALL;
  curl_easy_setopt(curl, CURLOPT_USE_SSL, level);
  curl_easy_setopt(curl, CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 2L);
  if (!server_.ca_file.empty()) curl_easy_setopt(curl, CURLOPT_CAINFO, server_.ca_file.c_str());
  if (server_.user.empty()) return;
  curl_easy_setopt(curl, CURLOPT_USERNAME, server_.user.c_str());
  curl_easy_setopt(curl, CURLOPT_PASSWORD, server_.password.c_str());
}

Ok CurlMailSender::transfer(const Mail& mail) {
  const std::unique_ptr<CURL, FreeEasy> handle(curl_easy_init());
  if (!handle) return Error{ErrorCode::unavailable, "no memory for a mail transfer"};
  CURL* curl = handle.get();
  std::unique_ptr<curl_slist, FreeList> recipients;
  for (const auto& recipient : mail.recipients) {
    curl_slist* longer = curl_slist_append(recipients.get(), ("<" + recipient + ">").c_str());
    if (!longer) return Error{ErrorCode::unavailable, "no memory for a mail transfer"};
    (void)recipients.release();
    recipients.reset(longer);
  }
  char reason[CURL_ERROR_SIZE] = "";
  Upload upload{mail.text};
  curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
  curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, reason);
  curl_easy_setopt(curl, CURLOPT_URL, server_.url.c_str());
  curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "smtp,smtps");
  curl_easy_setopt(curl, CURLOPT_PROXY, "");
  curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(connect_timeout_ms));
  curl_easy_setopt(curl, CURLOPT_TIMEOUT_MS, static_cast<long>(server_.timeout_ms));
  curl_easy_setopt(curl, CURLOPT_MAIL_FROM, ("<" + from_address_ + ">").c_str());
  curl_easy_setopt(curl, CURLOPT_MAIL_RCPT, recipients.get());
  curl_easy_setopt(curl, CURLOPT_UPLOAD, 1L);
  curl_easy_setopt(curl, CURLOPT_READFUNCTION, read_text);
  curl_easy_setopt(curl, CURLOPT_READDATA, &upload);
  curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
  curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, stop_when_told);
  curl_easy_setopt(curl, CURLOPT_XFERINFODATA, &stopping_);
  set_security(curl);
  const CURLcode code = curl_easy_perform(curl);
  if (code == CURLE_OK) return {};
  long status = 0;
  curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
  std::string message = "the mail server did not take the message: ";
  message += reason[0] ? printable(reason) : curl_easy_strerror(code);
  if (status > 0) message += " (" + std::to_string(status) + ")";
  return Error{code == CURLE_OPERATION_TIMEDOUT ? ErrorCode::timed_out : ErrorCode::upstream_failed, message};
}

}  // namespace

Result<std::unique_ptr<MailSender>> make_mail_sender(MailServer server) {
  if (!server.url.starts_with("smtp://") && !server.url.starts_with("smtps://")) {
    return Error{ErrorCode::invalid_input, "the mail server is no smtp:// or smtps:// address", server.url};
  }
  auto from = bare_address(server.from);
  if (from.has_error()) return Error{from.error().code, "the sender of mail: " + from.error().message};
  const bool clean = std::none_of(server.from.begin(), server.from.end(),
                                  [](char c) { return static_cast<unsigned char>(c) < ' ' || c == 127; });
  if (!clean) return Error{ErrorCode::invalid_input, "the sender of mail holds control characters"};
  return std::unique_ptr<MailSender>(std::make_unique<CurlMailSender>(std::move(server), std::move(*from)));
}

Result<std::vector<std::string>> parse_recipients(std::string_view text) {
  std::vector<std::string> out;
  while (!text.empty()) {
    const auto end = std::min(text.find_first_of(",;"), text.size());
    if (const auto part = trim(text.substr(0, end)); !part.empty()) {
      SB_TRY(auto address, bare_address(part));
      if (std::find(out.begin(), out.end(), address) == out.end()) out.push_back(std::move(address));
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  if (out.empty()) return Error{ErrorCode::invalid_input, "there is no recipient"};
  if (out.size() > mail_recipients_max) {
    return Error{ErrorCode::invalid_input,
                 "more than " + std::to_string(mail_recipients_max) + " recipients"};
  }
  return out;
}

}  // namespace sb::http
