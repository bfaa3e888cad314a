# Three precompiled headers a preset, each made once and shared by many targets:
#   std    what every room uses of the standard library
#   asio   std + Boost.Asio + spdlog
#   test   asio + GoogleTest
# A target asks for one by name (PCH asio in the helpers of offhook.cmake) and thereby links what the
# header was made with. Which room may include what is not loosened by that: tests/static reads the
# sources, and each public header is also compiled alone, without any precompiled header.

set(offhook_pch_std_headers
    <algorithm> <array> <atomic> <chrono> <compare> <cstddef> <cstdint> <functional> <map>
    <memory> <mutex> <optional> <span> <string> <string_view> <utility> <variant> <vector>
    <boost/system/error_code.hpp> <boost/system/result.hpp>)
set(offhook_pch_asio_headers ${offhook_pch_std_headers} <boost/asio.hpp> <spdlog/spdlog.h>)
set(offhook_pch_test_headers ${offhook_pch_asio_headers} <gtest/gtest.h>)

set(offhook_pch_std_links Boost::headers)
set(offhook_pch_asio_links ${offhook_pch_std_links} spdlog::spdlog Threads::Threads)
set(offhook_pch_test_links ${offhook_pch_asio_links} GTest::gtest)

file(WRITE "${PROJECT_BINARY_DIR}/pch/anchor.cpp.in" "// The source a precompiled header needs to be built for.\n")

# Tests are compiled often and run for milliseconds: optimising them costs more than it gives. Their
# precompiled header must agree.
if(NOT MSVC)
    set(offhook_test_options -O0 -g1)
endif()

foreach(kind IN ITEMS std asio test)
    if(kind STREQUAL "test" AND NOT BUILD_TESTING)
        continue()
    endif()
    set(anchor "${PROJECT_BINARY_DIR}/pch/${kind}.cpp")
    configure_file("${PROJECT_BINARY_DIR}/pch/anchor.cpp.in" "${anchor}" COPYONLY)
    add_library(offhook_pch_${kind} OBJECT "${anchor}")
    target_link_libraries(offhook_pch_${kind} PRIVATE ${offhook_pch_${kind}_links} offhook_warnings)
    target_precompile_headers(offhook_pch_${kind} PRIVATE ${offhook_pch_${kind}_headers})
    if(kind STREQUAL "test")
        target_compile_options(offhook_pch_test PRIVATE ${offhook_test_options})
    endif()
endforeach()

# Gives TARGET the shared precompiled header KIND; "none" or nothing: leaves it without.
function(offhook_use_pch target kind)
    if(NOT kind OR kind STREQUAL "none")
        return()
    endif()
    if(NOT TARGET offhook_pch_${kind})
        message(FATAL_ERROR "${target}: PCH ${kind} is unknown; use std, asio, test or none")
    endif()
    target_link_libraries(${target} PRIVATE ${offhook_pch_${kind}_links})
    target_precompile_headers(${target} REUSE_FROM offhook_pch_${kind})
endfunction()
