#include "sim/plug/socket_plug.hpp"

#include "sim/plug/socket_host.hpp"

#include <spdlog/spdlog.h>

#include <boost/asio/io_context.hpp>

namespace offhook::sim {

socket_plug::socket_plug(boost::asio::io_context& context,
                         rack& handsets,
                         const listen_address& where)
    : context_(context),
      rack_(handsets),
      hosts_of_(handsets.size()),
      listener_(context, where, [this](stream_socket socket) { add(std::move(socket)); }) {
    rack_.attach(*this);
}

socket_plug::~socket_plug() {
    rack_.detach(*this);
    for (const auto& host : hosts_) host->close();
}

void socket_plug::on_plugged(std::size_t number) {
    for (const auto& host : hosts_of_[number]) host->tell_plugged(number, rack_.at(number));
}

void socket_plug::on_unplugged(std::size_t number) {
    for (const auto& host : hosts_of_[number]) host->tell_unplugged();
}

void socket_plug::on_input(std::size_t number, protocol::bytes_view report) {
    for (const auto& host : hosts_of_[number]) host->tell_input(report);
}

void socket_plug::on_broken(std::size_t number, breakage how) {
    const auto hosts = hosts_of_[number];  // breaking one removes it
    for (const auto& host : hosts) host->break_off(how);
}

void socket_plug::on_told() {
    // A flush may remove the host from the lists, so the list is taken away first.
    const auto marked = std::move(unflushed_);
    unflushed_.clear();
    for (const auto& host : marked) {
        host->is_marked = false;
        host->flush();
    }
}

void socket_plug::add(stream_socket socket) {
    const auto host = std::make_shared<socket_host>(*this, std::move(socket));
    hosts_.insert(host);
    host->start();
}

void socket_plug::select(const std::shared_ptr<socket_host>& host, std::size_t number) {
    hosts_of_[number].push_back(host);
    if (rack_.at(number).is_plugged()) host->tell_plugged(number, rack_.at(number));
}

void socket_plug::remove(const std::shared_ptr<socket_host>& host) {
    hosts_.erase(host);
    if (host->selected()) std::erase(hosts_of_[*host->selected()], host);
}

void socket_plug::mark(const std::shared_ptr<socket_host>& host) {
    if (host->is_marked) return;
    host->is_marked = true;
    unflushed_.push_back(host);
}

}  // namespace offhook::sim
