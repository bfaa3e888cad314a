#include "sim/web/web_face.hpp"

#include "sim/web/viewer.hpp"

#include <random>

namespace offhook::sim {
namespace {

// 128 bits that nobody can guess.
std::string make_token() {
    std::random_device dice;
    std::string token;
    constexpr std::string_view digits = "0123456789abcdef";
    for (int i = 0; i < 32; ++i) token += digits[dice() & 15U];
    return token;
}

}  // namespace

web_face::web_face(boost::asio::io_context& context, control_hub& hub, const listen_address& where)
    : server_(context, where, [&context, &hub](web_channel& channel) {
          return std::make_unique<viewer>(context, hub, channel);
      }) {
    if (is_local(server_.where())) return;
    token_ = make_token();
    server_.ask_for(token_);
}

std::string web_face::url() const {
    const auto& at = server_.where();
    if (at.is_unix()) return to_string(at);
    return "http://" + to_string(at) + "/" + (token_.empty() ? "" : "?token=" + token_);
}

}  // namespace offhook::sim
