// Boost.JSON and Boost.URL compiled here, once, instead of linking their shared libraries.
#include <boost/json/src.hpp>
#include <boost/url/src.hpp>
