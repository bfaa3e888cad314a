#pragma once

#include <hidapi.h>
#include <memory>
#include <string>

namespace offhook::transport {

/// What hidapi 0.13.1 has and we call, and what later versions add; the latter are null where the
/// library found at run time does not have them. One table for each library that is in memory.
struct hidapi_functions {
    decltype(&::hid_init) init = nullptr;
    decltype(&::hid_exit) exit = nullptr;
    decltype(&::hid_enumerate) enumerate = nullptr;
    decltype(&::hid_free_enumeration) free_enumeration = nullptr;
    decltype(&::hid_open_path) open_path = nullptr;
    decltype(&::hid_close) close = nullptr;
    decltype(&::hid_write) write = nullptr;
    decltype(&::hid_read_timeout) read_timeout = nullptr;
    decltype(&::hid_get_feature_report) get_feature_report = nullptr;
    decltype(&::hid_get_device_info) get_device_info = nullptr;
    decltype(&::hid_error) error = nullptr;
    decltype(&::hid_version_str) version_text = nullptr;  // may be null: it is for people only

    // Of later versions.
    int (*get_report_descriptor)(hid_device*, unsigned char*, std::size_t) = nullptr;  // 0.14
    const wchar_t* (*read_error)(hid_device*) = nullptr;                               // 0.15
    int (*read_interrupt)(hid_device*) = nullptr;  // hidapi's pull request 799, in no release yet
};

/// A table, or one line that says what is missing and how to get it.
struct loaded_hidapi {
    std::shared_ptr<const hidapi_functions> functions;  ///< the last owner unloads the library
    std::string error;
};

#ifdef __linux__
/// Loads a shared library by its file name. Two back ends can be in one process, as neither sees
/// the other's symbols. May block on the disk; from any thread.
[[nodiscard]] loaded_hidapi load_hidapi(const std::string& file);
#else
/// The hidapi that the program was linked with.
[[nodiscard]] loaded_hidapi linked_hidapi();
#endif

}  // namespace offhook::transport
