#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace offhook::sim {

/// Where to listen: `HOST:PORT` with an IP address (IPv6 in brackets) and port 0 for any, or
/// `unix:PATH`.
struct listen_address {
    std::string host;        ///< an IP address, without brackets; empty for a Unix socket
    std::uint16_t port = 0;  ///< 0: the system chooses
    std::string path;        ///< of a Unix socket; empty for TCP

    [[nodiscard]] bool is_unix() const { return !path.empty(); }
    bool operator==(const listen_address&) const = default;
};

/// An address, or one line that says what is wrong with the text and what is allowed.
struct parsed_listen_address {
    std::optional<listen_address> value;
    std::string error;  ///< valid when there is no value
};

[[nodiscard]] parsed_listen_address parse_listen_address(std::string_view text);

/// The same form again.
[[nodiscard]] std::string to_string(const listen_address& where);

/// Whether only this computer can reach the address.
[[nodiscard]] bool is_local(const listen_address& where);

}  // namespace offhook::sim
