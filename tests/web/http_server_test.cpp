// The face's server over real sockets: what browsers ask, and what no browser would.
#include "sim/web/http_server.hpp"

#include "tests/sim/stream_client.hpp"

#include <gtest/gtest.h>

namespace offhook::test {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t flood = 32 << 20;

// Echoes each message and counts what happens to it.
class echo : public sim::web_visitor {
public:
    echo(sim::web_channel& channel, int& messages, int& there)
        : channel_(channel), messages_(messages), there_(there) {
        ++there_;
    }
    ~echo() override { --there_; }

    void on_message(std::string_view message) override {
        ++messages_;
        channel_.send(message == "flood" ? std::string(flood, 'x') : std::string(message));
    }
    void on_all_sent() override {}

private:
    sim::web_channel& channel_;
    int& messages_;
    int& there_;
};

class HttpServer : public testing::Test {
protected:
    explicit HttpServer(sim::http_limits limits = {})
        : server(
              context,
              *sim::parse_listen_address("127.0.0.1:0").value,
              [this](sim::web_channel& channel) {
                  return std::make_unique<echo>(channel, messages, visitors);
              },
              limits) {}

    socket_client connect() { return {context, server.where()}; }

    // A request with the headers that every one has.
    std::string request(std::string_view line, std::string_view more = "") const {
        return std::string(line) + " HTTP/1.1\r\nHost: " + to_string(server.where()) + "\r\n" +
               std::string(more) + "\r\n";
    }

    // The answer's head, and the body that it announces.
    static std::vector<std::string> head(socket_client& browser) {
        std::vector<std::string> lines;
        for (auto line = browser.read_line(); line != "\r" && !line.empty();
             line = browser.read_line()) {
            lines.push_back(line.substr(0, line.size() - 1));
        }
        return lines;
    }

    static std::string status(socket_client& browser) {
        const auto lines = head(browser);
        return lines.empty() ? "closed" : lines[0].substr("HTTP/1.1 "sv.size(), 3);
    }

    std::string ask(std::string_view bytes) {
        auto browser = connect();
        browser.write(bytes);
        return status(browser);
    }

    // Runs the server until something has happened; that it never does fails the test.
    template <class Condition>
    void run_until(Condition done) {
        const auto deadline = std::chrono::steady_clock::now() + std::chrono::seconds(20);
        while (!done()) {
            context.restart();
            ASSERT_NE(context.run_one_until(deadline), 0U) << "it did not happen";
        }
    }

    socket_client open_socket() {
        auto browser = connect();
        browser.write(request("GET /control", upgrade));
        EXPECT_EQ(status(browser), "101");
        return browser;
    }

    static constexpr auto upgrade =
        "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
        "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n";

    boost::asio::io_context context;
    int messages = 0;
    int visitors = 0;
    sim::http_server server;
};

// A text message as a browser sends it, with a mask of zeros.
std::string frame(std::string_view text) {
    std::string bytes = "\x81";
    if (text.size() < 126) {
        bytes += static_cast<char>(0x80 | text.size());
    } else {
        bytes += "\xFF"sv;
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes += static_cast<char>(static_cast<std::uint64_t>(text.size()) >> shift & 0xFF);
        }
    }
    return bytes.append(4, '\0').append(text);
}

std::string text_of(const protocol::byte_vector& bytes) {
    return {bytes.begin(), bytes.end()};
}

bool has(const std::vector<std::string>& lines, std::string_view wanted) {
    return std::any_of(
        lines.begin(), lines.end(), [&](const auto& line) { return line.starts_with(wanted); });
}

TEST_F(HttpServer, GivesThePageWithAStrictPolicyAndKeepsTheConnection) {
    auto browser = connect();
    for (int i = 0; i < 2; ++i) {
        browser.write(request("GET /"));
        const auto lines = head(browser);
        EXPECT_EQ(lines.at(0), "HTTP/1.1 200 OK");
        EXPECT_TRUE(has(lines, "Content-Type: text/html"));
        EXPECT_TRUE(has(lines, "Content-Security-Policy: default-src 'none'; script-src 'self';"));
        EXPECT_TRUE(has(lines, "X-Content-Type-Options: nosniff"));
        EXPECT_TRUE(has(lines, "X-Frame-Options: DENY"));
        const auto page = sim::find_asset("/")->content;
        EXPECT_TRUE(has(lines, "Content-Length: " + std::to_string(page.size())));
        EXPECT_EQ(text_of(browser.read(page.size())), page);
    }
}

TEST_F(HttpServer, AnswersHeadWithoutABody) {
    auto browser = connect();
    browser.write(request("HEAD /") + request("GET /nowhere"));
    EXPECT_EQ(status(browser), "200");
    EXPECT_EQ(status(browser), "404") << "what follows is the next answer, no body";
}

TEST_F(HttpServer, RefusesWhatNoBrowserOfOursAsks) {
    EXPECT_EQ(ask(request("POST /")), "405");
    EXPECT_EQ(ask(request("GET /", "Content-Length: 5\r\n") + "hello"), "413");
    EXPECT_EQ(ask(request("GET /", "Transfer-Encoding: chunked\r\n")), "413");
    EXPECT_EQ(ask(request("GET /", "X: " + std::string(9000, 'x') + "\r\n")), "431");
    EXPECT_EQ(ask("GET / HTTP/1.1\r\nHost: evil.example\r\n\r\n"), "421");
    EXPECT_EQ(ask(request("GET /control")), "426");
    EXPECT_EQ(
        ask(request("GET /control", std::string(upgrade) + "Origin: http://evil.example\r\n")),
        "403");
    EXPECT_EQ(ask(request("GET /control", upgrade) + frame("too early")), "400");
    EXPECT_EQ(ask("\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03"), "400") << "TLS";
    EXPECT_EQ(ask("\r\n\r\n\r\n\r\n\r\nnonsense\r\n\r\n"), "400");
}

TEST_F(HttpServer, CarriesMessagesBothWays) {
    auto browser = open_socket();
    browser.write(frame("{\"do\":\"hello\"}"));
    EXPECT_EQ(text_of(browser.read(2 + 14)), "\x81\x0E{\"do\":\"hello\"}");
    EXPECT_EQ(visitors, 1);
    browser.close();
    run_until([&] { return visitors == 0; });
}

TEST_F(HttpServer, EndsASocketThatBreaksTheRules) {
    const std::string unmasked = "\x81\x02hi";
    const std::string no_utf8 = frame("\xC3\x28");
    const std::string too_long = frame(std::string(sim::http_server::longest_message + 1, 'x'));
    for (const auto& bytes : {unmasked, no_utf8, too_long}) {
        auto browser = open_socket();
        browser.write(bytes);
        EXPECT_EQ(browser.read(1).at(0), 0x88) << "a close frame";
        browser.close();
        run_until([&] { return visitors == 0; });
    }
    EXPECT_EQ(messages, 0);
}

TEST_F(HttpServer, StopsListeningToABrowserThatDoesNotRead) {
    auto browser = open_socket();
    browser.write(frame("flood"));
    run_until([&] { return messages != 0; });
    browser.write(frame("and now?"));
    context.restart();
    context.poll();
    EXPECT_EQ(messages, 1) << "more than the sockets' own buffers hold is unread";

    browser.read(10 + flood);
    EXPECT_EQ(text_of(browser.read(2 + 8)),
              "\x81\x08"
              "and now?");
    EXPECT_EQ(messages, 2);
}

TEST_F(HttpServer, IsGoneWithItsBrowsersStillThere) {
    auto browser = open_socket();
    {
        sim::http_server other(context, *sim::parse_listen_address("127.0.0.1:0").value, nullptr);
        socket_client stays(context, other.where());
        stays.write("GET / HT");
    }
    context.poll();
    EXPECT_EQ(visitors, 1);
}

class ShortOfEverything : public HttpServer {
protected:
    ShortOfEverything()
        : HttpServer({.connections = 2, .patience = std::chrono::milliseconds(1)}) {}
};

TEST_F(ShortOfEverything, ClosesAConnectionThatAsksNothing) {
    auto idle = connect();
    EXPECT_TRUE(idle.is_closed());
    auto slow = connect();
    slow.write("GET / HTTP/1.1\r\nHo");
    EXPECT_TRUE(slow.is_closed());
}

class ForTwo : public HttpServer {
protected:
    ForTwo() : HttpServer({.connections = 2}) {}
};

TEST_F(ForTwo, RefusesOneTooMany) {
    auto first = open_socket();
    auto second = open_socket();
    auto third = connect();
    EXPECT_TRUE(third.is_closed());
    first.close();
    run_until([&] { return visitors == 1; });
    auto fourth = open_socket();
    run_until([&] { return visitors == 2; });
}

}  // namespace
}  // namespace offhook::test
