#pragma once
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace sb::http {

struct Header {
  std::string name;
  std::string value;

  friend bool operator==(const Header&, const Header&) = default;
};

// Header fields in the order they were sent or shall be sent. Names compare without regard to ASCII case.
class Headers {
 public:
  Headers() = default;
  Headers(std::initializer_list<Header> fields) : fields_(fields) {}

  void add(std::string name, std::string value) { fields_.push_back({std::move(name), std::move(value)}); }
  // Replaces every field of that name by this one.
  void set(std::string_view name, std::string value);

  // The value of the first field of that name; nullptr when there is none.
  const std::string* find(std::string_view name) const;
  // The same, empty when there is none.
  std::string_view get(std::string_view name) const;
  std::size_t count(std::string_view name) const;

  bool empty() const { return fields_.empty(); }
  std::size_t size() const { return fields_.size(); }
  auto begin() const { return fields_.begin(); }
  auto end() const { return fields_.end(); }

  friend bool operator==(const Headers&, const Headers&) = default;

 private:
  std::vector<Header> fields_;
};

}  // namespace sb::http
