#include "base/memory.h"

#include <malloc.h>

// tcmalloc's own, where the program is linked with it (docs/adr/0009).
extern "C" [[gnu::weak]] void MallocExtension_ReleaseFreeMemory();

namespace sb {

void return_free_memory() {
  if (MallocExtension_ReleaseFreeMemory) return MallocExtension_ReleaseFreeMemory();
  malloc_trim(0);
}

}  // namespace sb
