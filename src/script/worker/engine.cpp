#include "script/worker/engine.h"

#include <time.h>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <utility>

#include "embedded/sandbox.h"
#include "script/worker/text.h"

// Exported by the library although its installed headers do not declare them; Engine::warm_up() tests that
// they work.
extern "C" {
typedef bool (*JSShouldTerminateCallback)(JSContextRef context, void* data);
JS_EXPORT void JSContextGroupSetExecutionTimeLimit(JSContextGroupRef group, double seconds,
                                                   JSShouldTerminateCallback, void* data);
JS_EXPORT void JSContextGroupClearExecutionTimeLimit(JSContextGroupRef group);
}

namespace sb::script::worker {
namespace {

// web/sandbox/src/globals.mjs has the same numbers.
enum HostCall {
  unit = 0,
  elapsed = 1,
  done = 2,
  failed = 3,
  console = 4,
  result = 5,
  fetch = 6,
  abort_fetch = 7
};
// The first argument of boot.js's dispatch().
enum Dispatch { dispatch_run = 0, dispatch_tick = 1, dispatch_fetched = 2, dispatch_describe = 3 };

constexpr double ran_one = -2;
constexpr std::size_t sources_max = 64;
constexpr int console_lines_max = 1'000;
constexpr std::size_t console_line_bytes_max = 8 * 1024, console_bytes_max = 256 * 1024;
constexpr std::size_t error_bytes_max = 8 * 1024;
// After so long other runs of this worker get their turn.
constexpr double slice_ms_max = 20;
constexpr std::string_view header = "(async function main(args){";

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

// In UTF-16 units: at most the bytes it has in UTF-8.
std::size_t length_of(JSContextRef context, JSValueRef value) {
  if (!value || !JSValueIsString(context, value)) return 0;
  return JSStringGetLength(JsString(JSValueToStringCopy(context, value, nullptr)).value);
}

JSValueRef make_text(JSContextRef context, std::string_view utf8) {
  return JSValueMakeString(context, JsString(utf8).value);
}

void throw_error(JSContextRef context, std::string_view message, JSValueRef* exception) {
  const JSValueRef text = make_text(context, message);
  *exception = JSObjectMakeError(context, 1, &text, nullptr);
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

template <typename Use>
void for_each_part(std::string_view text, char separator, Use use) {
  while (!text.empty()) {
    const auto end = std::min(text.find(separator), text.size());
    use(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
}

bool is_identifier_byte(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '$' ||
         c < 0;
}

bool has_word(std::string_view text, std::string_view word) {
  for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
    const bool begins = at == 0 || !is_identifier_byte(text[at - 1]);
    const auto end = at + word.size();
    if (begins && (end == text.size() || !is_identifier_byte(text[end]))) return true;
  }
  return false;
}

}  // namespace

struct HostFunction {
  static JSValueRef call(JSContextRef context, JSObjectRef, JSObjectRef, std::size_t count,
                         const JSValueRef arguments[], JSValueRef* exception) {
    if (!current) return JSValueMakeUndefined(context);
    return current->host(context, count, arguments, exception);
  }
};

double monotonic_ms() {
  timespec now{};
  ::clock_gettime(CLOCK_MONOTONIC, &now);
  return static_cast<double>(now.tv_sec) * 1e3 + static_cast<double>(now.tv_nsec) / 1e6;
}

JsString::JsString(std::string_view utf8) {
  if (is_plain_ascii(utf8)) {
    value = JSStringCreateWithUTF8CString(std::string(utf8).c_str());
    return;
  }
  const std::u16string wide = utf16_from(utf8);
  value = JSStringCreateWithCharacters(reinterpret_cast<const JSChar*>(wide.data()), wide.size());
}

std::string JsString::text() const {
  if (!value) return {};
  return utf8_from(
      {reinterpret_cast<const char16_t*>(JSStringGetCharactersPtr(value)), JSStringGetLength(value)});
}

Engine::Engine(Outlet& outlet)
    : outlet_(outlet), group_(JSContextGroupCreate()), code_url_(std::string_view("code.js")) {
  for (const auto& file : embedded_sandbox()) {
    const std::string name(file.name.substr(0, file.name.find('.')));
    if (name == "names") {
      for_each_part(file.bytes, ' ', [&](std::string_view word) { global_names_.emplace_back(word); });
      continue;
    }
    if (name == "lodashPieces") {
      int number = 0;
      for_each_part(file.bytes, '\n', [&](std::string_view line) {
        const std::string piece = name + '/' + std::to_string(number++);
        units_.emplace(piece, Unit{JsString(line), JsString("signalbox:" + piece)});
      });
      continue;
    }
    units_.emplace(name, Unit{JsString(file.bytes), JsString("signalbox:" + name)});
  }
}

Engine::~Engine() {
  if (prepared_.context) JSGlobalContextRelease(prepared_.context);
  JSContextGroupRelease(group_);
}

JSValueRef Engine::evaluate_unit(JSContextRef context, std::string_view name, JSValueRef* exception) {
  const auto found = units_.find(name);
  if (found == units_.end()) {
    throw_error(context, "there is no unit " + std::string(name), exception);
    return JSValueMakeUndefined(context);
  }
  return JSEvaluateScript(context, found->second.source.value, nullptr, found->second.url.value, 1,
                          exception);
}

Engine::Context Engine::make_context() {
  Context made;
  made.context = JSGlobalContextCreateInGroup(group_, nullptr);
  JSValueRef exception = nullptr;
  const JSValueRef boot = evaluate_unit(made.context, "boot", &exception);
  if (exception) return made;
  const JSValueRef host = JSObjectMakeFunctionWithCallback(made.context, nullptr, HostFunction::call);
  const JSValueRef dispatch =
      JSObjectCallAsFunction(made.context, const_cast<JSObjectRef>(boot), nullptr, 1, &host, &exception);
  if (exception || !JSValueIsObject(made.context, dispatch)) return made;
  made.dispatch = const_cast<JSObjectRef>(dispatch);
  JSValueProtect(made.context, made.dispatch);
  return made;
}

Engine::Context Engine::take_context() {
  if (prepared_.context) return std::exchange(prepared_, {});
  return make_context();
}

void Engine::prepare() {
  if (!prepared_.context) prepared_ = make_context();
}

void Engine::trim() {
  prepare();
  JSGarbageCollect(prepared_.context);
}

std::string Engine::description() const {
  return "JavaScriptCore";
}

// What of the lazy globals a source can reach. An identifier stands in the text as it is, unless it is
// escaped or put together at run time, for which one of the words below is needed.
std::string Engine::globals_named_in(std::string_view code) const {
  constexpr std::string_view ways_to_any[] = {"globalThis", "self",     "global",      "window",   "this",
                                              "eval",       "Function", "constructor", "template", "\\u"};
  const bool any = std::any_of(std::begin(ways_to_any), std::end(ways_to_any), [&](std::string_view way) {
    return code.find(way) != std::string_view::npos;
  });
  std::string out;
  for (const auto& name : global_names_) {
    if (!any && !has_word(code, name)) continue;
    if (!out.empty()) out += ' ';
    out += name;
  }
  return out;
}

// The body must be one function in two different pairs of brackets: code that closes ours and opens its own
// fits at most one of them.
const Engine::Source* Engine::source_of(JSContextRef context, std::string_view code, JSValueRef* exception) {
  const auto known = sources_.find(std::string(code));
  if (known != sources_.end()) return &known->second;
  const std::string body(code);
  const JsString other("[async function main(args){" + body + "\n}]");
  JsString source(std::string(header) + body + "\n})");
  if (!JSCheckScriptSyntax(context, source.value, code_url_.value, 1, exception) ||
      !JSCheckScriptSyntax(context, other.value, code_url_.value, 1, exception)) {
    return nullptr;
  }
  if (sources_.size() >= sources_max) sources_.clear();
  return &sources_.emplace(body, Source{std::move(source), JsString(globals_named_in(code))}).first->second;
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
  const auto made = engine.take_context();
  context_ = made.context;
  dispatch_ = made.dispatch;
}

Run::~Run() {
  if (dispatch_) JSValueUnprotect(context_, dispatch_);
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
  column_ = line == 1 ? std::max(0, column - static_cast<int>(header.size())) : column;
}

void Run::fail_with(JSValueRef exception) {
  const JSValueRef arguments[] = {JSValueMakeNumber(context_, dispatch_describe), exception};
  JSValueRef again = nullptr;
  const JSValueRef told = JSObjectCallAsFunction(context_, dispatch_, nullptr, 2, arguments, &again);
  if (again || !told || !JSValueIsObject(context_, told)) return fail("error", 0, 0);
  const auto list = const_cast<JSObjectRef>(told);
  const auto at = [&](unsigned index) { return JSObjectGetPropertyAtIndex(context_, list, index, nullptr); };
  fail(text_of(context_, at(0)), static_cast<int>(number_of(context_, at(1))),
       static_cast<int>(number_of(context_, at(2))));
}

JSValueRef Run::call(int what, std::size_t count, const JSValueRef* arguments) {
  if (state_ != wire::RunState::waiting || !dispatch_) return nullptr;
  JSValueRef all[6] = {JSValueMakeNumber(context_, what)};
  for (std::size_t i = 0; i < count; ++i) all[i + 1] = arguments[i];
  JSValueRef exception = nullptr;
  const JSValueRef value = JSObjectCallAsFunction(context_, dispatch_, nullptr, count + 1, all, &exception);
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
  while (state_ == wire::RunState::waiting && has_timers_) {
    const double next = number_of(context_, call(dispatch_tick, 0, nullptr));
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
    if (!dispatch_) return fail("the script engine could not make a context", 0, 0);
    JSValueRef exception = nullptr;
    const Engine::Source* source = engine_.source_of(context_, code, &exception);
    if (!source) {
      // A syntax error has no stack; its line is a member.
      const auto error = const_cast<JSObjectRef>(exception);
      const auto member = [&](const char* name) {
        return JSObjectGetProperty(context_, error, JsString(std::string_view(name)).value, nullptr);
      };
      if (!exception || !JSValueIsObject(context_, exception)) return fail("syntax error", 0, 0);
      return fail(text_of(context_, member("message")), static_cast<int>(number_of(context_, member("line"))),
                  std::max(0, static_cast<int>(number_of(context_, member("column")))));
    }
    const JSValueRef main =
        JSEvaluateScript(context_, source->text.value, nullptr, engine_.code_url_.value, 1, &exception);
    if (exception) return fail_with(exception);
    const JSValueRef arguments[] = {main, make_text(context_, args), make_text(context_, seed_),
                                    JSValueMakeNumber(context_, now_ms_),
                                    JSValueMakeString(context_, source->globals.value)};
    call(dispatch_run, 5, arguments);
  });
}

wire::Idle Run::tick() {
  return turn([] {});
}

wire::Idle Run::fetched(const wire::Fetched& answer) {
  return turn([&] {
    const JSValueRef arguments[] = {JSValueMakeNumber(context_, answer.fetch),
                                    make_text(context_, answer.head), make_bytes(context_, answer.body)};
    call(dispatch_fetched, 3, arguments);
  });
}

JSValueRef Run::host(JSContextRef context, std::size_t count, const JSValueRef* arguments,
                     JSValueRef* exception) {
  const JSValueRef nothing = JSValueMakeUndefined(context);
  if (count == 0) return nothing;
  const auto argument = [&](std::size_t index) { return index < count ? arguments[index] : nothing; };
  switch (static_cast<int>(number_of(context, arguments[0]))) {
    case unit: {
      const std::string name = text_of(context, argument(1));
      if (name == "timers") has_timers_ = true;
      return engine_.evaluate_unit(context, name, exception);
    }
    case elapsed:
      return JSValueMakeNumber(context, elapsed_ms());
    case done:
      if (state_ == wire::RunState::waiting) state_ = wire::RunState::done;
      return nothing;
    case failed:
      fail(text_of(context, argument(1)), static_cast<int>(number_of(context, argument(2))),
           static_cast<int>(number_of(context, argument(3))));
      return nothing;
    case console:
      host_console(context, count, arguments);
      return nothing;
    case result:
      host_result(context, argument(1), exception);
      return nothing;
    case fetch:
      return host_fetch(context, count, arguments, exception);
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
  if (count < 4 || console_lines_ >= console_lines_max || console_bytes_ >= console_bytes_max) return;
  ++console_lines_;
  const std::string text = cut(text_of(context, arguments[3]), console_line_bytes_max);
  console_bytes_ += text.size();
  wire::Console line;
  line.run = number_;
  line.level = static_cast<std::uint8_t>(std::max(0.0, number_of(context, arguments[1])));
  line.line = static_cast<std::uint32_t>(std::max(0.0, number_of(context, arguments[2])));
  line.text = text;
  if (line.level < std::size(wire::console_levels)) engine_.outlet_.send(encode(line));
}

void Run::host_result(JSContextRef context, JSValueRef value, JSValueRef* exception) {
  // Looked at before it is converted, which takes three times its size.
  const bool fits = length_of(context, value) <= result_bytes_left_;
  const std::string text = fits ? without_lone_surrogate_escapes(text_of(context, value)) : "";
  if (!fits || text.size() > result_bytes_left_) {
    // A script that catches this has failed nevertheless.
    fail("the result is too large", 0, 0);
    return throw_error(context, "the result is too large", exception);
  }
  result_bytes_left_ -= static_cast<std::uint32_t>(text.size());
  engine_.outlet_.send(encode(wire::Result{number_, text}));
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

namespace {
class Silent final : public Outlet {
 public:
  void send(const std::string&) override {}
};
}  // namespace

void Engine::warm_up() {
  // Dates, formats, collation, regular expressions, big numbers, a garbage collection, the time limit's
  // thread.
  constexpr std::string_view code =
      "new Date(0).toLocaleString('nl-BE', {timeZone: 'Europe/Brussels'}); new "
      "Intl.NumberFormat('en').format(1.5);"
      "['b', 'a'].sort(new Intl.Collator('nl').compare); /^(?<x>\\p{L}+)$/u.test('abc'); "
      "'İ'.toLocaleLowerCase('tr');"
      "JSON.parse('[1]'); 2n ** 64n; new Map([[1, {}]]); 'a'.normalize('NFD'); Math.random(); new "
      "Error('x').stack;"
      "new Intl.DateTimeFormat('en').format(new Date()); String(new Date(2020, 1, 1)); new "
      "Date(0).getHours(); await null;";
  wire::Start start;
  start.cpu_ms_max = 1'000;
  start.now_ms = 1;
  {
    Run run(*this, start);
    run.start(code, "{}");
  }
  wire::Start endless = start;
  endless.cpu_ms_max = 1;
  {
    Run run(*this, endless);
    run.start("for (;;);", "{}");
  }
  trim();
}

}  // namespace sb::script::worker
