// What one durable write costs on this disk, at 200 a second: appends 8 KiB and calls fdatasync, 2,000 times,
// 5 ms apart. Prints the median and the 99th percentile in milliseconds. Usage: fdatasync FILE
#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <string>
#include <thread>
#include <vector>

int main(int argc, char** argv) {
  if (argc != 2) return 2;
  const int file = ::open(argv[1], O_WRONLY | O_CREAT | O_TRUNC, 0600);
  if (file < 0) return 1;
  std::string block(8192, 'x');
  std::vector<double> taken_ms;
  using Clock = std::chrono::steady_clock;
  auto next = Clock::now();
  for (int i = 0; i < 2'000; ++i) {
    std::this_thread::sleep_until(next += std::chrono::milliseconds(5));
    block[0] = static_cast<char>(i);
    const auto begin = Clock::now();
    if (::write(file, block.data(), block.size()) < 0 || ::fdatasync(file) != 0) return 1;
    taken_ms.push_back(std::chrono::duration<double, std::milli>(Clock::now() - begin).count());
  }
  std::sort(taken_ms.begin(), taken_ms.end());
  std::printf("fdatasync of 8 KiB at 200/s: p50 %.2f ms, p99 %.2f ms\n", taken_ms[taken_ms.size() / 2],
              taken_ms[taken_ms.size() * 99 / 100]);
}
