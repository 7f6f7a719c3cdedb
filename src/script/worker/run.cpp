#include <time.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <cstring>
#include <optional>
#include <utility>

#include "script/worker/engine.h"
#include "script/worker/text.h"

// Exported by the library although its installed headers do not declare them; Engine::warm_up() tests that
// they work.
extern "C" {
typedef bool (*JSShouldTerminateCallback)(JSContextRef context, void* data);
JS_EXPORT void JSContextGroupSetExecutionTimeLimit(JSContextGroupRef group, double seconds,
                                                   JSShouldTerminateCallback, void* data);
// Called as function(promise, reason) when the microtasks are done and nobody has taken the rejection.
JS_EXPORT void JSGlobalContextSetUnhandledRejectionCallback(JSGlobalContextRef context, JSObjectRef function,
                                                            JSValueRef* exception);
}

namespace sb::script::worker {
namespace {

// The first argument of the function `host` that units have; web/sandbox/src/globals.mjs has the same
// numbers.
enum HostCall {
  unit = 0,
  elapsed = 1,
  console = 2,
  result = 3,
  fetch = 4,
  abort_fetch = 5,
  json = 6,
  is_array = 7,
  on_tick = 8,
  on_fetched = 9
};

constexpr double ran_one = -2;
constexpr int console_lines_max = 1'000;
constexpr std::size_t console_line_bytes_max = 8 * 1024, console_bytes_max = 256 * 1024;
constexpr std::size_t error_bytes_max = 8 * 1024;
// After so long other runs of this worker get their turn.
constexpr double slice_ms_max = 20;
constexpr std::string_view code_place = "code.js:";
constexpr std::uint8_t error_level = 3;  // of wire::console_levels
constexpr std::size_t early_rejections_max = 100;
const std::string unhandled = "Unhandled rejection: ";

// The run whose code is being executed: there is one thread.
Run* current = nullptr;
bool terminated = false;

bool should_terminate(JSContextRef, void*) {
  terminated = true;
  return true;
}

double thread_cpu_ms() {
  timespec now{};
  ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

double number_of(JSContextRef context, JSValueRef value) {
  if (!value || !JSValueIsNumber(context, value)) return -1;
  const double number = JSValueToNumber(context, value, nullptr);
  return std::isfinite(number) ? number : -1;
}

std::string text_of(JSContextRef context, JSValueRef value) {
  if (!value || !JSValueIsString(context, value)) return {};
  return JsString(JSValueToStringCopy(context, value, nullptr)).text();
}

// As String(value) does; nothing when that throws.
std::optional<std::string> converted(JSContextRef context, JSValueRef value) {
  JSValueRef exception = nullptr;
  const JsString text(JSValueToStringCopy(context, value, &exception));
  if (exception || !text.value) return std::nullopt;
  return text.text();
}

// Line and column after "code.js:".
std::pair<int, int> place_in(std::string_view stack) {
  std::pair<int, int> place{0, 0};
  const auto at = stack.find(code_place);
  if (at == std::string_view::npos) return place;
  const char* end = stack.data() + stack.size();
  const auto line = std::from_chars(stack.data() + at + code_place.size(), end, place.first);
  if (line.ptr != end && *line.ptr == ':') std::from_chars(line.ptr + 1, end, place.second);
  return place;
}

JSValueRef make_text(JSContextRef context, std::string_view utf8) {
  return JSValueMakeString(context, JsString(utf8).value);
}

void free_bytes(void* bytes, void*) {
  delete[] static_cast<char*>(bytes);
}

JSValueRef make_bytes(JSContextRef context, std::string_view bytes) {
  auto copy = std::make_unique<char[]>(bytes.size() + 1);
  std::memcpy(copy.get(), bytes.data(), bytes.size());
  return JSObjectMakeArrayBufferWithBytesNoCopy(context, copy.release(), bytes.size(), free_bytes, nullptr,
                                                nullptr);
}

}  // namespace

void throw_error(JSContextRef context, std::string_view message, JSValueRef* exception) {
  const JSValueRef text = make_text(context, message);
  *exception = JSObjectMakeError(context, 1, &text, nullptr);
}

struct HostFunction {
  static JSValueRef call(JSContextRef context, JSObjectRef, JSObjectRef, std::size_t count,
                         const JSValueRef arguments[], JSValueRef* exception) {
    if (!current) return JSValueMakeUndefined(context);
    return current->host(context, count, arguments, exception);
  }
  static JSValueRef done(JSContextRef context, JSObjectRef, JSObjectRef, std::size_t, const JSValueRef[],
                         JSValueRef*) {
    if (current) current->done();
    return JSValueMakeUndefined(context);
  }
  static JSValueRef failed(JSContextRef context, JSObjectRef, JSObjectRef, std::size_t count,
                           const JSValueRef arguments[], JSValueRef*) {
    if (current) current->fail_with(count > 0 ? arguments[0] : JSValueMakeUndefined(context));
    return JSValueMakeUndefined(context);
  }
  static JSValueRef rejected(JSContextRef context, JSObjectRef, JSObjectRef, std::size_t count,
                             const JSValueRef arguments[], JSValueRef*) {
    if (current && count > 1) current->rejected(arguments[0], arguments[1]);
    return JSValueMakeUndefined(context);
  }
};

double monotonic_ms() {
  timespec now{};
  ::clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

Run::Run(Engine& engine, const wire::Start& start)
    : engine_(engine),
      number_(start.run),
      now_ms_(start.now_ms),
      elapsed_before_ms_(0),
      catch_up_ms_(start.elapsed_ms),
      began_ms_(monotonic_ms()),
      cpu_left_ms_(start.cpu_ms_max),
      result_bytes_left_(start.result_bytes_max),
      fetches_left_(start.fetches_max),
      seed_(start.seed) {
  context_ = engine.take_context();
}

Run::~Run() {
  for (const JSObjectRef kept : {on_tick_, on_fetched_, any_object_, any_list_}) {
    if (kept) JSValueUnprotect(context_, kept);
  }
  JSGlobalContextRelease(context_);
}

double Run::elapsed_ms() const {
  return elapsed_before_ms_ + monotonic_ms() - began_ms_;
}

void Run::fail(std::string message, int line, int column) {
  if (state_ != wire::RunState::waiting) return;
  state_ = wire::RunState::failed;
  error_ = cut(message, error_bytes_max);
  line_ = line;
  // The header stands before the author's first line.
  column_ = line == 1 ? std::max(0, column - static_cast<int>(main_header.size())) : column;
}

void Run::done() {
  if (state_ == wire::RunState::waiting) state_ = wire::RunState::done;
}

// As String(value) does, but objects without a text of their own as JSON; "error" when that throws.
std::string Run::shown(JSValueRef value) {
  const std::string text = converted(context_, value).value_or("error");
  if (text != "[object Object]") return text;
  JSValueRef exception = nullptr;
  const JsString json(JSValueCreateJSONString(context_, value, 0, &exception));
  return exception || !json.value ? text : json.text();
}

// The place is the first line of the stack that names the author's source. Getters and toString() of what was
// thrown may do anything; the run has failed nevertheless.
Run::Thrown Run::described(JSValueRef error) {
  if (!error || !JSValueIsObject(context_, error)) return {error ? shown(error) : "error", {0, 0}};
  Thrown thrown{"error", {0, 0}};
  JSValueRef again = nullptr;
  const auto object = const_cast<JSObjectRef>(error);
  const JSValueRef own = JSObjectGetProperty(context_, object, engine_.names_.message.value, &again);
  if (again) return thrown;
  thrown.message = shown(JSValueIsUndefined(context_, own) ? error : own);
  if (thrown.message.empty()) {
    const JSValueRef name = JSObjectGetProperty(context_, object, engine_.names_.name.value, &again);
    thrown.message = again ? "Error" : converted(context_, name).value_or("Error");
  }
  const JSValueRef stack = JSObjectGetProperty(context_, object, engine_.names_.stack.value, &again);
  if (!again) thrown.place = place_in(converted(context_, stack).value_or(""));
  return thrown;
}

void Run::fail_with(JSValueRef error) {
  Thrown thrown = described(error);
  if (!terminated) fail(std::move(thrown.message), thrown.place.first, thrown.place.second);
}

// A rejection that nobody takes ends nothing, but leaves a line. That of main() itself counts as one until
// run_main has taken it.
void Run::rejected(JSValueRef promise, JSValueRef reason) {
  if (state_ != wire::RunState::waiting) return;
  const Thrown thrown = described(reason);
  if (terminated) return;
  if (!main_runs_) return write_console(error_level, thrown.place.first, unhandled + thrown.message);
  if (early_rejections_.size() < early_rejections_max) early_rejections_.emplace_back(promise, thrown);
}

// A syntax error has no stack; its line is a member.
void Run::fail_by_syntax(JSValueRef error) {
  if (!error || !JSValueIsObject(context_, error)) return fail("syntax error", 0, 0);
  const auto member = [&](const char* name) {
    return JSObjectGetProperty(context_, const_cast<JSObjectRef>(error),
                               JsString(std::string_view(name)).value, nullptr);
  };
  fail(text_of(context_, member("message")), static_cast<int>(number_of(context_, member("line"))),
       std::max(0, static_cast<int>(number_of(context_, member("column")))));
}

void Run::keep(JSObjectRef& member, JSValueRef function) {
  if (member || !JSValueIsObject(context_, function)) return;
  member = const_cast<JSObjectRef>(function);
  JSValueProtect(context_, member);
}

JSValueRef Run::call(JSObjectRef function, std::size_t count, const JSValueRef* arguments) {
  if (state_ != wire::RunState::waiting || !function) return nullptr;
  JSValueRef exception = nullptr;
  const JSValueRef value = JSObjectCallAsFunction(context_, function, nullptr, count, arguments, &exception);
  if (terminated) {
    state_ = wire::RunState::timed_out;
    return nullptr;
  }
  if (exception) {
    fail_with(exception);
    return nullptr;
  }
  return value;
}

wire::Idle Run::turn(const std::function<void()>& first) {
  current = this;
  terminated = false;
  const double cpu_before = thread_cpu_ms(), slice_began = monotonic_ms();
  JSContextGroupSetExecutionTimeLimit(engine_.group_, std::max(cpu_left_ms_, 1.0) / 1e3, should_terminate,
                                      nullptr);
  first();
  wire::Idle idle;
  while (state_ == wire::RunState::waiting && on_tick_) {
    const double next = number_of(context_, call(on_tick_, 0, nullptr));
    if (next == ran_one) {
      if (monotonic_ms() - slice_began < slice_ms_max) continue;
      idle.next_ms = 0;
      break;
    }
    // What was due before the run was lost needs no second wait.
    if (next > 0 && elapsed_ms() < catch_up_ms_) {
      elapsed_before_ms_ += std::min(next, catch_up_ms_ - elapsed_ms());
      continue;
    }
    idle.next_ms = next;
    break;
  }
  cpu_left_ms_ -= thread_cpu_ms() - cpu_before;
  current = nullptr;
  idle.run = number_;
  idle.state = state_;
  idle.error = error_;
  idle.line = static_cast<std::uint32_t>(std::max(0, line_));
  idle.column = static_cast<std::uint32_t>(std::max(0, column_));
  return idle;
}

wire::Idle Run::start(std::string_view code, std::string_view args) {
  return turn([&] {
    if (!context_) return fail("the script engine could not make a context", 0, 0);
    JSValueRef exception = nullptr;
    const Source* source = engine_.source_of(context_, code, &exception);
    if (!source) return fail_by_syntax(exception);
    const JSValueRef main =
        JSEvaluateScript(context_, source->text.value, nullptr, engine_.code_url_.value, 1, &exception);
    if (exception) return fail_with(exception);
    if (define_globals(*source)) run_main(const_cast<JSObjectRef>(main), args);
  });
}

bool Run::define_globals(const Source& source) {
  if (!source.lazy.value && !source.names_builder) return true;
  const JSObjectRef host = JSObjectMakeFunctionWithCallback(context_, nullptr, HostFunction::call);
  JSValueRef exception = nullptr;
  if (source.lazy.value) {
    const JSValueRef lazy = engine_.evaluate_unit(context_, "lazy", &exception);
    const JSValueRef arguments[] = {host, make_text(context_, seed_), JSValueMakeNumber(context_, now_ms_),
                                    JSValueMakeString(context_, source.lazy.value)};
    if (!exception)
      JSObjectCallAsFunction(context_, const_cast<JSObjectRef>(lazy), nullptr, 4, arguments, &exception);
  }
  if (source.names_builder && !exception) define_builder(host, &exception);
  if (exception) fail_with(exception);
  return !exception;
}

void Run::define_builder(JSObjectRef host, JSValueRef* exception) {
  const auto& names = engine_.names_;
  const JSObjectRef runtime = JSObjectMake(context_, nullptr, nullptr);
  JSObjectSetProperty(context_, runtime, names.host.value, host, kJSPropertyAttributeNone, nullptr);
  const JSValueRef unit = engine_.evaluate_unit(context_, builder_unit, exception);
  if (*exception) return;
  const JSValueRef argument = runtime;
  const JSValueRef exports =
      JSObjectCallAsFunction(context_, const_cast<JSObjectRef>(unit), nullptr, 1, &argument, exception);
  if (*exception) return;
  const JSObjectRef global = JSContextGetGlobalObject(context_);
  for (const JSStringRef name : {names.builder.value, names.short_builder.value}) {
    const JSValueRef value = JSObjectGetProperty(context_, const_cast<JSObjectRef>(exports), name, nullptr);
    JSObjectSetProperty(context_, global, name, value, kJSPropertyAttributeDontEnum, nullptr);
  }
}

// Promise.prototype.then is taken before the author's code can change it.
void Run::run_main(JSObjectRef main, std::string_view args) {
  const auto& names = engine_.names_;
  JSValueRef then = JSContextGetGlobalObject(context_);
  for (const JSStringRef name : {names.promise.value, names.prototype.value, names.then.value}) {
    then = JSObjectGetProperty(context_, const_cast<JSObjectRef>(then), name, nullptr);
  }
  const JSValueRef parsed = JSValueMakeFromJSONString(context_, JsString(args).value);
  if (!parsed) return fail("the arguments are no JSON", 0, 0);
  keep(any_object_, JSObjectMake(context_, nullptr, nullptr));
  keep(any_list_, JSObjectMakeArray(context_, 0, nullptr, nullptr));
  JSGlobalContextSetUnhandledRejectionCallback(
      context_, JSObjectMakeFunctionWithCallback(context_, nullptr, HostFunction::rejected), nullptr);
  main_runs_ = true;
  const JSValueRef promise = call(main, 1, &parsed);
  main_runs_ = false;
  for (const auto& [rejected_promise, thrown] : std::exchange(early_rejections_, {})) {
    if (rejected_promise != promise)
      write_console(error_level, thrown.place.first, unhandled + thrown.message);
  }
  if (!promise) return;
  const JSValueRef settled[] = {JSObjectMakeFunctionWithCallback(context_, nullptr, HostFunction::done),
                                JSObjectMakeFunctionWithCallback(context_, nullptr, HostFunction::failed)};
  JSValueRef exception = nullptr;
  JSObjectCallAsFunction(context_, const_cast<JSObjectRef>(then), const_cast<JSObjectRef>(promise), 2,
                         settled, &exception);
  if (terminated) {
    state_ = wire::RunState::timed_out;
  } else if (exception) {
    fail_with(exception);
  }
}

wire::Idle Run::tick() {
  return turn([] {});
}

wire::Idle Run::fetched(const wire::Fetched& answer) {
  return turn([&] {
    const JSValueRef arguments[] = {JSValueMakeNumber(context_, answer.fetch),
                                    make_text(context_, answer.head), make_bytes(context_, answer.body)};
    call(on_fetched_, 3, arguments);
  });
}

JSValueRef Run::host(JSContextRef context, std::size_t count, const JSValueRef* arguments,
                     JSValueRef* exception) {
  const JSValueRef nothing = JSValueMakeUndefined(context);
  if (count == 0) return nothing;
  const auto argument = [&](std::size_t index) { return index < count ? arguments[index] : nothing; };
  switch (static_cast<int>(number_of(context, arguments[0]))) {
    case unit:
      return engine_.evaluate_unit(context, text_of(context, argument(1)), exception);
    case elapsed:
      return JSValueMakeNumber(context, elapsed_ms());
    case console:
      host_console(context, count, arguments);
      return nothing;
    case result:
      host_result(context, argument(1), argument(2), exception);
      return nothing;
    case fetch:
      return host_fetch(context, count, arguments, exception);
    case json: {
      const JsString text(JSValueCreateJSONString(context, argument(1), 0, exception));
      return text.value ? JSValueMakeString(context, text.value) : nothing;
    }
    case is_array:
      return JSValueMakeBoolean(context, JSValueIsArray(context, argument(1)));
    case on_tick:
      keep(on_tick_, argument(1));
      return nothing;
    case on_fetched:
      keep(on_fetched_, argument(1));
      return nothing;
    case abort_fetch:
      engine_.outlet_.send(encode(wire::AbortFetch{
          number_, static_cast<std::uint32_t>(std::max(0.0, number_of(context, argument(1))))}));
      return nothing;
    default:
      return nothing;
  }
}

// console(level, line, text)
void Run::host_console(JSContextRef context, std::size_t count, const JSValueRef* arguments) {
  if (count < 4) return;
  write_console(static_cast<std::uint8_t>(std::max(0.0, number_of(context, arguments[1]))),
                static_cast<int>(std::max(0.0, number_of(context, arguments[2]))),
                text_of(context, arguments[3]));
}

void Run::write_console(std::uint8_t level, int source_line, std::string text) {
  if (console_lines_ >= console_lines_max || console_bytes_ >= console_bytes_max) return;
  ++console_lines_;
  wire::Console line;
  line.run = number_;
  line.level = level;
  line.line = static_cast<std::uint32_t>(source_line);
  text = cut(std::move(text), console_line_bytes_max);
  line.text = text;  // a view
  console_bytes_ += text.size();
  if (line.level < std::size(wire::console_levels)) engine_.outlet_.send(encode(line));
}

// result(state, longest): the state of a builder, and the length of the longest text that it knows in it.
void Run::host_result(JSContextRef context, JSValueRef state, JSValueRef longest, JSValueRef* exception) {
  const auto refuse = [&](std::string_view reason = "the result is too large") {
    // A script that catches this has failed nevertheless.
    fail(std::string(reason), 0, 0);
    throw_error(context, reason, exception);
  };
  // It would stand in for every object of the result.
  const JSStringRef to_json = engine_.names_.to_json.value;
  if (JSObjectHasProperty(context, any_object_, to_json) || JSObjectHasProperty(context, any_list_, to_json))
    return refuse("the result cannot be read: the prototype of all objects or arrays has a toJSON");
  // Looked at before it becomes JSON and before that is converted. Each takes several times its size, so that
  // a result much too large would sometimes come to the memory limit first. UTF-16 units are at most as many
  // as bytes.
  if (number_of(context, longest) > result_bytes_left_) return refuse();
  const JsString json(JSValueCreateJSONString(context, state, 0, exception));
  if (!json.value) return;
  if (JSStringGetLength(json.value) > result_bytes_left_) return refuse();
  const std::string text = without_lone_surrogate_escapes(json.text());
  if (text.size() > result_bytes_left_) return refuse();
  result_bytes_left_ -= static_cast<std::uint32_t>(text.size());
  engine_.outlet_.hold(encode(wire::Result{number_, text}));
}

// fetch(id, head, body): body is a text, an ArrayBuffer or undefined.
JSValueRef Run::host_fetch(JSContextRef context, std::size_t count, const JSValueRef* arguments,
                           JSValueRef* exception) {
  const JSValueRef nothing = JSValueMakeUndefined(context);
  if (count < 4) return nothing;
  if (fetches_left_ == 0) {
    fail("too many fetches", 0, 0);
    throw_error(context, "too many fetches", exception);
    return nothing;
  }
  --fetches_left_;
  const std::string head = text_of(context, arguments[2]);
  std::string body;
  if (JSValueIsString(context, arguments[3])) {
    body = text_of(context, arguments[3]);
  } else if (JSValueIsObject(context, arguments[3])) {
    const auto buffer = const_cast<JSObjectRef>(arguments[3]);
    const void* bytes = JSObjectGetArrayBufferBytesPtr(context, buffer, exception);
    if (bytes)
      body.assign(static_cast<const char*>(bytes),
                  JSObjectGetArrayBufferByteLength(context, buffer, nullptr));
  }
  if (head.size() + body.size() > request_bytes_max) {
    throw_error(context, "the request is too large", exception);
    return nothing;
  }
  engine_.outlet_.send(encode(wire::Fetch{
      number_, static_cast<std::uint32_t>(std::max(0.0, number_of(context, arguments[1]))), head, body}));
  return nothing;
}

}  // namespace sb::script::worker
