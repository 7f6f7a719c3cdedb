#pragma once
#include <string>

#include "base/result.h"
#include "script/fetcher.h"
#include "script/runner.h"

// Code outside of a server: `signalbox run-script`, and `-> run` in transcripts.
namespace sb::cli {

// The text of a file; refused when it cannot be read or is not UTF-8, with the path as the place.
Result<std::string> read_text(const std::string& path);

// Executes one script in a sandbox of its own and waits for it.
Result<script::Outcome> run_in_sandbox(script::Fetcher& fetcher, script::Job job);

// The same, its fetches answered from a file of `run-script --record`; without a file (""), each is refused.
Result<script::Outcome> run_recorded(script::Job job, const std::string& recording_file);

}  // namespace sb::cli
