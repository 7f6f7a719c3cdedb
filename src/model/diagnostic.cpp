#include "model/diagnostic.h"

#include <algorithm>
#include <cctype>

namespace sb {

std::string to_text(const Diagnostic& diagnostic) {
  std::string text = diagnostic.place.empty() ? diagnostic.pointer : diagnostic.place;
  if (!text.empty()) text += ": ";
  return text + (diagnostic.severity == Severity::error ? "error: " : "warning: ") + diagnostic.message;
}

void Diagnostics::add(Diagnostic diagnostic) {
  if (diagnostic.severity == Severity::error) ++errors_;
  if (all_.size() < diagnostics_max) all_.push_back(std::move(diagnostic));
}

std::string Diagnostics::summary() const {
  std::string text;
  for (const auto& diagnostic : all_) {
    if (diagnostic.severity != Severity::error) continue;
    if (!text.empty()) text += "; ";
    const auto& place = diagnostic.place.empty() ? diagnostic.pointer : diagnostic.place;
    text += place.empty() ? diagnostic.message : place + ": " + diagnostic.message;
  }
  return text;
}

std::string pointer_step(std::string_view token) {
  std::string step = "/";
  for (char c : token) {
    if (c == '~')
      step += "~0";
    else if (c == '/')
      step += "~1";
    else
      step += c;
  }
  return step;
}

std::string pointer_step(std::size_t index) {
  return "/" + std::to_string(index);
}

std::vector<std::string> pointer_steps(std::string_view pointer) {
  std::vector<std::string> steps;
  for (std::size_t i = 0; i < pointer.size(); ++i) {
    if (pointer[i] == '/')
      steps.emplace_back();
    else if (steps.empty())
      steps.emplace_back(1, pointer[i]);
    else if (pointer[i] == '~' && i + 1 < pointer.size())
      steps.back() += pointer[++i] == '0' ? '~' : '/';
    else
      steps.back() += pointer[i];
  }
  return steps;
}

namespace {

constexpr std::size_t suggestion_bytes_max = 80;
constexpr int edit_cost = 2, case_cost = 1;

int replace_cost(char a, char b) {
  if (a == b) return 0;
  auto lower = [](char c) { return std::tolower(static_cast<unsigned char>(c)); };
  return lower(a) == lower(b) ? case_cost : edit_cost;
}

// Optimal string alignment distance over bytes, in units of half an edit.
int edit_distance(std::string_view a, std::string_view b) {
  std::vector<int> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = static_cast<int>(j) * edit_cost;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = static_cast<int>(i) * edit_cost;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      row[j] = std::min(
          {last[j] + edit_cost, row[j - 1] + edit_cost, last[j - 1] + replace_cost(a[i - 1], b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before[j - 2] + edit_cost);
    }
    std::swap(before, last);
    std::swap(last, row);
  }
  return last[b.size()];
}

}  // namespace

std::string nearest_name(std::string_view name, const std::vector<std::string_view>& candidates) {
  if (name.empty() || name.size() > suggestion_bytes_max) return {};
  // A third of the letters may be wrong, at least one.
  int best = std::max<int>(edit_cost, static_cast<int>(name.size()) * edit_cost / 3) + 1;
  std::string_view nearest;
  for (auto candidate : candidates) {
    auto longer = std::max(candidate.size(), name.size()), shorter = std::min(candidate.size(), name.size());
    if (candidate.empty() || candidate == name || static_cast<int>(longer - shorter) * edit_cost >= best)
      continue;
    int distance = edit_distance(name, candidate);
    if (distance < best) best = distance, nearest = candidate;
  }
  return std::string(nearest);
}

std::string suggestion(std::string_view name, const std::vector<std::string_view>& candidates) {
  auto near = nearest_name(name, candidates);
  return near.empty() ? "" : " (did you mean \"" + near + "\"?)";
}

}  // namespace sb
