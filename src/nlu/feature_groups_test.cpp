#include "nlu/feature_groups.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <map>

#include "nlu/feature_dropout.h"

namespace sb::nlu {
namespace {

using testing::ElementsAre;

// Keys by their numbers, each list in order.
std::map<std::uint32_t, std::vector<std::uint32_t>> groups_of(const FeatureIndex& index) {
  std::map<std::uint32_t, std::vector<std::uint32_t>> groups;
  for (const auto key : index.keys()) groups[index.find(key)].push_back(key);
  for (auto& [number, keys] : groups) std::sort(keys.begin(), keys.end());
  return groups;
}

std::vector<std::vector<std::uint32_t>> sorted_groups(const FeatureIndex& index) {
  std::vector<std::vector<std::uint32_t>> sorted;
  for (const auto& [number, keys] : groups_of(index)) sorted.push_back(keys);
  std::sort(sorted.begin(), sorted.end());
  return sorted;
}

TEST(FeatureGroups, FeaturesOfTheSameTextsShareANumber) {
  FeatureGroups groups;
  const std::vector<std::vector<std::uint32_t>> texts = {{10, 11, 20, 30}, {10, 11, 21}, {20, 30, 30}};
  for (std::uint32_t text = 0; text < texts.size(); ++text) {
    for (const auto key : texts[text]) groups.add(key, text, text);
  }
  const FeatureIndex index = groups.index(1);
  // 30 is twice in a text in which 20 is once.
  EXPECT_THAT(sorted_groups(index),
              ElementsAre(ElementsAre(10, 11), ElementsAre(20), ElementsAre(21), ElementsAre(30)));
  EXPECT_EQ(index.size(), 4u);
  EXPECT_EQ(index.find(12), FeatureIndex::unknown);
}

TEST(FeatureGroups, CountsExamplesNotTexts) {
  FeatureGroups groups;
  for (const std::uint32_t text : {0u, 1u}) groups.add(5, text, 0);
  for (const std::uint32_t text : {1u, 2u}) groups.add(6, text, text - 1);
  EXPECT_THAT(groups.index(2).keys(), ElementsAre(6));
  EXPECT_EQ(groups.index(1).size(), 2u);
  EXPECT_EQ(groups.index(3).size(), 0u);
  EXPECT_EQ(groups.index(3).find(5), FeatureIndex::unknown);
}

TEST(FeatureGroups, ALargeGroupTakesSeveralRows) {
  FeatureGroups groups;
  constexpr std::uint32_t features = 2 * FeatureGroups::members_max + 1;
  for (std::uint32_t key = 0; key < features; ++key) groups.add(key * 7919, 3, 3);
  const FeatureIndex index = groups.index(1);
  EXPECT_EQ(index.size(), 3u);
  EXPECT_THAT(index.group_sizes(), ElementsAre(16, 16, 1));
  EXPECT_EQ(index.keys().size(), features);
}

TEST(FeatureGroups, ManyFeaturesAreKeptApart) {
  FeatureGroups groups;
  constexpr std::uint32_t features = 20'000;
  for (std::uint32_t key = 0; key < features; ++key) groups.add(key * 2'654'435'761u, key, key);
  const FeatureIndex index = groups.index(1);
  EXPECT_EQ(index.size(), features);
  EXPECT_EQ(groups_of(index).size(), features);
}

TEST(FeatureDropout, KeepsTheExpectedSumAndSharesTheStep) {
  // One feature alone, four in a row, a full row.
  const std::vector<TiedFeatures> text = {{0, 1, 0.5f}, {1, 4, 0.25f}, {2, 16, 0.125f}};
  constexpr float dropout_share = 0.6f;
  FeatureDropout dropout(dropout_share);
  Rng random(7);
  constexpr int draws = 20'000;
  std::array<double, 3> sums{}, moves{};
  std::array<int, 3> none{};
  for (int i = 0; i < draws; ++i) {
    dropout.draw(text, random);
    std::array<bool, 3> there{};
    for (const WeightedRow& kept : dropout.kept()) {
      sums[kept.row] += kept.weight;
      there[kept.row] = true;
    }
    for (std::size_t row = 0; row < none.size(); ++row) none[row] += there[row] ? 0 : 1;
    // A fresh row with the gradient 1: the step is -rate * mean value / sqrt(mean square).
    std::vector<float> squares(3, 0);
    for (const WeightedRow& step : dropout.steps(squares, 1, 1)) moves[step.row] += step.weight;
  }
  EXPECT_NEAR(sums[0] / draws, 0.5, 0.02);
  EXPECT_NEAR(sums[1] / draws, 1.0, 0.02);
  EXPECT_NEAR(sums[2] / draws, 2.0, 0.02);
  EXPECT_NEAR(none[0] / double{draws}, 0.6, 0.02);
  EXPECT_NEAR(none[1] / double{draws}, std::pow(0.6, 4), 0.02);
  EXPECT_NEAR(none[2] / double{draws}, 0.0, 0.005);
  // Alone a feature moves by the whole rate when it is kept; in a row, sqrt(share kept) of it.
  EXPECT_NEAR(moves[0] / draws, -0.4, 0.02);
  EXPECT_NEAR(moves[2] / draws, -std::sqrt(0.4), 0.02);
}

TEST(FeatureDropout, StepsGrowShorterWithWhatARowHasSeen) {
  FeatureDropout dropout(0.001f);
  Rng random(1);
  dropout.draw(std::vector<TiedFeatures>{{0, 1, 1}}, random);
  std::vector<float> squares = {3};
  const auto steps = dropout.steps(squares, 0.5f, 1);
  ASSERT_EQ(steps.size(), 1u);
  EXPECT_NEAR(squares[0], 4, 0.01);
  EXPECT_NEAR(steps[0].weight, -0.25, 0.001);
}

}  // namespace
}  // namespace sb::nlu
