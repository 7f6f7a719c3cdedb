#pragma once
#include <string>
#include <string_view>

#include "base/result.h"
#include "model/bot.h"

namespace sb::engine::testing {

// A bot as short YAML, for tests: what an export document says in fifty lines fits in ten. A dialog's key is
// its id and name; those named like system dialogs ("introduction", "notUnderstood", …) are these, and the
// ones left out get their name in brackets as text.
//
//   bot: {secondaryLanguages: [nl]}                  as in the document; so are variables, entities,
//   settings, intents: {pizza: [I want a pizza]}               apiSettings, offloadProviders, thresholds
//   events: {booked: {watch: [ticket], dialog: thanks}}
//   dialogs:
//     hello:    {intent: greeting, requires: [c], gives: {c: 2}, say: Hi, next: order, set: {n:
//     "{n|increment}"}} order:    {ask: How many?, match: number, save: count, invalid: A number please,
//     invalid2: …, next: cook} cook:     {do: [{api: {method: POST, url: "https://x/", body: {count: $count,
//     next: "@hello", v: text}}}, pauseBot]} branch:   {if: [{when: [[n, equals, 1], OR, [m, exists]], next:
//     hello, set: {…}}], else: {next: order}}
//
// A message is a text; {any: [texts]}; {say: text, buttons: {Title: dialog, Link: "https://…", Call:
// "tel:1"}} or `replies` in the place of `buttons`, where {next: dialog, set: {variable: value}} also writes;
// or a component as in the document. `say`, `ask`, `invalid` take one or a list.
Result<Bot> parse_bot_sketch(std::string_view yaml);
Result<BotPtr> load_bot_sketch(const std::string& path);

}  // namespace sb::engine::testing
