#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>

#include "base/crypto.h"
#include "cli/commands.h"
#include "cli/recorded_code.h"
#include "engine/transcript.h"
#include "model/bot_json.h"
#include "model/environment.h"

namespace sb::cli {
namespace {

namespace fs = std::filesystem;

struct Case {
  std::string bot, file;
  bool passed = false;
  std::string report;
};

std::string read_file(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return std::string((std::istreambuf_iterator<char>(file)), {});
}

std::vector<fs::path> transcripts_of(const fs::path& folder) {
  std::vector<fs::path> files;
  std::error_code failure;
  for (fs::recursive_directory_iterator at(folder / "tests", failure), end; !failure && at != end;
       at.increment(failure)) {
    if (at->is_regular_file() && at->path().extension() == ".txt") files.push_back(at->path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

std::string xml_escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '&') {
      out += "&amp;";
    } else if (c == '<') {
      out += "&lt;";
    } else if (c == '"') {
      out += "&quot;";
    } else if (byte >= 0x20 || c == '\n' || c == '\t') {
      out += c;
    }
  }
  return out;
}

// The JUnit form that build servers read.
void write_junit(const std::string& path, const std::vector<Case>& cases) {
  const auto failures = std::count_if(cases.begin(), cases.end(), [](const Case& c) { return !c.passed; });
  std::ofstream out(path, std::ios::binary);
  out << "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites><testsuite name=\"transcripts\" tests=\""
      << cases.size() << "\" failures=\"" << failures << "\">\n";
  for (const auto& one : cases) {
    out << "  <testcase classname=\"" << xml_escaped(one.bot) << "\" name=\"" << xml_escaped(one.file)
        << "\"";
    if (one.passed) {
      out << "/>\n";
    } else {
      out << "><failure message=\"the conversation differs\">" << xml_escaped(one.report)
          << "</failure></testcase>\n";
    }
  }
  out << "</testsuite></testsuites>\n";
}

Case play(const fs::path& folder, const fs::path& file, const BotPtr& bot,
          const nlu::Understanding& understanding, bool rebaseline) {
  Case played{folder.string(), file.lexically_relative(folder).string(), false, ""};
  const auto transcript = engine::parse_transcript(read_file(file), file.string());
  if (transcript.has_error()) {
    played.report = transcript.error().place + ": " + transcript.error().message + "\n";
    return played;
  }
  // Recordings lie beside the transcript.
  const auto code = [&](script::Job job, const std::string& recording) {
    return run_recorded(std::move(job), recording.empty() ? "" : (file.parent_path() / recording).string());
  };
  const auto outcome = engine::run_transcript(*transcript, bot, understanding, code);
  played.passed = outcome.passed;
  for (const auto& problem : outcome.problems) played.report += problem + '\n';
  played.report += outcome.diff;
  if (rebaseline && !outcome.passed && outcome.problems.empty()) {
    std::ofstream(file, std::ios::binary) << outcome.actual;
    played.passed = true;
    std::cout << "rewritten  " << file.string() << '\n';
  }
  return played;
}

// The bot as a transcript sees it: references to the environment give their defaults, whatever the machine is
// set to.
std::optional<Bot> without_environment(const Bot& bot) {
  Diagnostics diagnostics;
  Bot resolved = resolve_environment(
      bot, [](std::string_view) { return std::optional<std::string>(); }, diagnostics);
  for (const auto& finding : diagnostics.all()) std::cerr << to_text(finding) << '\n';
  if (diagnostics.has_errors()) return std::nullopt;
  return resolved;
}

}  // namespace

int test(const TestOptions& options) {
  std::vector<Case> cases;
  for (const auto& path : options.bots) {
    const auto loaded = load_and_report(path);
    const auto resolved = loaded ? without_environment(loaded->bot) : std::nullopt;
    if (!resolved) {
      cases.push_back({path, "loads", false, "the bot has faults\n"});
      continue;
    }
    const auto bot = std::make_shared<const BotIndex>(*resolved, content_hash(*resolved));
    const auto understanding = nlu::make_understanding(bot->bot(), train_models(bot->bot()));
    const auto files = transcripts_of(path);
    if (files.empty()) std::cerr << path << ": there are no transcripts in " << path << "/tests\n";
    for (const auto& file : files) {
      cases.push_back(play(path, file, bot, *understanding, options.rebaseline));
      const Case& played = cases.back();
      std::cout << (played.passed ? "ok         " : "FAILED     ") << file.string() << '\n';
      if (!played.passed) std::cout << played.report;
    }
  }
  if (!options.junit_file.empty()) write_junit(options.junit_file, cases);
  const auto passed = std::count_if(cases.begin(), cases.end(), [](const Case& c) { return c.passed; });
  const auto failed = static_cast<std::ptrdiff_t>(cases.size()) - passed;
  std::cout << passed << " passed, " << failed << " failed\n";
  std::cout << to_json_text(JsonObject{{"passed", passed}, {"failed", failed}}) << '\n';
  return failed == 0 && passed > 0 ? exit_ok : exit_wrong;
}

}  // namespace sb::cli
