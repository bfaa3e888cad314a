// Windows' hidden window: the application's own thread calls the callback when it dispatches window
// messages (TAPI: PHONEINITIALIZEEXPARAMS, ..._USEHIDDENWINDOW).

#include <system_error>

#include "tools/tapi/api/delivery.hpp"

namespace offhook::tapi::api {
namespace {

constexpr UINT messages_wait = WM_APP;
constexpr const wchar_t* window_class = L"OffhookTapi";

/// Posts one window message as soon as messages wait; the window's procedure takes all of them.
class window_signal final : public queue_signal {
public:
    explicit window_signal(HWND window) : window_(window) {}
    void set() noexcept override { PostMessageW(window_, messages_wait, 0, 0); }
    void clear() noexcept override {}

private:
    HWND window_;
};

struct receiver {
    PHONECALLBACK callback = nullptr;
    message_reader read;
};

LRESULT CALLBACK procedure(HWND window, UINT message, WPARAM first, LPARAM second) {
    if (message != messages_wait) {
        return DefWindowProcW(window, message, first, second);
    }
    // A copy: a callback may shut the application down.
    const auto* found = reinterpret_cast<receiver*>(GetWindowLongPtrW(window, GWLP_USERDATA));
    if (found == nullptr || !found->read) {
        return 0;
    }
    const receiver here = *found;
    while (const auto news = here.read(0)) {
        here.callback(news->hDevice,
                      news->dwMessageID,
                      news->dwCallbackInstance,
                      news->dwParam1,
                      news->dwParam2,
                      news->dwParam3);
    }
    return 0;
}

HWND make_window() {
    WNDCLASSEXW kind{};
    kind.cbSize = sizeof(kind);
    kind.lpfnWndProc = procedure;
    kind.hInstance = GetModuleHandleW(nullptr);
    kind.lpszClassName = window_class;
    RegisterClassExW(&kind);  // fails when it is there already, which is fine
    const HWND window = CreateWindowExW(
        0, window_class, L"", 0, 0, 0, 0, 0, HWND_MESSAGE, nullptr, kind.hInstance, nullptr);
    if (window == nullptr) {
        throw std::system_error(
            static_cast<int>(GetLastError()), std::system_category(), "CreateWindowEx");
    }
    return window;
}

class window_delivery final : public delivery {
public:
    explicit window_delivery(PHONECALLBACK callback)
        : window_(make_window()), signal_(std::make_shared<window_signal>(window_)) {
        receiver_.callback = callback;
    }
    ~window_delivery() override { stop(); }

    [[nodiscard]] std::shared_ptr<queue_signal> signal() const override { return signal_; }

    void start(const message_reader& read) override {
        receiver_.read = read;
        SetWindowLongPtrW(window_, GWLP_USERDATA, reinterpret_cast<LONG_PTR>(&receiver_));
        // What came before now has nobody to take it yet.
        signal_->set();
    }

    void stop() override {
        if (window_ == nullptr) {
            return;
        }
        SetWindowLongPtrW(window_, GWLP_USERDATA, 0);
        if (DestroyWindow(window_) == FALSE) {
            // Only its own thread can destroy a window; this one closes it there.
            PostMessageW(window_, WM_CLOSE, 0, 0);
        }
        window_ = nullptr;
    }

private:
    HWND window_;
    std::shared_ptr<window_signal> signal_;
    receiver receiver_;
};

}  // namespace

std::unique_ptr<delivery> make_callback_delivery(PHONECALLBACK callback) {
    return std::make_unique<window_delivery>(callback);
}

}  // namespace offhook::tapi::api
