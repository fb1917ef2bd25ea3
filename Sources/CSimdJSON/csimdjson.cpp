#include "csimdjson.h"

#include <simdjson.h>

#include <memory>
#include <new>

namespace {

/// The capacity that is kept after a longer text: four bytes for each byte of it are reserved.
constexpr size_t kept_capacity = 1 << 20;

}  // namespace

struct ltm_simdjson {
  std::unique_ptr<simdjson::internal::dom_parser_implementation> parser;
};

ltm_simdjson *ltm_simdjson_new(void) {
  std::unique_ptr<ltm_simdjson> structure(new (std::nothrow) ltm_simdjson);
  if (!structure) return nullptr;
  auto error = simdjson::get_active_implementation()->create_dom_parser_implementation(
      kept_capacity, 1, structure->parser);
  return error ? nullptr : structure.release();
}

void ltm_simdjson_free(ltm_simdjson *structure) { delete structure; }

int ltm_simdjson_index(
    ltm_simdjson *structure, const void *text, size_t length, const uint32_t **places, size_t *count) {
  auto &parser = *structure->parser;
  size_t needed = length > kept_capacity ? length : kept_capacity;
  if (length > parser.capacity() || parser.capacity() > needed) {
    if (auto error = parser.set_capacity(needed)) return error;
  }
  auto error = parser.stage1(static_cast<const uint8_t *>(text), length, simdjson::stage1_mode::regular);
  *places = parser.structural_indexes.get();
  *count = parser.n_structural_indexes;
  return error;
}

const char *ltm_simdjson_instructions(void) {
  // A name that lives as long as the program.
  static const std::string name = simdjson::get_active_implementation()->name();
  return name.c_str();
}
