// Any thread may call anything at any time.

#include <random>
#include <thread>

#include "tests/tools/tapi/api/tapi32_fixture.hpp"

namespace offhook::tapi {
namespace {

class Threads : public tapi32_fixture {};

/// One program's life in small: initialise, open, ask, set, wait for every reply, leave.
int replies_of_one_life(std::mt19937& random) {
    PHONEINITIALIZEEXPARAMS parameters{};
    parameters.dwTotalSize = sizeof(parameters);
    parameters.dwOptions = PHONEINITIALIZEEXOPTION_USEEVENT;
    HPHONEAPP app = 0;
    HPHONE phone = 0;
    DWORD phones = 0;
    DWORD version = tspi::version_3_1;
    if (phoneInitializeExW(&app, nullptr, nullptr, u"t", &phones, &version, &parameters) != 0) {
        return -1;
    }
    int expected = 0;
    if (phoneOpen(app, 0, &phone, tspi::version_3_1, 0, 0, PHONEPRIVILEGE_MONITOR) == 0) {
        const int operations = static_cast<int>(random() % 8);
        for (int i = 0; i < operations; ++i) {
            DWORD block = 0;
            expected += phoneDevSpecific(phone, &block, sizeof(block)) > 0 ? 1 : 0;
            phoneGetLamp(phone, 1, &block);
            phoneSetStatusMessages(phone, random() & 0xFFFF, 0, 0);
        }
    }
    int missing = expected;
    PHONEMESSAGE news{};
    while (missing > 0 && phoneGetMessage(app, &news, INFINITE) == 0) {
        missing -= news.dwMessageID == PHONE_REPLY ? 1 : 0;
    }
    if (random() % 2 == 0) phoneClose(phone);
    return phoneShutdown(app) == 0 ? missing : -2;
}

TEST_F(Threads, MayInitialiseUseAndShutDownAtTheSameTime) {
    const auto seed = std::random_device{}();
    SCOPED_TRACE(seed);
    std::vector<int> wrong(4, 0);
    std::vector<std::thread> threads;
    for (std::size_t i = 0; i < wrong.size(); ++i) {
        threads.emplace_back([&, i] {
            std::mt19937 random(seed + static_cast<unsigned>(i));
            for (int life = 0; life < 60; ++life) wrong[i] |= replies_of_one_life(random);
        });
    }
    for (std::thread& each : threads) each.join();
    EXPECT_EQ(wrong, std::vector<int>(4, 0));
    EXPECT_TRUE(fake_.outstanding().empty());
}

}  // namespace
}  // namespace offhook::tapi
