#pragma once

#include <boost/system/error_code.hpp>
#include <type_traits>

namespace offhook::transport {

/// Why a device cannot be reached. Source: the cases of firmware-protocol.md §14, appendix B.
enum class errc {
    no_such_device = 1,  ///< nothing fits the address
    no_permission,       ///< it is there, but this user may not open it
    unplugged,           ///< the device went away
    refused,             ///< a simulator said no; the detail has its words
    malformed_stream,    ///< the other end does not speak the stream of appendix B
    no_such_report,      ///< the device does not have that feature report
    io_error,            ///< the system failed to read or write; the detail has its words
    not_open,            ///< used before on_open or after on_lost
};

[[nodiscard]] const boost::system::error_category& category() noexcept;
[[nodiscard]] boost::system::error_code make_error_code(errc code) noexcept;

}  // namespace offhook::transport

template <>
struct boost::system::is_error_code_enum<offhook::transport::errc> : std::true_type {};
