#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace sb::people {

inline constexpr std::size_t password_characters_min = 12;
inline constexpr std::size_t password_bytes_max = 1'000;

// Why this is no password for that login, for the person who chose it; nullopt: it is one.
std::optional<std::string> password_fault(std::string_view password, std::string_view login);

// Argon2id with a random salt, as "$argon2id$v=19$m=…". Takes some 20 ms and 19 MiB: off the event loops.
std::string hash_password(std::string_view password);
// Takes as long for an empty `hash` (no password, no such account), which nothing matches.
bool password_matches(const std::string& hash, std::string_view password);

}  // namespace sb::people
