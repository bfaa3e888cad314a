#include "sim/plug/listener.hpp"

#include <gtest/gtest.h>

namespace offhook::sim {
namespace {

namespace asio = boost::asio;

listen_address unix_at(const std::string& path) {
    return {{}, 0, path};
}

std::string refusal(asio::io_context& context, const listen_address& where) {
    try {
        const listener one(context, where, [](stream_socket) {});
    } catch (const listen_error& error) {
        return error.what();
    }
    return "none";
}

TEST(ListenAddress, IsUnderstoodInEachForm) {
    EXPECT_EQ(parse_listen_address("127.0.0.1:7310").value,
              (listen_address{"127.0.0.1", 7310, {}}));
    EXPECT_EQ(parse_listen_address("[::1]:0").value, (listen_address{"::1", 0, {}}));
    EXPECT_EQ(parse_listen_address("unix:/tmp/x:y").value, unix_at("/tmp/x:y"));
    for (const auto* text : {"127.0.0.1:7310", "[::1]:0", "unix:/tmp/x"}) {
        EXPECT_EQ(to_string(*parse_listen_address(text).value), text);
    }
}

TEST(ListenAddress, SaysWhatIsWrongAndWhatIsAllowed) {
    struct row {
        const char* text;
        const char* wrong;
    };
    const std::string long_path = "unix:/" + std::string(107, 'x');
    for (const auto& [text, wrong] :
         {row{"", "there is no port"},
          row{"7310", "there is no port"},
          row{"127.0.0.1:", "the port is no number"},
          row{"127.0.0.1:65536", "the port is no number"},
          row{"127.0.0.1:12x", "the port is no number"},
          row{"localhost:1", "'localhost' is no IP address"},
          row{":1", "'' is no IP address"},
          row{"::1:1", "only IPv6 stands in brackets"},
          row{"[127.0.0.1]:1", "only IPv6 stands in brackets"},
          row{"unix:", "there is no path"},
          row{long_path.c_str(), "the path is longer than 107 bytes"}}) {
        SCOPED_TRACE(text);
        const auto parsed = parse_listen_address(text);
        EXPECT_FALSE(parsed.value);
        EXPECT_NE(parsed.error.find(wrong), std::string::npos) << parsed.error;
        EXPECT_NE(parsed.error.find("allowed are IP:PORT"), std::string::npos);
    }
}

TEST(ListenAddress, KnowsWhatOtherComputersCanReach) {
    EXPECT_TRUE(is_local({"127.0.0.1", 1, {}}));
    EXPECT_TRUE(is_local({"::1", 1, {}}));
    EXPECT_TRUE(is_local(unix_at("/tmp/x")));
    EXPECT_FALSE(is_local({"0.0.0.0", 1, {}}));
}

TEST(Listener, SaysThatAPortIsInUseAndWhatToDo) {
    asio::io_context context;
    const listener one(context, {"127.0.0.1", 0, {}}, [](stream_socket) {});
    ASSERT_NE(one.where().port, 0);

    const auto said = refusal(context, one.where());

    EXPECT_EQ(said,
              "cannot listen at 127.0.0.1:" + std::to_string(one.where().port) +
                  ": it is in use; stop the program that has it, or choose another port (0 "
                  "takes any free one)");
}

}  // namespace
}  // namespace offhook::sim
