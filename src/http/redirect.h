#pragma once
#include <string_view>

#include "http/message.h"
#include "http/url.h"

namespace sb::http {

// 301, 302, 303, 307, 308. Other 3xx are answers.
bool is_redirect(int status);

// Changes `request` (sent to `from`, answered with `status`) into the one to send to `to`, by spec 02 §3:
// 301, 302 and 303 become GET without body (HEAD stays HEAD), 307 and 308 are repeated as they were; another
// origin gets no Authorization, Cookie, secret header or client certificate. Fails with `not_allowed` when
// the way leads from https to http. Does not look at the destination's address: the next request is checked
// like the first.
boost::system::result<void, Failure> redirect(Request& request, const Url& from, int status, const Url& to);

}  // namespace sb::http
