#include "model/bot_check.h"

#include <algorithm>

#include "model/bot_check_parts.h"

namespace sb {

std::vector<Diagnostic> check_bot(const Bot& bot, const SourceMap& sources) {
  Diagnostics out;
  checks::Context context{bot, sources, out};
  for (std::size_t i = 0; i < bot.dialogs.size(); ++i) context.dialog_by_id.emplace(bot.dialogs[i].id, i);
  checks::names_and_settings(context);
  checks::nlp(context);
  checks::references(context);
  checks::loops(context);
  checks::dialogs(context);
  checks::placeholders(context);
  sources.locate(out.all());
  // Errors first: they are what must be repaired; within a severity in the order of the passes.
  std::stable_sort(out.all().begin(), out.all().end(),
                   [](const Diagnostic& a, const Diagnostic& b) { return a.severity < b.severity; });
  return std::move(out.all());
}

}  // namespace sb
