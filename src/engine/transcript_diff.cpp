#include <algorithm>

#include "engine/transcript.h"

namespace sb::engine {
namespace {

// Beyond this many cells of the table the middle part is shown as replaced as a whole.
constexpr std::size_t cells_max = 4'000'000;

using Lines = std::vector<std::string_view>;

Lines split(std::string_view text) {
  Lines lines;
  while (!text.empty()) {
    const auto end = std::min(text.find('\n'), text.size());
    lines.push_back(text.substr(0, end));
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return lines;
}

void add(std::string& out, char mark, std::string_view line) {
  out += mark;
  if (!line.empty()) out += ' ';
  out.append(line);
  out += '\n';
}

// Longest common subsequence of the parts that differ.
void add_changes(std::string& out, const Lines& from, const Lines& to) {
  const std::size_t rows = from.size(), columns = to.size(), width = columns + 1;
  std::vector<std::uint32_t> common;
  if ((rows + 1) * width <= cells_max) {
    common.assign((rows + 1) * width, 0);
    for (std::size_t i = rows; i-- > 0;) {
      for (std::size_t j = columns; j-- > 0;) {
        common[i * width + j] = from[i] == to[j]
                                    ? common[(i + 1) * width + j + 1] + 1
                                    : std::max(common[(i + 1) * width + j], common[i * width + j + 1]);
      }
    }
  }
  std::size_t i = 0, j = 0;
  while (i < rows || j < columns) {
    if (!common.empty() && i < rows && j < columns && from[i] == to[j]) {
      add(out, ' ', from[i++]);
      ++j;
    } else if (i < rows &&
               (j == columns || common.empty() || common[(i + 1) * width + j] >= common[i * width + j + 1])) {
      add(out, '-', from[i++]);
    } else {
      add(out, '+', to[j++]);
    }
  }
}

}  // namespace

std::string line_diff(std::string_view from_text, std::string_view to_text) {
  if (from_text == to_text) return {};
  Lines from = split(from_text), to = split(to_text);
  std::size_t head = 0, tail = 0;
  const std::size_t shorter = std::min(from.size(), to.size());
  while (head < shorter && from[head] == to[head]) ++head;
  while (tail < shorter - head && from[from.size() - 1 - tail] == to[to.size() - 1 - tail]) ++tail;
  std::string out;
  for (std::size_t i = 0; i < head; ++i) add(out, ' ', from[i]);
  const auto middle = [&](const Lines& lines) {
    return Lines(lines.begin() + static_cast<std::ptrdiff_t>(head),
                 lines.end() - static_cast<std::ptrdiff_t>(tail));
  };
  add_changes(out, middle(from), middle(to));
  for (std::size_t i = from.size() - tail; i < from.size(); ++i) add(out, ' ', from[i]);
  return out;
}

}  // namespace sb::engine
