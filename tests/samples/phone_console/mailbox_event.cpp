#include <array>
#include <deque>
#include <mutex>

#include "tests/samples/phone_console/mailbox.hpp"

namespace sample {
namespace {

class event_mailbox final : public mailbox {
public:
    ~event_mailbox() override { CloseHandle(typed_); }

    void choose(PHONEINITIALIZEEXPARAMS& parameters) override {
        parameters.dwOptions = PHONEINITIALIZEEXOPTION_USEEVENT;
    }

    void start(HPHONEAPP app, const PHONEINITIALIZEEXPARAMS& parameters) override {
        app_ = app;
        news_ = parameters.Handles.hEvent;
    }

    void post(std::string line) override {
        const std::lock_guard lock(mutex_);
        lines_.push_back(std::move(line));
        SetEvent(typed_);
    }

    std::variant<PHONEMESSAGE, std::string> wait() override {
        for (;;) {
            const std::array<HANDLE, 2> both{typed_, news_};
            const DWORD count = news_ == nullptr ? 1 : 2;
            WaitForMultipleObjects(count, both.data(), FALSE, INFINITE);
            PHONEMESSAGE message{};
            if (news_ != nullptr && phoneGetMessage(app_, &message, 0) == 0) {
                return message;
            }
            const std::lock_guard lock(mutex_);
            if (!lines_.empty()) {
                std::string line = std::move(lines_.front());
                lines_.pop_front();
                return line;
            }
            ResetEvent(typed_);
        }
    }

private:
    HPHONEAPP app_ = 0;
    HANDLE news_ = nullptr;
    HANDLE typed_ = CreateEventW(nullptr, TRUE, FALSE, nullptr);
    std::mutex mutex_;
    std::deque<std::string> lines_;
};

}  // namespace

std::unique_ptr<mailbox> make_event_mailbox() {
    return std::make_unique<event_mailbox>();
}

}  // namespace sample
