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

/// The name of a member.
typedef struct ltm_json_name {
  const uint8_t *bytes;
  size_t length;
} ltm_json_name;

/// What is found of the names of members.
typedef enum ltm_json_found {
  /// None of the names that are looked for follows.
  ltm_json_none,
  /// One of them.
  ltm_json_name_found,
  /// A name that cannot be told at once: one with a backslash or a very long one, or the first one of an object that
  /// stands right behind another one.
  ltm_json_unclear,
} ltm_json_found;

/// Finds the next of some names in a text of JSON objects whose structure need not be known.
///
/// A name ends with a quote that no backslash stands before, and a colon or white space after. Within a string a quote has
/// a backslash, so that no name of the text is missed; in a text that is damaged it is found too. `index` is where the
/// search begins, and then where the name's last quote is; `which` is the name's place among the names.
ltm_json_found ltm_json_find_name(
    const void *text, size_t length, const ltm_json_name *names, size_t count, size_t *index, size_t *which);

/// The name of the instructions that are used.
const char *ltm_simdjson_instructions(void);

#ifdef __cplusplus
}
#endif

#endif
