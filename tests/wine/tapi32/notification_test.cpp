// The three ways in which a Windows program hears of its messages (TAPI: PHONEINITIALIZEEXPARAMS).

#include <thread>
#include <vector>

#include "tests/wine/tapi32/fixture.hpp"

namespace offhook::tapi {
namespace {

constexpr DWORD patience_ms = 20000;

class WindowsNotification : public windows_tapi {
protected:
    void expect_reply(const PHONEMESSAGE& news, HPHONE phone, LONG request) {
        EXPECT_EQ(DWORD(news.dwMessageID), DWORD(PHONE_REPLY));
        EXPECT_EQ(DWORD(news.hDevice), phone);
        EXPECT_EQ(DWORD_PTR(news.dwCallbackInstance), instance);
        EXPECT_EQ(DWORD_PTR(news.dwParam1), static_cast<DWORD_PTR>(request));
        EXPECT_EQ(DWORD_PTR(news.dwParam2), 0U);
    }
    [[nodiscard]] bool signalled() const { return WaitForSingleObject(event_, 0) == WAIT_OBJECT_0; }
};

TEST_F(WindowsNotification, SignalsTheEventWhileMessagesWait) {
    initialize();
    const HPHONE phone = open();
    EXPECT_FALSE(signalled());

    const LONG first = phoneSetLamp(phone, 1, PHONELAMPMODE_STEADY);
    const LONG second = phoneSetLamp(phone, 2, PHONELAMPMODE_OFF);

    PHONEMESSAGE news{};
    EXPECT_EQ(WaitForSingleObject(event_, patience_ms), WAIT_OBJECT_0);
    EXPECT_EQ(phoneGetMessage(app_, &news, 0), 0);
    expect_reply(news, phone, first);
    EXPECT_TRUE(signalled());
    EXPECT_EQ(phoneGetMessage(app_, &news, patience_ms), 0);
    expect_reply(news, phone, second);
    EXPECT_FALSE(signalled());
    EXPECT_EQ(phoneGetMessage(app_, &news, 0), error(PHONEERR_OPERATIONFAILED));
}

TEST_F(WindowsNotification, EndsAWaitAndClosesTheEventWhenTheApplicationShutsDown) {
    initialize();
    LONG result = 0;
    std::thread waiting([&] {
        PHONEMESSAGE news{};
        result = phoneGetMessage(app_, &news, INFINITE);
    });

    EXPECT_EQ(phoneShutdown(app_), 0);
    waiting.join();

    EXPECT_EQ(result, error(PHONEERR_INVALAPPHANDLE));
    EXPECT_EQ(WaitForSingleObject(event_, 0), WAIT_FAILED);
}

TEST_F(WindowsNotification, PostsEachMessageToACompletionPort) {
    const HANDLE port = CreateIoCompletionPort(INVALID_HANDLE_VALUE, nullptr, 0, 1);
    PHONEINITIALIZEEXPARAMS parameters{};
    parameters.dwOptions = PHONEINITIALIZEEXOPTION_USECOMPLETIONPORT;
    parameters.Handles.hCompletionPort = port;
    parameters.dwCompletionKey = 0x55;
    initialize(parameters, nullptr);
    const HPHONE phone = open();

    const LONG request = phoneSetLamp(phone, 1, PHONELAMPMODE_STEADY);

    DWORD size = 0;
    ULONG_PTR given = 0;
    LPOVERLAPPED what = nullptr;
    ASSERT_NE(GetQueuedCompletionStatus(port, &size, &given, &what, patience_ms), FALSE);
    EXPECT_EQ(given, 0x55U);
    expect_reply(*reinterpret_cast<const PHONEMESSAGE*>(what), phone, request);
    EXPECT_EQ(LocalFree(what), nullptr);
    PHONEMESSAGE news{};
    EXPECT_EQ(phoneGetMessage(app_, &news, 0), error(PHONEERR_OPERATIONFAILED));

    EXPECT_EQ(phoneShutdown(app_), 0);
    // The port is the application's own.
    EXPECT_NE(CloseHandle(port), FALSE);
}

/// What the callback was called with, in the thread that dispatches window messages.
std::vector<PHONEMESSAGE> called;
std::vector<DWORD> called_in;
HPHONEAPP to_shut_down = 0;

void CALLBACK
note(DWORD device, DWORD message, DWORD_PTR instance, DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
    called.push_back({device, message, instance, p1, p2, p3});
    called_in.push_back(GetCurrentThreadId());
    if (to_shut_down != 0) {
        phoneShutdown(to_shut_down);
    }
}

class HiddenWindow : public WindowsNotification {
protected:
    HiddenWindow() {
        called.clear();
        called_in.clear();
        to_shut_down = 0;
        PHONEINITIALIZEEXPARAMS parameters{};
        parameters.dwOptions = PHONEINITIALIZEEXOPTION_USEHIDDENWINDOW;
        initialize(parameters, note);
    }

    /// Dispatches this thread's window messages until the callback was called so often.
    static void dispatch_until(std::size_t count) {
        const ULONGLONG deadline = GetTickCount64() + patience_ms;
        while (called.size() < count && GetTickCount64() < deadline) {
            MsgWaitForMultipleObjects(0, nullptr, FALSE, 1000, QS_ALLINPUT);
            dispatch_what_waits();
        }
    }
    static void dispatch_what_waits() {
        MSG message;
        while (PeekMessageW(&message, nullptr, 0, 0, PM_REMOVE) != FALSE) {
            DispatchMessageW(&message);
        }
    }
};

TEST_F(HiddenWindow, CallsTheCallbackInTheMessageLoop) {
    const HPHONE phone = open();

    const LONG request = phoneSetLamp(phone, 1, PHONELAMPMODE_STEADY);
    EXPECT_TRUE(called.empty());  // nobody has dispatched anything yet
    dispatch_until(1);

    ASSERT_EQ(called.size(), 1U);
    expect_reply(called[0], phone, request);
    EXPECT_EQ(called_in[0], GetCurrentThreadId());
}

TEST_F(HiddenWindow, HearsOfWhatHappensInOtherThreads) {
    const HPHONE phone = open();
    EXPECT_EQ(phoneSetStatusMessages(phone, PHONESTATE_LAMP, 0, 0), 0);

    std::thread other([&] {
        for (DWORD lamp = 0; lamp < 100; ++lamp) {
            fake_.event(0, PHONE_STATE, PHONESTATE_LAMP, lamp, 0);
        }
    });
    dispatch_until(100);
    other.join();

    ASSERT_EQ(called.size(), 100U);
    for (DWORD lamp = 0; lamp < 100; ++lamp) {
        EXPECT_EQ(DWORD_PTR(called[lamp].dwParam2), lamp);
        EXPECT_EQ(called_in[lamp], GetCurrentThreadId());
    }
}

TEST_F(HiddenWindow, LetsTheCallbackShutItsApplicationDown) {
    const HPHONE phone = open();
    for (int i = 0; i < 3; ++i) EXPECT_GT(phoneSetLamp(phone, 1, PHONELAMPMODE_STEADY), 0);
    to_shut_down = app_;

    dispatch_until(1);
    dispatch_what_waits();

    EXPECT_EQ(called.size(), 1U);
    EXPECT_EQ(phoneShutdown(app_), error(PHONEERR_UNINITIALIZED));
    EXPECT_EQ(fake_.count("providerShutdown"), 1U);
}

TEST_F(HiddenWindow, IsSilentOnceTheApplicationHasShutDown) {
    const HPHONE phone = open();
    EXPECT_GT(phoneSetLamp(phone, 1, PHONELAMPMODE_STEADY), 0);

    EXPECT_EQ(phoneShutdown(app_), 0);
    dispatch_what_waits();

    EXPECT_TRUE(called.empty());
}

}  // namespace
}  // namespace offhook::tapi
