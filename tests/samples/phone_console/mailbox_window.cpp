#include <deque>

#include "tests/samples/phone_console/mailbox.hpp"

namespace sample {
namespace {

constexpr UINT typed = WM_APP + 1;

/// What the callback has brought; the callback and the loop are in one thread.
std::deque<PHONEMESSAGE> news;

void CALLBACK
on_phone(DWORD phone, DWORD message, DWORD_PTR instance, DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3) {
    news.push_back({phone, message, instance, p1, p2, p3});
}

class window_mailbox final : public mailbox {
public:
    void choose(PHONEINITIALIZEEXPARAMS& parameters) override {
        parameters.dwOptions = PHONEINITIALIZEEXOPTION_USEHIDDENWINDOW;
    }
    [[nodiscard]] PHONECALLBACK callback() const override { return on_phone; }

    void post(std::string line) override {
        auto* copy = new std::string(std::move(line));
        PostThreadMessageW(thread_, typed, 0, reinterpret_cast<LPARAM>(copy));
    }

    std::variant<PHONEMESSAGE, std::string> wait() override {
        while (news.empty()) {
            MSG message;
            GetMessageW(&message, nullptr, 0, 0);
            if (message.hwnd == nullptr && message.message == typed) {
                const std::unique_ptr<std::string> line(
                    reinterpret_cast<std::string*>(message.lParam));
                return std::move(*line);
            }
            DispatchMessageW(&message);
        }
        const PHONEMESSAGE first = news.front();
        news.pop_front();
        return first;
    }

private:
    DWORD thread_ = GetCurrentThreadId();
};

}  // namespace

std::unique_ptr<mailbox> make_window_mailbox() {
    // The thread gets its message queue now, before anybody posts to it.
    MSG message;
    PeekMessageW(&message, nullptr, WM_USER, WM_USER, PM_NOREMOVE);
    return std::make_unique<window_mailbox>();
}

}  // namespace sample
