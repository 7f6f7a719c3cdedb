#pragma once
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

// What the server and a script worker say to each other over their socket pair. Both sides are built from the
// same tree and refuse another version. The worker may lie: everything it sends is bounded and checked here,
// and a frame that does not fit ends it.
//
// A frame is its length (4 bytes, little endian, of what follows), a kind (1 byte) and fields. Integers are
// little endian, texts are UTF-8 with a length of 4 bytes before them.
//
// The worker runs only in answer to a frame of the server: `start`, `fetched`, `tick` and `cancel` are each
// answered by exactly one `idle`, so the server knows whose code is running, and measures it from outside.
namespace sb::script::wire {

inline constexpr std::uint32_t version = 1;
// The largest thing a script may send is the body of a fetch; the largest it may get, an answer.
inline constexpr std::size_t frame_bytes_max = 16 * 1024 * 1024;

enum class Kind : std::uint8_t {
  // To the worker.
  start = 1,
  fetched = 2,
  tick = 3,
  cancel = 4,
  trim = 5,
  // From the worker.
  ready = 65,
  console = 66,
  result = 67,
  fetch = 68,
  abort_fetch = 69,
  idle = 70,
};

// Run a script. `elapsed_ms` above zero: the run was lost once, and its timers up to there are over.
struct Start {
  std::uint32_t run = 0;
  double now_ms = 0, elapsed_ms = 0;
  std::uint32_t cpu_ms_max = 0, result_bytes_max = 0, fetches_max = 0;
  std::string_view seed, args, code;
};
// The outcome of a fetch: `head` is JSON, {status, statusText, url, redirected, headers:[[name, value]]} or
// {error:{type, code?, message}}.
struct Fetched {
  std::uint32_t run = 0, fetch = 0;
  std::string_view head, body;
};
struct RunOnly {
  std::uint32_t run = 0;
};

struct Ready {
  std::uint32_t version = 0;
  std::string_view layers, engine;
};
struct Console {
  std::uint32_t run = 0;
  std::uint8_t level = 0;  // index of console_levels
  std::uint32_t line = 0;
  std::string_view text;
};
inline constexpr std::string_view console_levels[] = {"log", "info", "warn", "error", "debug"};
struct Result {
  std::uint32_t run = 0;
  std::string_view text;  // JSON of one published builder
};
// `head` is JSON: {method, url, headers:[[name, value]], redirect, follow, timeout, size}.
struct Fetch {
  std::uint32_t run = 0, fetch = 0;
  std::string_view head, body;
};
struct AbortFetch {
  std::uint32_t run = 0, fetch = 0;
};
enum class RunState : std::uint8_t { waiting = 0, done = 1, failed = 2, timed_out = 3 };
// The worker has nothing to do. `next_ms`: when `run` wants its tick, from now; negative: never.
struct Idle {
  std::uint32_t run = 0;
  RunState state = RunState::waiting;
  double next_ms = -1;
  std::uint32_t line = 0, column = 0;
  std::string_view error;
};

std::string encode(const Start&);
std::string encode(const Fetched&);
std::string encode(Kind tick_or_cancel, const RunOnly&);
std::string encode_trim();
std::string encode(const Ready&);
std::string encode(const Console&);
std::string encode(const Result&);
std::string encode(const Fetch&);
std::string encode(const AbortFetch&);
std::string encode(const Idle&);

// One frame without its length. Views into the buffer it was cut from.
struct Frame {
  Kind kind = Kind::trim;
  std::string_view fields;
};

// nullopt: the fields are not those of the kind, byte for byte.
std::optional<Start> start_from(std::string_view fields);
std::optional<Fetched> fetched_from(std::string_view fields);
std::optional<RunOnly> run_only_from(std::string_view fields);
std::optional<Ready> ready_from(std::string_view fields);
std::optional<Console> console_from(std::string_view fields);
std::optional<Result> result_from(std::string_view fields);
std::optional<Fetch> fetch_from(std::string_view fields);
std::optional<AbortFetch> abort_fetch_from(std::string_view fields);
std::optional<Idle> idle_from(std::string_view fields);

// Collects bytes and cuts frames off them. Grows with what arrives, never with what a length promises.
class FrameReader {
 public:
  void append(std::string_view bytes);
  // The next whole frame; its views hold until the next call of append(). nullopt: none yet, or broken().
  std::optional<Frame> next();
  // A length beyond frame_bytes_max, or an empty frame: the other side cannot be believed.
  bool broken() const { return broken_; }

 private:
  std::string buffer_;
  std::size_t at_ = 0;
  bool broken_ = false;
};

}  // namespace sb::script::wire
