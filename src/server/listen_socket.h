#pragma once
#include <vector>

#include "server/http_server.h"

namespace sb::server {

// A bound and listening socket, not owned: the caller closes it. `bound` is the address with the real port.
struct ListenSocket {
  int descriptor = -1;
  int family = 0;  // AF_INET, AF_INET6, AF_UNIX
  ListenAddress bound;
  bool inherited = false;  // made by whoever started us: its socket file is not ours to remove
};
// See HttpServer::listen.
Result<ListenSocket> open_listen_socket(const ListenAddress& address);
// See HttpServer::adopt.
Result<ListenSocket> adopt_listen_socket(int descriptor, ListenAddress::Speaks speaks);

// The listening sockets that systemd has passed to this process, with their names (sd_listen_fds(3)). The
// environment is cleared of them, and no child inherits them.
struct PassedSocket {
  int descriptor = -1;
  std::string name;  // FileDescriptorName=; "unknown" or empty without
};
std::vector<PassedSocket> take_passed_sockets();

// The peer of an accepted socket.
struct Peer {
  std::string address;  // "203.0.113.7", "2001:db8::1", "unix"
  std::string quota;    // what connections are counted by: the address, an IPv6 /64
  bool local = false;   // loopback, Unix socket, or a trusted proxy
};
Peer peer_of(int descriptor);

}  // namespace sb::server
