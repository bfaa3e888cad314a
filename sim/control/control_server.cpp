#include "sim/control/control_server.hpp"

#include "sim/control/control_operator.hpp"

namespace offhook::sim {

control_server::control_server(boost::asio::io_context& context,
                               control_hub& hub,
                               const listen_address& where)
    : hub_(hub), listener_(context, where, [this](stream_socket socket) {
          const auto one = std::make_shared<control_operator>(*this, std::move(socket));
          operators_.insert(one);
          one->start();
      }) {}

control_server::~control_server() {
    for (const auto& one : operators_) one->close();
}

}  // namespace offhook::sim
