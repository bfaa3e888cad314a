#include "tools/tapi/message_queue.hpp"

#include <gtest/gtest.h>

#include <string>

namespace offhook::tapi {
namespace {

class recording_signal : public queue_signal {
public:
    void set() noexcept override { history += '1'; }
    void clear() noexcept override { history += '0'; }

    std::string history;
};

constexpr auto at_once = std::chrono::milliseconds(0);

// TAPI: PHONEINITIALIZEEXPARAMS: the event is signalled while messages are pending.
TEST(MessageQueue, SignalsTheFirstMessageAndTheLastTaken) {
    const auto signal = std::make_shared<recording_signal>();
    message_queue queue(signal);

    queue.push({.id = 1});
    queue.push({.id = 2});
    EXPECT_EQ(signal->history, "1");
    EXPECT_EQ(queue.pop(at_once)->id, 1U);
    EXPECT_EQ(signal->history, "1");
    EXPECT_EQ(queue.pop(at_once)->id, 2U);
    EXPECT_EQ(signal->history, "10");

    EXPECT_FALSE(queue.pop(at_once));
    queue.push({.id = 3});
    EXPECT_EQ(signal->history, "101");
}

TEST(MessageQueue, SignalsNothingOnceItIsClosed) {
    const auto signal = std::make_shared<recording_signal>();
    message_queue queue(signal);
    queue.close();

    queue.push({.id = 1});

    EXPECT_EQ(signal->history, "");
    EXPECT_FALSE(queue.pop(at_once));
}

}  // namespace
}  // namespace offhook::tapi
