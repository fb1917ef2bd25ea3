#include "csimdjson.h"

#include <stdbool.h>
#include <string.h>

/// How many bytes are looked at together; the compiler makes of them what instructions the processor has.
enum { block_size = 64 };
typedef uint8_t bytes __attribute__((vector_size(block_size)));
typedef bool flags __attribute__((ext_vector_type(block_size)));

/// Names that are longer are not told.
enum { longest_name = 512 };

#if defined(__x86_64__) && defined(__linux__)
// The loader takes the widest one that the processor can run.
#define WIDEST __attribute__((target_clones("arch=x86-64-v4", "avx2", "default")))
#else
#define WIDEST
#endif

#define MASK(comparison)                                      \
  ({                                                          \
    flags _flags = __builtin_convertvector(comparison, flags); \
    uint64_t _mask;                                           \
    memcpy(&_mask, &_flags, sizeof _mask);                    \
    _mask;                                                    \
  })

/// Where what stands before an index ends, without white space; zero when nothing does.
static inline size_t end_before(const uint8_t *text, size_t index) {
  while (index > 0 && text[index - 1] <= ' ') index--;
  return index;
}

/// Whether the object whose first name may begin at an index stands right behind another one.
static inline bool is_behind_another(const uint8_t *text, size_t quote) {
  size_t brace = end_before(text, quote);
  if (brace == 0 || text[brace - 1] != '{') return false;
  size_t other = end_before(text, brace - 1);
  return other > 0 && text[other - 1] == '}';
}

/// Where the name begins that ends at an index; zero when that cannot be told at once.
static size_t name_start(const uint8_t *text, size_t end) {
  for (size_t start = end; start > 1 && end - start <= longest_name; start--) {
    if (text[start - 1] == '\\') return 0;
    if (text[start - 1] == '"') return text[start - 2] == '\\' ? 0 : start;
  }
  return 0;
}

/// Whether a quote belongs to its string: whether the number of backslashes before it is odd.
static inline bool is_escaped(const uint8_t *text, size_t quote) {
  size_t index = quote;
  while (index > 0 && text[index - 1] == '\\') index--;
  return (quote - index) % 2 != 0;
}

/// Looks at a name that ends at an index and begins at another.
static inline ltm_json_found look(
    const uint8_t *text, size_t start, size_t end, const ltm_json_name *names, size_t count, size_t *which) {
  if (start == 0 || is_behind_another(text, start - 1)) return ltm_json_unclear;
  size_t length = end - start;
  for (size_t name = 0; name < count; name++) {
    if (names[name].length != length || names[name].bytes[0] != text[start]) continue;
    if (memcmp(names[name].bytes, text + start, length) != 0) continue;
    *which = name;
    return ltm_json_name_found;
  }
  return ltm_json_none;
}

WIDEST
ltm_json_found ltm_json_find_name(
    const void *bytes_of_text, size_t length, const ltm_json_name *names, size_t count, size_t *place, size_t *which) {
  const uint8_t *text = bytes_of_text;
  size_t index = *place > 0 ? *place : 1;
  // What stands before the block, as the bits of a mask: only what comes in it is shifted in.
  uint64_t one = index < length && text[index - 1] == '\\';
  uint64_t two = one && index > 1 && text[index - 2] == '\\';
  for (; index + block_size < length; index += block_size) {
    bytes block;
    memcpy(&block, text + index, block_size);
    uint64_t backslashes = MASK(block == '\\');
    uint64_t quotes = MASK(block == '"');
    uint64_t after = MASK((block == ':') | (block <= ' '));
    uint64_t behind_one = backslashes << 1 | one;
    uint64_t behind_two = behind_one & (behind_one << 1 | two);
    uint64_t plain = quotes & ~behind_one;
    one = backslashes >> 63;
    two = backslashes >> 62 == 3;
    // Behind two backslashes a name may end that has an escape. What follows the block's last byte is looked at by itself.
    for (uint64_t ends = (plain | (quotes & behind_two)) & (after >> 1 | 1ull << 63); ends; ends &= ends - 1) {
      uint64_t last = ends & -ends;
      size_t end = index + (size_t)__builtin_ctzll(last);
      if ((text[end + 1] != ':' && text[end + 1] > ' ') || is_escaped(text, end)) continue;
      uint64_t before = plain & (last - 1);
      size_t start;
      if (before) {
        uint64_t first = 1ull << (63 - __builtin_clzll(before));
        start = backslashes & (last - first) ? 0 : index + (size_t)__builtin_ctzll(first) + 1;
      } else {
        start = name_start(text, end);
      }
      ltm_json_found found = look(text, start, end, names, count, which);
      if (found == ltm_json_none) continue;
      *place = end;
      return found;
    }
  }
  for (; index + 1 < length; index++) {
    if (text[index] != '"' || (text[index + 1] != ':' && text[index + 1] > ' ') || is_escaped(text, index)) continue;
    ltm_json_found found = look(text, name_start(text, index), index, names, count, which);
    if (found == ltm_json_none) continue;
    *place = index;
    return found;
  }
  *place = length;
  return ltm_json_none;
}
