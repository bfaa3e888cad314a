#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace offhook::transport {

/// `hid:`, `hid:VVVV:PPPP[:SERIAL]` or `hid:PATH`: a HID device of this computer. `hid:*` and
/// `hid:VVVV:PPPP:*`: all of them.
struct hid_address {
    std::optional<std::uint16_t> vendor;  ///< with product, or neither
    std::optional<std::uint16_t> product;
    std::string serial;  ///< empty: any
    std::string path;    ///< empty: by numbers, or the first that fits
    bool all = false;    ///< a pattern: each that fits

    bool operator==(const hid_address&) const = default;
};

/// `sim:HOST:PORT[/N]`: a simulated handset over TCP. HOST may be a name, an IPv4 address, or an
/// IPv6 address in brackets. `sim:HOST:PORT/*`: all of that simulator's.
struct tcp_address {
    std::string host;
    std::uint16_t port = 0;
    std::uint16_t handset = 0;
    bool all = false;  ///< a pattern: each handset

    bool operator==(const tcp_address&) const = default;
};

/// `sim:unix:PATH[/N]`: a simulated handset over a Unix socket. A last path component of digits
/// only is the handset's number, one of "*" only means all of them.
struct unix_address {
    std::string path;
    std::uint16_t handset = 0;
    bool all = false;  ///< a pattern: each handset

    bool operator==(const unix_address&) const = default;
};

using address = std::variant<hid_address, tcp_address, unix_address>;

/// An address, or one line that says what is wrong with the text and what is allowed.
struct parsed_address {
    std::optional<address> value;
    std::string error;  ///< valid when there is no value
};

[[nodiscard]] parsed_address parse_address(std::string_view text);

/// Does it stand for any number of handsets?
[[nodiscard]] bool is_pattern(const address& value);

/// The same form again, for logs.
[[nodiscard]] std::string to_string(const address& value);

/// The socket alone, as `offhook-sim --listen` takes it: `127.0.0.1:7310`, `unix:PATH`.
[[nodiscard]] std::string socket_text(const tcp_address& value);
[[nodiscard]] std::string socket_text(const unix_address& value);

/// Cuts a comma-separated list (OFFHOOK_DEVICES); empty entries are left out, blanks trimmed.
[[nodiscard]] std::vector<std::string> split_addresses(std::string_view list);

}  // namespace offhook::transport
