// How an application of libtapi32.so hears of its messages.

#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>

#include "tests/tools/tapi/api/tapi32_fixture.hpp"

#include <fcntl.h>

namespace offhook::tapi {
namespace {

class Notification : public tapi32_fixture {};

/// What a callback was called with, and what it is to do.
struct callback_record {
    /// A test that holds it keeps the callback from returning.
    std::mutex gate;
    std::mutex mutex;
    std::condition_variable changed;
    std::vector<PHONEMESSAGE> messages;
    HPHONEAPP shut_down_inside = 0;
    LONG shut_down_result = 1;

    void wait_for(std::size_t count) {
        std::unique_lock lock(mutex);
        changed.wait(lock, [&] { return messages.size() >= count; });
    }
};
/// A callback that is about to return still holds its own.
std::shared_ptr<callback_record> record;

void CALLBACK
note(DWORD device, DWORD message, DWORD_PTR instance, DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
    const auto mine = record;
    const std::lock_guard let_through(mine->gate);
    LONG result = 1;
    if (mine->shut_down_inside != 0) {
        result = phoneShutdown(mine->shut_down_inside);
    }
    const std::lock_guard lock(mine->mutex);
    mine->shut_down_result = result;
    mine->messages.push_back({device, message, instance, p1, p2, p3});
    mine->changed.notify_all();
}

class CallbackNotification : public Notification {
protected:
    CallbackNotification() { record = std::make_shared<callback_record>(); }

    HPHONEAPP initialize_with_callback() {
        HPHONEAPP app = 0;
        EXPECT_EQ(phoneInitialize(&app, nullptr, note, "old", &phones_), 0);
        apps_.push_back(app);
        return app;
    }
};

// TAPI: PHONEINITIALIZEEXPARAMS: signalled while messages are pending.
TEST_F(Notification, MakesTheEventReadableWhileMessagesWait) {
    const HPHONEAPP app = initialize();
    const HPHONE phone = open(app);
    EXPECT_FALSE(readable(event_));

    const LONG first = phoneSetLamp(phone, 1, PHONELAMPMODE_STEADY);
    const LONG second = phoneSetLamp(phone, 2, PHONELAMPMODE_OFF);
    ASSERT_GT(first, 0);

    PHONEMESSAGE news{};
    EXPECT_TRUE(readable(event_));
    EXPECT_EQ(phoneGetMessage(app, &news, 0), 0);
    EXPECT_EQ(DWORD(news.dwMessageID), DWORD(PHONE_REPLY));
    EXPECT_EQ(DWORD(news.hDevice), phone);
    EXPECT_EQ(DWORD_PTR(news.dwCallbackInstance), 0x77U);
    EXPECT_EQ(DWORD_PTR(news.dwParam1), static_cast<DWORD_PTR>(first));
    EXPECT_EQ(DWORD_PTR(news.dwParam2), 0U);
    EXPECT_TRUE(readable(event_));
    EXPECT_EQ(phoneGetMessage(app, &news, 0), 0);
    EXPECT_EQ(DWORD_PTR(news.dwParam1), static_cast<DWORD_PTR>(second));
    EXPECT_FALSE(readable(event_));
    EXPECT_EQ(phoneGetMessage(app, &news, 0), error(PHONEERR_OPERATIONFAILED));
}

TEST_F(Notification, ClosesTheEventWithTheApplication) {
    const HPHONEAPP app = initialize();
    EXPECT_GE(fcntl(event_, F_GETFD), 0);

    EXPECT_EQ(phoneShutdown(app), 0);

    EXPECT_EQ(fcntl(event_, F_GETFD), -1);
}

// TAPI: phoneGetMessage
TEST_F(Notification, EndsAWaitWhenTheApplicationShutsDown) {
    const HPHONEAPP app = initialize();
    LONG result = 0;
    std::thread waiting([&] {
        PHONEMESSAGE news{};
        result = phoneGetMessage(app, &news, INFINITE);
    });

    EXPECT_EQ(phoneShutdown(app), 0);
    waiting.join();

    EXPECT_EQ(result, error(PHONEERR_INVALAPPHANDLE));
}

TEST_F(CallbackNotification, CallsTheCallbackOnAThreadOfItsOwn) {
    const HPHONEAPP app = initialize_with_callback();
    const HPHONE phone = open(app, PHONEPRIVILEGE_OWNER, tspi::version_1_4);

    const LONG request = phoneSetLamp(phone, 1, PHONELAMPMODE_STEADY);
    record->wait_for(1);

    EXPECT_EQ(DWORD(record->messages[0].hDevice), phone);
    EXPECT_EQ(DWORD(record->messages[0].dwMessageID), DWORD(PHONE_REPLY));
    EXPECT_EQ(DWORD_PTR(record->messages[0].dwCallbackInstance), 0x77U);
    EXPECT_EQ(DWORD_PTR(record->messages[0].dwParam1), static_cast<DWORD_PTR>(request));
}

// TAPI: phoneGetMessage: with the event only.
TEST_F(CallbackNotification, LeavesItsMessagesToTheCallback) {
    const HPHONEAPP app = initialize_with_callback();
    const HPHONE phone = open(app, PHONEPRIVILEGE_OWNER, tspi::version_1_4);
    std::unique_lock busy(record->gate);
    for (int i = 0; i < 3; ++i) EXPECT_GT(phoneSetLamp(phone, 1, PHONELAMPMODE_STEADY), 0);

    PHONEMESSAGE news{};
    ASSERT_EQ(phoneGetMessage(app, &news, 0), error(PHONEERR_OPERATIONFAILED));

    busy.unlock();
    record->wait_for(3);
}

TEST_F(CallbackNotification, MayShutItsApplicationDown) {
    const HPHONEAPP app = initialize_with_callback();
    record->shut_down_inside = app;
    const HPHONE phone = open(app, PHONEPRIVILEGE_OWNER, tspi::version_1_4);

    EXPECT_GT(phoneSetLamp(phone, 1, PHONELAMPMODE_STEADY), 0);
    record->wait_for(1);

    EXPECT_EQ(record->shut_down_result, 0);
    EXPECT_EQ(phoneShutdown(app), error(PHONEERR_UNINITIALIZED));
    EXPECT_EQ(fake_.count("providerShutdown"), 1U);
}

TEST_F(CallbackNotification, IsSilentOnceTheApplicationHasShutDown) {
    const HPHONEAPP app = initialize_with_callback();
    const HPHONE phone = open(app, PHONEPRIVILEGE_OWNER, tspi::version_1_4);
    for (int i = 0; i < 50; ++i) EXPECT_GT(phoneSetLamp(phone, 1, PHONELAMPMODE_STEADY), 0);

    EXPECT_EQ(phoneShutdown(app), 0);

    const std::size_t heard = record->messages.size();  // nobody else touches it any more
    EXPECT_LE(heard, 50U);
}

// TAPI: PHONE_CREATE: an application of phoneInitialize counts as one of 1.3.
TEST_F(CallbackNotification, TellsAnOldApplicationReinitForANewPhone) {
    initialize_with_callback();

    fake_.create(1);
    record->wait_for(1);

    EXPECT_EQ(DWORD(record->messages[0].dwMessageID), DWORD(PHONE_STATE));
    EXPECT_EQ(DWORD_PTR(record->messages[0].dwParam1), DWORD_PTR(PHONESTATE_REINIT));
}

TEST_F(Notification, OffersNoCompletionPortWhereThereAreNone) {
    PHONEINITIALIZEEXPARAMS parameters{};
    parameters.dwTotalSize = sizeof(parameters);
    HPHONEAPP app = 0;
    DWORD version = tspi::version_3_1;
    for (const DWORD option : {DWORD(PHONEINITIALIZEEXOPTION_USECOMPLETIONPORT), 0U, 4U}) {
        parameters.dwOptions = option;
        EXPECT_EQ(phoneInitializeExW(&app, nullptr, note, u"x", &phones_, &version, &parameters),
                  error(PHONEERR_INVALPARAM));
    }
    parameters.dwOptions = PHONEINITIALIZEEXOPTION_USEHIDDENWINDOW;
    EXPECT_EQ(phoneInitializeExW(&app, nullptr, nullptr, u"x", &phones_, &version, &parameters),
              error(PHONEERR_INVALPOINTER));
}

}  // namespace
}  // namespace offhook::tapi
