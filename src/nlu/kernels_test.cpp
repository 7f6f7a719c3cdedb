#include "nlu/kernels.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <vector>

namespace sb::nlu {
namespace {

using testing::ElementsAre;
using testing::FloatNear;
using testing::Pointwise;

constexpr std::size_t stride = 8;

std::vector<float> matrix() {
  std::vector<float> rows(3 * stride);
  for (std::size_t i = 0; i < rows.size(); ++i) rows[i] = static_cast<float>(i);
  return rows;
}

TEST(Kernels, AddRows) {
  const auto rows = matrix();
  std::vector<float> y(stride, 1);
  const std::vector<WeightedRow> which = {{0, 2}, {2, -1}};
  add_rows(y.data(), rows.data(), which, stride);
  EXPECT_THAT(y, ElementsAre(-15, -14, -13, -12, -11, -10, -9, -8));
}

TEST(Kernels, AddScaledBytes) {
  const std::vector<std::int8_t> bytes = {-128, -1, 0, 1, 2, 3, 4, 127};
  std::vector<float> y(stride, 1);
  add_scaled(y.data(), bytes.data(), 0.5f, stride);
  EXPECT_THAT(y, ElementsAre(-63, 0.5, 1, 1.5, 2, 2.5, 3, 64.5));
}

TEST(Kernels, AddToRows) {
  auto rows = matrix();
  const std::vector<float> x = {1, 0, 0, 0, 0, 0, 0, 2};
  const std::vector<WeightedRow> which = {{1, 0.5f}, {1, 0.5f}};
  add_to_rows(rows.data(), x.data(), which, stride);
  EXPECT_THAT(std::vector<float>(rows.begin() + stride, rows.begin() + 2 * stride),
              ElementsAre(9, 9, 10, 11, 12, 13, 14, 17));
  EXPECT_EQ(rows[0], 0);
  EXPECT_EQ(rows[2 * stride], 16);
}

TEST(Kernels, Softmax) {
  std::vector<float> scores = {1, 3, -90, 2, 5, 5, 5, 5};
  const float total = softmax(scores.data(), 4, stride);
  const double sum = std::exp(1.0) + std::exp(3.0) + std::exp(2.0);
  const auto expected = [&](double x) { return static_cast<float>(std::exp(x) / sum); };
  const std::vector<float> wanted = {expected(1), expected(3), 0, expected(2), 0, 0, 0, 0};
  EXPECT_THAT(scores, Pointwise(FloatNear(1e-6f), wanted));
  EXPECT_NEAR(total, std::log(sum), 1e-5);
}

TEST(Kernels, Dot) {
  std::vector<float> x(16, 0.5f);
  EXPECT_EQ(dot(x.data(), x.data(), 16), 4);
  EXPECT_EQ(sum_of_squares(x.data(), 8), 2);
}

}  // namespace
}  // namespace sb::nlu
