// Several applications on one phone, and an application that ends without a word.

#include <array>
#include <cstdio>

#include "tests/tools/tapi/api/tapi32_fixture.hpp"

namespace offhook::tapi {
namespace {

class Applications : public tapi32_fixture {
protected:
    /// The messages of an application so far: ID and first two parameters.
    using heard = std::vector<std::array<DWORD_PTR, 3>>;
    static heard messages(HPHONEAPP app) {
        heard all;
        PHONEMESSAGE news{};
        while (phoneGetMessage(app, &news, 0) == 0) {
            all.push_back({news.dwMessageID, news.dwParam1, news.dwParam2});
        }
        return all;
    }
    static PHONEMESSAGE await(HPHONEAPP app, DWORD id) {
        PHONEMESSAGE news{};
        while (news.dwMessageID != id && phoneGetMessage(app, &news, INFINITE) == 0) continue;
        return news;
    }
};

TEST_F(Applications, HearOfEachOthersHandlesButNotOfTheirReplies) {
    const HPHONEAPP first = initialize(u"first");
    const HPHONEAPP second = initialize(u"second");
    const HPHONE monitor = open(first, PHONEPRIVILEGE_MONITOR);
    EXPECT_EQ(phoneSetStatusMessages(monitor, PHONESTATE_OWNER | PHONESTATE_LAMP, 0, 0), 0);

    const HPHONE owner = open(second);
    const LONG request = phoneSetLamp(owner, 12, PHONELAMPMODE_STEADY);
    fake_.event(0, PHONE_STATE, PHONESTATE_LAMP, 12, 0);
    EXPECT_EQ(phoneClose(owner), 0);

    EXPECT_EQ(messages(first),
              (heard{{PHONE_STATE, PHONESTATE_OWNER, 1},
                     {PHONE_STATE, PHONESTATE_LAMP, 12},
                     {PHONE_STATE, PHONESTATE_OWNER, 0}}));
    EXPECT_EQ(messages(second), (heard{{PHONE_REPLY, static_cast<DWORD_PTR>(request), 0}}));
    EXPECT_EQ(fake_.count("phoneOpen"), 1U);
    EXPECT_EQ(fake_.count("phoneClose"), 0U);  // the monitor is still there
}

TEST_F(Applications, AllHearOfPhonesThatComeAndGo) {
    const HPHONEAPP first = initialize();
    const HPHONEAPP second = initialize();
    const HPHONE phone = open(second);

    fake_.create(7);
    fake_.remove(0);

    EXPECT_EQ(DWORD_PTR(await(first, PHONE_CREATE).dwParam1), 1U);
    EXPECT_EQ(DWORD_PTR(await(first, PHONE_REMOVE).dwParam1), 0U);
    EXPECT_EQ(DWORD(await(second, PHONE_CLOSE).hDevice), phone);
    EXPECT_EQ(DWORD(await(second, PHONE_REMOVE).hDevice), 0U);
}

TEST_F(Applications, LoseTheRepliesOfAHandleTheyClose) {
    const HPHONEAPP app = initialize();
    const HPHONE staying = open(app, PHONEPRIVILEGE_MONITOR);
    const HPHONE closed = open(app);
    fake_.set().on_operation = [](const fake::operation& what) {
        return static_cast<LONG>(what.request);
    };
    const LONG request = phoneSetLamp(closed, 12, PHONELAMPMODE_OFF);

    EXPECT_EQ(phoneClose(closed), 0);
    fake_.complete(static_cast<DRV_REQUESTID>(request), 0);

    EXPECT_TRUE(messages(app).empty());
    EXPECT_EQ(phoneClose(staying), 0);
}

/// What the child of the test below says at its very end.
void report_shutdowns() {
    using entry_point = decltype(&offhook_fake_controls);
    // Loaded already, so this is the same module.
    static const auto* const module = new loaded_module(OFFHOOK_FAKE_TSP);
    fake::controls& fake =
        *reinterpret_cast<entry_point>(module->symbol("offhook_fake_controls"))();
    std::fprintf(stderr,
                 "closed %zu, shut down %zu\n",
                 fake.count("phoneClose"),
                 fake.count("providerShutdown"));
}

// TAPI notices the end of a program; a provider's session ends in good order.
TEST_F(Applications, AreShutDownWhenTheirProgramEnds) {
    GTEST_FLAG_SET(death_test_style, "threadsafe");
    EXPECT_EXIT(
        {
            std::atexit(report_shutdowns);
            const HPHONEAPP app = initialize();
            open(app);
            std::exit(0);
        },
        testing::ExitedWithCode(0),
        "closed 1, shut down 1");
}

}  // namespace
}  // namespace offhook::tapi
