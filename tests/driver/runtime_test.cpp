#include "driver/runtime.hpp"

#include <gtest/gtest.h>

#include <future>
#include <stdexcept>

namespace offhook {
namespace {

using namespace std::chrono_literals;

TEST(Runtime, GoesOnAfterSomethingWasThrownInItsThread) {
    runtime subject;
    std::promise<bool> went_on;

    subject.post([] { throw std::runtime_error("a bug"); });
    subject.post([] { throw 1; });  // NOLINT: of an unknown kind
    subject.post([&] { went_on.set_value(subject.is_this_thread()); });

    auto result = went_on.get_future();
    ASSERT_EQ(result.wait_for(10s), std::future_status::ready);
    EXPECT_TRUE(result.get());
}

}  // namespace
}  // namespace offhook
