#pragma once
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

#include "base/result.h"

namespace sb::nlu {

// Models on disk: little-endian fields one after the other, lengths before what they count.
class BlobWriter final {
 public:
  template <typename Number>
  requires std::is_arithmetic_v<Number>
  void add(Number value) { bytes_.append(reinterpret_cast<const char*>(&value), sizeof value); }
  void add_text(std::string_view text) {
    add(static_cast<std::uint32_t>(text.size()));
    bytes_ += text;
  }
  template <typename Number>
  void add_all(std::span<const Number> values) {
    add(static_cast<std::uint32_t>(values.size()));
    bytes_.append(reinterpret_cast<const char*>(values.data()), values.size_bytes());
  }
  std::string take() { return std::move(bytes_); }

 private:
  std::string bytes_;
};

// Reads them back. After the first field that is not there every read gives an empty value, and `complete`
// says no: a caller checks once, at the end. Never reserves more than the bytes that are there.
class BlobReader final {
 public:
  explicit BlobReader(std::string_view bytes) : rest_(bytes) {}

  template <typename Number>
  requires std::is_arithmetic_v<Number> Number get() {
    Number value{};
    copy(&value, sizeof value);
    return value;
  }
  std::string text();
  template <typename Number>
  std::vector<Number> all() {
    const auto count = get<std::uint32_t>();
    if (count > rest_.size() / sizeof(Number)) {
      fail();
      return {};
    }
    std::vector<Number> values(count);
    copy(values.data(), count * sizeof(Number));
    return values;
  }
  void fail() {
    failed_ = true;
    rest_ = {};
  }
  bool failed() const { return failed_; }
  // Everything was there, and nothing is left.
  bool complete() const { return !failed_ && rest_.empty(); }

 private:
  void copy(void* to, std::size_t count);

  std::string_view rest_;
  bool failed_ = false;
};

}  // namespace sb::nlu
