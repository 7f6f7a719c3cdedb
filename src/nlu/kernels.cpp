#include "nlu/kernels.h"

#include <algorithm>
#include <cmath>
#include <cstring>

// One body, compiled twice: for any x86-64 and for AVX2. Other processors get the plain one.
#if defined(__x86_64__)
#define SB_WIDE __attribute__((target("avx2")))
#else
#define SB_WIDE
#endif

namespace sb::nlu {
namespace {

template <typename X>
[[gnu::always_inline]] inline void add_scaled_body(float* __restrict y, const X* __restrict x, float a,
                                                   std::size_t count) {
  for (std::size_t i = 0; i < count; i += lane_count) {
    for (std::size_t lane = 0; lane < lane_count; ++lane) y[i + lane] += a * static_cast<float>(x[i + lane]);
  }
}

[[gnu::always_inline]] inline void add_rows_body(float* __restrict y, const float* __restrict rows,
                                                 std::span<const WeightedRow> which, std::size_t stride) {
  for (const WeightedRow& w : which) add_scaled_body(y, rows + w.row * stride, w.weight, stride);
}

[[gnu::always_inline]] inline void add_to_rows_body(float* __restrict rows, const float* __restrict x,
                                                    std::span<const WeightedRow> which, std::size_t stride) {
  for (const WeightedRow& w : which) add_scaled_body(rows + w.row * stride, x, w.weight, stride);
}

[[gnu::always_inline]] inline float dot_body(const float* __restrict x, const float* __restrict y,
                                             std::size_t count) {
  float lanes[lane_count] = {};
  for (std::size_t i = 0; i < count; i += lane_count) {
    for (std::size_t lane = 0; lane < lane_count; ++lane) lanes[lane] += x[i + lane] * y[i + lane];
  }
  return ((lanes[0] + lanes[4]) + (lanes[1] + lanes[5])) + ((lanes[2] + lanes[6]) + (lanes[3] + lanes[7]));
}

// e^x for x <= 0 with a relative error below 1e-6, without a branch so that it vectorises: 2^n times a
// polynomial in the rest, which lies in [-0.5, 0.5].
[[gnu::always_inline]] inline float exp_negative(float x) {
  constexpr float log2_e = 1.44269504f;
  constexpr float exponent_min = -126.0f;
  const float scaled = std::max(x * log2_e, exponent_min);
  const float whole = static_cast<float>(static_cast<std::int32_t>(scaled - 0.5f));
  const float rest = (scaled - whole) * 0.69314718f;
  const float power =
      1.0f +
      rest * (1.0f +
              rest * (0.5f + rest * (0.16666667f +
                                     rest * (0.041666668f + rest * (0.0083333338f + rest * 0.0013888889f)))));
  const std::int32_t bits = (static_cast<std::int32_t>(whole) + 127) << 23;
  float scale = 0;
  std::memcpy(&scale, &bits, sizeof scale);
  return power * scale;
}

[[gnu::always_inline]] inline float softmax_body(float* __restrict scores, std::size_t used,
                                                 std::size_t count) {
  float best = scores[0];
  for (std::size_t i = 1; i < used; ++i) best = std::max(best, scores[i]);
  for (std::size_t i = 0; i < count; ++i) scores[i] = exp_negative(scores[i] - best);
  for (std::size_t i = used; i < count; ++i) scores[i] = 0;
  float lanes[lane_count] = {};
  for (std::size_t i = 0; i < count; i += lane_count) {
    for (std::size_t lane = 0; lane < lane_count; ++lane) lanes[lane] += scores[i + lane];
  }
  float sum = 0;
  for (const float lane : lanes) sum += lane;
  const float factor = 1.0f / sum;
  for (std::size_t i = 0; i < count; ++i) scores[i] *= factor;
  return best + std::log(sum);
}

void add_floats_plain(float* y, const float* x, float a, std::size_t n) {
  add_scaled_body(y, x, a, n);
}
void add_bytes_plain(float* y, const std::int8_t* x, float a, std::size_t n) {
  add_scaled_body(y, x, a, n);
}
void add_rows_plain(float* y, const float* rows, std::span<const WeightedRow> which, std::size_t n) {
  add_rows_body(y, rows, which, n);
}
void add_to_rows_plain(float* rows, const float* x, std::span<const WeightedRow> which, std::size_t n) {
  add_to_rows_body(rows, x, which, n);
}
float dot_plain(const float* x, const float* y, std::size_t n) {
  return dot_body(x, y, n);
}
float softmax_plain(float* s, std::size_t used, std::size_t n) {
  return softmax_body(s, used, n);
}

SB_WIDE void add_floats_wide(float* y, const float* x, float a, std::size_t n) {
  add_scaled_body(y, x, a, n);
}
SB_WIDE void add_bytes_wide(float* y, const std::int8_t* x, float a, std::size_t n) {
  add_scaled_body(y, x, a, n);
}
SB_WIDE void add_rows_wide(float* y, const float* rows, std::span<const WeightedRow> which, std::size_t n) {
  add_rows_body(y, rows, which, n);
}
SB_WIDE void add_to_rows_wide(float* rows, const float* x, std::span<const WeightedRow> which,
                              std::size_t n) {
  add_to_rows_body(rows, x, which, n);
}
SB_WIDE float dot_wide(const float* x, const float* y, std::size_t n) {
  return dot_body(x, y, n);
}
SB_WIDE float softmax_wide(float* s, std::size_t used, std::size_t n) {
  return softmax_body(s, used, n);
}

bool has_wide() {
#if defined(__x86_64__)
  return __builtin_cpu_supports("avx2") != 0;
#else
  return false;
#endif
}
const bool wide = has_wide();

}  // namespace

void add_scaled(float* y, const float* x, float a, std::size_t count) {
  return wide ? add_floats_wide(y, x, a, count) : add_floats_plain(y, x, a, count);
}
void add_scaled(float* y, const std::int8_t* x, float a, std::size_t count) {
  return wide ? add_bytes_wide(y, x, a, count) : add_bytes_plain(y, x, a, count);
}
void add_rows(float* y, const float* rows, std::span<const WeightedRow> which, std::size_t stride) {
  return wide ? add_rows_wide(y, rows, which, stride) : add_rows_plain(y, rows, which, stride);
}
void add_to_rows(float* rows, const float* x, std::span<const WeightedRow> which, std::size_t stride) {
  return wide ? add_to_rows_wide(rows, x, which, stride) : add_to_rows_plain(rows, x, which, stride);
}
float dot(const float* x, const float* y, std::size_t count) {
  return wide ? dot_wide(x, y, count) : dot_plain(x, y, count);
}
float sum_of_squares(const float* x, std::size_t count) {
  return dot(x, x, count);
}
float softmax(float* scores, std::size_t used, std::size_t count) {
  return wide ? softmax_wide(scores, used, count) : softmax_plain(scores, used, count);
}

}  // namespace sb::nlu
