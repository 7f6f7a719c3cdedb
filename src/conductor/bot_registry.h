#pragma once
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

#include "base/result.h"
#include "model/bot.h"
#include "nlu/understanding.h"
#include "store/store.h"

namespace sb::nlu {
class ModelFiles;
}

namespace sb::conductor {

// A bot content with everything needed to run it. Immutable, co-owned by the registry and the turns that
// began with it.
struct RunnableBot {
  BotPtr index;
  std::shared_ptr<const nlu::Understanding> understanding;
  std::vector<std::string> sensitive_variables;
  nlu::LanguageModels models;          // what `understanding` was made of
  nlu::TaughtData taught;              // of those models that are of an earlier content
  std::vector<std::string> untrained;  // languages whose model is of an earlier content, or not there
};
using RunnableBotPtr = std::shared_ptr<const RunnableBot>;

// A channel as the outside addresses it.
struct ChannelBinding {
  std::string bot_id;
  Version version = Version::draft;
  Channel channel;
};

// The bots this server runs, by id and version, and by content hash for turns that began before a change.
// Threading: any thread.
class BotRegistry final {
 public:
  // `model_directory` is where trained models are kept; empty: in memory.
  explicit BotRegistry(store::Store& store, std::string model_directory = {});
  ~BotRegistry();

  // Reads every stored bot. Environment references in the documents are resolved now.
  Ok load_all();

  // Makes this content the DRAFT (or LIVE) of its bot and stores it. Answers false when it already was.
  Result<bool> put(const Bot& bot, Version version);
  // DRAFT becomes LIVE; the new number.
  Result<std::int64_t> publish(std::string_view bot_id, std::string_view author, std::string_view notes,
                               UtcMs now);

  // Keeps a trained model; every bot that was waiting for it understands with it from its next turn on.
  bool has_model(const std::string& training_hash, const std::string& language) const;
  Ok add_model(const std::string& training_hash, std::shared_ptr<const nlu::LanguageModel> model);

  // The same by the rules of spec 09 §1, for people who publish. Fails with `not_found`, with `conflict` when
  // the preconditions are not met, with `invalid_input` when what would be LIVE has faults.
  struct Publishing {
    std::string author, notes;
    UtcMs now;
    // Only the training data of DRAFT becomes LIVE's: refused when nothing changed there, or when an intent
    // of LIVE is gone, whose dialogs would wait for it in vain.
    bool nlp_only = false;
    std::vector<std::string> flows = {};  // ids; empty: all of it
  };
  Result<std::int64_t> publish(std::string_view bot_id, const Publishing& what);
  // A publication or snapshot becomes DRAFT or LIVE again. What it replaces stays among the versions, so this
  // can be undone in the same way. The number that holds what was replaced (DRAFT) or the new one (LIVE).
  Result<std::int64_t> restore(std::string_view bot_id, std::int64_t number, Version to, std::string author,
                               UtcMs now);
  // The bot is no more; its users' history stays until it is erased or past its retention.
  Ok remove(const std::string& bot_id);

  // The bot as it is stored, its references to the environment unresolved: what is edited and exported.
  std::shared_ptr<const Bot> source(std::string_view bot_id, Version version) const;
  // Changes what is stored: one change at a time, so none is lost. `change` works on a copy; its error is
  // handed on.
  Result<std::shared_ptr<const Bot>> edit(const std::string& bot_id, Version version,
                                          const std::function<Ok(Bot&)>& change);

  RunnableBotPtr find(std::string_view bot_id, Version version) const;
  // LIVE when there is one, else DRAFT.
  std::optional<Version> default_version(std::string_view bot_id) const;
  // A content that was current once; read from the store when it is not in memory. Blocks on disk.
  RunnableBotPtr find_content(const std::string& hash);
  std::optional<ChannelBinding> channel(std::string_view channel_id) const;
  std::vector<ChannelBinding> channels() const;
  std::vector<std::pair<std::string, Version>> bots() const;

 private:
  Result<RunnableBotPtr> make_runnable(const Bot& bot, const RunnableBotPtr& before) const;
  Result<std::int64_t> next_publication(std::string_view bot_id);
  RunnableBotPtr with_models(BotPtr index, const RunnableBotPtr& before) const;
  void remember(const std::string& bot_id, Version version, RunnableBotPtr bot,
                std::shared_ptr<const Bot> source);
  Result<Bot> content_of(std::string_view bot_id, std::int64_t number, const Bot& now);
  Result<std::int64_t> go_live(const Bot& bot, store::PublicationRow publication);

  store::Store& store_;
  std::unique_ptr<nlu::ModelFiles> models_;
  std::mutex editing_;  // held over a change of what is stored; taken before `mutex_`
  mutable std::mutex mutex_;
  std::map<std::pair<std::string, Version>, RunnableBotPtr, std::less<>> current_;
  std::map<std::pair<std::string, Version>, std::shared_ptr<const Bot>, std::less<>> sources_;
  std::map<std::string, std::weak_ptr<const RunnableBot>> by_hash_;
};

}  // namespace sb::conductor
