#include "cre2.h"

#include <re2/re2.h>

#include <vector>

struct ltm_re2 {
  re2::RE2 expression;

  ltm_re2(re2::StringPiece pattern, const re2::RE2::Options &options) : expression(pattern, options) {}
};

ltm_re2 *ltm_re2_compile(const char *pattern, size_t length, bool ignore_case, int64_t max_memory) {
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_case_sensitive(!ignore_case);
  options.set_max_mem(max_memory);
  return new ltm_re2(re2::StringPiece(pattern, length), options);
}

void ltm_re2_free(ltm_re2 *expression) { delete expression; }

const char *ltm_re2_error(const ltm_re2 *expression) {
  return expression->expression.ok() ? nullptr : expression->expression.error().c_str();
}

int ltm_re2_group_count(const ltm_re2 *expression) { return expression->expression.NumberOfCapturingGroups(); }

bool ltm_re2_match(
    const ltm_re2 *expression, const char *text, size_t length, size_t start, int64_t *spans, int count) {
  std::vector<re2::StringPiece> groups(static_cast<size_t>(count));
  bool found = expression->expression.Match(
      re2::StringPiece(text, length), start, length, re2::RE2::UNANCHORED, groups.data(), count);
  if (!found) return false;
  for (int i = 0; i < count; i++) {
    spans[2 * i] = groups[i].data() == nullptr ? -1 : groups[i].data() - text;
    spans[2 * i + 1] = groups[i].data() == nullptr ? -1 : spans[2 * i] + static_cast<int64_t>(groups[i].size());
  }
  return true;
}
