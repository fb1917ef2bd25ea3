#include "cre2.h"

#include <re2/re2.h>
#include <re2/set.h>

#include <string>
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

struct ltm_re2_set {
  re2::RE2::Set set;
  std::string error;

  explicit ltm_re2_set(const re2::RE2::Options &options) : set(options, re2::RE2::UNANCHORED) {}
};

ltm_re2_set *ltm_re2_set_new(int64_t max_memory) {
  re2::RE2::Options options;
  options.set_log_errors(false);
  options.set_max_mem(max_memory);
  return new ltm_re2_set(options);
}

void ltm_re2_set_free(ltm_re2_set *set) { delete set; }

bool ltm_re2_set_add(ltm_re2_set *set, const char *pattern, size_t length) {
  return set->set.Add(re2::StringPiece(pattern, length), &set->error) >= 0;
}

const char *ltm_re2_set_error(const ltm_re2_set *set) { return set->error.c_str(); }

bool ltm_re2_set_compile(ltm_re2_set *set) { return set->set.Compile(); }

int ltm_re2_set_match(const ltm_re2_set *set, const char *text, size_t length, uint8_t *found, size_t count) {
  std::vector<int> indices;
  re2::RE2::Set::ErrorInfo problem;
  bool matched = set->set.Match(re2::StringPiece(text, length), &indices, &problem);
  if (!matched) return problem.kind == re2::RE2::Set::kNoError ? 0 : -1;
  for (int index : indices) {
    if (index >= 0 && static_cast<size_t>(index) < count) found[index] = 1;
  }
  return static_cast<int>(indices.size());
}
