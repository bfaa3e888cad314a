#include "driver/transport/address.hpp"

#include "driver/transport/printable.hpp"

#include <spdlog/fmt/fmt.h>
#include <algorithm>
#include <array>
#include <charconv>
#include <cstddef>

namespace offhook::transport {
namespace {

constexpr std::string_view hid_scheme = "hid:";
constexpr std::string_view sim_scheme = "sim:";
constexpr std::string_view unix_scheme = "unix:";
constexpr std::string_view all_forms =
    "hid:, hid:VVVV:PPPP[:SERIAL], hid:PATH, sim:HOST:PORT[/N], sim:unix:PATH[/N]; * for SERIAL or "
    "N, and hid:*, mean all handsets";

constexpr std::string_view everything = "*";

// sockaddr_un has room for 108 bytes, a final zero included (Linux unix(7); Windows is the same).
constexpr std::size_t longest_socket_path = 107;

/// What is wrong with a text; thrown nowhere, returned through parsed_address.
parsed_address wrong(std::string_view text, std::string_view why, std::string_view write_instead) {
    return {std::nullopt,
            fmt::format(
                "\"{}\" is no handset address: {}; write {}", printable(text), why, write_instead)};
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

bool is_all_digits(std::string_view text) {
    return !text.empty() && std::all_of(text.begin(), text.end(), is_digit);
}

template <class T>
std::optional<T> to_number(std::string_view text, int base) {
    T value{};
    const char* const end = text.data() + text.size();
    const auto [stopped, error] = std::from_chars(text.data(), end, value, base);
    if (text.empty() || error != std::errc{} || stopped != end) return std::nullopt;
    return value;
}

std::optional<std::uint16_t> to_id(std::string_view four_digits) {
    if (four_digits.size() != 4) return std::nullopt;
    return to_number<std::uint16_t>(four_digits, 16);
}

/// The forms of hidapi's paths: hidraw, Windows, macOS, and libusb's "1-2.4:1.0".
bool is_hid_path(std::string_view text) {
    if (text.starts_with('/') || text.starts_with('\\')) return true;
    if (text.starts_with("DevSrvsID:")) return true;
    const auto dash = text.find('-');
    const auto colon = text.find(':');
    return dash != text.npos && colon != text.npos && is_all_digits(text.substr(0, dash)) &&
           dash < colon && text.find_first_not_of("0123456789.-:") == text.npos;
}

parsed_address parse_hid(std::string_view text) {
    constexpr std::string_view forms = "hid:, hid:VVVV:PPPP[:SERIAL] or hid:PATH";
    const auto rest = text.substr(hid_scheme.size());
    if (rest.empty()) return {hid_address{}, {}};
    if (rest == everything) return {hid_address{.all = true}, {}};
    if (is_hid_path(rest)) return {hid_address{.path = std::string(rest)}, {}};

    const auto vendor = to_id(rest.substr(0, 4));
    const auto product =
        rest.size() >= 9 && rest[4] == ':' ? to_id(rest.substr(5, 4)) : std::nullopt;
    if (!vendor || !product || (rest.size() > 9 && rest[9] != ':')) {
        return wrong(
            text, "vendor and product are four hex digits each, a path is absolute", forms);
    }
    if (rest.size() == 10) return wrong(text, "the serial number is missing", forms);
    const auto serial = rest.size() > 10 ? rest.substr(10) : std::string_view{};
    if (serial == everything) {
        return {hid_address{.vendor = vendor, .product = product, .all = true}, {}};
    }
    return {hid_address{.vendor = vendor, .product = product, .serial = std::string(serial)}, {}};
}

parsed_address parse_unix(std::string_view text) {
    constexpr std::string_view form = "sim:unix:PATH[/N]";
    auto path = text.substr(sim_scheme.size() + unix_scheme.size());
    std::uint16_t number = 0;
    const auto slash = path.rfind('/');
    const bool all = slash != path.npos && path.substr(slash + 1) == everything;
    if (all) path = path.substr(0, slash);
    if (!all && slash != path.npos && is_all_digits(path.substr(slash + 1))) {
        const auto last = to_number<std::uint16_t>(path.substr(slash + 1), 10);
        if (!last) return wrong(text, "a handset number is at most 65535", form);
        number = *last;
        path = path.substr(0, slash);
    }
    if (path.empty()) return wrong(text, "the path is missing", form);
    if (path.size() > longest_socket_path) {
        const auto why = fmt::format(
            "its path has {} bytes, a socket's path may have {}", path.size(), longest_socket_path);
        return wrong(text, why, "a shorter path");
    }
    return {unix_address{std::string(path), number, all}, {}};
}

bool is_host_character(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '.' ||
           c == '-' || c == '_';
}

bool is_ipv6_character(char c) {
    return is_digit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F') || c == ':' ||
           c == '.' || c == '%';
}

/// The length of HOST in "HOST:PORT", brackets included; 0 if there is none.
std::size_t host_length(std::string_view host_and_port) {
    if (!host_and_port.starts_with('['))
        return std::min(host_and_port.find(':'), host_and_port.size());
    const auto bracket = host_and_port.find(']');
    return bracket == host_and_port.npos ? 0 : bracket + 1;
}

bool is_host(std::string_view host) {
    if (!host.starts_with('[')) {
        return !host.empty() && std::all_of(host.begin(), host.end(), is_host_character);
    }
    const auto inner = host.substr(1, host.size() - 2);
    return !inner.empty() && std::all_of(inner.begin(), inner.end(), is_ipv6_character);
}

parsed_address parse_tcp(std::string_view text) {
    constexpr std::string_view form = "sim:HOST:PORT[/N], such as sim:127.0.0.1:7310";
    auto rest = text.substr(sim_scheme.size());
    std::uint16_t number = 0;
    const bool all = rest.ends_with("/*");
    if (all) rest.remove_suffix(2);
    if (const auto slash = rest.find('/'); slash != rest.npos) {
        const auto handset = to_number<std::uint16_t>(rest.substr(slash + 1), 10);
        if (!handset || all) return wrong(text, "the handset number is not 0 to 65535", form);
        number = *handset;
        rest = rest.substr(0, slash);
    }
    const auto host = rest.substr(0, host_length(rest));
    if (!is_host(host)) return wrong(text, "the host is missing or no host name", form);
    const auto port_text = rest.substr(host.size());
    if (!port_text.starts_with(':')) return wrong(text, "the port is missing", form);
    if (port_text.find(':', 1) != port_text.npos) {
        return wrong(text, "there are too many colons", "an IPv6 host in brackets: sim:[::1]:7310");
    }
    const auto port = to_number<std::uint16_t>(port_text.substr(1), 10);
    if (!port || *port == 0) return wrong(text, "the port is not 1 to 65535", form);
    const bool bracketed = host.starts_with('[');
    const auto name = bracketed ? host.substr(1, host.size() - 2) : host;
    return {tcp_address{std::string(name), *port, number, all}, {}};
}

std::string text_of(const hid_address& value) {
    if (!value.path.empty()) return fmt::format("{}{}", hid_scheme, value.path);
    if (!value.vendor || !value.product) {
        return fmt::format("{}{}", hid_scheme, value.all ? everything : "");
    }
    const auto numbers = fmt::format("{}{:04x}:{:04x}", hid_scheme, *value.vendor, *value.product);
    if (value.all) return numbers + ":*";
    return value.serial.empty() ? numbers : numbers + ":" + value.serial;
}

std::string text_of(const tcp_address& value) {
    const auto place = fmt::format("{}{}", sim_scheme, socket_text(value));
    if (value.all) return place + "/*";
    return value.handset == 0 ? place : fmt::format("{}/{}", place, value.handset);
}

std::string text_of(const unix_address& value) {
    const auto place = fmt::format("{}{}", sim_scheme, socket_text(value));
    if (value.all) return place + "/*";
    const auto slash = value.path.rfind('/');
    const bool ends_like_a_number =
        slash != value.path.npos &&
        (is_all_digits(std::string_view(value.path).substr(slash + 1)) ||
         value.path.substr(slash + 1) == everything);
    if (value.handset == 0 && !ends_like_a_number) return place;
    return fmt::format("{}/{}", place, value.handset);
}

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t\r\n";
    const auto first = text.find_first_not_of(blanks);
    if (first == text.npos) return {};
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

}  // namespace

parsed_address parse_address(std::string_view text) {
    if (text.empty())
        return {std::nullopt,
                fmt::format("a handset address is empty; write one of {}", all_forms)};
    const bool has_control = std::any_of(text.begin(), text.end(), is_control);
    if (has_control)
        return wrong(text, "it has a control character in it", fmt::format("one of {}", all_forms));
    if (text.starts_with(hid_scheme)) return parse_hid(text);
    if (!text.starts_with(sim_scheme)) {
        return wrong(
            text, "it begins neither with hid: nor with sim:", fmt::format("one of {}", all_forms));
    }
    if (text.substr(sim_scheme.size()).starts_with(unix_scheme)) return parse_unix(text);
    return parse_tcp(text);
}

bool is_pattern(const address& value) {
    return std::visit([](const auto& kind) { return kind.all; }, value);
}

std::string to_string(const address& value) {
    return std::visit([](const auto& kind) { return text_of(kind); }, value);
}

std::string socket_text(const tcp_address& value) {
    const bool is_ipv6 = value.host.find(':') != value.host.npos;
    return fmt::format("{}:{}", is_ipv6 ? fmt::format("[{}]", value.host) : value.host, value.port);
}

std::string socket_text(const unix_address& value) {
    return fmt::format("{}{}", unix_scheme, value.path);
}

std::vector<std::string> split_addresses(std::string_view list) {
    std::vector<std::string> found;
    while (!list.empty()) {
        const auto comma = std::min(list.find(','), list.size());
        if (const auto entry = trimmed(list.substr(0, comma)); !entry.empty()) {
            found.emplace_back(entry);
        }
        list.remove_prefix(std::min(comma + 1, list.size()));
    }
    return found;
}

}  // namespace offhook::transport
