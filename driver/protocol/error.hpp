#pragma once

#include <boost/system/error_code.hpp>
#include <boost/system/result.hpp>
#include <type_traits>

namespace offhook::protocol {

/// Why bytes could not be understood. All of them mean "drop this report and count it"; none says
/// anything about the link. Source: firmware-protocol.md §13, §14.
enum class errc {
    wrong_length =
        1,           ///< a report, payload or stream frame has a length that does not fit its kind
    unknown_report,  ///< a report ID or a direction that the report table does not have
    malformed_part,  ///< frame header that §3.1 calls malformed
    part_out_of_order,  ///< not the next part of the message that is being collected
    odd_text,           ///< a UTF-16 text with half a unit
    unknown_opcode,     ///< an opcode that is not allowed here
    wrong_magic,        ///< not the identity of such a handset, or not such a stream
    impossible_value,   ///< a number that the protocol excludes
};

/// The category of errc; `message()` is a phrase for a log line.
[[nodiscard]] const boost::system::error_category& category() noexcept;

[[nodiscard]] boost::system::error_code make_error_code(errc code) noexcept;

}  // namespace offhook::protocol

template <>
struct boost::system::is_error_code_enum<offhook::protocol::errc> : std::true_type {};

namespace offhook::protocol {

/// A value, or the reason why there is none.
template <class T>
using result = boost::system::result<T>;

}  // namespace offhook::protocol
