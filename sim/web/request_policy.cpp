#include "sim/web/request_policy.hpp"

#include <algorithm>
#include <boost/asio/ip/address.hpp>

namespace offhook::sim {
namespace {

bool same_name(std::string_view a, std::string_view b) {
    const auto small = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [&](char one, char other) {
        return small(one) == small(other);
    });
}

// "name:port", "[::1]:port" or either without a port: the name alone; empty if it is neither.
std::string_view name_of(std::string_view host) {
    auto end = host.find(':');
    if (host.starts_with('[')) {
        const auto bracket = host.find(']');
        if (bracket == std::string_view::npos) return {};
        end = bracket + 1;
        if (end < host.size() && host[end] != ':') return {};
    }
    const auto port = end < host.size() ? host.substr(end + 1) : std::string_view{};
    if (port.find_first_not_of("0123456789") != std::string_view::npos) return {};
    return host.substr(0, end);
}

// Whoever rebinds a name of his own to our address needs that name: an address or one of this
// computer's own names cannot be his.
bool is_ours(std::string_view host, std::string_view machine) {
    auto name = name_of(host);
    if (name.empty()) return false;
    if (same_name(name, "localhost") || (!machine.empty() && same_name(name, machine))) return true;
    if (name.front() == '[') name = name.substr(1, name.size() - 2);
    boost::system::error_code error;
    (void)boost::asio::ip::make_address(std::string(name), error);
    return !error;
}

bool is_same_site(std::string_view origin, std::string_view host) {
    for (const std::string_view scheme : {"http://", "https://"}) {  // https: behind a proxy
        if (origin.starts_with(scheme)) return same_name(origin.substr(scheme.size()), host);
    }
    return false;
}

// Takes the same time wherever the difference is.
bool same_secret(std::string_view a, std::string_view b) {
    if (a.size() != b.size()) return false;
    unsigned difference = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        difference |= static_cast<unsigned>(a[i] ^ b[i]);
    }
    return difference == 0;
}

// The value of name=value in a list.
std::string_view value_of(std::string_view list, char separator, std::string_view name) {
    while (!list.empty()) {
        const auto end = list.find(separator);
        auto item = list.substr(0, end);
        list.remove_prefix(end == std::string_view::npos ? list.size() : end + 1);
        while (item.starts_with(' ')) item.remove_prefix(1);
        if (item.starts_with(name) && item.substr(name.size()).starts_with('=')) {
            return item.substr(name.size() + 1);
        }
    }
    return {};
}

std::string cookie_name(const web_access& access) {
    return "offhook-" + std::to_string(access.port);
}

web_answer refuse(unsigned status, std::string text) {
    return {.status = status, .text = std::move(text)};
}

// The token came in the address: the browser is to keep it as a cookie, and to forget the address.
web_answer keep_token(const web_access& access) {
    return {.status = 303,
            .location = "/",
            .set_cookie =
                cookie_name(access) + "=" + access.token + "; Path=/; HttpOnly; SameSite=Strict"};
}

web_answer open_socket(const web_request& request) {
    if (!request.upgrade) return refuse(426, "a WebSocket lives here");
    if (!request.origin.empty() && !is_same_site(request.origin, request.host)) {
        return refuse(403, "another site's page may not operate these handsets");
    }
    return {.status = 101};
}

}  // namespace

web_answer decide(const web_access& access, const web_request& request) {
    if (!is_ours(request.host, access.machine)) {
        return refuse(421,
                      "this computer is not known by that name; use its IP address or localhost");
    }
    if (request.method != "GET" && request.method != "HEAD") {
        return refuse(405, "only GET and HEAD are answered");
    }
    const auto query = std::min(request.target.find('?'), request.target.size());
    const auto path = request.target.substr(0, query);
    if (!access.token.empty()) {
        const auto asked = request.target.substr(std::min(query + 1, request.target.size()));
        const bool kept =
            same_secret(value_of(request.cookie, ';', cookie_name(access)), access.token);
        const bool told = same_secret(value_of(asked, '&', "token"), access.token);
        if (!kept && !told) {
            return refuse(403, "open the address that offhook-sim printed: it holds the token");
        }
        if (told && path == "/") return keep_token(access);
    }
    if (path == web_socket_path) return open_socket(request);
    const auto* file = find_asset(path);
    if (file == nullptr) return refuse(404, "there is nothing at this address");
    return {.status = 200, .file = file};
}

}  // namespace offhook::sim
