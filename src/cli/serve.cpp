#include <iostream>

#include "cli/commands.h"

namespace sb::cli {

int serve(const server::ServeConfig& config) {
  auto application = server::Application::create(config);
  if (application.has_error()) return print_error(application.error()), exit_wrong;
  if (auto started = (*application)->start(); started.has_error())
    return print_error(started.error()), exit_wrong;
  for (const auto& address : (*application)->addresses()) {
    std::cout << "Signalbox listens on " << address << std::endl;
  }
  if (const auto& path = (*application)->first_login_path(); !path.empty())
    std::cout << "Signalbox first login: " << path << std::endl;
  (*application)->wait_until_stopped();
  return exit_ok;
}

}  // namespace sb::cli
