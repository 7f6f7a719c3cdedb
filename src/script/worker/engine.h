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
  virtual void send(std::string_view frame) = 0;
  // Goes out with the next that is sent: what is of no use before the run has come to a rest.
  virtual void hold(std::string_view frame) = 0;
};

struct JsString {
  JSStringRef value = nullptr;

  JsString() = default;
  explicit JsString(std::string_view utf8);
  explicit JsString(const char* ascii) : JsString(std::string_view(ascii)) {}
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

// What stands before the author's first line.
inline constexpr std::string_view main_header = "(async function main(args){";
// The unit that is evaluated at once when a source names the builder.
inline constexpr std::string_view builder_unit = "builder";

void throw_error(JSContextRef context, std::string_view message, JSValueRef* exception);

// The author's code, and what of the globals it can reach.
struct Source {
  JsString text;               // one expression: the function
  JsString lazy;               // those that the unit `lazy` defines, as it takes them; null: none
  bool names_builder = false;  // the builder is evaluated at once: whoever names it uses it
};

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
  // nullptr when there is no function, when the run has ended, and when it ends by what is thrown.
  JSValueRef call(JSObjectRef function, std::size_t count, const JSValueRef* arguments);
  bool define_globals(const Source& source);
  void define_builder(JSObjectRef host, JSValueRef* exception);
  void run_main(JSObjectRef main, std::string_view args);
  void keep(JSObjectRef& member, JSValueRef function);
  struct Thrown {
    std::string message;
    std::pair<int, int> place;  // line and column; 0: not known
  };
  std::string shown(JSValueRef value);
  Thrown described(JSValueRef error);
  void fail_with(JSValueRef error);
  void rejected(JSValueRef promise, JSValueRef reason);
  void write_console(std::uint8_t level, int source_line, std::string text);
  void fail(std::string message, int line, int column);
  void fail_by_syntax(JSValueRef error);
  void done();
  double elapsed_ms() const;
  JSValueRef host(JSContextRef context, std::size_t count, const JSValueRef* arguments,
                  JSValueRef* exception);
  JSValueRef host_fetch(JSContextRef context, std::size_t count, const JSValueRef* arguments,
                        JSValueRef* exception);
  void host_console(JSContextRef context, std::size_t count, const JSValueRef* arguments);
  void host_result(JSContextRef context, JSValueRef state, JSValueRef longest, JSValueRef* exception);

  Engine& engine_;
  std::uint32_t number_;
  JSGlobalContextRef context_ = nullptr;
  JSObjectRef on_tick_ = nullptr, on_fetched_ = nullptr;   // of the units timers and http
  JSObjectRef any_object_ = nullptr, any_list_ = nullptr;  // what is on the prototypes of all of them
  double now_ms_, elapsed_before_ms_, catch_up_ms_, began_ms_;
  double cpu_left_ms_;
  std::uint32_t result_bytes_left_, fetches_left_;
  std::string seed_;
  bool main_runs_ = false;
  std::vector<std::pair<JSValueRef, Thrown>> early_rejections_;  // compared only: nothing keeps them alive
  int console_lines_ = 0;
  std::size_t console_bytes_ = 0;
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
  JSGlobalContextRef take_context();
  JSValueRef evaluate_unit(JSContextRef context, std::string_view name, JSValueRef* exception);
  Source analysed(std::string_view code) const;
  // nullptr and the exception when the code is no body of a function.
  const Source* source_of(JSContextRef context, std::string_view code, JSValueRef* exception);

  struct Unit {
    JsString source, url;
  };
  // Of properties, made once.
  struct Names {
    JsString message{"message"}, name{"name"}, stack{"stack"}, host{"host"}, promise{"Promise"},
        prototype{"prototype"}, then{"then"}, to_json{"toJSON"}, builder{"ChatlayerResponseBuilder"},
        short_builder{"ResponseBuilder"};
  };
  Outlet& outlet_;
  JSContextGroupRef group_;
  std::map<std::string, Unit, std::less<>> units_;
  std::unordered_map<std::string, Source> sources_;
  std::vector<std::pair<std::string, std::string>> globals_;  // name and unit
  JsString code_url_;
  Names names_;
  JSGlobalContextRef prepared_ = nullptr;
};

double monotonic_ms();

}  // namespace sb::script::worker
