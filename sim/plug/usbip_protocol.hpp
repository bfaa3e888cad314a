#pragma once

#include "driver/protocol/bytes.hpp"

#include <array>
#include <boost/system/error_code.hpp>
#include <boost/system/result.hpp>
#include <optional>
#include <string>
#include <type_traits>
#include <variant>

/// USB over a byte stream, version 1.1.1: bytes <-> values. Pure. A connection begins with one
/// operation (list or import); after an import it carries URBs, the kernel's word for one transfer.
/// Every number is big endian. Source: the kernel's Documentation/usb/usbip_protocol.rst.
namespace offhook::sim::usbip {

inline constexpr std::uint16_t version = 0x0111;
inline constexpr std::size_t header_size = 48;  ///< of each message after an import, bytes
inline constexpr std::size_t device_size = 312;
inline constexpr std::size_t bus_id_size = 32;       ///< with at least one 0 at its end
inline constexpr std::uint32_t most_data = 0x10000;  ///< bytes of one transfer; USB's own is 65535

/// Why bytes are no USB/IP. All of them mean: there is no way back into step, close the stream.
enum class errc {
    other_version = 1,  ///< not 0x0111
    unknown_operation,
    unknown_command,
    bad_direction,  ///< neither OUT nor IN
    bad_endpoint,   ///< above 15
    too_much_data,  ///< negative, or more than most_data
    isochronous,    ///< packets of an isochronous transfer: no endpoint here takes them
    bad_bus_id,     ///< not ended by a 0
};

[[nodiscard]] const boost::system::error_category& category() noexcept;
[[nodiscard]] boost::system::error_code make_error_code(errc code) noexcept;

/// Result of an operation. Source: the kernel's tools/usb/usbip (ST_OK and on).
enum class status : std::uint32_t { ok = 0, not_available = 1, busy = 2, error = 3, no_device = 4 };

/// Which way the data of a transfer goes, seen from the host.
enum class direction : std::uint32_t { out = 0, in = 1 };

/// From the host: which devices are there?
struct list_request {
    bool operator==(const list_request&) const = default;
};

/// From the host: this connection is for that device.
struct import_request {
    std::string bus_id;
    bool operator==(const import_request&) const = default;
};

using operation = std::variant<list_request, import_request>;

/// From the host: a transfer (USBIP_CMD_SUBMIT).
struct submit {
    std::uint32_t number = 0;  ///< the host's name for it
    direction way = direction::out;
    std::uint8_t endpoint = 0;            ///< 0 to 15, without the direction's bit
    std::uint32_t length = 0;             ///< bytes that the host's buffer has room for
    std::uint32_t packets = 0;            ///< 0 or 0xFFFFFFFF, goes back as it came
    std::array<std::uint8_t, 8> setup{};  ///< of a control transfer, in USB's own byte order
    protocol::bytes_view data;            ///< OUT: `length` bytes, which belong to the caller
};

/// From the host: that transfer is not wanted any more (USBIP_CMD_UNLINK).
struct unlink {
    std::uint32_t number = 0;  ///< of this message
    std::uint32_t victim = 0;  ///< of the transfer
};

using command = std::variant<submit, unlink>;

/// One message at the start of a stretch of bytes.
template <class Message>
struct parsed {
    std::optional<Message> message;  ///< none: the rest of it has not arrived yet
    std::size_t used = 0;            ///< bytes of it, 0 if there is none
};

/// What the host asks first. Errors: errc.
[[nodiscard]] boost::system::result<parsed<operation>> parse_operation(protocol::bytes_view bytes);

/// What the host sends after an import. Errors: errc.
[[nodiscard]] boost::system::result<parsed<command>> parse_command(protocol::bytes_view bytes);

/// A device as it is listed.
struct device {
    std::string path;    ///< at most 255 bytes; the place in the file system at a real server
    std::string bus_id;  ///< at most 31 bytes
    std::uint32_t bus = 0;
    std::uint32_t number = 0;  ///< on the bus; with it the device's ID in each header
    std::uint32_t speed = 0;   ///< the kernel's usb_device_speed: 2 full, 3 high
    std::uint16_t vendor = 0;
    std::uint16_t product = 0;
    std::uint16_t release = 0;
    std::array<std::uint8_t, 3> interface_class{};  ///< class, subclass, protocol of the only one
};

/// The head of the answer to list_request; `count` devices must follow, then the stream ends.
void append_list(protocol::byte_vector& out, std::uint32_t count);
void append_listed(protocol::byte_vector& out, const device& one);

/// The answer to import_request.
void append_imported(protocol::byte_vector& out, const device& one);
void append_not_imported(protocol::byte_vector& out, status why);

/// How a transfer ended, as a negative errno of Linux.
inline constexpr std::int32_t done = 0;
inline constexpr std::int32_t stalled = -32;     // EPIPE
inline constexpr std::int32_t overflowed = -75;  // EOVERFLOW: more came than there was room for
inline constexpr std::int32_t unlinked = -104;   // ECONNRESET

/// The end of a transfer (USBIP_RET_SUBMIT), as far as it is needed for that.
struct pending {
    std::uint32_t number = 0;
    std::uint32_t packets = 0;
};

/// An OUT transfer of which the device took `taken` bytes.
void append_done_out(protocol::byte_vector& out, pending what, std::uint32_t taken);

/// An IN transfer; `data` must not be longer than the host's buffer.
void append_done_in(protocol::byte_vector& out, pending what, protocol::bytes_view data);

/// A transfer of either way that came to nothing; `result` is stalled or overflowed.
void append_failed(protocol::byte_vector& out, pending what, std::int32_t result);

/// The answer to unlink: `unlinked` when the transfer will not end otherwise, `done` when it
/// already has (USBIP_RET_UNLINK).
void append_unlink_end(protocol::byte_vector& out, std::uint32_t number, std::int32_t result);

}  // namespace offhook::sim::usbip

template <>
struct boost::system::is_error_code_enum<offhook::sim::usbip::errc> : std::true_type {};
