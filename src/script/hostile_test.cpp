#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

#include "script/testing/script_bench.h"

// Scripts that mean harm, and a worker that has gone over to them. Whatever they do: the run ends with an
// outcome that is allowed, the next run of the pool gives the right answer, and no process is left behind.
namespace sb::script {
namespace {

using testing::Bench;

Bench& shared_bench() {
  static Bench bench;
  return bench;
}

std::string classified(const Outcome& outcome) {
  if (outcome.ok) return "ok";
  if (outcome.error == "timeout") return "time";
  if (outcome.error == "memory limit exceeded") return "memory";
  if (outcome.error == "the result is too large") return "output-limit";
  return "error";
}

void expect_the_next_run_to_be_fine(Bench& bench) {
  const auto next = bench.run("ResponseBuilder().addMessage([1, 2].map(x => x * 2).join()).send()");
  ASSERT_TRUE(next.ok) << next.error;
  EXPECT_THAT(to_json_text(next.results.at(0)), ::testing::HasSubstr("\"2,4\""));
}

struct Case {
  std::string name, code;
  std::string allowed;  // "cpu-or-memory", "error", …
};

std::vector<Case> corpus() {
  std::vector<Case> out;
  std::ifstream file(SB_SOURCE_DIR "/tests/corpora/hostile-scripts/cases.jsonl");
  for (std::string line; std::getline(file, line);) {
    const auto parsed = parse_json(line).value();
    const auto member = [&](const char* name) {
      return std::string(string_member(parsed.as_object(), name));
    };
    std::string name = member("id");
    std::replace(name.begin(), name.end(), '-', '_');
    std::string allowed = member("expect");
    allowed = allowed.substr(0, allowed.find_first_of(":; "));
    out.push_back({std::move(name), member("code"), std::move(allowed)});
  }
  return out;
}

bool is_allowed(const std::string& outcome, const std::string& allowed) {
  const auto names = [&](std::string_view kind) { return allowed.find(kind) != std::string::npos; };
  // The limit of time ends what would have come to another limit or error later, for example when the engine
  // looks for a cycle in something very deep.
  if (outcome == "time") return names("cpu") || names("wall") || names("memory") || names("error");
  // A script error must be allowed as such, not as part of another word.
  return names(outcome);
}

Outcome play(Bench& bench, const Case& tested) {
  // What a script returns is nothing to us, so the corpus' values are published; `ucp` is its name for our
  // builder.
  auto job = bench.job(
      "const ucp = ((b) => ({addMessages: (list) => list.forEach((m) => b.addJSONResponse(m)), send: () => "
      "b.send()}))"
      "(ResponseBuilder());\nconst value = await (async function () {\n" +
      tested.code +
      "\n}).call(globalThis);\nucp.send();\n"
      "if (value !== undefined) ResponseBuilder().addSessionVariable('value', value).send();");
  job.cpu_ms_max = tested.allowed.starts_with("cpu") ? 300 : 1'000;
  job.wall_ms_max = tested.allowed == "wall" ? 1'000 : 60'000;
  return bench.run(std::move(job));
}

class HostileScripts : public ::testing::TestWithParam<Case> {};
TEST_P(HostileScripts, EndAsAllowed) {
  const auto outcome = play(shared_bench(), GetParam());
  EXPECT_TRUE(is_allowed(classified(outcome), GetParam().allowed))
      << classified(outcome) << ": " << outcome.error << ", allowed: " << GetParam().allowed;
  if (GetParam().name == "syntax") {
    EXPECT_EQ(outcome.line, 3);
  }
  expect_the_next_run_to_be_fine(shared_bench());
}
INSTANTIATE_TEST_SUITE_P(Corpus, HostileScripts, ::testing::ValuesIn(corpus()),
                         [](const auto& tested) { return tested.param.name; });

// Our own, beyond the corpus.
INSTANTIATE_TEST_SUITE_P(
    Own, HostileScripts,
    ::testing::Values(
        Case{"constructor_chain",
             "return [].constructor.constructor('return typeof process + typeof require')()", "ok"},
        Case{"builder_constructor", "return ResponseBuilder().send.constructor('return typeof host')()",
             "ok"},
        Case{"generator_constructor",
             "return Object.getPrototypeOf(function*(){}).constructor('yield typeof host')().next().value",
             "ok"},
        Case{"async_constructor",
             "return Object.getPrototypeOf(async function(){}).constructor('return typeof dispatch')()",
             "ok"},
        Case{"host_through_arguments_callee", "return typeof arguments.callee.caller", "ok-or-error"},
        Case{"host_through_stack",
             "return (() => { Error.prepareStackTrace = (e, s) => s; return typeof new Error().stack })()",
             "ok"},
        Case{"polluted_then", "Object.prototype.then = function (r) { r({admin: true}) }; return 1",
             "ok-or-error-cpu"},
        Case{"polluted_to_json", "Object.prototype.toJSON = () => 'x'; return {a: 1}", "ok-or-error"},
        Case{"polluted_setters",
             "for (const k of ['session', 'messages', 'action', 'namespace', 'data', 'type', 'config', "
             "'get', 'set', 'value']) Object.defineProperty(Object.prototype, k, {set() { throw new "
             "Error('caught') }, get() { return 7 }, configurable: true}); return 1",
             "ok-or-error"},
        Case{"polluted_index_setter",
             "Object.defineProperty(Array.prototype, 0, {set(v) { globalThis.seen = v }, configurable: "
             "true}); return typeof seen",
             "ok-or-error"},
        Case{"polluted_iterator",
             "Array.prototype[Symbol.iterator] = function* () { for (;;) yield 1 }; return 1",
             "ok-or-cpu-or-error-or-memory"},
        Case{"polluted_species",
             "Object.defineProperty(Promise, Symbol.species, {get() { for (;;); }}); return 1", "ok-or-cpu"},
        Case{"promise_constructor_getter",
             "Object.defineProperty(Promise.prototype, 'constructor', {get() { for (;;); }}); return 1",
             "ok-or-cpu"},
        Case{"function_call_replaced",
             "Function.prototype.call = Function.prototype.apply = () => { for (;;); }; return 1",
             "ok-or-cpu"},
        Case{"reflect_replaced", "Reflect.apply = () => 0; String.prototype.split = () => []; return 1",
             "ok"},
        Case{"symbol_to_primitive", "return {[Symbol.toPrimitive]() { for (;;); }, toJSON: undefined} + ''",
             "cpu"},
        Case{"symbol_to_string_tag",
             "return Object.prototype.toString.call({get [Symbol.toStringTag]() { for (;;); }})", "cpu"},
        Case{"symbol_has_instance", "return 1 instanceof {[Symbol.hasInstance]() { for (;;); }}", "cpu"},
        Case{"proxy_result",
             "return new Proxy({}, {get() { for (;;); }, ownKeys() { return ['a'] }, "
             "getOwnPropertyDescriptor() { return {enumerable: true, configurable: true} }})",
             "cpu"},
        Case{"proxy_that_is_huge",
             "return new Proxy([], {get(t, k) { return k === 'length' ? 4294967295 : k === 'toJSON' ? "
             "undefined : 'x'.repeat(1000) }})",
             "cpu-or-memory-or-error"},
        Case{"proxy_without_end",
             "const p = new Proxy({}, {getPrototypeOf: () => p}); return p instanceof Map", "cpu-or-error"},
        Case{"getter_result", "return {get a() { throw new Error('getter') }}", "error"},
        Case{"error_with_evil_stack",
             "const e = new Error('x'); Object.defineProperty(e, 'stack', {get() { for (;;); }}); throw e",
             "cpu-or-error"},
        Case{"error_with_evil_message", "throw {message: {toString() { for (;;); }}}", "cpu-or-error"},
        Case{"error_of_a_gigabyte", "throw new Error('x'.repeat(1e9))", "error-or-memory"},
        Case{"promise_flood", "const all = []; for (;;) all.push(new Promise(() => 0))", "memory-or-cpu"},
        Case{"promise_all_flood",
             "return Promise.all(Array.from({length: 1e7}, (_, i) => Promise.resolve(i))).then((l) => "
             "l.length)",
             "ok-or-memory-or-cpu-or-error"},
        Case{"async_generator_without_end",
             "for await (const x of (async function* () { for (;;) yield 1 })());", "cpu-or-wall"},
        Case{"microtasks_without_end",
             "const next = () => queueMicrotask(next); next(); await new Promise(() => 0)", "cpu-or-wall"},
        Case{"await_without_end", "for (;;) await null", "cpu-or-wall"},
        Case{"timers_by_the_million", "for (let i = 0; i < 1e6; i++) setTimeout(() => 0, 1e6)", "error"},
        Case{"immediates_by_the_million", "for (let i = 0; i < 1e6; i++) setImmediate(() => 0)", "error"},
        Case{"interval_without_end",
             "setInterval(() => { let s = 0; for (let i = 0; i < 1e5; i++) s += i }, 0); await new "
             "Promise(() => 0)",
             "cpu-or-wall"},
        Case{"immediate_without_end",
             "const next = () => setImmediate(next); next(); await new Promise(() => 0)", "cpu-or-wall"},
        Case{"loop_after_a_timer", "await new Promise(r => setTimeout(r, 5)); for (;;);", "cpu"},
        Case{"throw_in_a_timer",
             "setTimeout(() => { throw new Error('timer') }, 1); await new Promise(() => 0)", "error"},
        Case{"timer_that_is_a_text", "setTimeout('for (;;);', 1)", "error"},
        Case{"string_of_2_gb", "return 'x'.repeat(2 ** 31 - 2).length", "ok-or-error-or-memory"},
        Case{"string_by_concatenation",
             "let s = 'x'.repeat(1 << 28); s += s; s += s; return s.split('').length",
             "error-or-memory-or-cpu"},
        Case{"strings_joined", "return Array(1e6).fill('x'.repeat(1e4)).join('').length",
             "error-or-memory-or-cpu"},
        Case{"replace_that_grows", "let s = 'x'.repeat(1e5); for (;;) s = s.replace(/x/g, 'xxxx')",
             "error-or-memory-or-cpu"},
        Case{"array_buffer_of_2_gb", "return new ArrayBuffer(2 ** 31).byteLength", "ok-or-error-or-memory"},
        Case{"array_buffers", "const all = []; for (;;) all.push(new ArrayBuffer(1 << 26))",
             "error-or-memory-or-cpu"},
        Case{"buffer_bomb", "const all = []; for (;;) all.push(Buffer.alloc(1 << 24, 1))",
             "error-or-memory-or-cpu"},
        Case{"deep_recursion_json",
             "let o = {}; for (let i = 0; i < 1e5; i++) o = {o}; return JSON.stringify(o).length",
             "ok-or-error"},
        Case{"deep_recursion_regex", "return new RegExp('('.repeat(1e5) + ')'.repeat(1e5)).test('x')",
             "ok-or-error-or-cpu"},
        Case{"deep_recursion_proxy",
             "let p = {}; for (let i = 0; i < 1e5; i++) p = new Proxy(p, {}); return p.x",
             "ok-or-error-or-memory"},
        Case{"deep_recursion_to_string",
             "let a = []; for (let i = 0; i < 1e5; i++) a = [a]; return String(a)", "ok-or-error"},
        Case{"deep_recursion_eval", "return eval('('.repeat(1e5) + '1' + ')'.repeat(1e5))", "ok-or-error"},
        Case{"deep_recursion_bound",
             "let f = () => 1; for (let i = 0; i < 1e5; i++) f = f.bind(null); return f()", "ok-or-error"},
        Case{"regex_lookahead", "return /^(?=(a+))\\1*$(?<=b)(a+)+c/.test('a'.repeat(40) + 'b')",
             "ok-or-cpu-or-error"},
        Case{"regex_alternation", "return /^(a|aa)+$/.test('a'.repeat(80) + 'b')", "cpu-or-ok"},
        Case{"regex_backreference", "return /(a*)*\\1b/.test('a'.repeat(60))", "cpu-or-ok-or-error"},
        Case{"regex_replace_loop", "return 'a'.repeat(1e5).replace(/(a+)+b/g, '')", "cpu-or-ok-or-error"},
        Case{"sort_without_order", "return Array.from({length: 1e6}, Math.random).sort(() => { for (;;); })",
             "cpu"},
        Case{"array_from_without_end", "return Array.from({length: 1e15})", "error-or-memory-or-cpu"},
        Case{"spread_of_a_billion", "return Math.max(...Array(1e9))", "error-or-memory-or-cpu"},
        Case{"arguments_of_a_billion", "return String.fromCharCode.apply(null, {length: 1e9})",
             "error-or-memory-or-cpu"},
        Case{"bigint_power", "return String(9n ** 9999999n).length", "ok-or-error-or-memory-or-cpu"},
        Case{"weak_references",
             "const r = new FinalizationRegistry(() => { for (;;); }); for (let i = 0; i < 1e5; i++) "
             "r.register({}, i); return 1",
             "ok-or-cpu"},
        Case{"giant_messages",
             "const b = ResponseBuilder(); for (let i = 0; i < 100; i++) b.addMessage('x'.repeat(1e5)); "
             "b.send()",
             "output-limit"},
        Case{"many_sends", "for (let i = 0; i < 1e6; i++) ResponseBuilder().addMessage('x').send()",
             "output-limit-or-error-or-cpu"},
        Case{"caught_output_limit",
             "try { ResponseBuilder().addMessage('x'.repeat(6e6)).send() } catch {} return 1",
             "output-limit"},
        Case{"result_of_a_deep_tree", "let a = {}; for (let i = 0; i < 100; i++) a = {a}; return a", "error"},
        Case{"namespace_that_lies",
             "ResponseBuilder().addSessionVariable({toString: () => 'a', trim: () => 'internal'}, 1)",
             "error"},
        Case{"internal_by_white_space", "ResponseBuilder().addSessionVariable('\\u00a0internal.x', 1)",
             "error"},
        Case{"console_flood", "for (let i = 0; i < 1e5; i++) console.log('x'.repeat(1000)); return 1",
             "ok-or-cpu"},
        Case{"console_of_a_getter", "console.log({get a() { for (;;); }}); return 1", "ok"},
        Case{"console_of_a_proxy", "console.log(new Proxy({}, {ownKeys() { for (;;); }}))", "cpu"},
        Case{"too_many_fetches",
             "for (let i = 0; i < 30; i++) fetch('http://a.example/').catch(() => 0); return 1", "error"},
        Case{"fetch_of_a_file", "return fetch('file:///etc/passwd').catch((e) => e.message)", "ok"},
        Case{"fetch_with_evil_options",
             "return fetch('http://a.example/', new Proxy({}, {get() { for (;;); }}))", "cpu"},
        Case{"fetch_of_100_mb",
             "return fetch('http://a.example/', {method: 'POST', body: 'x'.repeat(1e8)}).catch((e) => "
             "e.message)",
             "ok-or-error-or-memory"},
        Case{"headers_with_line_breaks", "return new Headers({'a': 'b\\r\\nc: d'})", "error"},
        Case{"with_statement", "with ({x: 1}) { return x }", "ok"},
        Case{"delete_globals",
             "for (const k of Object.getOwnPropertyNames(globalThis)) try { delete globalThis[k] } catch {} "
             "return 1",
             "ok-or-error"},
        Case{"freeze_everything",
             "Object.freeze(Object.prototype); Object.freeze(globalThis); Object.freeze(Function.prototype); "
             "return _.map([1], (x) => x)",
             "ok-or-error"},
        Case{"atomics_wait", "return Atomics.wait(new Int32Array(new ArrayBuffer(8)), 0, 0, 1e9)", "error"},
        Case{"lodash_template", "return _.template('<% for(;;); %>')()", "cpu"}),
    [](const auto& tested) { return tested.param.name; });

// The redos corpus against the engine of scripts: back-tracking is stopped by the CPU limit, from outside if
// need be.
TEST(HostilePatterns, AreStoppedByTheLimitOfCpu) {
  auto& bench = shared_bench();
  std::ifstream file(SB_SOURCE_DIR "/tests/corpora/redos/cases.jsonl");
  int played = 0;
  for (std::string line; std::getline(file, line);) {
    const auto parsed = parse_json(line).value();
    const JsonObject& object = parsed.as_object();
    if (!find_member(object, "pump")) continue;
    auto job = bench.job(
        "return new RegExp(args.pattern).test(args.pump.repeat(30000 / args.pump.length) + args.suffix)",
        object);
    job.cpu_ms_max = 100;
    const auto outcome = bench.run(std::move(job));
    EXPECT_TRUE(outcome.ok || outcome.error == "timeout" ||
                outcome.error.find("xpression") != std::string::npos)
        << string_member(object, "id") << ": " << outcome.error;
    ++played;
  }
  EXPECT_GT(played, 20);
  expect_the_next_run_to_be_fine(bench);
}

// --- a worker that has changed sides ---

PoolOptions misbehaving() {
  PoolOptions options;
  options.worker_program = SB_MISBEHAVING_WORKER;
  return options;
}

class SystemCalls : public ::testing::TestWithParam<const char*> {};
TEST_P(SystemCalls, KillTheWorker) {
  Bench bench(misbehaving());
  const auto outcome = bench.run(std::string("system ") + GetParam());
  EXPECT_EQ(outcome.error, "the script was stopped: it left its sandbox");
  expect_the_next_run_to_be_fine(bench);
}
std::vector<const char*> system_calls() {
  std::vector<const char*> out{"open",
                               "open_write",
                               "openat2",
                               "stat",
                               "readlink",
                               "getdents",
                               "unlink",
                               "socket",
                               "connect",
                               "bind",
                               "sendmsg",
                               "recvmsg",
                               "exec",
                               "execveat",
                               "fork",
                               "vfork",
                               "clone_process",
                               "clone_namespace",
                               "ptrace",
                               "kill_server",
                               "kill_other",
                               "tgkill_other",
                               "mmap_executable",
                               "mprotect_executable",
                               "pkey_mprotect",
                               "unshare",
                               "setns",
                               "mount",
                               "chroot",
                               "setuid",
                               "capset",
                               "prctl_dumpable",
                               "seccomp",
                               "io_uring",
                               "bpf",
                               "userfaultfd",
                               "perf_event_open",
                               "memfd_create",
                               "process_vm_readv",
                               "keyctl",
                               "personality",
                               "ioctl",
                               "fcntl",
                               "dup",
                               "pipe",
                               "pidfd_open"};
#if defined(__x86_64__)
  out.insert(out.end(), {"int_80", "x32"});
#endif
  return out;
}
INSTANTIATE_TEST_SUITE_P(, SystemCalls, ::testing::ValuesIn(system_calls()),
                         [](const auto& tested) { return std::string(tested.param); });

class Lies : public ::testing::TestWithParam<const char*> {};
TEST_P(Lies, EndTheWorkerAndItsRunOnly) {
  Bench bench(misbehaving());
  const auto outcome = bench.run(std::string("lie ") + GetParam());
  if (GetParam() == std::string("twice_done")) {
    EXPECT_TRUE(outcome.ok);  // the first was no lie
    // The second is heard whenever it arrives, and may cost what this bot runs in that worker by then.
    (void)bench.run("return 1");
  } else {
    EXPECT_FALSE(outcome.ok);
    EXPECT_TRUE(outcome.error == "the script was stopped: its worker broke the protocol" ||
                outcome.error == "interrupted")
        << outcome.error;
  }
  expect_the_next_run_to_be_fine(bench);
}
INSTANTIATE_TEST_SUITE_P(, Lies,
                         ::testing::Values("huge_length", "zero_length", "garbage", "unknown_kind",
                                           "short_fields", "other_run", "twice_done", "ready_again",
                                           "a_frame_for_the_worker", "result_of_another", "too_much_result",
                                           "console_flood", "console_not_utf8", "fetch_without_a_head",
                                           "fetch_out_of_order", "too_many_fetches", "abort_of_nothing",
                                           "cut_frame_and_exit", "exit", "close", "never_due_nan"),
                         [](const auto& tested) { return std::string(tested.param); });

TEST(Lies2, SilenceAndStoppingEndAtTheWallLimit) {
  for (const char* code : {"silence", "stop"}) {
    Bench bench(misbehaving());
    auto job = bench.job(code);
    job.wall_ms_max = 300;
    EXPECT_EQ(bench.run(std::move(job)).error, "timeout") << code;
    expect_the_next_run_to_be_fine(bench);
  }
}

// The states of this program's children, one letter each: 'S' waits, 'R' runs, 'Z' was not reaped.
std::string children() {
  std::string states;
  for (const auto& entry : std::filesystem::directory_iterator("/proc")) {
    std::ifstream file(entry.path() / "stat");
    int pid = 0, parent = 0;
    std::string name;
    char state = 0;
    if (file >> pid >> name >> state >> parent && parent == ::getpid()) states += state;
  }
  return states;
}

TEST(Hostile, NoProcessIsLeftBehind) {
  const std::string before = children();
  {
    Bench bench;
    const auto endless = bench.start(bench.job("for (;;);"));
    const auto waiting = bench.start(bench.job("await new Promise(() => 0)"));
    bench.run("1");
    EXPECT_GT(children().size(), before.size());
  }
  EXPECT_EQ(children().size(), before.size());
  EXPECT_EQ(children().find('Z'), std::string::npos);
}

}  // namespace
}  // namespace sb::script
