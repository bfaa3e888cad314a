# Everything from outside, found once. The Debian packages are listed in tools/packages, the vcpkg
# ports in vcpkg.json.

find_package(Threads REQUIRED)
find_package(Boost 1.81 REQUIRED COMPONENTS json)
find_package(spdlog REQUIRED)
find_package(CLI11 REQUIRED)
find_package(yaml-cpp REQUIRED)
find_package(Python3 REQUIRED COMPONENTS Interpreter)

# offhook::hidapi is the back end for this system; on Linux it is hidraw, as offhook::hidapi_libusb
# cannot reach a handset that the kernel made itself (UHID).
add_library(offhook_hidapi INTERFACE)
add_library(offhook::hidapi ALIAS offhook_hidapi)
if(CMAKE_SYSTEM_NAME STREQUAL "Linux")
    find_package(PkgConfig REQUIRED)
    pkg_check_modules(hidapi_hidraw REQUIRED IMPORTED_TARGET GLOBAL hidapi-hidraw)
    pkg_check_modules(hidapi_libusb REQUIRED IMPORTED_TARGET GLOBAL hidapi-libusb)
    add_library(offhook::hidapi_hidraw ALIAS PkgConfig::hidapi_hidraw)
    add_library(offhook::hidapi_libusb ALIAS PkgConfig::hidapi_libusb)
    target_link_libraries(offhook_hidapi INTERFACE PkgConfig::hidapi_hidraw)
else()
    find_package(hidapi CONFIG REQUIRED)
    target_link_libraries(offhook_hidapi INTERFACE hidapi::hidapi)
endif()

if(BUILD_TESTING)
    find_package(GTest REQUIRED)
endif()
