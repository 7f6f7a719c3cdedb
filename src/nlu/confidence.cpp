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
constexpr double operating_point_min = 0.5;  // never answer what is likelier wrong than right
constexpr double operating_point_max = 0.95;
constexpr int newton_steps = 25, halvings_max = 20;
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

// What the regression makes small: the surprise at the examples, and how far the weights are from the
// untaught.
double penalised_loss(std::span<const ConfidenceExample> examples, const Terms& weights) {
  double loss = 0;
  for (const auto& example : examples) {
    const double x = inner(weights, example.inputs);
    loss += example.weight * (std::log1p(std::exp(-std::abs(x))) + std::max(0.0, example.right ? -x : x));
  }
  for (std::size_t i = 0; i < term_count; ++i)
    loss += ridge / 2 * (weights[i] - untaught[i]) * (weights[i] - untaught[i]);
  return loss;
}

}  // namespace

Confidence::Confidence() : weights_(untaught) {}

void Confidence::fit(std::span<const ConfidenceExample> examples) {
  fit_regression(examples);
  choose_operating_point(examples);
}

// Newton's method; a step is halved until it helps. Where right and wrong lie apart, as among the few
// examples of a small bot, whole steps would overshoot to weights under which the likelier is the worse.
void Confidence::fit_regression(std::span<const ConfidenceExample> examples) {
  double loss = penalised_loss(examples, weights_);
  for (int i = 0; i < newton_steps; ++i) {
    const Terms step = newton_step(examples, weights_);
    double length = 0;
    for (std::size_t t = 0; t < term_count; ++t) length += step[t] * step[t];
    if (length < 1e-8) break;
    double factor = 1;
    bool better = false;
    for (int halving = 0; halving < halvings_max && !better; ++halving, factor /= 2) {
      Terms tried = weights_;
      for (std::size_t t = 0; t < term_count; ++t) tried[t] += factor * step[t];
      const double tried_loss = penalised_loss(examples, tried);
      better = tried_loss < loss;
      if (!better) continue;
      weights_ = tried;
      loss = tried_loss;
    }
    if (!better) break;
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
