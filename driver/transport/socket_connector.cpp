#include "driver/transport/socket_connector.hpp"

#include "driver/transport/transport_error.hpp"

#include <spdlog/fmt/fmt.h>
#include <boost/asio/connect.hpp>
#include <boost/asio/ip/address.hpp>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/post.hpp>
#include <utility>

namespace offhook::transport {
namespace {

namespace asio = boost::asio;
using boost::system::error_code;
using endpoint = asio::generic::stream_protocol::endpoint;

errc kind_of(error_code reason) {
    if (reason == boost::system::errc::permission_denied) return errc::no_permission;
    if (reason == asio::error::connection_refused || reason == asio::error::host_unreachable ||
        reason == asio::error::network_unreachable || reason == asio::error::timed_out ||
        reason == boost::system::errc::no_such_file_or_directory) {
        return errc::no_such_device;
    }
    return errc::io_error;
}

std::string explain(error_code reason, const socket_address& where) {
    const auto place = listen_text(where);
    if (reason == asio::error::connection_refused ||
        reason == boost::system::errc::no_such_file_or_directory) {
        return fmt::format("no simulator listens at {0}; start one with offhook-sim --listen {0}",
                           place);
    }
    if (reason == boost::system::errc::permission_denied) {
        return fmt::format(
            "permission denied for {}: run as the user who started offhook-sim, or "
            "let this user write to the socket",
            place);
    }
    return fmt::format("cannot connect to the simulator at {}: {}", place, reason.message());
}

}  // namespace

std::string listen_text(const socket_address& where) {
    return std::visit([](const auto& kind) { return socket_text(kind); }, where);
}

socket_connector::socket_connector(const asio::any_io_executor& executor, socket_address where)
    : where_(std::move(where)), resolver_(executor), deadline_(executor), socket_(executor) {}

void socket_connector::start(std::chrono::milliseconds limit, handler done) {
    done_ = std::move(done);
    deadline_.expires_after(limit);
    deadline_.async_wait([self = shared_from_this(), limit](error_code ec) {
        if (ec || !self->done_) return;
        self->fail(errc::no_such_device,
                   fmt::format("no answer from {} within {} ms; is the simulator running there?",
                               listen_text(self->where_),
                               limit.count()));
    });
    if (const auto* host = std::get_if<tcp_address>(&where_)) return resolve(*host);
    const auto& path = std::get<unix_address>(where_).path;
    try {
        endpoints_.emplace_back(asio::local::stream_protocol::endpoint(path));
    } catch (const boost::system::system_error& e) {  // a path too long for the system
        asio::post(socket_.get_executor(),
                   [self = shared_from_this(), reason = e.code()] { self->finish(reason); });
        return;
    }
    connect();
}

void socket_connector::resolve(const tcp_address& host) {
    error_code not_a_number;
    const auto number = asio::ip::make_address(host.host, not_a_number);
    if (!not_a_number) {
        endpoints_.emplace_back(asio::ip::tcp::endpoint(number, host.port));
        return connect();
    }
    resolver_.async_resolve(
        host.host,
        std::to_string(host.port),
        asio::ip::resolver_base::numeric_service,
        [self = shared_from_this(), name = host.host](error_code ec, const auto& found) {
            if (!self->done_) return;
            if (ec) {
                return self->fail(errc::no_such_device,
                                  fmt::format("the host name {} cannot be resolved ({}); check the "
                                              "address, or write the number instead",
                                              name,
                                              ec.message()));
            }
            for (const auto& entry : found) self->endpoints_.emplace_back(entry.endpoint());
            self->connect();
        });
}

void socket_connector::connect() {
    asio::async_connect(
        socket_, endpoints_, [self = shared_from_this()](error_code ec, const auto&) {
            self->finish(ec);
        });
}

void socket_connector::finish(error_code reason) {
    if (!done_) return;
    if (!reason) socket_.non_blocking(true, reason);
    if (reason) return fail(kind_of(reason), explain(reason, where_));
    if (std::holds_alternative<tcp_address>(where_)) {
        // Reports are small and each is waited for: Nagle would add a round trip. Without the
        // option it is slower but right, so an error does not matter.
        error_code ignored;
        socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
    }
    deadline_.cancel();
    std::exchange(done_, nullptr)({}, {}, std::move(socket_));
}

void socket_connector::fail(error_code code, const std::string& detail) {
    const auto done = std::exchange(done_, nullptr);
    const auto executor = socket_.get_executor();
    cancel();
    done(code, detail, stream_socket(executor));
}

void socket_connector::cancel() {
    const auto dropped = std::exchange(done_, nullptr);
    error_code ignored;
    deadline_.cancel();
    resolver_.cancel();
    socket_.close(ignored);
}

}  // namespace offhook::transport
