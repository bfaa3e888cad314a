#include "driver/transport/handset_count.hpp"

#include "driver/transport/socket_transport.hpp"

#include <boost/asio/buffer.hpp>
#include <boost/asio/write.hpp>
#include <utility>

namespace offhook::transport {

namespace asio = boost::asio;
namespace stream = protocol::stream;
using boost::system::error_code;

handset_count::handset_count(const asio::any_io_executor& executor, socket_address where)
    : connector_(std::make_shared<socket_connector>(executor, std::move(where))),
      socket_(executor) {}

void handset_count::start(handler done) {
    done_ = std::move(done);
    connector_->start(
        default_connect_limit,
        [self = shared_from_this()](error_code code, const std::string&, stream_socket socket) {
            if (!self->done_) return;
            if (code) return self->finish(std::nullopt);
            self->socket_ = std::move(socket);
            protocol::byte_vector question;
            stream::append(question, stream::list{});
            error_code ec;
            asio::write(self->socket_, asio::buffer(question), ec);  // 7 bytes: never blocks
            if (ec) return self->finish(std::nullopt);
            self->read();
        });
}

void handset_count::cancel() {
    done_ = nullptr;
    connector_->cancel();
    error_code ignored;
    socket_.close(ignored);
}

void handset_count::read() {
    socket_.async_read_some(asio::buffer(buffer_),
                            [self = shared_from_this()](error_code ec, std::size_t count) {
                                if (!self->done_) return;
                                if (ec) return self->finish(std::nullopt);
                                self->on_bytes(count);
                            });
}

void handset_count::on_bytes(std::size_t count) {
    reader_.feed({buffer_.data(), count});
    const auto next = reader_.next();
    if (next && next->empty()) return read();
    const auto frame = next ? stream::decode(*next) : next.error();
    const auto* answer = frame ? std::get_if<stream::handsets>(&*frame) : nullptr;
    finish(answer ? std::optional(answer->count) : std::nullopt);
}

void handset_count::finish(std::optional<std::uint16_t> count) {
    const auto done = std::exchange(done_, nullptr);
    cancel();
    done(count);
}

}  // namespace offhook::transport
