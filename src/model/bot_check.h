#pragma once
#include <vector>

#include "model/bot.h"
#include "model/diagnostic.h"
#include "model/yaml_source.h"

namespace sb {

// What can be said about a bot without running it. Errors are what cannot work: targets that do not exist,
// two things of one name, patterns that do not compile, loops that never wait. Warnings are what is likely
// not meant: unreachable dialogs, missing translations, buttons without effect, too few expressions. Every
// finding says what would be right; errors come first. With the sources of a bot folder the findings carry
// file and line.
std::vector<Diagnostic> check_bot(const Bot& bot, const SourceMap& sources = {});

}  // namespace sb
