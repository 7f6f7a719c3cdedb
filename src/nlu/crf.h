#pragma once
#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

namespace sb::nlu {

// The tags of a linear chain over `label_count` labels: 0 is outside, 1+2l begins label l, 2+2l goes on with
// it. A label goes on only after itself.
constexpr std::size_t tag_count(std::size_t label_count) {
  return 1 + 2 * label_count;
}
constexpr bool goes_on(std::size_t tag) {
  return tag > 0 && tag % 2 == 0;
}
constexpr bool may_follow(std::size_t before, std::size_t tag) {
  return !goes_on(tag) || before == tag || before + 1 == tag;
}

// Forward and backward sums of a chain. Scores of word w and tag t are states[w * stride + t], transitions
// moves[before * stride + t]; `stride` is padded(tags).
class Chain final {
 public:
  explicit Chain(std::size_t tags);

  // The transitions that marginals() sums over until they are set again.
  void set_moves(std::span<const float> moves);
  // P(tag of word w is t) into `marginals` (words x stride).
  void marginals(std::span<const float> states, std::size_t words, std::vector<float>& marginals);
  // After marginals(): the expected number of transitions is added to `into` (tags x stride), times `factor`.
  void add_expected_moves(float factor, std::span<float> into) const;

  std::vector<std::uint32_t> best_path(std::span<const float> states, std::span<const float> moves,
                                       std::size_t words) const;

  std::size_t stride() const { return stride_; }

 private:
  void sum_forward(std::span<const float> states);
  void sum_backward(std::vector<float>& marginals);

  std::size_t tags_, stride_, words_ = 0;
  std::vector<float> exp_states_, exp_moves_, alpha_, beta_;
};

}  // namespace sb::nlu
