# Everything from outside, found once. The Debian packages are listed in tools/packages, the vcpkg
# ports in vcpkg.json.

find_package(Threads REQUIRED)
# The system's own interpreter before any other on the path: the modules are Debian's packages.
if(EXISTS /usr/bin/python3 AND NOT DEFINED Python3_EXECUTABLE)
    set(Python3_EXECUTABLE /usr/bin/python3)
endif()
find_package(Python3 REQUIRED COMPONENTS Interpreter)
if(MINGW AND CMAKE_CROSSCOMPILING)
    include(mingw_dependencies)
else()
    find_package(Boost 1.81 REQUIRED COMPONENTS json)
    find_package(spdlog REQUIRED)
    find_package(CLI11 REQUIRED)
    find_package(yaml-cpp REQUIRED)
    if(BUILD_TESTING)
        find_package(GTest REQUIRED)
    endif()
endif()

# Line editing of offhook-tapi's prompt; on Windows the console edits lines itself.
if(NOT WIN32)
    find_package(PkgConfig REQUIRED)
    pkg_check_modules(libedit REQUIRED IMPORTED_TARGET GLOBAL libedit)
endif()

# offhook::hidapi is the back end for this system. Linux has two, hidraw and libusb; which of them it
# is shows only when the program runs (driver/transport/hidapi_library.hpp), so only the header is
# taken here and the library is loaded by name.
add_library(offhook_hidapi INTERFACE)
add_library(offhook::hidapi ALIAS offhook_hidapi)
if(CMAKE_SYSTEM_NAME STREQUAL "Linux")
    find_package(PkgConfig REQUIRED)
    pkg_check_modules(hidapi_hidraw REQUIRED IMPORTED_TARGET GLOBAL hidapi-hidraw)
    target_include_directories(offhook_hidapi SYSTEM INTERFACE ${hidapi_hidraw_INCLUDE_DIRS})
elseif(TARGET offhook_hidapi_windows)
    target_link_libraries(offhook_hidapi INTERFACE offhook_hidapi_windows)
else()
    find_package(hidapi CONFIG REQUIRED)
    target_link_libraries(offhook_hidapi INTERFACE hidapi::hidapi)
endif()
