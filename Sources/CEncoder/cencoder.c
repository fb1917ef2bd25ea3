#include "cencoder.h"

#include <math.h>
#include <string.h>

// Each loop is compiled for several kinds of processor, and the best one is taken when the program runs. A product and
// a sum are contracted only where they stand in one expression (-ffp-contract=on, clang's default), so that all kinds
// that have the instruction give the same bits.
#if defined(__x86_64__) && defined(__gnu_linux__)
#define SEVERAL_KINDS 1
#define WIDE __attribute__((target("arch=x86-64-v4"), min_vector_width(512)))
#define MIDDLE __attribute__((target("arch=x86-64-v3")))
#define CLONED __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define CLONED
#endif

#define INLINED static inline __attribute__((always_inline))

enum { LANES = LTM_ENCODER_LANES, MOST_ROWS = 8, MOST_PANELS = 3 };

// As many floats as the widest vectors hold. Compilers split it where vectors are shorter.
typedef float lanes __attribute__((vector_size(4 * LANES), aligned(4)));

// The floats that begin at an address. No function takes or returns a vector: that would differ between the kinds.
#define AT(address) (*(lanes *)(address))
#define READ(address) (*(const lanes *)(address))

INLINED float sum_of(const lanes *vector) {
  lanes values = *vector;
  for (int half = LANES / 2; half > 0; half /= 2) {
    for (int lane = 0; lane < half; lane++) values[lane] += values[lane + half];
  }
  return values[0];
}

INLINED size_t padded(size_t count) { return (count + LANES - 1) / LANES * LANES; }

// MARK: Products

// The left and the right matrix of a product and its result. The right one is in panels of LANES columns.
struct product {
  const float *left;
  size_t left_stride;
  const float *right;
  size_t right_stride, panel_stride;
  // What is added to each row; none when null.
  const float *bias;
  size_t rows, inner, panels;
  float *out;
  size_t out_stride;
};

// The product of `rows` rows, from `row` on, with `panels` panels, from `panel` on. Both numbers are known when this is
// compiled, so that all sums stay in registers. Each sum is taken in the order of the inner index, whatever the sizes.
INLINED void multiply_tile(const struct product *p, size_t row, size_t panel, const size_t rows, const size_t panels) {
  lanes sums[MOST_ROWS][MOST_PANELS];
  const float *left = p->left + row * p->left_stride, *right = p->right + panel * p->panel_stride;
  size_t left_stride = p->left_stride, right_stride = p->right_stride, panel_stride = p->panel_stride;
#pragma clang loop unroll(full)
  for (size_t i = 0; i < rows; i++) {
#pragma clang loop unroll(full)
    for (size_t j = 0; j < panels; j++) sums[i][j] = p->bias ? READ(p->bias + (panel + j) * LANES) : (lanes){0};
  }
  for (size_t k = 0; k < p->inner; k++) {
#pragma clang loop unroll(full)
    for (size_t i = 0; i < rows; i++) {
      float factor = left[i * left_stride + k];
#pragma clang loop unroll(full)
      for (size_t j = 0; j < panels; j++) sums[i][j] += factor * READ(right + j * panel_stride + k * right_stride);
    }
  }
#pragma clang loop unroll(full)
  for (size_t i = 0; i < rows; i++) {
#pragma clang loop unroll(full)
    for (size_t j = 0; j < panels; j++) AT(p->out + (row + i) * p->out_stride + (panel + j) * LANES) = sums[i][j];
  }
}

INLINED void multiply_panels(const struct product *p, size_t panel, const size_t rows, const size_t panels) {
  if (p->rows < rows) {
    for (size_t row = 0; row < p->rows; row++) multiply_tile(p, row, panel, 1, panels);
    return;
  }
  // The last tile may cover rows of the one before again, which gives the same values.
  for (size_t row = 0; row < p->rows; row += rows) {
    multiply_tile(p, row + rows <= p->rows ? row : p->rows - rows, panel, rows, panels);
  }
}

INLINED void multiply(const struct product *p, const size_t rows, const size_t panels) {
  size_t panel = 0;
  for (; panel + panels <= p->panels; panel += panels) multiply_panels(p, panel, rows, panels);
  if (panels > 2 && p->panels - panel == 2) multiply_panels(p, panel, rows, 2);
  else for (; panel < p->panels; panel++) multiply_panels(p, panel, rows, 1);
}

// The sizes of tiles whose sums, with the factors, fill the registers of each kind of processor.
#if SEVERAL_KINDS
WIDE static void multiply_wide(const struct product *p) { multiply(p, 8, 3); }
MIDDLE static void multiply_middle(const struct product *p) { multiply(p, 6, 1); }
static void multiply_narrow(const struct product *p) { multiply(p, 2, 1); }
#else
static void multiply_narrow(const struct product *p) { multiply(p, 5, 1); }
#endif

static void product(const struct product *p) {
#if SEVERAL_KINDS
  if (__builtin_cpu_supports("x86-64-v4")) multiply_wide(p);
  else if (__builtin_cpu_supports("x86-64-v3")) multiply_middle(p);
  else multiply_narrow(p);
#else
  multiply_narrow(p);
#endif
}

void ltm_encoder_pack(
    const int8_t *restrict bytes, const float *restrict scales, size_t outputs, size_t inputs, float *restrict packed) {
  for (size_t output = 0; output < outputs; output++) {
    float *panel = packed + output / LANES * LANES * inputs + output % LANES;
    for (size_t i = 0; i < inputs; i++) panel[i * LANES] = (float)bytes[output * inputs + i] * scales[output];
  }
}

void ltm_encoder_multiply(
    const float *restrict x, const float *restrict packed, const float *restrict bias, size_t rows, size_t inputs,
    size_t outputs, float *restrict out) {
  struct product p = {
      .left = x, .left_stride = inputs, .right = packed, .right_stride = LANES, .panel_stride = inputs * LANES,
      .bias = bias, .rows = rows, .inner = inputs, .panels = outputs / LANES, .out = out, .out_stride = outputs};
  product(&p);
}

// MARK: Functions

// e to the power of x for x <= 0, with a relative error below 3e-7. x / ln 2 is split into a whole and a broken part;
// the latter goes into the Taylor series up to the sixth power, the former into the exponent's bits. Below -87, and
// for a NaN, the result is about 1e-38.
INLINED float exponential(float x) {
  x = x > -87.0f ? x : -87.0f;
  float whole = (x * 1.44269504f + 12582912.0f) - 12582912.0f;
  float rest = (x - whole * 0.693359375f) + whole * 2.12194440e-4f;
  float power = 1.0f / 720;
  power = power * rest + 1.0f / 120;
  power = power * rest + 1.0f / 24;
  power = power * rest + 1.0f / 6;
  power = power * rest + 0.5f;
  power = power * rest + 1.0f;
  power = power * rest + 1.0f;
  int32_t bits = ((int32_t)whole + 127) << 23;
  float scale;
  memcpy(&scale, &bits, sizeof scale);
  return power * scale;
}

// x times the probability that a normal variable is below x. The error function is that of Abramowitz and Stegun,
// Handbook of Mathematical Functions, 7.1.26, whose error is below 1.5e-7.
INLINED float gelu(float x) {
  float z = fabsf(x) * 0.707106781f;
  float t = 1.0f / (1.0f + 0.3275911f * z);
  float sum = 1.061405429f;
  sum = sum * t - 1.453152027f;
  sum = sum * t + 1.421413741f;
  sum = sum * t - 0.284496736f;
  sum = sum * t + 0.254829592f;
  float error = 1.0f - sum * t * exponential(-z * z);
  return 0.5f * (x + fabsf(x) * error);
}

CLONED void ltm_encoder_gelu(float *x, size_t count) {
  for (size_t i = 0; i < count; i++) x[i] = gelu(x[i]);
}

CLONED void ltm_encoder_dequantise(
    const int8_t *restrict bytes, const float *restrict scales, size_t rows, size_t width, float *restrict out) {
  for (size_t row = 0; row < rows; row++) {
    float scale = scales[row];
    for (size_t i = 0; i < width; i++) out[row * width + i] = (float)bytes[row * width + i] * scale;
  }
}

CLONED void ltm_encoder_add_and_normalise(
    float *restrict x, const float *restrict residual, const float *restrict gain, const float *restrict shift,
    float epsilon, size_t rows, size_t width) {
  for (size_t row = 0; row < rows; row++) {
    float *restrict values = x + row * width;
    lanes sum = {0};
    for (size_t i = 0; i < width; i += LANES) {
      lanes value = READ(values + i) + READ(residual + row * width + i);
      AT(values + i) = value;
      sum += value;
    }
    float mean = sum_of(&sum) / (float)width;
    lanes squares = {0};
    for (size_t i = 0; i < width; i += LANES) {
      lanes distance = READ(values + i) - mean;
      squares += distance * distance;
    }
    float scale = 1.0f / sqrtf(sum_of(&squares) / (float)width + epsilon);
    for (size_t i = 0; i < width; i += LANES) {
      AT(values + i) = (READ(values + i) - mean) * scale * READ(gain + i) + READ(shift + i);
    }
  }
}

CLONED void ltm_encoder_mean_direction(const float *restrict x, size_t rows, size_t width, float *restrict out) {
  for (size_t i = 0; i < width; i++) out[i] = 0;
  for (size_t row = 0; row < rows; row++) {
    for (size_t i = 0; i < width; i++) out[i] += x[row * width + i];
  }
  lanes squares = {0};
  for (size_t i = 0; i < width; i += LANES) squares += READ(out + i) * READ(out + i);
  // The mean's direction is the sum's.
  float length = sqrtf(sum_of(&squares));
  float scale = length > 0 ? 1.0f / length : 0;
  for (size_t i = 0; i < width; i++) out[i] *= scale;
}

// MARK: Attention

size_t ltm_encoder_attention_scratch(size_t tokens, size_t head) { return padded(tokens) * (head + tokens); }

// Writes the keys of one head in panels: as many tokens as LANES beside each other, one row a dimension.
CLONED static void pack_keys(
    const float *restrict keys, size_t stride, size_t tokens, size_t head, float *restrict packed) {
  for (size_t panel = 0; panel < tokens; panel += LANES) {
    size_t count = tokens - panel < LANES ? tokens - panel : LANES;
    for (size_t i = 0; i < head; i++) {
      float *restrict row = packed + panel * head + i * LANES;
      for (size_t j = 0; j < count; j++) row[j] = keys[(panel + j) * stride + i];
      for (size_t j = count; j < LANES; j++) row[j] = 0;
    }
  }
}

// Replaces each row of scores, times `scale`, by its softmax. Only the first `tokens` of a row's `width` count.
CLONED static void weigh(float *restrict scores, size_t tokens, size_t width, float scale) {
  for (size_t row = 0; row < tokens; row++, scores += width) {
    for (size_t j = tokens; j < width; j++) scores[j] = -INFINITY;
    lanes largest = READ(scores);
    for (size_t j = LANES; j < width; j += LANES) {
      lanes values = READ(scores + j);
      for (int lane = 0; lane < LANES; lane++) largest[lane] = values[lane] > largest[lane] ? values[lane] : largest[lane];
    }
    for (int half = LANES / 2; half > 0; half /= 2) {
      for (int lane = 0; lane < half; lane++) {
        largest[lane] = largest[lane + half] > largest[lane] ? largest[lane + half] : largest[lane];
      }
    }
    lanes sum = {0};
    for (size_t j = 0; j < width; j += LANES) {
      for (size_t lane = 0; lane < LANES; lane++) {
        scores[j + lane] = exponential((scores[j + lane] - largest[0]) * scale);
      }
      sum += READ(scores + j);
    }
    float share = 1.0f / sum_of(&sum);
    for (size_t j = 0; j < width; j += LANES) AT(scores + j) = READ(scores + j) * share;
  }
}

void ltm_encoder_attention(
    const float *restrict projected, size_t tokens, size_t heads, size_t head, float *restrict scratch,
    float *restrict out) {
  size_t dimension = heads * head, stride = 3 * dimension, width = padded(tokens);
  float *keys = scratch, *scores = scratch + width * head;
  for (size_t first = 0; first < dimension; first += head) {
    pack_keys(projected + dimension + first, stride, tokens, head, keys);
    struct product similarity = {
        .left = projected + first, .left_stride = stride, .right = keys, .right_stride = LANES,
        .panel_stride = head * LANES, .rows = tokens, .inner = head, .panels = width / LANES, .out = scores,
        .out_stride = width};
    product(&similarity);
    weigh(scores, tokens, width, 1.0f / sqrtf((float)head));
    struct product mixture = {
        .left = scores, .left_stride = width, .right = projected + 2 * dimension + first, .right_stride = stride,
        .panel_stride = LANES, .rows = tokens, .inner = tokens, .panels = head / LANES, .out = out + first,
        .out_stride = dimension};
    product(&mixture);
  }
}
