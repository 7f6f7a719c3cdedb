#pragma once
// Asio inside: only for src/server/*.cpp.
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/awaitable.hpp>
#include <boost/asio/basic_stream_socket.hpp>
#include <boost/asio/basic_waitable_timer.hpp>
#include <boost/asio/generic/stream_protocol.hpp>
#include <boost/asio/use_awaitable.hpp>

#include "server/loop.h"

namespace sb::server {

namespace asio = boost::asio;
using LoopExecutor = asio::io_context::executor_type;
template <typename T = void>
using Coroutine = asio::awaitable<T, LoopExecutor>;
using Protocol = asio::generic::stream_protocol;
using Socket = asio::basic_stream_socket<Protocol, LoopExecutor>;
using Timer = asio::basic_waitable_timer<std::chrono::steady_clock,
                                         asio::wait_traits<std::chrono::steady_clock>, LoopExecutor>;
// co_await gives a tuple that begins with the error code.
inline constexpr auto in_coroutine = asio::as_tuple(asio::use_awaitable_t<LoopExecutor>());

}  // namespace sb::server
