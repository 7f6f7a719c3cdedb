#include "model/merge.h"

namespace sb {

void deep_merge(Json& into, const Json& from) {
  auto* target = into.if_object();
  const auto* source = from.if_object();
  if (!target || !source) {
    into = from;
    return;
  }
  for (const auto& member : *source) {
    if (Json* existing = target->if_contains(member.key())) {
      deep_merge(*existing, member.value());
    } else {
      target->emplace(member.key(), member.value());
    }
  }
}

}  // namespace sb
