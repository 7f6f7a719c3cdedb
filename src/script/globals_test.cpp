#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "script/testing/script_bench.h"

// The globals of a script (spec 02 §4.1) and the builder (§4.2), inside a real worker.
namespace sb::script {
namespace {

using testing::Bench;

// What the script published last, as JSON text; or its error.
std::string published(const Outcome& outcome) {
  if (!outcome.ok) return "error: " + outcome.error;
  return outcome.results.empty() ? "" : to_json_text(outcome.results.back());
}

// One pool for the whole program: workers start slowly in a debug build.
Bench& shared_bench() {
  static Bench bench;
  return bench;
}

struct Published {
  std::string name, code, expected;
};
class Builder : public ::testing::TestWithParam<Published> {};
TEST_P(Builder, PublishesExactly) {
  EXPECT_EQ(published(shared_bench().run("const b = ChatlayerResponseBuilder();\n" + GetParam().code)),
            GetParam().expected);
}

INSTANTIATE_TEST_SUITE_P(
    , Builder,
    ::testing::Values(
        Published{"nothing_without_send", "b.addMessage('x');", ""},
        Published{"a_text", "b.addMessage('hi').send()",
                  R"({"messages":[{"type":"text","config":{"textMessages":[{"text":"hi"}]}}]})"},
        Published{"add_text_is_add_message", "b.addText('hi').send()",
                  R"({"messages":[{"type":"text","config":{"textMessages":[{"text":"hi"}]}}]})"},
        Published{
            "session_variables_append",
            "b.addSessionVariable(' user.name ', 'A').addSessionVariable('user.age', 3).send()",
            R"({"session":[{"namespace":"user","data":{"name":"A"}},{"namespace":"user","data":{"age":3}}],"messages":[]})"},
        Published{"a_deep_namespace", "b.addSessionVariable('a.b.c', [1]).send()",
                  R"({"session":[{"namespace":"a","data":{"b":{"c":[1]}}}],"messages":[]})"},
        Published{"proto_is_a_plain_key", "b.addSessionVariable('a.__proto__.x', 1).send()",
                  R"({"session":[{"namespace":"a","data":{"__proto__":{"x":1}}}],"messages":[]})"},
        Published{"a_blank_namespace", "b.addSessionVariable('  ', 1)",
                  "error: invalid session namespace \"  \""},
        Published{"no_namespace", "b.addSessionVariable(undefined, 1)",
                  "error: invalid session namespace \"undefined\""},
        Published{"internal", "b.addSessionVariable('internal.x', 1)",
                  "error: can't modify internal session namespace"},
        Published{"set_replaces_all", "b.addSessionVariable('a', 1).setSessionVariable('b.c', 2).send()",
                  R"({"session":[{"namespace":"b","data":{"c":2}}],"messages":[]})"},
        Published{
            "quick_replies_flatten_one_level",
            "b.addQuickReplies({title: 't', quickReplies: [[{title: 'a'}], {title: 'b'}]}).send()",
            R"({"messages":[{"type":"quickReplies","config":{"textMessages":[{"text":"t"}],"quickReplies":[{"title":"a"},{"title":"b"}]}}]})"},
        Published{
            "buttons_default_to_none", "b.addButtonGroup({title: 't'}).send()",
            R"({"messages":[{"type":"buttons","config":{"textMessages":[{"text":"t"}],"buttons":[]}}]})"},
        Published{"a_carousel", "b.addCarousel([{title: 'c', subTitle: undefined}]).send()",
                  R"({"messages":[{"type":"carousel","config":{"elements":[{"title":"c"}]}}]})"},
        Published{"a_list", "b.addList({items: [1]}).send()",
                  R"({"messages":[{"type":"list","config":{"items":[1]}}]})"},
        Published{"media", "b.addMediaMessage({type: 'image', url: 'u'}).send()",
                  R"({"messages":[{"type":"media","config":{"media":{"type":"image","url":"u"}}}]})"},
        Published{"wrong_media", "b.addMediaMessage({type: 'gif', url: 'u'})", "error: Invalid type: gif"},
        Published{"media_of_a_prototype", "b.addMediaMessage({type: 'toString', url: 'u'})",
                  "error: Invalid type: toString"},
        Published{
            "html", "b.addHtml('<b>x</b>').send()",
            R"({"messages":[{"type":"__raw","config":{"withBalloon":true,"html":"<b>x</b>","type":"html"}}]})"},
        Published{
            "html_without_balloon", "b.addHtml('x', {withBalloon: false}).send()",
            R"({"messages":[{"type":"__raw","config":{"withBalloon":false,"html":"x","type":"html"}}]})"},
        Published{
            "an_iframe", "b.addIframe('https://a/?b').send()",
            R"({"messages":[{"type":"JSONTemplate","config":{"withBalloon":true,"html":"<iframe src=\"https://a/?b\" width=\"100%\" height=\"30px\" style=\"border:none;\"></iframe>","__component":"html"}}]})"},
        Published{
            "an_iframe_with_a_number", "b.addIframe('s', {height: 240}).send()",
            R"({"messages":[{"type":"JSONTemplate","config":{"withBalloon":true,"html":"<iframe src=\"s\" width=\"100%\" height=\"240px\" style=\"border:none;\"></iframe>","__component":"html"}}]})"},
        Published{"json", "b.addJSONResponse({a: 1}).send()",
                  R"({"messages":[{"type":"JSONTemplate","config":{"a":1}}]})"},
        Published{"json_dispatched", "b.addJSONResponse({a: 1}, {dispatch: true}).send()",
                  R"({"messages":[{"type":"JSONTemplate","config":{"a":1,"___type":"CL_DISPATCH_EVENT"}}]})"},
        Published{
            "a_banner", "b.addBanner({message: 'm', type: 'ERROR', title: 't'}).send()",
            R"({"messages":[{"type":"JSONTemplate","config":{"withBalloon":false,"html":"<div style=\"background:#FFEFEF;color:#9A9A9A;border-radius:4px;padding:12px 16px;\"><h3>t</h3><div>m</div></div>","__component":"html"}}]})"},
        Published{
            "a_banner_of_own_colours",
            "b.addBanner({message: 'm', color: {background: 'red', text: 'blue'}, borderRadius: '0'}).send()",
            R"({"messages":[{"type":"JSONTemplate","config":{"withBalloon":false,"html":"<div style=\"background:red;color:blue;border-radius:0;padding:12px 16px;\"><div>m</div></div>","__component":"html"}}]})"},
        Published{"next_dialog", "b.setNextDialogState('d').send()",
                  R"({"messages":[],"action":{"nextDialogstate":"d"}})"},
        Published{"no_next_dialog", "b.setNextDialogState('d').setNextDialogState(null).send()",
                  R"({"messages":[]})"},
        Published{
            "second_send_repeats_nothing",
            "b.addMessage('1').send(); b.addSessionVariable('a', 1).addMessage('2').send()",
            R"({"session":[{"namespace":"a","data":1}],"messages":[{"type":"text","config":{"textMessages":[{"text":"2"}]}}]})"},
        Published{"a_snapshot_at_send",
                  "const list = [{title: 'a'}]; b.addCarousel(list).send(); list[0].title = 'b';",
                  R"({"messages":[{"type":"carousel","config":{"elements":[{"title":"a"}]}}]})"},
        Published{
            "initial_state",
            "ResponseBuilder({nextDialogstate: 'n', messages: [{type: 'm'}], sessionVariable: {namespace: "
            "'v', data: 1}}).send()",
            R"({"session":[{"namespace":"v","data":1}],"messages":[{"type":"m"}],"action":{"nextDialogstate":"n"}})"},
        Published{
            "an_object_like_others",
            "b.addMessage(JSON.stringify(['addList' in b, 'addNothing' in b, b.addNothing, b instanceof "
            "Object, b.hasOwnProperty('send'), String(b)])).send()",
            R"({"messages":[{"type":"text","config":{"textMessages":[{"text":"[true,false,null,true,true,\"[object Object]\"]"}]}}]})"},
        Published{
            "a_method_of_the_authors_own",
            "b.addList = b.addText = (t) => b.addMessage('own ' + t); b.addList('1').addText('2').send()",
            R"({"messages":[{"type":"text","config":{"textMessages":[{"text":"own 1"}]}},{"type":"text","config":{"textMessages":[{"text":"own 2"}]}}]})"},
        Published{"made_with_new", "new ChatlayerResponseBuilder().addMessage('x').send()",
                  R"({"messages":[{"type":"text","config":{"textMessages":[{"text":"x"}]}}]})"},
        Published{
            "to_json_keeps_everything", "b.addMessage('1').send(); b.addJSONResponse(b.toJSON()).send()",
            R"({"messages":[{"type":"JSONTemplate","config":{"messages":[{"type":"text","config":{"textMessages":[{"text":"1"}]}}]}}]})"},
        Published{
            "to_string", "b.addJSONResponse({text: b.addMessage('1').tostring()}).send()",
            R"({"messages":[{"type":"text","config":{"textMessages":[{"text":"1"}]}},{"type":"JSONTemplate","config":{"text":"{\"messages\":[{\"type\":\"text\",\"config\":{\"textMessages\":[{\"text\":\"1\"}]}}]}"}}]})"},
        Published{
            "helpers",
            "const {makeButtonLink, makeQuickReply} = ChatlayerResponseBuilder.helpers;"
            "b.addList([makeButtonLink({url: 'u', text: 't'}), makeQuickReply({text: 't', payload: {a: "
            "1}})]).send()",
            R"({"messages":[{"type":"list","config":[{"type":"web_url","title":"t","url":"u"},{"title":"t","payload":{"a":1}}]}]})"},
        Published{"lone_surrogates_become_replacements", "b.addMessage('a\\ud83d').send()",
                  "{\"messages\":[{\"type\":\"text\",\"config\":{\"textMessages\":[{\"text\":"
                  "\"a\xEF\xBF\xBD\"}]}}]}"},
        Published{"text_of_every_plane", "b.addMessage('é€😀\\u0000').send()",
                  "{\"messages\":[{\"type\":\"text\",\"config\":{\"textMessages\":[{\"text\":\"é€😀\\u0000\"}]"
                  "}}]}"}),
    [](const auto& tested) { return tested.param.name; });

TEST(Builders, PublishInTheOrderOfSend) {
  const auto outcome = shared_bench().run(
      "const a = ChatlayerResponseBuilder().addMessage('a'), b = ResponseBuilder().addMessage('b');\n"
      "b.send(); a.send();");
  ASSERT_EQ(outcome.results.size(), 2u);
  EXPECT_THAT(to_json_text(outcome.results[0]), ::testing::HasSubstr("\"b\""));
  EXPECT_THAT(to_json_text(outcome.results[1]), ::testing::HasSubstr("\"a\""));
}

struct Value {
  std::string name, expression, expected;
};
class Globals : public ::testing::TestWithParam<Value> {};
TEST_P(Globals, Have) {
  // The value of an expression, as its JSON.
  const auto outcome = shared_bench().run("throw JSON.stringify(await (" + GetParam().expression + "));",
                                          {{"month", "may"}, {"n", 3}});
  EXPECT_EQ(outcome.error, GetParam().expected);
}
INSTANTIATE_TEST_SUITE_P(
    , Globals,
    ::testing::Values(
        Value{"only_declared_arguments", "args", R"({"month":"may","n":3})"},
        Value{"no_undeclared_argument", "[args.x === undefined, _.get(args, 'x', 'd')]", R"([true,"d"])"},
        Value{"sloppy_mode",
              "(() => { leaked = 5; return [leaked, (function () { return this === globalThis })()] })()",
              "[5,true]"},
        Value{"optional_chaining", "args.a?.b ?? 'none'", R"("none")"},
        Value{"absent_things",
              "[typeof require, typeof process, typeof importScripts, typeof WebAssembly, typeof "
              "SharedArrayBuffer, typeof load, typeof readFile]",
              R"(["undefined","undefined","undefined","undefined","undefined","undefined","undefined"])"},
        Value{"import_is_refused", "import('/etc/passwd').then(() => 'yes', () => 'no')", R"("no")"},
        Value{"lodash",
              "[_.map([{a: 1}], 'a'), _.get({a: [{b: 2}]}, 'a[0].b'), _.VERSION, typeof _.chain, _([3, "
              "1]).sortBy().value()]",
              R"([[1],2,"4.17.21","function",[1,3]])"},
        Value{"lodash_delay", "new Promise(resolve => _.delay(resolve, 5, 'x'))", R"("x")"},
        Value{"url", "new URL('../b?c=é#d', 'https://a.example/x/y').href",
              R"("https://a.example/b?c=%C3%A9#d")"},
        Value{"url_search_params", "new URLSearchParams({a: '1 2', b: 'ü'}).toString()",
              R"("a=1+2&b=%C3%BC")"},
        Value{"buffer",
              "[Buffer.from('héllo').toString('base64'), Buffer.from('aGk=', 'base64').toString(), "
              "Buffer.concat([Buffer.from([1]), Buffer.alloc(1)]).toString('hex')]",
              R"(["aMOpbGxv","hi","0100"])"},
        Value{"base64", "[btoa('hi'), atob('aGk='), atob(' a G k ')]", R"(["aGk=","hi","hi"])"},
        Value{"text_encoder", "Array.from(new TextEncoder().encode('é😀'))", "[195,169,240,159,152,128]"},
        Value{"text_decoder",
              "new TextDecoder().decode(new Uint8Array([0xef, 0xbb, 0xbf, 0xc3, 0xa9, 0xff]))",
              "\"é\xEF\xBF\xBD\""},
        Value{"headers",
              "(() => { const h = new Headers({'X-A': '1'}); h.append('x-a', '2'); return [h.get('X-a'), "
              "[...h.keys()], h.raw()] })()",
              R"(["1, 2",["x-a"],{"X-A":["1","2"]}])"},
        Value{"intl",
              "[new Intl.NumberFormat('de-DE').format(1234.5), new Date(0).toLocaleString('en-GB', "
              "{timeZone: 'Europe/Brussels'})]",
              R"(["1.234,5","01/01/1970, 01:00:00"])"},
        Value{"the_time_of_the_run",
              "[new Date().getFullYear(), new Date() instanceof Date, typeof Date(), Date.now() >= "
              "1900000000000, new Date(0).constructor === Date]",
              R"([2030,true,"string",true,true])"},
        Value{"seeded_random", "(() => { const r = Math.random(); return r > 0 && r < 1 })()", "true"},
        Value{"abort_controller",
              "(() => { const c = new AbortController(); let n = 0; c.signal.addEventListener('abort', () => "
              "n++); c.abort(); c.abort(); return [n, c.signal.aborted, c.signal.reason.name] })()",
              R"([1,true,"AbortError"])"},
        Value{"form_data",
              "(() => { const f = new FormData(); f.append('a', 1); f.append('a', 2); f.set('b', 'x'); "
              "return [f.getAll('a'), [...f.keys()]] })()",
              R"([["1","2"],["a","a","b"]])"},
        Value{"global_objects_of_the_language",
              "[typeof Promise, typeof Map, typeof Set, typeof Symbol, typeof encodeURIComponent, "
              "escape('ü'), typeof queueMicrotask]",
              R"(["function","function","function","function","function","%FC","function"])"},
        Value{"eval_and_function", "[eval('1+1'), new Function('a', 'return a * 2')(4)]", "[2,8]"}),
    [](const auto& tested) { return tested.param.name; });

TEST(Script, SaysItsConsoleLinesWithLevelAndLine) {
  const auto outcome =
      shared_bench().run("console.log('a %s', 1, {b: [2]});\n\nconsole.error(new Error('e'));");
  ASSERT_EQ(outcome.console.size(), 2u);
  EXPECT_EQ(outcome.console[0].level, "log");
  EXPECT_EQ(outcome.console[0].text, "a 1 { b: [ 2 ] }");
  EXPECT_EQ(outcome.console[0].line, 1);
  EXPECT_EQ(outcome.console[1].level, "error");
  EXPECT_EQ(outcome.console[1].text, "Error: e");
  EXPECT_EQ(outcome.console[1].line, 3);
}

TEST(Script, SaysWhatItThrewAsText) {
  for (const auto& [thrown, error] : {std::pair{"{a: 1, b: ['x']}", R"({"a":1,"b":["x"]})"},
                                      {"{message: {code: 7}}", R"({"code":7})"},
                                      {"{toString: () => 'own'}", "own"},
                                      {"{get message() { throw 1; }}", "error"},
                                      {"new TypeError('t')", "t"},
                                      {"'text'", "text"},
                                      {"undefined", "undefined"},
                                      {"[1, 2]", "1,2"}}) {
    EXPECT_EQ(shared_bench().run("throw " + std::string(thrown)).error, error) << thrown;
  }
}

TEST(Script, LeavesALineForARejectionThatNobodyTakes) {
  const auto lines = [](const std::string& code) {
    std::string out;
    for (const auto& line : shared_bench().run(code).console)
      out += line.level + ' ' + std::to_string(line.line) + ' ' + line.text + '\n';
    return out;
  };
  EXPECT_EQ(lines("\nPromise.reject(new Error('early'));"), "error 2 Unhandled rejection: early\n");
  EXPECT_EQ(
      lines("await null;\n(async () => { throw {a: 1}; })();\nawait new Promise(r => setTimeout(r, 1));"),
      "error 0 Unhandled rejection: {\"a\":1}\n");
  EXPECT_EQ(lines("Promise.reject(1).catch(() => {}); await Promise.reject(2).catch(() => {});"), "");
  EXPECT_EQ(lines("throw new Error('of main')"), "") << "the run has failed: that is said already";
  EXPECT_EQ(lines("await null; throw new Error('of main')"), "");
}

TEST(Script, IsSeededAndSaysTheSameAgain) {
  auto& bench = shared_bench();
  const std::string code = "throw JSON.stringify([Math.random(), Math.random()])";
  const auto first = bench.run(code), second = bench.run(code);
  EXPECT_EQ(first.error, second.error);
  auto other = bench.job(code);
  other.seed = std::string(32, 'f');
  EXPECT_NE(bench.run(other).error, first.error);
}

TEST(Script, CannotCloseTheFunctionItIsTheBodyOf) {
  const auto outcome = shared_bench().run("}); globalThis.escaped = 1; (async function () {");
  EXPECT_FALSE(outcome.ok);
}

// A toJSON of every object would make something else of the result: said, not applied.
TEST(Script, FailsWhenItsResultCannotBeRead) {
  for (const auto* prototype : {"Object", "Array"}) {
    const auto outcome = shared_bench().run(std::string(prototype) +
                                            ".prototype.toJSON = () => 1; try { "
                                            "ChatlayerResponseBuilder().addMessage('x').send() } catch {}");
    EXPECT_FALSE(outcome.ok);
    EXPECT_EQ(outcome.error,
              "the result cannot be read: the prototype of all objects or arrays has a toJSON");
  }
  const auto own =
      shared_bench().run("ChatlayerResponseBuilder().addSessionVariable('x', {toJSON: () => 5}).send()");
  EXPECT_EQ(published(own), R"({"session":[{"namespace":"x","data":5}],"messages":[]})");
}

// What a script leaves behind must not be there for the next.
class Leaks : public ::testing::TestWithParam<std::pair<const char*, const char*>> {};
TEST_P(Leaks, NothingIntoTheNextRun) {
  auto& bench = shared_bench();
  const auto first = bench.run(GetParam().first);
  EXPECT_TRUE(first.ok) << first.error;
  for (int i = 0; i < 3; ++i) {
    EXPECT_EQ(bench.run(std::string("throw String(") + GetParam().second + ")").error, "undefined");
  }
}
INSTANTIATE_TEST_SUITE_P(
    , Leaks,
    ::testing::Values(
        std::pair{"globalThis.leak = 1; leak2 = 2; var leak3 = 3;",
                  "globalThis.leak ?? globalThis.leak2 ?? globalThis.leak3"},
        std::pair{"Object.prototype.polluted = 1", "({}).polluted"},
        std::pair{"Array.prototype.map = null; Promise.prototype.then.x = 1",
                  "[].map ? Promise.prototype.then.x : 'broken'"},
        std::pair{"_.mixin({leak: () => 1}); _.map.leak = 1", "_.leak ?? _.map.leak"},
        std::pair{"_.templateSettings.leak = 1; _.memoize.Cache = Array",
                  "_.templateSettings.leak ?? (_.memoize.Cache === Array ? 1 : undefined)"},
        std::pair{"ChatlayerResponseBuilder.leak = 1; ChatlayerResponseBuilder.helpers.leak = 1",
                  "ChatlayerResponseBuilder.leak ?? ChatlayerResponseBuilder.helpers.leak"},
        std::pair{"JSON.stringify = () => '{}'; JSON.leak = 1",
                  "JSON.stringify([]) === '[]' ? JSON.leak : 'broken'"},
        std::pair{"setTimeout(() => { globalThis.late = 1 }, 1); setInterval(() => { late2 = 1 }, 1)",
                  "globalThis.late ?? globalThis.late2"},
        std::pair{"Buffer.poolSize = 1; Buffer.leak = 1; URL.leak = 1; Headers.prototype.leak = 1",
                  "Buffer.leak ?? URL.leak ?? Headers.prototype.leak"},
        std::pair{"Math.random = () => 4; Math.leak = 1; Date.now = () => 0",
                  "Math.random() === 4 || Date.now() === 0 ? 'broken' : Math.leak"},
        std::pair{"Symbol.prototype.leak = 1; RegExp.prototype.leak = 1; Error.stackTraceLimit = 0",
                  "Symbol.prototype.leak ?? RegExp.prototype.leak ?? (Error.stackTraceLimit === 0 ? 1 : "
                  "undefined)"},
        std::pair{"/(leak)/.exec('leak')", "RegExp.$1 || undefined"},
        std::pair{"console.log = 1; console.leak = 1",
                  "typeof console.log === 'function' ? console.leak : 'broken'"},
        std::pair{"Object.defineProperty(globalThis, 'args', {value: {secret: 1}})", "globalThis.args"}));

}  // namespace
}  // namespace sb::script
