#include "sim/plug/usb_bus.hpp"

#include "sim/plug/usb_link.hpp"

#include <boost/asio/io_context.hpp>

namespace offhook::sim {

usb_bus::usb_bus(boost::asio::io_context& context, rack& handsets, usb_options how)
    : rack_(handsets),
      how_(how),
      links_(handsets.size()),
      troubles_(handsets.size()),
      frames_(context) {}

usb_bus::~usb_bus() {
    for (const auto& link : links_) {
        if (link) link->close();
    }
}

void usb_bus::attach(std::size_t number,
                     stream_socket socket,
                     const protocol::byte_vector& first,
                     protocol::bytes_view unread) {
    const auto link = std::make_shared<usb_link>(*this, number, std::move(socket));
    links_[number] = link;
    link->set_trouble(troubles_[number]);
    link->start(first, unread);
}

void usb_bus::unplug(std::size_t number) {
    if (!links_[number]) return;
    links_[number]->close();
    links_[number].reset();
}

void usb_bus::input(std::size_t number, protocol::bytes_view report) {
    if (links_[number]) links_[number]->tell_input(report);
}

void usb_bus::flush() {
    if (unflushed_.empty()) return;
    // A flush may end a link, so the list is taken away first.
    const auto marked = std::exchange(unflushed_, {});
    for (const auto& link : marked) {
        link->is_marked = false;
        link->flush();
    }
}

void usb_bus::set_trouble(std::size_t number, const usb_trouble& trouble) {
    troubles_[number] = trouble;
    if (const auto link = links_[number]) link->set_trouble(trouble);
}

void usb_bus::mark(const std::shared_ptr<usb_link>& link) {
    if (link->is_marked) return;
    link->is_marked = true;
    unflushed_.push_back(link);
}

void usb_bus::remove(const usb_link& link) {
    const auto number = link.number();
    links_[number].reset();
    on_detached_(number);
}

void usb_bus::await(const std::shared_ptr<usb_link>& link, time_point when) {
    if (!link->is_waiting) {
        link->is_waiting = true;
        waiting_.push_back(link);
    }
    if (when >= armed_) return;
    armed_ = when;
    frames_.expires_at(when);  // cancels the former wait
    frames_.async_wait([this](const boost::system::error_code& error) {
        if (!error) on_time();
    });
}

void usb_bus::on_time() {
    armed_ = time_point::max();
    const auto now = std::chrono::steady_clock::now();
    const auto waiting = std::exchange(waiting_, {});
    for (const auto& link : waiting) link->is_waiting = false;
    for (const auto& link : waiting) link->on_time(now);
}

}  // namespace offhook::sim
