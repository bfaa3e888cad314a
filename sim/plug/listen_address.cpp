#include "sim/plug/listen_address.hpp"

#include <boost/asio/ip/address.hpp>
#include <charconv>

namespace offhook::sim {
namespace {

constexpr std::string_view unix_prefix = "unix:";
constexpr std::size_t longest_path = 107;  // sun_path of unix(7), less its final 0

parsed_listen_address bad(std::string_view text, std::string_view what) {
    return {std::nullopt,
            "address '" + std::string(text) + "': " + std::string(what) +
                "; allowed are IP:PORT such as 127.0.0.1:7310 (port 0: any free one), "
                "[IPV6]:PORT, and unix:PATH"};
}

std::optional<std::uint16_t> port_of(std::string_view text) {
    std::uint16_t port = 0;
    const auto* end = text.data() + text.size();
    const auto [stop, error] = std::from_chars(text.data(), end, port);
    if (text.empty() || error != std::errc() || stop != end) return std::nullopt;
    return port;
}

std::string_view without_brackets(std::string_view host) {
    const bool in_brackets = host.size() >= 2 && host.front() == '[' && host.back() == ']';
    return in_brackets ? host.substr(1, host.size() - 2) : host;
}

parsed_listen_address parse_unix(std::string_view text) {
    const auto path = text.substr(unix_prefix.size());
    if (path.empty()) return bad(text, "there is no path");
    if (path.size() > longest_path) return bad(text, "the path is longer than 107 bytes");
    return {listen_address{{}, 0, std::string(path)}, {}};
}

}  // namespace

parsed_listen_address parse_listen_address(std::string_view text) {
    if (text.starts_with(unix_prefix)) return parse_unix(text);
    const auto colon = text.rfind(':');
    if (colon == std::string_view::npos) return bad(text, "there is no port");
    const auto port = port_of(text.substr(colon + 1));
    if (!port) return bad(text, "the port is no number from 0 to 65535");
    const auto written = text.substr(0, colon);
    const auto host = without_brackets(written);
    boost::system::error_code error;
    const auto ip = boost::asio::ip::make_address(std::string(host), error);
    if (error) return bad(text, "'" + std::string(host) + "' is no IP address");
    if (ip.is_v6() == (host == written)) return bad(text, "only IPv6 stands in brackets");
    return {listen_address{std::string(host), *port, {}}, {}};
}

std::string to_string(const listen_address& where) {
    if (where.is_unix()) return std::string(unix_prefix) + where.path;
    const bool is_v6 = where.host.find(':') != std::string::npos;
    const auto host = is_v6 ? "[" + where.host + "]" : where.host;
    return host + ":" + std::to_string(where.port);
}

bool is_local(const listen_address& where) {
    if (where.is_unix()) return true;
    boost::system::error_code error;
    const auto ip = boost::asio::ip::make_address(where.host, error);
    return !error && ip.is_loopback();
}

}  // namespace offhook::sim
