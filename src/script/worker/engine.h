#pragma once
#include <JavaScriptCore/JavaScript.h>

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "script/wire.h"

// JavaScriptCore behind a few calls. One thread. Every run has a context of its own; all share one virtual
// machine, whose cache of compiled sources makes the second evaluation of a unit cheap.
namespace sb::script::worker {

// What a run tells the server while it is being executed.
class Outlet {
 public:
  virtual ~Outlet() = default;
  virtual void send(const std::string& frame) = 0;
};

struct JsString {
  JSStringRef value = nullptr;

  JsString() = default;
  explicit JsString(std::string_view utf8);
  explicit JsString(JSStringRef owned) : value(owned) {}
  JsString(JsString&& other) noexcept : value(std::exchange(other.value, nullptr)) {}
  JsString& operator=(JsString&& other) noexcept {
    std::swap(value, other.value);
    return *this;
  }
  ~JsString() {
    if (value) JSStringRelease(value);
  }
  // UTF-8; lone surrogates become U+FFFD.
  std::string text() const;
};

class Engine;

// One execution of a script. Its context lives as long as it.
class Run {
 public:
  Run(Engine& engine, const wire::Start& start);
  ~Run();
  Run(const Run&) = delete;
  Run& operator=(const Run&) = delete;

  // Each executes what is due and says how the run stands.
  wire::Idle start(std::string_view code, std::string_view args);
  wire::Idle tick();
  wire::Idle fetched(const wire::Fetched& answer);

 private:
  friend class Engine;
  friend struct HostFunction;

  wire::Idle turn(const std::function<void()>& first);
  // Calls dispatch(what, …); undefined after the run has ended.
  JSValueRef call(int what, std::size_t count, const JSValueRef* arguments);
  void fail_with(JSValueRef exception);
  void fail(std::string message, int line, int column);
  double elapsed_ms() const;
  JSValueRef host(JSContextRef context, std::size_t count, const JSValueRef* arguments,
                  JSValueRef* exception);
  JSValueRef host_fetch(JSContextRef context, std::size_t count, const JSValueRef* arguments,
                        JSValueRef* exception);
  void host_console(JSContextRef context, std::size_t count, const JSValueRef* arguments);
  void host_result(JSContextRef context, JSValueRef text, JSValueRef* exception);

  Engine& engine_;
  std::uint32_t number_;
  JSGlobalContextRef context_ = nullptr;
  JSObjectRef dispatch_ = nullptr;
  double now_ms_, elapsed_before_ms_, catch_up_ms_, began_ms_;
  double cpu_left_ms_;
  std::uint32_t result_bytes_left_, fetches_left_;
  std::string seed_;
  int console_lines_ = 0;
  std::size_t console_bytes_ = 0;
  bool has_timers_ = false;
  wire::RunState state_ = wire::RunState::waiting;
  std::string error_;
  int line_ = 0, column_ = 0;
};

class Engine {
 public:
  explicit Engine(Outlet& outlet);
  ~Engine();

  // Touches whatever the engine would otherwise open or start only when a script needs it.
  void warm_up();
  // Makes the next run's context ahead of time.
  void prepare();
  void trim();
  // "JavaScriptCore" and what the self test found missing.
  std::string description() const;

 private:
  friend class Run;
  struct Context {
    JSGlobalContextRef context = nullptr;
    JSObjectRef dispatch = nullptr;
  };
  Context take_context();
  Context make_context();
  JSValueRef evaluate_unit(JSContextRef context, std::string_view name, JSValueRef* exception);
  struct Source {
    JsString text;     // the author's code as one expression
    JsString globals;  // the lazy globals that it may use, with spaces between
  };
  std::string globals_named_in(std::string_view code) const;
  // nullptr and the exception when the code is no body of a function.
  const Source* source_of(JSContextRef context, std::string_view code, JSValueRef* exception);

  struct Unit {
    JsString source, url;
  };
  Outlet& outlet_;
  JSContextGroupRef group_;
  std::map<std::string, Unit, std::less<>> units_;
  std::unordered_map<std::string, Source> sources_;
  std::vector<std::string> global_names_;
  JsString code_url_;
  Context prepared_;
};

double monotonic_ms();

}  // namespace sb::script::worker
