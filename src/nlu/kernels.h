#pragma once
#include <cstddef>
#include <cstdint>
#include <span>

namespace sb::nlu {

// The inner loops of training and inference over rows of floats. They use AVX2 where the processor has it and
// give the same bits everywhere: no fused operations, reductions always in eight lanes. Lengths are multiples
// of `lane_count`.
inline constexpr std::size_t lane_count = 8;

constexpr std::size_t padded(std::size_t count) {
  return (count + lane_count - 1) / lane_count * lane_count;
}

// y += a * x
void add_scaled(float* y, const float* x, float a, std::size_t count);
void add_scaled(float* y, const std::int8_t* x, float a, std::size_t count);

// A row of a matrix with what it counts.
struct WeightedRow {
  std::uint32_t row = 0;
  float weight = 0;
};
// y += weight * rows[row], for each; rows are `stride` apart
void add_rows(float* y, const float* rows, std::span<const WeightedRow> which, std::size_t stride);
// rows[row] += weight * x, for each
void add_to_rows(float* rows, const float* x, std::span<const WeightedRow> which, std::size_t stride);

float dot(const float* x, const float* y, std::size_t count);
float sum_of_squares(const float* x, std::size_t count);

// Turns the first `used` scores into probabilities, the padding into zeros. Returns the logarithm of the sum
// of the exponentials.
float softmax(float* scores, std::size_t used, std::size_t count);

}  // namespace sb::nlu
