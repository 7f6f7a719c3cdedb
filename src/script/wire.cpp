#include "script/wire.h"

#include <bit>
#include <cmath>

namespace sb::script::wire {
namespace {

class Writer {
 public:
  explicit Writer(Kind kind) : out_(4, '\0') { out_ += static_cast<char>(kind); }

  Writer& byte(std::uint8_t value) {
    out_ += static_cast<char>(value);
    return *this;
  }
  Writer& u32(std::uint32_t value) {
    for (int shift = 0; shift < 32; shift += 8) out_ += static_cast<char>(value >> shift & 0xff);
    return *this;
  }
  Writer& f64(double value) {
    const auto bits = std::bit_cast<std::uint64_t>(value);
    return u32(static_cast<std::uint32_t>(bits)).u32(static_cast<std::uint32_t>(bits >> 32));
  }
  Writer& text(std::string_view value) {
    u32(static_cast<std::uint32_t>(value.size()));
    out_ += value;
    return *this;
  }
  std::string done() {
    const auto length = static_cast<std::uint32_t>(out_.size() - 4);
    for (int i = 0; i < 4; ++i)
      out_[static_cast<std::size_t>(i)] = static_cast<char>(length >> (8 * i) & 0xff);
    return std::move(out_);
  }

 private:
  std::string out_;
};

// Reads fields one after the other; `complete` says whether all were there and nothing after them.
class Reader {
 public:
  explicit Reader(std::string_view fields) : rest_(fields) {}

  std::uint8_t byte() {
    if (!has(1)) return 0;
    const auto value = static_cast<std::uint8_t>(rest_[0]);
    rest_.remove_prefix(1);
    return value;
  }
  std::uint32_t u32() {
    if (!has(4)) return 0;
    std::uint32_t value = 0;
    for (int i = 3; i >= 0; --i)
      value = value << 8 | static_cast<std::uint8_t>(rest_[static_cast<std::size_t>(i)]);
    rest_.remove_prefix(4);
    return value;
  }
  double f64() {
    const std::uint64_t low = u32();
    const double value = std::bit_cast<double>(low | static_cast<std::uint64_t>(u32()) << 32);
    if (!std::isfinite(value)) good_ = false;
    return value;
  }
  std::string_view text() {
    const std::size_t length = u32();
    if (!has(length)) return {};
    const auto value = rest_.substr(0, length);
    rest_.remove_prefix(length);
    return value;
  }
  bool complete() const { return good_ && rest_.empty(); }

 private:
  bool has(std::size_t bytes) {
    if (rest_.size() < bytes) good_ = false;
    return good_;
  }
  std::string_view rest_;
  bool good_ = true;
};

template <typename T>
std::optional<T> if_complete(const Reader& reader, T&& value) {
  if (!reader.complete()) return std::nullopt;
  return std::forward<T>(value);
}

}  // namespace

std::string encode(const Start& start) {
  return Writer(Kind::start)
      .u32(start.run)
      .f64(start.now_ms)
      .f64(start.elapsed_ms)
      .u32(start.cpu_ms_max)
      .u32(start.result_bytes_max)
      .u32(start.fetches_max)
      .text(start.seed)
      .text(start.args)
      .text(start.code)
      .done();
}
std::string encode(const Fetched& fetched) {
  return Writer(Kind::fetched)
      .u32(fetched.run)
      .u32(fetched.fetch)
      .text(fetched.head)
      .text(fetched.body)
      .done();
}
std::string encode(Kind tick_or_cancel, const RunOnly& which) {
  return Writer(tick_or_cancel).u32(which.run).done();
}
std::string encode_trim() {
  return Writer(Kind::trim).done();
}
std::string encode(const Ready& ready) {
  return Writer(Kind::ready).u32(ready.version).text(ready.layers).text(ready.engine).done();
}
std::string encode(const Console& line) {
  return Writer(Kind::console).u32(line.run).byte(line.level).u32(line.line).text(line.text).done();
}
std::string encode(const Result& result) {
  return Writer(Kind::result).u32(result.run).text(result.text).done();
}
std::string encode(const Fetch& fetch) {
  return Writer(Kind::fetch).u32(fetch.run).u32(fetch.fetch).text(fetch.head).text(fetch.body).done();
}
std::string encode(const AbortFetch& fetch) {
  return Writer(Kind::abort_fetch).u32(fetch.run).u32(fetch.fetch).done();
}
std::string encode(const Idle& idle) {
  return Writer(Kind::idle)
      .u32(idle.run)
      .byte(static_cast<std::uint8_t>(idle.state))
      .f64(idle.next_ms)
      .u32(idle.line)
      .u32(idle.column)
      .text(idle.error)
      .done();
}

std::optional<Start> start_from(std::string_view fields) {
  Reader in(fields);
  Start start;
  start.run = in.u32();
  start.now_ms = in.f64();
  start.elapsed_ms = in.f64();
  start.cpu_ms_max = in.u32();
  start.result_bytes_max = in.u32();
  start.fetches_max = in.u32();
  start.seed = in.text();
  start.args = in.text();
  start.code = in.text();
  return if_complete(in, std::move(start));
}
std::optional<Fetched> fetched_from(std::string_view fields) {
  Reader in(fields);
  Fetched fetched;
  fetched.run = in.u32();
  fetched.fetch = in.u32();
  fetched.head = in.text();
  fetched.body = in.text();
  return if_complete(in, std::move(fetched));
}
std::optional<RunOnly> run_only_from(std::string_view fields) {
  Reader in(fields);
  RunOnly which{in.u32()};
  return if_complete(in, std::move(which));
}
std::optional<Ready> ready_from(std::string_view fields) {
  Reader in(fields);
  Ready ready;
  ready.version = in.u32();
  ready.layers = in.text();
  ready.engine = in.text();
  return if_complete(in, std::move(ready));
}
std::optional<Console> console_from(std::string_view fields) {
  Reader in(fields);
  Console line;
  line.run = in.u32();
  line.level = in.byte();
  line.line = in.u32();
  line.text = in.text();
  if (line.level >= std::size(console_levels)) return std::nullopt;
  return if_complete(in, std::move(line));
}
std::optional<Result> result_from(std::string_view fields) {
  Reader in(fields);
  Result result;
  result.run = in.u32();
  result.text = in.text();
  return if_complete(in, std::move(result));
}
std::optional<Fetch> fetch_from(std::string_view fields) {
  Reader in(fields);
  Fetch fetch;
  fetch.run = in.u32();
  fetch.fetch = in.u32();
  fetch.head = in.text();
  fetch.body = in.text();
  return if_complete(in, std::move(fetch));
}
std::optional<AbortFetch> abort_fetch_from(std::string_view fields) {
  Reader in(fields);
  AbortFetch fetch;
  fetch.run = in.u32();
  fetch.fetch = in.u32();
  return if_complete(in, std::move(fetch));
}
std::optional<Idle> idle_from(std::string_view fields) {
  Reader in(fields);
  Idle idle;
  idle.run = in.u32();
  const auto state = in.byte();
  if (state > static_cast<std::uint8_t>(RunState::timed_out)) return std::nullopt;
  idle.state = static_cast<RunState>(state);
  idle.next_ms = in.f64();
  idle.line = in.u32();
  idle.column = in.u32();
  idle.error = in.text();
  return if_complete(in, std::move(idle));
}

void FrameReader::append(std::string_view bytes) {
  if (at_ > 0) {
    buffer_.erase(0, at_);
    at_ = 0;
  }
  // One big frame must not occupy its space for ever.
  constexpr std::size_t kept_bytes_max = 256 * 1024;
  if (buffer_.empty() && buffer_.capacity() > kept_bytes_max) buffer_.shrink_to_fit();
  buffer_ += bytes;
}

std::optional<Frame> FrameReader::next() {
  const std::string_view rest = std::string_view(buffer_).substr(at_);
  if (broken_ || rest.size() < 4) return std::nullopt;
  std::size_t length = 0;
  for (std::size_t i = 4; i-- > 0;) length = length << 8 | static_cast<std::uint8_t>(rest[i]);
  if (length == 0 || length > frame_bytes_max) {
    broken_ = true;
    return std::nullopt;
  }
  if (rest.size() - 4 < length) return std::nullopt;
  at_ += 4 + length;
  return Frame{static_cast<Kind>(static_cast<std::uint8_t>(rest[4])), rest.substr(5, length - 1)};
}

}  // namespace sb::script::wire
