#include "nlu/confidence.h"

#include <algorithm>
#include <cmath>

namespace sb::nlu {
namespace {

constexpr std::size_t term_count = confidence_input_count + 1;
using Terms = std::array<double, term_count>;

// A model that no examples taught: it trusts the probability of the best intent and doubts unknown words.
constexpr Terms untaught = {0.8, 0.2, 1.0, 1.0, 0.0, 0.0, -1.0};

constexpr double score_at_operating_point = 0.8;
constexpr double precision_wanted =
    0.988;  // of the answers above the operating point, on unseen texts in scope
constexpr double right_answers_refused_max = 0.1;
constexpr double operating_point_min = 0.02, operating_point_max = 0.95;
constexpr int newton_steps = 25;
constexpr double ridge = 1.0;

double logistic(double x) {
  return 1 / (1 + std::exp(-std::clamp(x, -30.0, 30.0)));
}

double inner(const Terms& weights, const ConfidenceInputs& inputs) {
  double sum = weights[confidence_input_count];
  for (std::size_t i = 0; i < confidence_input_count; ++i) sum += weights[i] * inputs[i];
  return sum;
}

// Solves a * x = b for a symmetric positive definite matrix; false when it is none.
bool solve(std::array<Terms, term_count> a, Terms b, Terms& x) {
  for (std::size_t column = 0; column < term_count; ++column) {
    if (a[column][column] < 1e-12) return false;
    for (std::size_t row = column + 1; row < term_count; ++row) {
      const double factor = a[row][column] / a[column][column];
      for (std::size_t i = column; i < term_count; ++i) a[row][i] -= factor * a[column][i];
      b[row] -= factor * b[column];
    }
  }
  for (std::size_t row = term_count; row-- > 0;) {
    double rest = b[row];
    for (std::size_t i = row + 1; i < term_count; ++i) rest -= a[row][i] * x[i];
    x[row] = rest / a[row][row];
  }
  return true;
}

Terms newton_step(std::span<const ConfidenceExample> examples, const Terms& weights) {
  std::array<Terms, term_count> curvature{};
  Terms slope{}, step{};
  for (const auto& example : examples) {
    Terms terms;
    std::copy(example.inputs.begin(), example.inputs.end(), terms.begin());
    terms[confidence_input_count] = 1;
    const double p = logistic(inner(weights, example.inputs));
    const double error = (example.right ? 1 : 0) - p, spread = std::max(p * (1 - p), 1e-6);
    for (std::size_t i = 0; i < term_count; ++i) {
      slope[i] += example.weight * error * terms[i];
      for (std::size_t j = 0; j < term_count; ++j)
        curvature[i][j] += example.weight * spread * terms[i] * terms[j];
    }
  }
  for (std::size_t i = 0; i < term_count; ++i) {
    slope[i] -= ridge * (weights[i] - untaught[i]);  // few examples stay near the model of none
    curvature[i][i] += ridge;
  }
  return solve(curvature, slope, step) ? step : Terms{};
}

}  // namespace

Confidence::Confidence() : weights_(untaught) {}

void Confidence::fit(std::span<const ConfidenceExample> examples) {
  fit_regression(examples);
  choose_operating_point(examples);
}

void Confidence::fit_regression(std::span<const ConfidenceExample> examples) {
  for (int i = 0; i < newton_steps; ++i) {
    const Terms step = newton_step(examples, weights_);
    double length = 0;
    for (std::size_t t = 0; t < term_count; ++t) length += step[t] * step[t];
    const double factor = std::min(1.0, 3.0 / std::sqrt(std::max(length, 1e-12)));
    for (std::size_t t = 0; t < term_count; ++t) weights_[t] += factor * step[t];
    if (length < 1e-8) break;
  }
}

// The lowest confidence above which unseen texts in scope are answered precisely enough, but never so high
// that too many right answers are refused: small bots are hard to judge by leaving some of their few
// expressions out.
void Confidence::choose_operating_point(std::span<const ConfidenceExample> examples) {
  struct Guess {
    double probability;
    bool right;
  };
  std::vector<Guess> guesses;
  std::vector<double> right;
  for (const auto& example : examples) {
    if (!example.in_scope) continue;
    guesses.push_back({probability(example.inputs), example.right});
    if (example.right) right.push_back(guesses.back().probability);
  }
  if (right.empty()) return;
  std::sort(guesses.begin(), guesses.end(),
            [](const Guess& a, const Guess& b) { return a.probability > b.probability; });
  double precise = guesses.front().probability, right_so_far = 0;
  for (std::size_t i = 0; i < guesses.size(); ++i) {
    right_so_far += guesses[i].right ? 1 : 0;
    if (right_so_far >= precision_wanted * static_cast<double>(i + 1)) precise = guesses[i].probability;
  }
  const auto refused =
      static_cast<std::size_t>(right_answers_refused_max * static_cast<double>(right.size()));
  std::nth_element(right.begin(), right.begin() + static_cast<std::ptrdiff_t>(refused), right.end());
  operating_point_ = std::clamp(std::min(precise, right[refused]), operating_point_min, operating_point_max);
}

// Where no word is known, only fragments of words speak ("chicken" is much like "ticket"): less is believed,
// the more of them are unknown. Compounds of known words hardly lose.
double Confidence::probability(const ConfidenceInputs& inputs) const {
  const double learned = logistic(inner(weights_, inputs));
  const double known_words = inputs[2], known_share = inputs[3];
  return known_words > 0 ? learned : learned * known_share * known_share;
}

double Confidence::score(double probability) const {
  if (probability <= operating_point_) return score_at_operating_point * probability / operating_point_;
  return score_at_operating_point +
         (1 - score_at_operating_point) * (probability - operating_point_) / (1 - operating_point_);
}

void Confidence::write(BlobWriter& blob) const {
  for (const double weight : weights_) blob.add(weight);
  blob.add(operating_point_);
}

void Confidence::read(BlobReader& blob) {
  for (double& weight : weights_) {
    weight = blob.get<double>();
    if (!std::isfinite(weight)) blob.fail();
  }
  operating_point_ = blob.get<double>();
  if (!(operating_point_ >= operating_point_min && operating_point_ <= operating_point_max)) blob.fail();
}

}  // namespace sb::nlu
