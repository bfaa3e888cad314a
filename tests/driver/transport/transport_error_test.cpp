#include "driver/transport/transport_error.hpp"

#include <gtest/gtest.h>
#include <set>
#include <string>

namespace offhook::transport {
namespace {

TEST(TransportError, HasItsOwnWordsForEveryCode) {
    std::set<std::string> messages;
    for (const auto code : {errc::no_such_device,
                            errc::no_permission,
                            errc::unplugged,
                            errc::refused,
                            errc::malformed_stream,
                            errc::no_such_report,
                            errc::io_error,
                            errc::not_open}) {
        const boost::system::error_code error = code;
        EXPECT_STREQ(error.category().name(), "offhook.transport");
        EXPECT_TRUE(error.failed());
        messages.insert(error.message());
    }

    EXPECT_EQ(messages.size(), 8U);
    EXPECT_TRUE(messages.contains("the handset was unplugged"));
    EXPECT_EQ(category().message(99), "unknown transport error 99");
}

}  // namespace
}  // namespace offhook::transport
