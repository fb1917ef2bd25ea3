#ifndef LTM_CENCODER_H
#define LTM_CENCODER_H

#include <stddef.h>
#include <stdint.h>

// The loops of the sentence encoder. All matrices are dense, one row after the other. Widths are multiples of
// LTM_ENCODER_LANES. No two arguments of a call overlap. Nothing is allocated, and nothing is shared between calls.
//
// A row's results depend on that row alone (on its sentence, for the attention), to the last bit: not on how many rows
// there are, and not on how wide the processor's vectors are, as long as it can multiply and add in one step.

/// Widths, and the size of an attention head, are multiples of this.
enum { LTM_ENCODER_LANES = 16 };

/// Writes each row of signed bytes, times the row's scale, as floats.
void ltm_encoder_dequantise(
    const int8_t *restrict bytes, const float *restrict scales, size_t rows, size_t width, float *restrict out);

/// Writes a matrix of signed bytes as floats, in the order in which `ltm_encoder_multiply` reads it.
///
/// A matrix has `inputs` columns, and a row for each of the `outputs`.
void ltm_encoder_pack(
    const int8_t *restrict bytes, const float *restrict scales, size_t outputs, size_t inputs, float *restrict packed);

/// Multiplies each row of `x` with a packed matrix, and adds `bias`.
void ltm_encoder_multiply(
    const float *restrict x, const float *restrict packed, const float *restrict bias, size_t rows, size_t inputs,
    size_t outputs, float *restrict out);

/// Brings each row of `x + residual` to mean 0 and variance 1, then stretches and shifts it; the result replaces `x`.
void ltm_encoder_add_and_normalise(
    float *restrict x, const float *restrict residual, const float *restrict gain, const float *restrict shift,
    float epsilon, size_t rows, size_t width);

/// Replaces each value by its GELU.
void ltm_encoder_gelu(float *x, size_t count);

/// How many floats of scratch space the attention over `tokens` rows needs.
size_t ltm_encoder_attention_scratch(size_t tokens, size_t head);

/// Attends from each token of one sentence to all of them.
///
/// Each row of `projected` holds a token's queries, keys and values, `heads * head` of each. Each row of `out` gets
/// `heads * head` values.
void ltm_encoder_attention(
    const float *restrict projected, size_t tokens, size_t heads, size_t head, float *restrict scratch,
    float *restrict out);

/// Writes the mean of the rows, scaled to length 1; zeros when there are no rows.
void ltm_encoder_mean_direction(const float *restrict x, size_t rows, size_t width, float *restrict out);

#endif
