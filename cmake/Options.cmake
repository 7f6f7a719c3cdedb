# Compiler options shared by every target, and the one precompiled header.
add_library(sb_options INTERFACE)
target_include_directories(sb_options INTERFACE ${PROJECT_SOURCE_DIR}/src)
target_link_libraries(sb_options INTERFACE Threads::Threads Boost::headers)
target_compile_definitions(sb_options INTERFACE
  SB_VERSION="${PROJECT_VERSION}"
  # Boost.JSON and Boost.URL are compiled once, in src/base/boost_sources.cpp.
  BOOST_ALL_NO_LIB
  # Asio: no deprecated names.
  BOOST_ASIO_NO_DEPRECATED)
target_compile_options(sb_options INTERFACE
  # Some packages ask for it; the precompiled header must have been made with the same.
  -pthread
  -Wall -Wextra -Wpedantic -Wshadow -Wnon-virtual-dtor -Woverloaded-virtual -Wimplicit-fallthrough
  $<$<CXX_COMPILER_ID:Clang>:-Wno-gnu-zero-variadic-macro-arguments -Wno-gnu-statement-expression>
  # GCC 12 at -O2 reports these for correct uses of std::string and std::optional (GCC bugs 105651, 80635); Clang and the
  # sanitizers look for the real ones.
  $<$<CXX_COMPILER_ID:GNU>:-Wno-pedantic;-Wno-array-bounds;-Wno-restrict;-Wno-stringop-overflow;-Wno-stringop-overread;-Wno-maybe-uninitialized>
  $<$<BOOL:${SB_WARNINGS_AS_ERRORS}>:-Werror>)

# One precompiled header for all libraries, one for all tests. Compilers that cannot share them (or developers who build
# with ccache) switch them off with SB_PCH=OFF.
if(SB_PCH)
  set(headers <algorithm> <array> <chrono> <cstdint> <functional> <map> <memory> <mutex> <optional> <span> <string>
    <string_view> <unordered_map> <utility> <variant> <vector> <boost/json.hpp> <boost/system/result.hpp>)
  add_library(sb_pch OBJECT ${PROJECT_SOURCE_DIR}/cmake/pch.cpp)
  target_link_libraries(sb_pch PUBLIC sb_options)
  target_precompile_headers(sb_pch PRIVATE ${headers})
  if(SB_BUILD_TESTS)
    add_library(sb_test_pch OBJECT ${PROJECT_SOURCE_DIR}/cmake/pch.cpp)
    target_link_libraries(sb_test_pch PUBLIC sb_options GTest::gmock)
    target_compile_options(sb_test_pch PRIVATE ${SB_TEST_FLAGS})
    target_precompile_headers(sb_test_pch PRIVATE ${headers} <gtest/gtest.h> <gmock/gmock.h>)
  endif()
endif()

function(sb_use_pch target)
  if(SB_PCH)
    target_precompile_headers(${target} REUSE_FROM sb_pch)
  endif()
endfunction()

# For programs of tests (they link GTest::gmock). SB_TEST_FLAGS: their own code does without optimisation, and without a part of
# the sanitizers, which takes a third of its compile time; the libraries under test have all of it.
function(sb_use_test_pch target)
  target_compile_options(${target} PRIVATE ${SB_TEST_FLAGS})
  if(SB_PCH)
    target_precompile_headers(${target} REUSE_FROM sb_test_pch)
  endif()
endfunction()
