#include "tools/benchmark/echo_peer.hpp"

#include <netinet/in.h>
#include <netinet/tcp.h>
#include <poll.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>
#include <array>
#include <cerrno>
#include <csignal>
#include <system_error>

namespace offhook::bench {
namespace {

constexpr std::size_t report_length = 64;
using report = std::array<char, report_length>;

int checked(int result, const char* what) {
    if (result < 0) throw std::system_error(errno, std::generic_category(), what);
    return result;
}

void write_all(int socket, const report& bytes) {
    std::size_t done = 0;
    while (done < bytes.size()) {
        done += static_cast<std::size_t>(
            checked(static_cast<int>(::write(socket, bytes.data() + done, bytes.size() - done)),
                    "write to the echo process"));
    }
}

bool read_all(int socket, report& bytes) {
    std::size_t done = 0;
    while (done < bytes.size()) {
        const auto got = ::read(socket, bytes.data() + done, bytes.size() - done);
        if (got <= 0) return false;
        done += static_cast<std::size_t>(got);
    }
    return true;
}

struct socket_pair {
    int client;
    int server;
};

socket_pair tcp_pair() {
    const int listener = checked(::socket(AF_INET, SOCK_STREAM, 0), "socket");
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t length = sizeof address;
    auto* const any = reinterpret_cast<sockaddr*>(&address);
    checked(::bind(listener, any, length), "bind");
    checked(::listen(listener, 1), "listen");
    checked(::getsockname(listener, any, &length), "getsockname");
    const int client = checked(::socket(AF_INET, SOCK_STREAM, 0), "socket");
    checked(::connect(client, any, length), "connect");
    const int server = checked(::accept(listener, nullptr, nullptr), "accept");
    ::close(listener);
    const int on = 1;
    for (const int one : {client, server}) {
        checked(::setsockopt(one, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on), "TCP_NODELAY");
    }
    return {client, server};
}

socket_pair local_pair() {
    std::array<int, 2> ends{};
    checked(::socketpair(AF_UNIX, SOCK_STREAM, 0, ends.data()), "socketpair");
    return {ends[0], ends[1]};
}

[[noreturn]] void echo_for_ever(int socket) {
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    report bytes{};
    while (read_all(socket, bytes)) write_all(socket, bytes);
    ::_exit(0);
}

}  // namespace

echo_peer::echo_peer(socket_kind kind) {
    const auto ends = kind == socket_kind::tcp ? tcp_pair() : local_pair();
    process_ = checked(::fork(), "fork");
    if (process_ == 0) {
        ::close(ends.client);
        echo_for_ever(ends.server);
    }
    ::close(ends.server);
    socket_ = ends.client;
}

echo_peer::~echo_peer() {
    ::close(socket_);
    ::waitpid(process_, nullptr, 0);
}

void echo_peer::round_trip() {
    report bytes{};
    write_all(socket_, bytes);
    pollfd readable{socket_, POLLIN, 0};
    checked(::poll(&readable, 1, -1), "poll");
    if (!read_all(socket_, bytes)) {
        throw std::system_error(std::make_error_code(std::errc::connection_reset), "echo process");
    }
}

}  // namespace offhook::bench
