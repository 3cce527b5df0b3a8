/* Counts what is asked of the heap, thread by thread, by standing in for the C library's allocator in the
 * program that links it. */
#pragma once
#include <stdint.h>

/* Blocks that this thread has asked for so far; -1 where the allocator is not ours to replace. */
int64_t allocation_count(void);
