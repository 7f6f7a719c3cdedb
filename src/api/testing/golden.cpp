#include "api/testing/golden.h"

#include <fstream>
#include <sstream>

#include "api/testing/api_fixture.h"

namespace sb::api::testing {
namespace {

bool matches(const Json& pattern, const Json& value) {
  if (pattern.is_string() && pattern.get_string() == "*") return true;
  if (pattern.is_array() && value.is_array()) {
    const auto& a = pattern.get_array();
    const auto& b = value.get_array();
    if (a.size() != b.size()) return false;
    for (std::size_t i = 0; i < a.size(); ++i) {
      if (!matches(a[i], b[i])) return false;
    }
    return true;
  }
  if (pattern.is_object() && value.is_object()) {
    const auto& a = pattern.get_object();
    const auto& b = value.get_object();
    const bool open = a.contains("...");
    if (!open && a.size() != b.size()) return false;
    for (const auto& member : a) {
      if (member.key() == "...") continue;
      const Json* other = b.if_contains(member.key());
      if (!other || !matches(member.value(), *other)) return false;
    }
    return true;
  }
  return json_equal(pattern, value);
}

class Player {
 public:
  explicit Player(std::string path) : path_(std::move(path)) {}

  void play() {
    std::ifstream file(path_);
    ASSERT_TRUE(file) << path_;
    std::string line;
    for (line_ = 1; std::getline(file, line); ++line_) {
      if (line.starts_with("#")) continue;
      const bool mark = line.starts_with("> ") || line.starts_with("< ") || line.starts_with("== ") ||
                        line.starts_with("say ") || line.starts_with("advance ") || line == "train";
      if (!mark) {
        text_ += line;
        continue;
      }
      finish();
      begin(line);
    }
    finish();
  }

 private:
  void begin(const std::string& line) {
    mark_line_ = line_;
    std::istringstream words(line);
    std::string mark;
    words >> mark;
    if (mark == "==") {
      title_ = line.substr(3);
    } else if (mark == "say") {
      std::string session, text;
      words >> session >> std::ws;
      std::getline(words, text);
      server_.user_says(session, text);
    } else if (mark == "advance") {
      std::int64_t ms = 0;
      words >> ms;
      server_.executor->advance(ms);
      server_.settle();
    } else if (mark == "train") {
      const auto pace = conductor::ModelTrainer::Pace::start;
      EXPECT_FALSE(server_.trainer->train("tester", Version::draft, pace).has_error());
      server_.trainer->wait_until_idle();
    } else if (mark == ">") {
      request_ = {};
      request_.token = "edit";
      loose_ = false;
      words >> request_.method >> request_.target;
      for (std::string word; words >> word;) {
        if (word == "as") words >> request_.token;
        if (word == "loose") loose_ = true;
      }
      if (request_.token == "nobody") request_.token.clear();
      reading_ = Reading::request;
    } else {
      words >> status_;
      reading_ = Reading::answer;
    }
  }

  void finish() {
    const std::string text = std::exchange(text_, "");
    const Reading reading = std::exchange(reading_, Reading::nothing);
    if (reading == Reading::request) request_.body = text;
    if (reading == Reading::answer) compare(text);
  }

  void compare(const std::string& expected) {
    const auto reply = server_.ask(request_);
    const std::string where =
        path_.substr(path_.rfind('/') + 1) + ":" + std::to_string(mark_line_) + " (" + title_ + ")";
    EXPECT_EQ(reply.status, status_) << where << "\n" << reply.body;
    if (!expected.empty()) {
      const auto pattern = parse_json(expected);
      ASSERT_FALSE(pattern.has_error()) << where << ": " << pattern.error().message;
      EXPECT_TRUE(matches(*pattern, reply.json()))
          << where << "\nexpected " << expected << "\nactual   " << reply.body;
    }
    for (const auto& fault : server_.undocumented(request_, reply)) {
      if (loose_ && fault.starts_with("request ")) continue;
      ADD_FAILURE() << where << ": " << fault << "\n" << reply.body;
    }
    server_.settle();
  }

  enum class Reading { nothing, request, answer };
  std::string path_, title_, text_;
  ApiServer server_;
  ApiServer::Ask request_;
  Reading reading_ = Reading::nothing;
  bool loose_ = false;
  int status_ = 0;
  int line_ = 0, mark_line_ = 0;
};

}  // namespace

void play(const std::string& path) {
  Player(path).play();
}

}  // namespace sb::api::testing
