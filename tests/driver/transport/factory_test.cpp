#include "driver/transport/factory.hpp"

#include "driver/transport/hidapi_transport.hpp"
#include "driver/transport/socket_transport.hpp"
#include "tests/driver/transport/event_loop.hpp"
#include "tests/driver/transport/fake_hid.hpp"

#include <gtest/gtest.h>

namespace offhook::transport::test {
namespace {

TEST(Factory, MakesTheTransportOfAnAddressForEachAttempt) {
    event_loop loop;
    recording_listener told;
    const auto hid = std::make_shared<hidapi_runtime>(std::make_shared<fake_hid>());
    const auto made = [&](const char* text) {
        return make_factory(*parse_address(text).value, hid)(loop.executor(), told);
    };

    EXPECT_NE(std::dynamic_pointer_cast<hidapi_transport>(made("hid:")), nullptr);
    EXPECT_NE(std::dynamic_pointer_cast<socket_transport>(made("sim:127.0.0.1:7310")), nullptr);
    EXPECT_NE(std::dynamic_pointer_cast<socket_transport>(made("sim:unix:/run/offhook")), nullptr);

    const auto factory = make_factory(*parse_address("hid:").value, hid);
    EXPECT_NE(factory(loop.executor(), told), factory(loop.executor(), told));
}

}  // namespace
}  // namespace offhook::transport::test
