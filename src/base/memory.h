#pragma once

namespace sb {

// Gives pages that the allocator holds but nobody uses back to the system, whatever the allocator is. Costs a
// few system calls now and page faults later: for the ends of work that needed much.
void return_free_memory();

}  // namespace sb
