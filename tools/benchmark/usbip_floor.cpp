#include "tools/benchmark/usbip_floor.hpp"

#include <arpa/inet.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <array>
#include <boost/endian/conversion.hpp>
#include <csignal>
#include <cstring>
#include <deque>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace offhook::bench {
namespace {

constexpr std::size_t header_size = 48;
constexpr std::size_t import_size = 40;
constexpr std::size_t imported_size = 8 + 312;
constexpr std::size_t most = 16384;

using bytes = std::vector<std::uint8_t>;

std::uint32_t word_at(const std::uint8_t* from) {
    return boost::endian::load_big_u32(from);
}

void put_end(bytes& out, std::uint32_t number, std::uint32_t length) {
    constexpr std::uint32_t ret_submit = 3;
    const auto at = out.size();
    out.resize(at + header_size);
    boost::endian::store_big_u32(out.data() + at, ret_submit);
    boost::endian::store_big_u32(out.data() + at + 4, number);
    boost::endian::store_big_u32(out.data() + at + 24, length);
}

bool read_exactly(int socket, std::uint8_t* into, std::size_t count) {
    for (std::size_t done = 0; done < count;) {
        const auto got = ::read(socket, into + done, count - done);
        if (got <= 0) return false;
        done += static_cast<std::size_t>(got);
    }
    return true;
}

bool take_import(int socket) {
    std::array<std::uint8_t, import_size> request{};
    if (!read_exactly(socket, request.data(), request.size())) return false;
    std::array<std::uint8_t, imported_size> answer{0x01, 0x11, 0x00, 0x03};
    return ::write(socket, answer.data(), answer.size()) == static_cast<ssize_t>(answer.size());
}

struct host {
    std::deque<std::uint32_t> ins;  // numbers of the IN transfers that are held
    bytes out;

    // One whole message; returns its size, 0 if the rest has not come yet.
    std::size_t on_message(const std::uint8_t* from, std::size_t left) {
        if (left < header_size) return 0;
        const auto number = word_at(from + 4);
        if (word_at(from + 12) == 1) {
            ins.push_back(number);
            return header_size;
        }
        const std::size_t length = word_at(from + 24);
        if (left < header_size + length) return 0;
        put_end(out, number, static_cast<std::uint32_t>(length));
        if (!ins.empty()) {
            put_end(out, ins.front(), static_cast<std::uint32_t>(length));
            out.insert(out.end(), from + header_size, from + header_size + length);
            ins.pop_front();
        }
        return header_size + length;
    }
};

void serve(int socket) {
    if (!take_import(socket)) return;
    host one;
    std::array<std::uint8_t, most> buffer;
    std::size_t filled = 0;
    while (true) {
        const auto got = ::read(socket, buffer.data() + filled, most - filled);
        if (got <= 0) break;
        filled += static_cast<std::size_t>(got);
        std::size_t used = 0;
        while (const auto size = one.on_message(buffer.data() + used, filled - used)) used += size;
        std::memmove(buffer.data(), buffer.data() + used, filled - used);
        filled -= used;
        if (one.out.empty()) continue;
        if (::write(socket, one.out.data(), one.out.size()) < 0) break;
        one.out.clear();
    }
    ::close(socket);
}

[[noreturn]] void serve_all(int listener) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    const int on = 1;
    while (true) {
        const int accepted = ::accept(listener, nullptr, nullptr);
        if (accepted < 0) ::_exit(1);
        ::setsockopt(accepted, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        std::thread(serve, accepted).detach();
    }
}

}  // namespace

usbip_floor::usbip_floor() {
    const int listener = ::socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    auto* const any = reinterpret_cast<sockaddr*>(&address);
    if (::bind(listener, any, length) != 0 || ::listen(listener, 128) != 0 ||
        ::getsockname(listener, any, &length) != 0) {
        throw std::runtime_error("the floor cannot listen");
    }
    port_ = ntohs(address.sin_port);
    process_ = ::fork();
    if (process_ == 0) serve_all(listener);
    ::close(listener);
}

usbip_floor::~usbip_floor() {
    ::kill(process_, SIGKILL);
    ::waitpid(process_, nullptr, 0);
}

}  // namespace offhook::bench
