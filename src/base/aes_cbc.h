#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace sb {

// AES-256-CBC with PKCS#7 padding: only for the widget's start tokens (spec 04 §3.5), whose format is fixed.
// It has no authentication; what we seal ourselves goes through Sealer. Nullopt when the key has not 32
// bytes, the IV not 16, or the padding is wrong. Any thread.
std::optional<std::string> aes_256_cbc_decrypt(std::string_view key, std::string_view iv,
                                               std::string_view ciphertext);

}  // namespace sb
