#include "sim/control/control_server.hpp"

#include "sim/control/control_operator.hpp"

namespace offhook::sim {

control_server::control_server(boost::asio::io_context& context,
                               rack& handsets,
                               const listen_address& where)
    : rack_(handsets), protocol_(handsets), listener_(context, where, [this](stream_socket socket) {
          const auto one = std::make_shared<control_operator>(*this, std::move(socket));
          operators_.insert(one);
          one->start();
      }) {
    rack_.watch([this](std::size_t number) { on_changed(number); });
}

control_server::~control_server() {
    rack_.watch([](std::size_t) {});
    for (const auto& one : operators_) one->close();
}

void control_server::on_changed(std::size_t number) {
    // Telling may end a connection, which leaves the set.
    const auto now = operators_;
    for (const auto& one : now) one->tell_changed(number);
}

}  // namespace offhook::sim
