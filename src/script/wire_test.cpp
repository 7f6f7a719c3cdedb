#include "script/wire.h"

#include <gtest/gtest.h>

namespace sb::script::wire {
namespace {

TEST(Wire, ReadsWhatItWrites) {
  const std::string text("a\0b", 3);
  const std::string frames[] = {encode(Start{1, 2.5, 3, 4, 5, 6, "seed", "{}", text}),
                                encode(Fetched{1, 2, "{}", text}),
                                encode(Kind::tick, RunOnly{7}),
                                encode_trim(),
                                encode(Ready{1, "all", "engine"}),
                                encode(Console{1, 4, 9, text}),
                                encode(Result{1, text}),
                                encode(Fetch{1, 2, "{}", text}),
                                encode(AbortFetch{1, 2}),
                                encode(Idle{1, RunState::failed, -1, 3, 4, text})};
  std::string all;
  for (const auto& frame : frames) all += frame;
  // Byte by byte: frames come out whole whatever the pieces.
  FrameReader reader;
  std::vector<Kind> kinds;
  std::string code, error;
  for (const char byte : all) {
    reader.append({&byte, 1});
    while (const auto frame = reader.next()) {
      kinds.push_back(frame->kind);
      if (frame->kind == Kind::start) code = start_from(frame->fields).value().code;
      if (frame->kind == Kind::idle) error = idle_from(frame->fields).value().error;
    }
  }
  EXPECT_EQ(kinds,
            (std::vector<Kind>{Kind::start, Kind::fetched, Kind::tick, Kind::trim, Kind::ready, Kind::console,
                               Kind::result, Kind::fetch, Kind::abort_fetch, Kind::idle}));
  EXPECT_EQ(code, text);
  EXPECT_EQ(error, text);
  EXPECT_FALSE(reader.broken());
}

TEST(Wire, RefusesEveryCutAndEveryExtension) {
  const std::string fields = encode(Idle{1, RunState::waiting, 5, 3, 4, "error"}).substr(5);
  EXPECT_TRUE(idle_from(fields).has_value());
  for (std::size_t length = 0; length < fields.size(); ++length) {
    EXPECT_FALSE(idle_from(std::string_view(fields).substr(0, length)).has_value()) << length;
  }
  EXPECT_FALSE(idle_from(fields + "x").has_value());
}

TEST(Wire, RefusesLengthsBeyondReasonWithoutWaitingForTheBytes) {
  for (const std::string& start :
       {std::string("\x01\0\0\x01", 4), std::string("\xff\xff\xff\xff", 4), std::string(4, '\0')}) {
    FrameReader reader;
    reader.append(start);
    EXPECT_FALSE(reader.next().has_value());
    EXPECT_TRUE(reader.broken());
  }
}

}  // namespace
}  // namespace sb::script::wire
