#include "sim/plug/listener.hpp"

#include "tests/sim/stream_client.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gtest/gtest.h>

#include <boost/asio/local/stream_protocol.hpp>
#include <fstream>

// What is special about a socket that is a file.
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

TEST(UnixListener, ReplacesASocketFileThatNobodyListensAt) {
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

TEST(UnixListener, LeavesASocketThatSomebodyListensAt) {
    asio::io_context context;
    const temporary_folder folder;
    const auto where = unix_at(folder.file("s"));
    const listener one(context, where, [](stream_socket) {});

    EXPECT_EQ(refusal(context, where),
              "cannot listen at unix:" + where.path +
                  ": somebody listens there already; stop that program or choose another path");
    EXPECT_TRUE(std::filesystem::exists(where.path));
}

TEST(UnixListener, LeavesAFileThatIsNoSocket) {
    asio::io_context context;
    const temporary_folder folder;
    const auto where = unix_at(folder.file("s"));
    std::ofstream(where.path) << "letters";

    EXPECT_NE(refusal(context, where).find("which is no socket"), std::string::npos);
    EXPECT_TRUE(std::filesystem::exists(where.path));
}

TEST(UnixListener, TakesItsSocketFileAway) {
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
