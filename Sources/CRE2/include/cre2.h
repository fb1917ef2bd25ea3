#ifndef LTM_CRE2_H
#define LTM_CRE2_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// A compiled RE2 pattern. RE2 matches in time linear in the text, so a pattern from data can't hang a job.
typedef struct ltm_re2 ltm_re2;

/// Compiles `pattern` (UTF-8, `length` bytes) within `max_memory` bytes; never returns null.
ltm_re2 *ltm_re2_compile(const char *pattern, size_t length, bool ignore_case, int64_t max_memory);
void ltm_re2_free(ltm_re2 *expression);

/// The reason the pattern did not compile, or null. Lives as long as the expression.
const char *ltm_re2_error(const ltm_re2 *expression);
int ltm_re2_group_count(const ltm_re2 *expression);

/// Finds the first match in `text` from byte `start` on. `spans` holds `2 * count` byte offsets, begin and end
/// of group 0, 1, …; -1 where a group took no part. Without groups, `count` 0, the search is quicker.
bool ltm_re2_match(
    const ltm_re2 *expression, const char *text, size_t length, size_t start, int64_t *spans, int count);

/// Several compiled patterns that are searched for in one pass.
typedef struct ltm_re2_set ltm_re2_set;

/// An empty set whose patterns may use `max_memory` bytes together; never returns null.
ltm_re2_set *ltm_re2_set_new(int64_t max_memory);
void ltm_re2_set_free(ltm_re2_set *set);

/// Adds a pattern; false when it is not valid, and `ltm_re2_set_error` then says why.
bool ltm_re2_set_add(ltm_re2_set *set, const char *pattern, size_t length);
const char *ltm_re2_set_error(const ltm_re2_set *set);

/// Ends adding; false when the memory does not suffice.
bool ltm_re2_set_compile(ltm_re2_set *set);

/// Marks in `found` (one byte for each pattern, in the order added) the patterns that occur in `text`. Returns how many
/// occur, or -1 when the search ran out of memory: then nothing is known.
int ltm_re2_set_match(const ltm_re2_set *set, const char *text, size_t length, uint8_t *found, size_t count);

#ifdef __cplusplus
}
#endif

#endif
