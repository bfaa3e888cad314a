#include "tools/tapi/conform/operator_channel.hpp"

#include <boost/asio.hpp>

#include "tools/tapi/conform/judgement.hpp"

namespace offhook::tapi::conform {
namespace {

namespace asio = boost::asio;

asio::generic::stream_protocol::endpoint endpoint_of(const std::string& address) {
    constexpr std::string_view local = "unix:";
    if (address.starts_with(local)) {
#ifdef BOOST_ASIO_HAS_LOCAL_SOCKETS
        return asio::local::stream_protocol::endpoint(address.substr(local.size()));
#else
        blocked("there are no Unix sockets here; give the operator's channel as HOST:PORT");
#endif
    }
    const std::size_t colon = address.rfind(':');
    boost::system::error_code ec;
    const auto host = asio::ip::make_address(address.substr(0, colon), ec);
    const std::string port = colon == std::string::npos ? "" : address.substr(colon + 1);
    const bool good = !port.empty() && port.size() <= 5 &&
                      port.find_first_not_of("0123456789") == std::string::npos;
    if (ec || !good) {
        blocked("'{}' is no address of an operator channel; it is IP:PORT or unix:PATH", address);
    }
    return asio::ip::tcp::endpoint(host, static_cast<std::uint16_t>(std::stoul(port)));
}

}  // namespace

struct operator_channel::connection {
    asio::io_context io;
    asio::generic::stream_protocol::socket socket{io};
    std::string pending;
};

operator_channel::operator_channel(const std::string& address, std::uint32_t handset)
    : connection_(std::make_unique<connection>()), handset_(handset) {
    if (address.empty()) {
        not_applicable(
            "nobody touches the handset; --operator names the channel of a simulated one");
    }
    boost::system::error_code ec;
    connection_->socket.connect(endpoint_of(address), ec);
    if (ec) blocked("no operator channel at '{}': {}", address, ec.message());
}

operator_channel::~operator_channel() = default;

void operator_channel::act(const std::string& what, boost::json::object fields) {
    fields["do"] = what;
    fields["handset"] = handset_;
    boost::system::error_code ec;
    asio::write(connection_->socket, asio::buffer(boost::json::serialize(fields) + "\n"), ec);
    std::string& pending = connection_->pending;
    const std::size_t size =
        ec ? 0 : asio::read_until(connection_->socket, asio::dynamic_buffer(pending), '\n', ec);
    if (ec) blocked("the operator channel broke at '{}': {}", what, ec.message());
    const std::string line = pending.substr(0, size);
    pending.erase(0, size);
    const auto answer = boost::json::parse(line, ec);
    const bool good =
        !ec && answer.is_object() && answer.as_object().contains("ok") && answer.at("ok") == true;
    if (!good) blocked("the operator channel refused '{}': {}", what, line);
}

}  // namespace offhook::tapi::conform
