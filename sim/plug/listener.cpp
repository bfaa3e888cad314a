#include "sim/plug/listener.hpp"

#include <spdlog/spdlog.h>

#include <boost/asio/ip/tcp.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/steady_timer.hpp>
#include <cstring>
#include <filesystem>

namespace offhook::sim {

namespace asio = boost::asio;
using asio::ip::tcp;
using asio::local::stream_protocol;
using boost::system::error_code;

namespace {

using generic_acceptor = asio::basic_socket_acceptor<asio::generic::stream_protocol>;

[[noreturn]] void fail(const listen_address& where, const std::string& why) {
    throw listen_error("cannot listen at " + to_string(where) + ": " + why);
}

std::string advice(const listen_address& where, const error_code& error) {
    if (error == asio::error::address_in_use) {
        return "it is in use; stop the program that has it, or choose another port (0 takes any "
               "free one)";
    }
    if (error == asio::error::access_denied) {
        return where.is_unix() ? "no permission to create it; choose a folder that you may write to"
                               : "no permission; choose a port above 1023";
    }
    if (error == boost::system::errc::address_not_available) {
        return "no network interface of this computer has that address; use 127.0.0.1";
    }
    if (error == boost::system::errc::no_such_file_or_directory) {
        return "its folder does not exist; create it first";
    }
    return error.message();
}

// A file at the path is replaced only if it is a socket that nobody listens at.
void make_way(asio::io_context& context, const listen_address& where) {
    std::error_code ignored;
    const auto found = std::filesystem::symlink_status(where.path, ignored);
    if (!std::filesystem::exists(found)) return;
    if (!std::filesystem::is_socket(found)) {
        fail(where,
             "there is a file of that name, which is no socket; remove it or choose another "
             "path");
    }
    stream_protocol::socket probe(context);
    error_code error;
    probe.connect(stream_protocol::endpoint(where.path), error);
    if (!error) {
        fail(where, "somebody listens there already; stop that program or choose another path");
    }
    if (error != asio::error::connection_refused) fail(where, advice(where, error));
    std::filesystem::remove(where.path, ignored);
}

asio::generic::stream_protocol::endpoint endpoint_of(const listen_address& where) {
    if (where.is_unix()) return stream_protocol::endpoint(where.path);
    return tcp::endpoint(asio::ip::make_address(where.host), where.port);
}

std::uint16_t port_of(const asio::generic::stream_protocol::endpoint& bound) {
    tcp::endpoint known;
    known.resize(bound.size());
    std::memcpy(known.data(), bound.data(), bound.size());
    return known.port();
}

void prepare(stream_socket& socket) {
    error_code ignored;
    socket.non_blocking(true, ignored);
    socket.set_option(tcp::no_delay(true), ignored);  // fails on a Unix socket, which needs none
}

}  // namespace

// Lives on while an accept is under way, but calls nobody once it is closed.
class listener::acceptor : public std::enable_shared_from_this<acceptor> {
public:
    acceptor(asio::io_context& context, const listen_address& where, handler on_socket)
        : where_(where), acceptor_(context), pause_(context), on_socket_(std::move(on_socket)) {
        if (where.is_unix()) make_way(context, where);
        error_code error;
        const auto endpoint = endpoint_of(where);
        (void)acceptor_.open(endpoint.protocol(), error);
#ifndef _WIN32  // there it would let two programs share one port
        if (!error && !where.is_unix()) {
            (void)acceptor_.set_option(asio::socket_base::reuse_address(true), error);
        }
#endif
        if (!error) (void)acceptor_.bind(endpoint, error);
        if (!error) (void)acceptor_.listen(asio::socket_base::max_listen_connections, error);
        if (error) fail(where, advice(where, error));
        if (!where.is_unix()) where_.port = port_of(acceptor_.local_endpoint());
    }

    void accept() {
        acceptor_.async_accept([self = shared_from_this()](error_code error, stream_socket socket) {
            self->on_accept(error, std::move(socket));
        });
    }

    void close() {
        on_socket_ = nullptr;
        error_code ignored;
        (void)acceptor_.close(ignored);
        pause_.cancel();
        std::error_code gone;
        if (where_.is_unix()) std::filesystem::remove(where_.path, gone);
    }

    const listen_address& where() const {
        return where_;
    }

private:
    void on_accept(const error_code& error, stream_socket socket) {
        if (!on_socket_) return;
        if (!error) {
            prepare(socket);
            on_socket_(std::move(socket));
            return accept();
        }
        // Out of file descriptors, most likely: hosts that leave make room again.
        spdlog::warn("cannot accept at {}: {}", to_string(where_), error.message());
        pause_.expires_after(std::chrono::milliseconds(100));
        pause_.async_wait([self = shared_from_this()](const error_code& stopped) {
            if (!stopped && self->on_socket_) self->accept();
        });
    }

    listen_address where_;
    generic_acceptor acceptor_;
    asio::steady_timer pause_;
    handler on_socket_;
};

listener::listener(asio::io_context& context, const listen_address& where, handler on_socket)
    : acceptor_(std::make_shared<acceptor>(context, where, std::move(on_socket))) {
    acceptor_->accept();
}

listener::~listener() {
    acceptor_->close();
}

const listen_address& listener::where() const {
    return acceptor_->where();
}

}  // namespace offhook::sim
