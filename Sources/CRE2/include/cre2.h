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
/// of group 0, 1, …; -1 where a group took no part.
bool ltm_re2_match(
    const ltm_re2 *expression, const char *text, size_t length, size_t start, int64_t *spans, int count);

#ifdef __cplusplus
}
#endif

#endif
