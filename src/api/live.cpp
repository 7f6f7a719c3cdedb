#include "api/live.h"

#include <algorithm>

#include "base/utf8.h"
#include "model/masking.h"
#include "model/user_message.h"

namespace sb::api {
namespace {

Json masked(Json value, const std::vector<SensitiveValue>& secrets) {
  return secrets.empty() ? std::move(value) : mask(value, secrets);
}

JsonObject said_json(const engine::Say& say) {
  const auto shown = for_channel(say.message, ChannelKind::web, true);
  Json body = shown ? to_format_d(*shown, PayloadEncoding::opaque) : Json();
  if (!body.is_object()) body = JsonObject{};
  JsonObject out{{"id", say.message_id},
                 {"actor", say.by_agent ? "agent" : "bot"},
                 {"timestamp", iso_text(say.at)},
                 {"message", std::move(body)}};
  if (!say.dialog_id.empty())
    out["dialogstate"] = JsonObject{{"id", say.dialog_id}, {"name", say.dialog_name}};
  return out;
}

JsonArray messages_of(const conductor::StepRecord& step) {
  JsonArray out;
  if (const auto* said = std::get_if<engine::UserSaid>(&step.event.what);
      said && said->message.kind != UserMessageKind::none) {
    out.push_back(JsonObject{{"id", said->message_id},
                             {"actor", "user"},
                             {"timestamp", iso_text(step.event.now)},
                             {"message", user_message_json(said->message)}});
  }
  for (const auto& effect : step.effects) {
    if (const auto* say = std::get_if<engine::Say>(&effect)) out.push_back(said_json(*say));
  }
  return out;
}

std::string frame(std::int64_t id, std::string_view event, const Json& data) {
  return "id: " + std::to_string(id) + "\nevent: " + std::string(event) + "\ndata: " + to_json_text(data) +
         "\n\n";
}

}  // namespace

JsonObject step_json(const engine::Event& event, const std::vector<engine::Effect>& effects,
                     const std::vector<SensitiveValue>& secrets) {
  JsonArray listed;
  for (const auto& effect : effects) {
    listed.push_back(engine::shown_json(effect));
  }
  JsonObject what = engine::to_json(event);
  erase_member(what, "seed");
  return {{"at", iso_text(event.now)},
          {"kind", engine::event_kind(event)},
          {"event", masked(std::move(what), secrets)},
          {"effects", masked(std::move(listed), secrets)}};
}

void Live::committed(const conductor::StepRecord& step) {
  std::function<void()> finish;
  {
    std::lock_guard lock(mutex_);
    gather(step, finish);
    publish(step);
  }
  if (finish) finish();
}

void Live::gather(const conductor::StepRecord& step, std::function<void()>& finish) {
  const bool begins = std::holds_alternative<engine::UserSaid>(step.event.what);
  const auto found = std::find_if(collections_.begin(), collections_.end(), [&](const Collection& one) {
    return one.key == step.key && (one.begun || begins);
  });
  if (found == collections_.end()) return;
  found->begun = true;
  Collected& so_far = found->so_far;
  for (auto& message : messages_of(step)) {
    if (message.at("actor") != "user") so_far.messages.push_back(masked(message, step.secrets));
  }
  so_far.steps.push_back(step_json(step.event, step.effects, step.secrets));
  so_far.session = masked(step.conversation.session, step.secrets);
  if (const auto* said = std::get_if<engine::UserSaid>(&step.event.what); said && said->nlp)
    so_far.nlp = masked(nlu::to_json(*said->nlp), step.secrets);
  if (!step.turn_ended) return;
  // Once more: a step may hold what only a later one has made a secret.
  so_far.messages = masked(std::move(so_far.messages), step.secrets).get_array();
  so_far.steps = masked(std::move(so_far.steps), step.secrets).get_array();
  so_far.finished = true;
  finish = [done = std::move(found->done), result = std::move(so_far)] { done(result); };
  collections_.erase(found);
}

void Live::publish(const conductor::StepRecord& step) {
  std::erase_if(readers_, [](const Reader& reader) { return reader.writer->closed(); });
  if (readers_.empty() && kept_.empty()) return;
  JsonObject data{{"sessionId", step.key.session_id},
                  {"channel", step.session.channel_type},
                  {"conversation", step.session.conversation},
                  {"turn", step.session.turn_no},
                  {"turnEnded", step.turn_ended},
                  {"paused", step.conversation.paused},
                  {"messages", masked(messages_of(step), step.secrets)}};
  std::string text = frame(++last_id_, "step", data);
  for (const auto& reader : readers_) {
    if (reader.bot_id == step.key.bot_id && reader.version == step.key.version) reader.writer->write(text);
  }
  kept_.push_back({last_id_, step.key, std::move(text)});
  if (kept_.size() > kept_max) kept_.pop_front();
}

void Live::subscribe(const std::string& bot_id, Version version, std::int64_t last_id,
                     std::shared_ptr<http::StreamWriter> writer) {
  std::lock_guard lock(mutex_);
  const std::int64_t oldest = kept_.empty() ? last_id_ + 1 : kept_.front().id;
  const bool lost = last_id > 0 && (last_id + 1 < oldest || last_id > last_id_);
  writer->write(lost ? frame(last_id_, "reset", JsonObject{}) : ": hello\n\n");
  for (const auto& event : kept_) {
    const bool missed = !lost && last_id > 0 && event.id > last_id && !event.text.empty();
    if (missed && event.key.bot_id == bot_id && event.key.version == version) writer->write(event.text);
  }
  readers_.push_back({bot_id, version, std::move(writer)});
  // From the first reader on events are kept, so that it can come back.
  if (kept_.empty()) kept_.push_back({++last_id_, {}, ""});
}

void Live::forget(const store::SessionKey& key) {
  std::lock_guard lock(mutex_);
  for (auto& event : kept_) {
    if (event.key == key) event = {event.id, {}, ""};
  }
  for (auto& collection : collections_) {
    if (collection.key == key) collection.so_far = {};
  }
}

std::uint64_t Live::collect(store::SessionKey key, std::function<void(Collected)> done) {
  std::lock_guard lock(mutex_);
  collections_.push_back({++last_collection_, std::move(key), false, {}, std::move(done)});
  return last_collection_;
}

void Live::give_up(std::uint64_t collection) {
  std::function<void()> finish;
  {
    std::lock_guard lock(mutex_);
    const auto found = std::find_if(collections_.begin(), collections_.end(),
                                    [&](const Collection& one) { return one.id == collection; });
    if (found == collections_.end()) return;
    finish = [done = std::move(found->done), result = std::move(found->so_far)] { done(result); };
    collections_.erase(found);
  }
  finish();
}

}  // namespace sb::api
