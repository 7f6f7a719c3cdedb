#include "model/bot_folder.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

#include "base/random.h"
#include "model/bot_check.h"
#include "model/bot_json.h"
#include "model/bot_samples.h"

namespace sb {
namespace {

namespace fs = std::filesystem;
using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::IsSupersetOf;
using testing::UnorderedElementsAre;
using Files = std::map<std::string, std::string>;

// A directory that goes away with the test.
class Folder {
 public:
  Folder() : path_(fs::temp_directory_path() / ("sb-folder-" + new_id24())) { fs::create_directories(path_); }
  explicit Folder(const Files& files) : Folder() {
    for (const auto& [name, content] : files) put(name, content);
  }
  ~Folder() { fs::remove_all(path_); }
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

  const fs::path& path() const { return path_; }
  void put(const std::string& name, const std::string& content) const {
    fs::create_directories((path_ / name).parent_path());
    std::ofstream(path_ / name, std::ios::binary) << content;
  }
  Files files() const;

 private:
  fs::path path_;
};

Files files_below(const fs::path& root) {
  Files files;
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    if (!entry.is_regular_file()) continue;
    std::ifstream stream(entry.path(), std::ios::binary);
    files[fs::relative(entry.path(), root).string()] = {std::istreambuf_iterator<char>(stream), {}};
  }
  return files;
}

Files Folder::files() const {
  return files_below(path_);
}

struct Loaded {
  Result<LoadedBot> result = Error{};
  std::vector<std::string> complaints;
  Loaded(const Folder& folder) {
    Diagnostics diagnostics;
    result = load_bot_folder(folder.path(), diagnostics);
    for (const auto& one : diagnostics.all()) complaints.push_back(to_text(one));
  }
};

TEST(BotFolder, LoadsWhatItSaves) {
  Folder folder;
  ASSERT_TRUE(save_bot_folder(sample_bot(), folder.path()));
  Loaded loaded(folder);
  EXPECT_THAT(loaded.complaints, IsEmpty());
  ASSERT_TRUE(loaded.result);
  EXPECT_EQ(loaded.result->bot, sample_bot());
}

TEST(BotFolder, LoadsAndSavesGeneratedBotsWithoutADifference) {
  for (std::uint64_t seed = 0; seed < 150; ++seed) {
    auto bot = generated_bot(seed);
    Folder folder;
    auto saved = save_bot_folder(bot, folder.path());
    ASSERT_TRUE(saved) << "seed " << seed << ": " << saved.error().message;
    auto before = folder.files();
    Loaded loaded(folder);
    ASSERT_THAT(loaded.complaints, IsEmpty()) << "seed " << seed;
    ASSERT_EQ(loaded.result->bot, bot) << "seed " << seed << "\n"
                                       << to_pretty_json_text(bot_to_json(bot, DocumentKind::full)) << "\n"
                                       << testing::PrintToString(before);
    ASSERT_TRUE(save_bot_folder(loaded.result->bot, folder.path()));
    ASSERT_EQ(folder.files(), before) << "seed " << seed;
  }
}

TEST(BotFolder, LooksAsAnAuthorWouldWriteIt) {
  auto list = bot_folder_files(sample_bot());
  ASSERT_TRUE(list);
  Files files(list->begin(), list->end());
  EXPECT_EQ(files["flows/general/hello.yaml"], R"(id: d-hello
name: hello
parent: intro
intent: greeting
requires: [c]
contexts:
  c: 2
messages:
  - text:
      - en: Hello
        nl: Hallo
      - Hi {name}
  - text: What now?
    quickReplies:
      - title:
          en: Book
          nl: Boek
        goTo: booking_class
        set:
          a: "1"
goTo: do-it-all
)");
  EXPECT_EQ(files["flows/general/introduction.yaml"], R"(id: d-intro
name: introduction
label: intro
system: introduction
branches:
  - any:
      - variable: known
        equals: "1"
      - variable: name
        regex: ^a+$
        caseSensitive: false
    goTo: hello
    set:
      n: "{n|increment}"
else:
  goTo: booking_class
  set:
    reuseFlow: {dialog: hello}
)");
  EXPECT_EQ(files["code/do-it-all.js"], "const { m } = args;\n  return m;\n");
  EXPECT_THAT(files["flows/booking/do-it-all.yaml"], HasSubstr(R"(  - code:
      file: do-it-all.js
      args:
        m: {variable: month}
)"));
  EXPECT_EQ(files["nlu/nl/intents.yaml"],
            "intents:\n  greeting:\n    - hallo\n    - hoi\n    - dag\n    - hey\n    - goedendag\n");
}

Files small_bot() {
  return {{"bot.yaml", "id: shop\nname: Shop\nlanguages: en\nflows: [General]\n"},
          {"flows/general/hello.yaml", "messages: Hello\ngoTo: bye\n"},
          {"flows/general/bye.yaml", "id: d-bye\nlabel: farewell\nmessages:\n  - Bye\n  - text: 1\n"}};
}

TEST(BotFolder, ReadsShortForms) {
  auto files = small_bot();
  files["flows/orders/track-order.yaml"] = R"(
id: 7
question: Which number?
match: number
variable: order
goTo: general/hello
set: {tries: 1}
)";
  files["flows/general/act.yaml"] = R"(
actions:
  - clearSession: order
  - pauseBot: 5
  - pauseBot:
  - getTime: now
  - code: {code: "return 1"}
goTo: track order
)";
  Folder folder(files);
  Loaded loaded(folder);
  EXPECT_THAT(loaded.complaints, IsEmpty());
  ASSERT_TRUE(loaded.result);
  const auto& bot = loaded.result->bot;
  ASSERT_EQ(bot.dialogs.size(), 4u);
  EXPECT_EQ(bot.flows, (std::vector<Flow>{{"f-general", "General"}, {"f-orders", "orders"}}));
  EXPECT_EQ(bot.dialogs[1].name, "bye");
  EXPECT_EQ(bot.dialogs[2].name, "hello");
  EXPECT_EQ(bot.dialogs[2].go_to.dialog_id, "d-bye");
  const auto& track = bot.dialogs[3];
  EXPECT_EQ(track.id, "7");
  EXPECT_EQ(track.go_to.dialog_id, bot.dialogs[2].id);
  EXPECT_EQ(track.go_to.variables, (std::vector<Assignment>{{Assignment::Type::text, "tries", "1"}}));
  EXPECT_EQ(std::get<InputContent>(track.content).match, MatchType::number);
  const auto& actions = std::get<ActionContent>(bot.dialogs[0].content).actions;
  EXPECT_EQ(actions, (std::vector<Action>{{"clearSession", action::ClearSession{{"order"}}},
                                          {"pauseBot", action::PauseBot{5}},
                                          {"pauseBot", action::PauseBot{}},
                                          {"getTime", action::GetTime{"now", ""}},
                                          {"code", action::Code{{}, "return 1"}}}));
}

TEST(BotFolder, NamesFileAndLineOfEveryFault) {
  auto files = small_bot();
  files["flows/general/bad.yaml"] = "id: x\nmesages:\n  - Hi\n";
  files["flows/general/worse.yaml"] =
      "id: y\nmessages:\n  - text: Hi\n  - butons: []\n    text: x\ngoto: bye\n";
  files["flows/general/broken.yaml"] = "id: [\n";
  files["flows/general/code.yaml"] =
      "actions:\n  - code: {file: prise.js}\n  - code:\n      file: ../../etc/passwd\n";
  files["code/price.js"] = "1";
  files["nlu/en/intents.yaml"] = "intents:\n  a: [x]\n  a: [y]\n";
  Folder folder(files);
  Loaded loaded(folder);
  EXPECT_FALSE(loaded.result);
  EXPECT_THAT(
      loaded.complaints,
      IsSupersetOf(
          {HasSubstr("flows/general/bad.yaml:1: error: this must be a dialog (did you mean \"messages\"?)"),
           HasSubstr("flows/general/worse.yaml:4: warning: \"butons\" is not known here "
                     "(did you mean \"buttons\"?)"),
           HasSubstr("flows/general/worse.yaml:6: warning: \"goto\" is not known here (did "
                     "you mean \"goTo\"?)"),
           HasSubstr("flows/general/broken.yaml:"),
           HasSubstr("flows/general/code.yaml:2: error: there is no readable file code/prise.js (did you "
                     "mean \"price.js\"?)"),
           HasSubstr("flows/general/code.yaml:4: error: \"../../etc/passwd\" is no script"),
           HasSubstr("nlu/en/intents.yaml:3: error: \"a\" is here a second time; the first is in line 2")}));
}

TEST(BotFolder, ReadsAConditionThatNegatesExistence) {
  auto files = small_bot();
  files["flows/general/choose.yaml"] = R"(
branches:
  - if: {variable: a, exists: false}
    goTo: bye
  - all: [{variable: b, exists: true}, {variable: c, notExists: true}, {variable: d, notExists: false}]
    goTo: bye
)";
  Folder folder(files);
  Loaded loaded(folder);
  EXPECT_THAT(loaded.complaints, IsEmpty());
  ASSERT_TRUE(loaded.result);
  const auto& branches = std::get<GoToContent>(loaded.result->bot.dialogs[1].content).branches;
  ASSERT_EQ(branches.size(), 2u);
  EXPECT_EQ(branches[0].conditions, (std::vector<Condition>{{"a", Operator::not_exists, "", true}}));
  EXPECT_EQ(branches[1].conditions, (std::vector<Condition>{{"b", Operator::exists, "", true},
                                                            {"c", Operator::not_exists, "", true},
                                                            {"d", Operator::exists, "", true}}));
}

TEST(BotFolder, RefusesExistenceThatIsNeitherTrueNorFalse) {
  auto files = small_bot();
  files["flows/general/choose.yaml"] = R"(branches:
  - if: {variable: a, exists: maybe}
    goTo: bye
  - if: {variable: a, notExists: 1}
    goTo: bye
  - if: {variable: a, exists: true, equals: x}
    goTo: bye
)";
  const Folder folder(files);
  EXPECT_THAT(Loaded(folder).complaints,
              IsSupersetOf({"flows/general/choose.yaml:2: error: this must be true or false, not a text",
                            "flows/general/choose.yaml:4: error: this must be true or false, not a number",
                            "flows/general/choose.yaml:6: error: \"equals\" and \"exists\" cannot stand "
                            "together in a condition: keep one"}));
}

TEST(BotFolder, ReportsTheErrorsOfAllStagesTogether) {
  auto files = small_bot();
  files["flows/general/bye.yaml"] = "id: d-bye\nlabel: farewell\nmessages: [1, {text: {}, buttons: x}]\n";
  files["flows/general/act.yaml"] = R"(actions:
  - code: {file: missing.js}
  - clearSession: ["a b"]
  - iframe: {source: "ftp://x.example"}
  - api: {url: "https://x.example", settings: none}
goTo: nowhere
)";
  files["flows/general/leads.yaml"] = "messages: Hi\ngoTo: farewell\n";
  const Folder folder(files);
  EXPECT_THAT(Loaded(folder).complaints,
              UnorderedElementsAre(
                  "flows/general/bye.yaml:3: error: this must be a list, not a text",
                  "flows/general/act.yaml:2: error: there is no readable file code/missing.js",
                  HasSubstr("flows/general/act.yaml:3: error: \"a b\" is no variable that"),
                  HasSubstr("flows/general/act.yaml:4: error: \"ftp://x.example\" is no web address"),
                  HasSubstr("flows/general/act.yaml:5: error: there is no API setting \"none\""),
                  HasSubstr("flows/general/act.yaml:6: error: there is no dialog \"nowhere\"")));
}

TEST(BotFolder, WarnsOnceOfAnUnknownMemberAndRefusesOneOfAuth) {
  auto files = small_bot();
  files["flows/general/act.yaml"] = "actions:\n  - api: {url: x, querry: {a: b}}\n";
  Folder folder(files);
  EXPECT_THAT(
      Loaded(folder).complaints,
      ElementsAre(HasSubstr("flows/general/act.yaml:2: warning: \"querry\" is not known here (did you mean "
                            "\"query\"?); known: method, url, settings, auth")));
  folder.put("flows/general/act.yaml",
             "actions:\n  - api: {url: x, auth: {basic: {username: u}}}\n  - api: {url: x, auth: {type: "
             "basic, pasword: p}}\n");
  EXPECT_THAT(Loaded(folder).complaints,
              UnorderedElementsAre(HasSubstr("flows/general/act.yaml:2: error: \"basic\" is not known here"),
                                   HasSubstr("flows/general/act.yaml:2: error: member \"type\" is missing"),
                                   HasSubstr("flows/general/act.yaml:3: error: \"pasword\" is not known here "
                                             "(did you mean \"password\"?)")));
}

TEST(BotFolder, RefusesADialogOfTwoTypes) {
  auto files = small_bot();
  files["flows/general/bye.yaml"] = "messages: Bye\nactions:\n  - language: en\n";
  files["flows/general/hello.yaml"] = "messages: Hi\nquestion: Who?\nvariable: who\nbranches: []\n";
  const Folder folder(files);
  EXPECT_THAT(Loaded(folder).complaints,
              UnorderedElementsAre("flows/general/bye.yaml:2: error: \"messages\" and \"actions\" cannot "
                                   "stand together in a dialog: keep one",
                                   "flows/general/hello.yaml:4: error: \"messages\" and \"branches\" cannot "
                                   "stand together in a dialog: keep one",
                                   "flows/general/hello.yaml:2: error: \"messages\" and \"question\" cannot "
                                   "stand together in a dialog: keep one"));
}

TEST(BotFolder, SaysWhichFilesAreNotRead) {
  auto files = small_bot();
  files["flows/z.yaml"] = files["flows/y.yml"] = files["flows/general/deep/er.yaml"] = "messages: Hi\n";
  files["nlu/en.yaml"] = "intents: {}\n";
  const Folder folder(files);
  Loaded loaded(folder);
  ASSERT_TRUE(loaded.result);
  EXPECT_EQ(loaded.result->bot.dialogs.size(), 2u);
  EXPECT_THAT(loaded.complaints,
              UnorderedElementsAre(
                  "flows/z.yaml: warning: not read: move it into a flow, such as flows/general/z.yaml",
                  "flows/y.yml: warning: not read: name it .yaml",
                  "flows/general/deep: warning: not read: a flow holds files only: move them up",
                  "nlu/en.yaml: warning: not read: move it into a language, such as nlu/en/en.yaml"));
}

TEST(BotFolder, HintsAtQuotesForAQuestionMarkInsideBrackets) {
  auto files = small_bot();
  files["flows/general/bye.yaml"] = "id: d-bye\nmessages:\n  - text: [What now?, And now?]\n";
  files["flows/general/other.yaml"] = "messages: [Oh\n";
  const Folder folder(files);
  EXPECT_THAT(Loaded(folder).complaints,
              UnorderedElementsAre(
                  "flows/general/bye.yaml:3: error: not valid YAML: unknown token; inside { } and [ ] "
                  "a text with a question mark needs quotes, as in [\"What now?\"]",
                  HasSubstr("flows/general/other.yaml:2: error: not valid YAML: end of")));
}

// Each block of docs/bot-folder.md under the file name that it is meant for.
Files documented_files() {
  std::ifstream stream(std::string(SB_SOURCE_DIR) + "/docs/bot-folder.md");
  Files files;
  std::string* block = nullptr;
  int dialogs = 0;
  for (std::string line; std::getline(stream, line);) {
    if (line.starts_with("```")) {
      block = nullptr;
      if (line != "```yaml" || !std::getline(stream, line)) continue;
      const auto comment = line.starts_with("# ") ? line.substr(2) : std::string();
      const auto name = line.starts_with("id: choochoo") ? "bot.yaml"
                        : comment.starts_with("nlu/")    ? comment
                                                         : fmt::format("flows/general/d{}.yaml", ++dialogs);
      block = &files[name];
    }
    if (block != nullptr) *block += line + "\n";
  }
  return files;
}

TEST(BotFolder, TheDocumentedSamplesHaveTheRightShape) {
  auto files = documented_files();
  ASSERT_EQ(files.count("bot.yaml"), 1u);
  ASSERT_GE(files.size(), 7u);
  files["code/price.js"] = "return 1;\n";
  for (const auto label : {"price", "destination", "thanks", "try-again", "first", "adult", "child", "human",
                           "class", "booked", "too-long", "origin-picked"})
    files[fmt::format("flows/general/{}.yaml", label)] = "messages: x\n";
  const Folder folder(files);
  Diagnostics diagnostics;
  const auto loaded = load_bot_folder(folder.path(), diagnostics);
  for (const auto& one : diagnostics.all()) ADD_FAILURE() << to_text(one);
  ASSERT_TRUE(loaded);
  const auto& dialogs = loaded->bot.dialogs;
  const auto first =
      std::find_if(dialogs.begin(), dialogs.end(), [](const Dialog& d) { return d.name == "d1"; });
  ASSERT_NE(first, dialogs.end());
  EXPECT_EQ(std::get<MessageContent>(first->content).components.size(), 7u);
}

TEST(BotFolder, RefusesAmbiguousNamesAndLinks) {
  auto files = small_bot();
  files["flows/orders/bye.yaml"] = "messages: Bye\n";
  Folder folder(files);
  Loaded loaded(folder);
  EXPECT_THAT(loaded.complaints,
              ElementsAre(HasSubstr("flows/general/hello.yaml:2: error: \"bye\" means more than one "
                                    "dialog: write flow/file, such as \"general/bye\"")));
  Folder other(small_bot());
  fs::create_symlink("/etc/passwd", other.path() / "channels.yaml");
  EXPECT_THAT(Loaded(other).complaints,
              ElementsAre("channels.yaml: error: this must be a plain file: links are not followed"));
}

TEST(BotFolder, ReportsMissingFolderAndMissingBotFile) {
  Diagnostics diagnostics;
  EXPECT_EQ(load_bot_folder("/nonexistent/bot", diagnostics).error().code, ErrorCode::not_found);
  Folder empty;
  EXPECT_THAT(Loaded(empty).complaints, Contains(HasSubstr("bot.yaml: error: there is no such file")));
}

TEST(BotFolder, SavingLeavesOtherFilesAloneAndDeletesRemovedDialogs) {
  Folder folder;
  auto bot = sample_bot();
  ASSERT_TRUE(save_bot_folder(bot, folder.path()));
  folder.put("layout.json", "{ \"x\":1 }");
  folder.put("flows/general/notes.txt", "mine");
  folder.put("README.md", "mine");
  bot.dialogs.pop_back();
  ASSERT_TRUE(save_bot_folder(bot, folder.path()));
  auto files = folder.files();
  EXPECT_EQ(files.count("flows/booking/do-it-all.yaml"), 0u);
  EXPECT_EQ(files["layout.json"], "{ \"x\":1 }");
  EXPECT_EQ(files["flows/general/notes.txt"], "mine");
  EXPECT_EQ(files["README.md"], "mine");
  EXPECT_THAT(Loaded(folder).complaints,
              ElementsAre(HasSubstr("code/do-it-all.js: warning: no code action uses")));
}

TEST(BotFolder, KeepsTheCreationOrder) {
  auto bot = sample_bot();
  std::reverse(bot.dialogs.begin(), bot.dialogs.end());
  Folder folder;
  ASSERT_TRUE(save_bot_folder(bot, folder.path()));
  EXPECT_EQ(folder.files()["flows/order.yaml"], "dialogs:\n  - booking/do-it-all\n  - booking/ask-class\n");
  EXPECT_EQ(Loaded(folder).result->bot, bot);
}

// The examples are kept in canonical form and free of findings. SB_REBASELINE=1 writes them so.
TEST(BotFolder, TheExamplesLoadAndSaveWithoutADifference) {
  for (const auto& entry : fs::directory_iterator(std::string(SB_SOURCE_DIR) + "/examples")) {
    if (!fs::exists(entry.path() / "bot.yaml")) continue;
    Diagnostics diagnostics;
    auto loaded = load_bot_folder(entry.path(), diagnostics);
    ASSERT_TRUE(loaded) << entry.path();
    for (auto& finding : check_bot(loaded->bot, loaded->sources)) diagnostics.add(std::move(finding));
    for (const auto& finding : diagnostics.all()) ADD_FAILURE() << entry.path() << " " << to_text(finding);
    if (std::getenv("SB_REBASELINE") != nullptr) {
      ASSERT_TRUE(save_bot_folder(loaded->bot, entry.path()));
    }
    auto present = files_below(entry.path());
    const auto files = bot_folder_files(loaded->bot);
    ASSERT_TRUE(files);
    for (const auto& [name, content] : *files)
      EXPECT_EQ(present[name], content) << entry.path() << " " << name;
  }
}

TEST(Slug, MakesFileNames) {
  EXPECT_EQ(slug("Book train ticket"), "book-train-ticket");
  EXPECT_EQ(slug("  who's there?! "), "who-s-there");
  EXPECT_EQ(slug("Größe 日本"), "grosse-日本");
  EXPECT_EQ(slug("../.."), "x");
  EXPECT_EQ(slug(""), "x");
  EXPECT_THAT(unique_slugs({"a", "A", "a 2", "a"}), ElementsAre("a", "a-2", "a-2-2", "a-3"));
}

}  // namespace
}  // namespace sb
