#include "sim/plug/listener.hpp"

#include "tests/sim/stream_client.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <boost/asio/local/stream_protocol.hpp>
#include <fstream>

namespace offhook::sim {
namespace {

namespace asio = boost::asio;
using test::temporary_folder;

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

TEST(Listener, ReplacesASocketFileThatNobodyListensAt) {
    asio::io_context context;
    const temporary_folder folder;
    const auto where = unix_at(folder.file("s"));
    {
        asio::local::stream_protocol::acceptor left_behind(
            context, asio::local::stream_protocol::endpoint(where.path));
    }
    ASSERT_TRUE(std::filesystem::exists(where.path));

    int hosts = 0;
    const listener one(context, where, [&](stream_socket) { ++hosts; });
    const test::socket_client client(context, where);
    while (hosts == 0) context.run_one();
}

TEST(Listener, LeavesASocketThatSomebodyListensAt) {
    asio::io_context context;
    const temporary_folder folder;
    const auto where = unix_at(folder.file("s"));
    const listener one(context, where, [](stream_socket) {});

    EXPECT_EQ(refusal(context, where),
              "cannot listen at unix:" + where.path +
                  ": somebody listens there already; stop that program or choose another path");
    EXPECT_TRUE(std::filesystem::exists(where.path));
}

TEST(Listener, LeavesAFileThatIsNoSocket) {
    asio::io_context context;
    const temporary_folder folder;
    const auto where = unix_at(folder.file("s"));
    std::ofstream(where.path) << "letters";

    EXPECT_NE(refusal(context, where).find("which is no socket"), std::string::npos);
    EXPECT_TRUE(std::filesystem::exists(where.path));
}

TEST(Listener, TakesItsSocketFileAway) {
    asio::io_context context;
    const temporary_folder folder;
    const auto where = unix_at(folder.file("s"));
    {
        const listener one(context, where, [](stream_socket) {});
    }

    EXPECT_FALSE(std::filesystem::exists(where.path));
    EXPECT_NE(refusal(context, unix_at(folder.file("none/s"))).find("its folder does not exist"),
              std::string::npos);
}

}  // namespace
}  // namespace offhook::sim
