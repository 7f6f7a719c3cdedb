#include <condition_variable>
#include <filesystem>
#include <iostream>
#include <mutex>

#include "base/log.h"
#include "base/random.h"
#include "base/utf8.h"
#include "channels/outlet_directory.h"
#include "cli/commands.h"
#include "conductor/conductor.h"
#include "conductor/model_trainer.h"
#include "conductor/script_fetcher.h"
#include "http/curl_client.h"
#include "model/message.h"
#include "script/pool.h"
#include "server/runtime.h"

// `signalbox chat`: the whole machinery over a data directory that lives as long as the chat.

namespace sb::cli {
namespace {

constexpr std::string_view channel = "terminal";
constexpr std::int64_t stop_patience_ms = 2'000;

// A data directory that is removed at the end.
class ScratchDirectory {
 public:
  ScratchDirectory() : path_(std::filesystem::temp_directory_path() / ("signalbox-chat-" + new_id24())) {
    std::filesystem::create_directories(path_);
  }
  ~ScratchDirectory() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

struct Click {
  std::string title, payload_id;
};

// The clicks a message offers, in the order shown.
void collect_clicks(const Json& value, std::vector<Click>& out) {
  if (const JsonArray* items = value.if_array()) {
    for (const auto& item : *items) collect_clicks(item, out);
  } else if (const JsonObject* object = value.if_object()) {
    const auto id = string_member(*object, "payloadId");
    if (!id.empty()) out.push_back({std::string(string_member(*object, "title")), std::string(id)});
    for (const auto& member : *object) collect_clicks(member.value(), out);
  }
}

// Prints what the bot says and remembers what /debug shows. Told on the conductor's thread, asked on the
// terminal's.
class Screen final : public conductor::StepObserver {
 public:
  void committed(const conductor::StepRecord& step) override {
    std::lock_guard lock(mutex_);
    session_ = step.conversation.session;
    contexts_.clear();
    for (const auto& context : step.conversation.contexts) {
      contexts_ += (contexts_.empty() ? "" : ", ") + context.name + " " + std::to_string(context.lifespan);
    }
    for (const auto& effect : step.effects) show(effect);
    if (step.turn_ended) {
      turn_ended_ = true;
      ended_.notify_all();
    }
  }

  void expect_turn() {
    std::lock_guard lock(mutex_);
    turn_ended_ = false;
    clicks_.clear();
    steps_.clear();
  }
  void wait_for_turn() {
    std::unique_lock lock(mutex_);
    ended_.wait(lock, [this] { return turn_ended_; });
    std::cout << std::flush;
  }
  void fail_turn(const std::string& message) {
    std::lock_guard lock(mutex_);
    std::cout << "  ! " << message << '\n';
    turn_ended_ = true;
    ended_.notify_all();
  }
  std::optional<Click> click(std::size_t number) {
    std::lock_guard lock(mutex_);
    if (number < 1 || number > clicks_.size()) return std::nullopt;
    return clicks_[number - 1];
  }
  void print_debug() {
    std::lock_guard lock(mutex_);
    for (const auto& line : steps_) std::cout << "  · " << printable(line) << '\n';
    std::cout << "  contexts: " << (contexts_.empty() ? "none" : contexts_) << '\n';
    for (const auto& member : session_) {
      std::cout << "  " << printable(view(member.key())) << " = " << printable(to_json_text(member.value()))
                << '\n';
    }
  }

 private:
  // The text as a person reads it; lines that name a button get the number that clicks it.
  void show_message(const BotMessage& message) {
    std::size_t next = clicks_.size();
    collect_clicks(Json(message.config), clicks_);
    const std::string text = plain_text(message);
    std::string_view rest = text;
    for (const char* prefix = "bot> "; !rest.empty(); prefix = "     ") {
      const auto line = rest.substr(0, rest.find('\n'));
      rest.remove_prefix(std::min(rest.size(), line.size() + 1));
      if (next < clicks_.size() && line == "[" + clicks_[next].title + "]") {
        std::cout << "     /" << ++next << "  " << printable(line) << '\n';
      } else {
        std::cout << prefix << printable(line) << '\n';
      }
    }
    for (; next < clicks_.size(); ++next) {
      std::cout << "     /" << next + 1 << "  [" << printable(clicks_[next].title) << "]\n";
    }
  }

  void show(const engine::Effect& effect) {
    if (const auto* say = std::get_if<engine::Say>(&effect)) {
      if (say->message.kind == MessageKind::json_event) {
        std::cout << "  (event " << printable(to_json_text(say->message.config)) << ")\n";
      } else if (say->message.kind == MessageKind::html) {
        std::cout << "bot> <html> " << printable(string_member(say->message.config, "html")) << '\n';
      } else {
        show_message(say->message);
      }
    } else if (const auto* error = std::get_if<engine::ReportError>(&effect)) {
      std::cout << "  ! " << error->source << " in '" << error->dialog_name
                << "': " << printable(error->error) << '\n';
      steps_.push_back("error: " + error->error + " " + to_json_text(error->request));
    } else if (const auto* note = std::get_if<engine::Note>(&effect)) {
      steps_.push_back(note->kind + ": " + note->text);
    } else if (engine::needs_answer(effect)) {
      steps_.push_back("asks for: " + to_json_text(shown_json(effect)));
    }
  }

  std::mutex mutex_;
  std::condition_variable ended_;
  bool turn_ended_ = true;
  std::vector<Click> clicks_;
  std::vector<std::string> steps_;
  std::string contexts_;
  JsonObject session_;
};

void print_help() {
  std::cout << "Type what a user would say. /1, /2 … click a button.\n"
               "/debug  the steps of the last turn, contexts and variables\n"
               "/restart  a new session        /quit  leave\n";
}

// One chat over a conductor.
class Chat {
 public:
  Chat(conductor::Conductor& conductor, Screen& screen, const Bot& bot, const ChatOptions& options)
      : conductor_(conductor),
        screen_(screen),
        bot_(bot),
        options_(options),
        session_id_(options.session_id) {}

  void run() {
    std::cout << bot_.name << ". /help explains.\n";
    open();
    for (std::string line; std::cout << "you> " << std::flush, std::getline(std::cin, line);) {
      const std::string text(trim(line));
      if (text.empty()) continue;
      if (text == "/quit") break;
      if (!is_valid_utf8(text)) {
        std::cout << "  ! that is not UTF-8\n";
      } else if (text.front() == '/') {
        command(text);
      } else {
        UserMessage message;
        message.kind = UserMessageKind::text;
        message.text = text;
        say(std::move(message));
      }
    }
    std::cout << '\n';
  }

 private:
  void command(const std::string& text) {
    if (text == "/debug") return screen_.print_debug();
    if (text == "/restart") {
      session_id_ = "terminal-" + new_id24();
      return open();
    }
    const bool number =
        text.find_first_not_of("0123456789", 1) == std::string::npos && text.size() > 1 && text.size() < 5;
    const auto click = number ? screen_.click(std::stoul(text.substr(1))) : std::nullopt;
    if (!click) return print_help();
    UserMessage message;
    message.kind = UserMessageKind::postback;
    message.title = click->title;
    message.payload = click->payload_id;
    say(std::move(message));
  }

  void open() {
    UserMessage intro;
    intro.kind = UserMessageKind::intro;
    say(std::move(intro));
  }

  void say(UserMessage message) {
    conductor::Inbound inbound;
    inbound.key = {bot_.id, Version::draft, session_id_};
    inbound.channel_id = channel;
    inbound.channel_type = "web";
    inbound.bot_initiated = true;
    inbound.message = std::move(message);
    if (!options_.language.empty()) inbound.user["preferredLanguage"] = options_.language;
    screen_.expect_turn();
    conductor_.accept(std::move(inbound), [this](Result<conductor::Accepted> outcome) {
      if (outcome.has_error()) screen_.fail_turn(outcome.error().message);
    });
    screen_.wait_for_turn();
  }

  conductor::Conductor& conductor_;
  Screen& screen_;
  const Bot& bot_;
  const ChatOptions& options_;
  std::string session_id_;
};

// The bot's models, before the first word.
void train(conductor::BotRegistry& bots, const std::string& bot_id) {
  conductor::ModelTrainer trainer(bots);
  (void)trainer.train(bot_id, Version::draft,
                      conductor::ModelTrainer::Pace::start);  // too few expressions: exact ones
  trainer.wait_until_idle();
}

int chat_with(const Bot& bot, const ChatOptions& options) {
  ScratchDirectory scratch;
  auto sealer = load_or_create_sealer(scratch.path() + "/secret.key");
  if (sealer.has_error()) return print_error(sealer.error()), exit_wrong;
  auto store = store::open_sqlite_store({scratch.path()}, *sealer);
  if (store.has_error()) return print_error(store.error()), exit_wrong;
  conductor::BotRegistry bots(**store);
  if (auto put = bots.put(bot, Version::draft); put.has_error()) return print_error(put.error()), exit_wrong;
  train(bots, bot.id);
  auto policy = http::EgressPolicy::parse(options.egress_allow);
  if (policy.has_error()) return print_error(policy.error()), exit_usage;
  auto client = http::make_curl_client(std::move(*policy));
  if (client.has_error()) return print_error(client.error()), exit_wrong;
  conductor::ScriptFetcher fetcher(**client, nullptr);
  auto scripts = script::make_pool({}, fetcher);
  if (scripts.has_error()) print_error(scripts.error());
  Screen screen;
  channels::ChannelOutlets outlets(bots, **client);
  WorkerPool readers(1);
  server::Runtime runtime(1);
  conductor::Conductor conductor({runtime.executors(),
                                  **store,
                                  bots,
                                  readers,
                                  outlets,
                                  {**client, scripts.has_error() ? nullptr : scripts->get()},
                                  {&screen}});
  runtime.start();
  Chat(conductor, screen, bot, options).run();
  conductor.stop(stop_patience_ms, [] {});
  if (!scripts.has_error()) scripts->reset();
  client->reset();
  runtime.stop();
  return exit_ok;
}

}  // namespace

int chat(const ChatOptions& options) {
  const auto loaded = load_and_report(options.bot);
  if (!loaded) return exit_wrong;
  set_log_level(LogLevel::error);
  return chat_with(loaded->bot, options);
}

}  // namespace sb::cli
