// Any bytes to the face's server, before and after the WebSocket's handshake. Without the token
// nobody gets anything, and after every browser the server is as before.
#include "sim/web/http_server.hpp"
#include "tests/fuzz/round_trip.hpp"

#include <unistd.h>
#include <boost/asio/local/stream_protocol.hpp>
#include <boost/asio/write.hpp>

namespace {

using namespace offhook;
using boost::asio::local::stream_protocol;

constexpr std::string_view handshake =
    "GET /control HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
    "Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n";
const std::string token = "4d1f7c0a9be26538d0c1a2b3c4d5e6f7";

struct echo : sim::web_visitor {
    explicit echo(sim::web_channel& to) : channel(to) {}
    void on_message(std::string_view message) override { channel.send(std::string(message)); }
    void on_all_sent() override {}
    sim::web_channel& channel;
};

// One server for all inputs, as in life.
struct rig {
    explicit rig(const std::string& name)
        : path("/tmp/offhook-" + name + "-" + std::to_string(::getpid())),
          server(context, {.path = path}, [this](sim::web_channel& channel) {
              ++opened;
              return std::make_unique<echo>(channel);
          }) {}

    // What a browser hears that says this and leaves.
    std::string hear(std::string_view bytes) {
        stream_protocol::socket browser(context);
        browser.connect(stream_protocol::endpoint(path));
        boost::system::error_code error;
        (void)boost::asio::write(browser, boost::asio::buffer(bytes), error);
        run();
        browser.shutdown(stream_protocol::socket::shutdown_send, error);
        run();
        std::string heard(browser.available(error), '\0');
        (void)browser.read_some(boost::asio::buffer(heard), error);
        browser.close(error);
        run();
        fuzz::require(server.connections() == 0, "a browser that has left is forgotten");
        return heard;
    }

    void run() {
        context.restart();
        context.poll();
    }

    boost::asio::io_context context;
    std::string path;
    int opened = 0;
    sim::http_server server;
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    static rig open("open");
    static rig closed("closed");
    static const bool told = (closed.server.ask_for(token), true);
    if (size > 60'000 || !told) return 0;  // the sockets take no more at once
    const std::string bytes(data, data + size);

    const auto page = open.hear(bytes);
    fuzz::require(page.empty() || page.starts_with("HTTP/1."),
                  "whatever is said, HTTP is answered");
    const auto greeted = open.hear(std::string(handshake) + bytes);
    fuzz::require(greeted.starts_with(size == 0 ? "HTTP/1.1 101" : "HTTP/1.1 "), "the handshake");
    const auto secret = closed.hear(bytes);
    fuzz::require(closed.opened == 0, "no WebSocket without the token");
    fuzz::require(!secret.starts_with("HTTP/1.1 2"), "no page without the token");
    return 0;
}
