#include "tests/wine/hid/cable.hpp"

#include "driver/protocol/overloaded.hpp"

#include <boost/asio/io_context.hpp>
#include <boost/asio/post.hpp>
#include <boost/asio/read.hpp>
#include <boost/asio/write.hpp>
#include <utility>

namespace offhook::wine_hid {

namespace asio = boost::asio;
namespace stream = protocol::stream;
using boost::system::error_code;

namespace {

constexpr std::uint8_t identity_report = 0x22;

}  // namespace

std::uint16_t count_handsets(const asio::ip::tcp::endpoint& where) {
    asio::io_context context;
    asio::ip::tcp::socket socket(context);
    error_code error;
    if (socket.connect(where, error)) return 0;
    protocol::byte_vector bytes;
    stream::append(bytes, stream::list{});
    asio::write(socket, asio::buffer(bytes), error);
    std::array<std::uint8_t, 5> answer{};  // length, verb and number
    if (error || asio::read(socket, asio::buffer(answer), error) < answer.size()) return 0;
    const auto frame = stream::decode(protocol::bytes_view(answer).subspan(2));
    const auto* told = frame ? std::get_if<stream::handsets>(&*frame) : nullptr;
    return told == nullptr ? std::uint16_t{0} : told->count;
}

cable::cable(asio::io_context& context, cable_listener& owner, std::uint16_t handset)
    : context_(context), owner_(&owner), handset_(handset), socket_(context) {}

void cable::connect(const asio::ip::tcp::endpoint& where) {
    error_code error;
    if (socket_.connect(where, error)) return;
    (void)socket_.set_option(asio::ip::tcp::no_delay(true), error);
    asio::post(context_, [self = shared_from_this()] {
        self->send(stream::select{.handset = self->handset_});
        self->read();
    });
    // Its answer comes after the PLUG of a handset that is there, and without one (error 2) else.
    (void)get_feature(identity_report);
}

void cable::send(const stream::frame& frame) {
    protocol::byte_vector bytes;
    stream::append(bytes, frame);
    error_code error;
    asio::write(socket_, asio::buffer(bytes), error);
}

protocol::byte_vector cable::get_feature(std::uint8_t report_id) {
    std::promise<protocol::byte_vector> told;
    auto answer = told.get_future();
    asio::post(context_, [self = shared_from_this(), report_id, told = std::move(told)]() mutable {
        if (self->owner_ == nullptr) return told.set_value({});
        const auto tag = ++self->last_tag_;
        self->asked_.emplace(tag, std::move(told));
        self->send(stream::get_feature{tag, report_id});
    });
    if (answer.wait_for(control_limit) != std::future_status::ready) return {};
    return answer.get();
}

void cable::close() {
    std::promise<void> closed;
    asio::post(context_, [this, &closed] {
        owner_ = nullptr;
        end();
        closed.set_value();
    });
    closed.get_future().wait();
}

void cable::read() {
    socket_.async_read_some(
        asio::buffer(buffer_),
        [self = shared_from_this()](const error_code& error, std::size_t count) {
            if (error) return self->end();
            self->on_bytes(protocol::bytes_view(self->buffer_).first(count));
            self->read();
        });
}

void cable::on_bytes(protocol::bytes_view bytes) {
    frames_.feed(bytes);
    for (auto next = frames_.next(); next && !next->empty(); next = frames_.next()) {
        if (const auto frame = stream::decode(*next)) on_frame(*frame);
    }
}

void cable::on_frame(const stream::frame& frame) {
    if (owner_ == nullptr) return;
    std::visit(
        overloaded{[&](const stream::plug& what) { owner_->on_plug(handset_, what); },
                   [&](const stream::unplug&) { owner_->on_unplug(handset_); },
                   [&](const stream::input& what) { owner_->on_input(handset_, what.report); },
                   [&](const stream::feature& what) {
                       const auto asked = asked_.find(what.tag);
                       if (asked == asked_.end()) return;
                       asked->second.set_value(what.report);
                       asked_.erase(asked);
                   },
                   [](const auto&) {}},
        frame);
}

/// A simulator that is gone takes its handsets along.
void cable::end() {
    error_code ignored;
    (void)socket_.cancel(ignored);
    (void)socket_.close(ignored);
    for (auto& [tag, told] : asked_) told.set_value({});
    asked_.clear();
    if (auto* const owner = std::exchange(owner_, nullptr)) owner->on_unplug(handset_);
}

}  // namespace offhook::wine_hid
