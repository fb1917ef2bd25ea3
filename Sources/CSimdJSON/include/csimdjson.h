#ifndef LTM_CSIMDJSON_H
#define LTM_CSIMDJSON_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/// Finds the structure of JSON texts with simdjson, which chooses the widest instructions that the processor has.
typedef struct ltm_simdjson ltm_simdjson;

/// Null when there is no memory.
ltm_simdjson *ltm_simdjson_new(void);
void ltm_simdjson_free(ltm_simdjson *structure);

/// Finds where the brackets, commas, colons and values of a text begin that are not within a string, in their order.
///
/// The text need not be padded and may hold several values. `places` lives until the next call. Returns 0, or simdjson's
/// code of what is wrong: an unclosed string, a raw control character in a string, bytes that are no UTF-8, no value, no
/// memory.
int ltm_simdjson_index(
    ltm_simdjson *structure, const void *text, size_t length, const uint32_t **places, size_t *count);

/// The name of the instructions that are used.
const char *ltm_simdjson_instructions(void);

#ifdef __cplusplus
}
#endif

#endif
