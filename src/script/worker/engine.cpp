#include "script/worker/engine.h"

#include <malloc.h>

#include <algorithm>
#include <utility>

#include "embedded/sandbox.h"
#include "script/worker/text.h"

// Exported by the library although its installed headers do not declare it.
extern "C" {
JS_EXPORT void JSRemoteInspectorSetInspectionEnabledByDefault(bool);
}

namespace sb::script::worker {
namespace {

constexpr std::size_t sources_max = 64;

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

// True when `use` says so of what follows one of the places where the word stands by itself.
template <typename Use>
bool has_word(std::string_view text, std::string_view word, Use use) {
  for (auto at = text.find(word); at != std::string_view::npos; at = text.find(word, at + 1)) {
    const bool begins = at == 0 || !is_identifier_byte(text[at - 1]);
    const auto rest = text.substr(at + word.size());
    if (begins && (rest.empty() || !is_identifier_byte(rest.front())) && use(rest)) return true;
  }
  return false;
}

// Of "Math" only random() is the run's own: Math.round() and the like need nothing.
bool may_be_random(std::string_view rest) {
  if (!rest.starts_with('.') || rest.size() < 2 || !is_identifier_byte(rest[1])) return true;
  return rest.substr(1).starts_with("random");
}

}  // namespace

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
  // Nobody looks at a context from outside; registering each costs time.
  JSRemoteInspectorSetInspectionEnabledByDefault(false);
  for (const auto& file : embedded_sandbox()) {
    const std::string name(file.name.substr(0, file.name.find('.')));
    if (name == "names") {
      for_each_part(file.bytes, ' ', [&](std::string_view word) {
        if (globals_.empty() || !globals_.back().second.empty())
          globals_.emplace_back(word, "");
        else
          globals_.back().second = word;
      });
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
  if (prepared_) JSGlobalContextRelease(prepared_);
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

JSGlobalContextRef Engine::take_context() {
  prepare();
  return std::exchange(prepared_, nullptr);
}

void Engine::prepare() {
  if (!prepared_) prepared_ = JSGlobalContextCreateInGroup(group_, nullptr);
}

void Engine::trim() {
  prepare();
  JSGarbageCollect(prepared_);
  ::malloc_trim(0);
}

std::string Engine::description() const {
  return "JavaScriptCore";
}

// An identifier stands in the text as it is, unless it is escaped or put together at run time, for which one
// of the words below is needed.
Source Engine::analysed(std::string_view code) const {
  constexpr std::string_view ways_to_any[] = {"globalThis", "self",     "global",      "window",   "this",
                                              "eval",       "Function", "constructor", "template", "\\u"};
  const bool any = std::any_of(std::begin(ways_to_any), std::end(ways_to_any), [&](std::string_view way) {
    return code.find(way) != std::string_view::npos;
  });
  Source source;
  std::string lazy;
  for (const auto& [name, unit] : globals_) {
    const bool named = any || has_word(code, name, [&, &word = name](std::string_view rest) {
                         return word != "Math" || may_be_random(rest);
                       });
    if (!named) continue;
    if (unit == builder_unit && !any) {
      source.names_builder = true;
      continue;
    }
    if (!lazy.empty()) lazy += ' ';
    lazy += name + ' ' + unit;
  }
  if (!lazy.empty()) source.lazy = JsString(lazy);
  return source;
}

// The body must be one function in two different pairs of brackets: code that closes ours and opens its own
// fits at most one of them.
const Source* Engine::source_of(JSContextRef context, std::string_view code, JSValueRef* exception) {
  const auto known = sources_.find(std::string(code));
  if (known != sources_.end()) return &known->second;
  const std::string body(code);
  const JsString other("[async function main(args){" + body + "\n}]");
  JsString source(std::string(main_header) + body + "\n})");
  if (!JSCheckScriptSyntax(context, source.value, code_url_.value, 1, exception) ||
      !JSCheckScriptSyntax(context, other.value, code_url_.value, 1, exception)) {
    return nullptr;
  }
  if (sources_.size() >= sources_max) sources_.clear();
  Source made = analysed(code);
  made.text = std::move(source);
  return &sources_.emplace(body, std::move(made)).first->second;
}

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
