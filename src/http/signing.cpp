#include "http/signing.h"

#include <fmt/format.h>
#include <openssl/evp.h>

#include "base/crypto.h"
#include "base/utf8.h"

namespace sb::http {
namespace {

std::optional<std::string> digest(const std::string& name, std::string_view data) {
  const auto* method = EVP_get_digestbyname(name.c_str());
  if (!method) return {};
  std::string out(EVP_MAX_MD_SIZE, '\0');
  unsigned size = 0;
  if (EVP_Digest(data.data(), data.size(), reinterpret_cast<unsigned char*>(out.data()), &size, method,
                 nullptr) != 1) {
    return {};
  }
  out.resize(size);
  return out;
}

}  // namespace

Result<std::vector<Header>> hmac_headers(const HmacSettings& settings, std::string_view body, UtcMs timestamp,
                                         std::string_view nonce) {
  const auto name = settings.encoding.empty() ? std::string("sha256") : settings.encoding;
  const auto time = iso_text(timestamp);
  const auto data = body.empty() ? std::string_view("{}") : body;
  const auto inner = digest(name, fmt::format("{}\n{}\n{}\n{}", data, time, nonce, settings.key));
  const auto outer = inner ? hmac(name, settings.secret, hex(*inner)) : std::nullopt;
  if (!outer) {
    return Error{ErrorCode::invalid_input, fmt::format("\"{}\" is no available digest", printable(name)),
                 "encoding"};
  }
  const auto hash = base64(*outer);
  std::vector<Header> headers = {
      {"hash", hash}, {"nonce", std::string(nonce)}, {"timestamp", time}, {"charset", "utf8"}};
  if (!settings.header.empty()) headers.push_back({settings.header, hash});
  return headers;
}

}  // namespace sb::http
