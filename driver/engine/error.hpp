#pragma once

#include "driver/protocol/status.hpp"

#include <boost/system/error_code.hpp>
#include <type_traits>

namespace offhook::engine {

/// Why a request ended without the device's answer. (With an answer, its status is the reason: see
/// device_category.)
enum class errc {
    timed_out = 1,  ///< the device was silent, or never finished (firmware-protocol.md §12)
    link_lost,      ///< the device was unplugged, or its pipe died
    not_connected,  ///< there was no session when the request came
    session_lost,   ///< the session ended under a request that must not be repeated (§5.5)
    cancelled,      ///< the caller gave it up (a phone was closed)
    stopped,        ///< the driver was stopped
    bad_answer,     ///< the device's answer cannot be understood
    too_large,      ///< it does not fit in the device's messages or areas
    wrong_version,  ///< the device speaks another major version (§15)
    not_a_handset,  ///< the device is no such handset (§14)
};

[[nodiscard]] const boost::system::error_category& category() noexcept;
[[nodiscard]] boost::system::error_code make_error_code(errc code) noexcept;

/// Category of refusals: the value is the status byte that the device sent, known or not.
[[nodiscard]] const boost::system::error_category& device_category() noexcept;

/// The error of a response: success for OK.
[[nodiscard]] boost::system::error_code refusal(protocol::status code) noexcept;

}  // namespace offhook::engine

template <>
struct boost::system::is_error_code_enum<offhook::engine::errc> : std::true_type {};
