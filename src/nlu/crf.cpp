#include "nlu/crf.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "nlu/kernels.h"

namespace sb::nlu {
namespace {

constexpr float never = -1e30f;
constexpr float smallest = std::numeric_limits<float>::min();

}  // namespace

Chain::Chain(std::size_t tags) : tags_(tags), stride_(padded(tags)) {}

void Chain::set_moves(std::span<const float> moves) {
  exp_moves_.assign(tags_ * stride_, 0);
  for (std::size_t before = 0; before < tags_; ++before) {
    for (std::size_t tag = 0; tag < tags_; ++tag) {
      if (may_follow(before, tag))
        exp_moves_[before * stride_ + tag] = std::exp(moves[before * stride_ + tag]);
    }
  }
}

void Chain::marginals(std::span<const float> states, std::size_t words, std::vector<float>& marginals) {
  words_ = words;
  exp_states_.assign(words * stride_, 0);
  alpha_.assign(words * stride_, 0);
  beta_.assign(words * stride_, 0);
  marginals.assign(words * stride_, 0);
  sum_forward(states);
  sum_backward(marginals);
}

// Sums are scaled to 1 at every word.
void Chain::sum_forward(std::span<const float> states) {
  for (std::size_t w = 0; w < words_; ++w) {
    const float* state = states.data() + w * stride_;
    const float top = *std::max_element(state, state + tags_);
    float* exp_state = exp_states_.data() + w * stride_;
    for (std::size_t t = 0; t < tags_; ++t) exp_state[t] = std::exp(state[t] - top);
    float* alpha = alpha_.data() + w * stride_;
    if (w == 0) {
      for (std::size_t t = 0; t < tags_; ++t) alpha[t] = goes_on(t) ? 0 : exp_state[t];
    } else {
      for (std::size_t before = 0; before < tags_; ++before) {
        const float mass = alpha_[(w - 1) * stride_ + before];
        if (mass > 1e-9f) add_scaled(alpha, exp_moves_.data() + before * stride_, mass, stride_);
      }
      for (std::size_t t = 0; t < tags_; ++t) alpha[t] *= exp_state[t];
    }
    float sum = 0;
    for (std::size_t t = 0; t < tags_; ++t) sum += alpha[t];
    const float factor = 1 / std::max(sum, smallest);
    for (std::size_t t = 0; t < tags_; ++t) alpha[t] *= factor;
  }
}

void Chain::sum_backward(std::vector<float>& marginals) {
  std::vector<float> ahead(stride_);
  for (std::size_t w = words_; w-- > 0;) {
    float* beta = beta_.data() + w * stride_;
    const float* alpha = alpha_.data() + w * stride_;
    if (w + 1 == words_) {
      std::fill(beta, beta + tags_, 1.0f);
    } else {
      const float* beta_ahead = beta + stride_;
      const float* exp_ahead = exp_states_.data() + (w + 1) * stride_;
      for (std::size_t t = 0; t < tags_; ++t) ahead[t] = exp_ahead[t] * beta_ahead[t];
      float largest = smallest;
      for (std::size_t before = 0; before < tags_; ++before) {
        if (alpha[before] < 1e-9f) continue;  // no path that matters comes this way
        beta[before] = dot(ahead.data(), exp_moves_.data() + before * stride_, stride_);
        largest = std::max(largest, beta[before]);
      }
      for (std::size_t t = 0; t < tags_; ++t) beta[t] /= largest;
    }
    float* out = marginals.data() + w * stride_;
    float sum = 0;
    for (std::size_t t = 0; t < tags_; ++t) {
      out[t] = alpha[t] * beta[t];
      sum += out[t];
    }
    const float factor = 1 / std::max(sum, smallest);
    for (std::size_t t = 0; t < tags_; ++t) out[t] *= factor;
  }
}

void Chain::add_expected_moves(float factor, std::span<float> into) const {
  std::vector<float> ahead(stride_), row(stride_);
  for (std::size_t w = 0; w + 1 < words_; ++w) {
    for (std::size_t t = 0; t < tags_; ++t)
      ahead[t] = exp_states_[(w + 1) * stride_ + t] * beta_[(w + 1) * stride_ + t];
    float total = 0;
    for (std::size_t before = 0; before < tags_; ++before)
      total +=
          alpha_[w * stride_ + before] * dot(ahead.data(), exp_moves_.data() + before * stride_, stride_);
    if (!(total > 0)) continue;
    for (std::size_t before = 0; before < tags_; ++before) {
      const float mass = alpha_[w * stride_ + before] / total * factor;
      if (std::abs(mass) < 1e-7f) continue;
      for (std::size_t t = 0; t < tags_; ++t)
        into[before * stride_ + t] += mass * exp_moves_[before * stride_ + t] * ahead[t];
    }
  }
}

std::vector<std::uint32_t> Chain::best_path(std::span<const float> states, std::span<const float> moves,
                                            std::size_t words) const {
  if (words == 0) return {};
  std::vector<float> score(states.begin(), states.begin() + static_cast<std::ptrdiff_t>(tags_)), next(tags_);
  std::vector<std::uint32_t> from(words * tags_);
  for (std::size_t t = 0; t < tags_; ++t) {
    if (goes_on(t)) score[t] = never;
  }
  for (std::size_t w = 1; w < words; ++w) {
    for (std::size_t t = 0; t < tags_; ++t) {
      float best = never;
      std::uint32_t argument = 0;
      const auto consider = [&](std::size_t before) {
        const float value = score[before] + moves[before * stride_ + t];
        if (value > best) best = value, argument = static_cast<std::uint32_t>(before);
      };
      if (goes_on(t)) {
        consider(t - 1);
        consider(t);
      } else {
        for (std::size_t before = 0; before < tags_; ++before) consider(before);
      }
      next[t] = best + states[w * stride_ + t];
      from[w * tags_ + t] = argument;
    }
    score.swap(next);
  }
  std::vector<std::uint32_t> path(words);
  path.back() = static_cast<std::uint32_t>(std::max_element(score.begin(), score.end()) - score.begin());
  for (std::size_t w = words - 1; w > 0; --w) path[w - 1] = from[w * tags_ + path[w]];
  return path;
}

}  // namespace sb::nlu
