#pragma once
#include "server/http_server.h"

namespace sb::server {

// A bound and listening socket, not owned: the caller closes it. `bound` is the address with the real port.
struct ListenSocket {
  int descriptor = -1;
  int family = 0;  // AF_INET, AF_INET6, AF_UNIX
  ListenAddress bound;
};
// See HttpServer::listen.
Result<ListenSocket> open_listen_socket(const ListenAddress& address);

// The peer of an accepted socket.
struct Peer {
  std::string address;  // "203.0.113.7", "2001:db8::1", "unix"
  std::string quota;    // what connections are counted by: the address, an IPv6 /64
  bool local = false;   // loopback or Unix socket
};
Peer peer_of(int descriptor);

}  // namespace sb::server
