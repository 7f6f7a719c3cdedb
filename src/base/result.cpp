#include "base/result.h"

#include <stdexcept>

namespace sb {

void throw_exception_from_error(const Error& error, const boost::source_location& where) {
  throw std::logic_error(std::string("value() of a failed Result: ") + error.message + " at " +
                         where.to_string());
}

}  // namespace sb
