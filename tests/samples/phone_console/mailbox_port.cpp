#include "tests/samples/phone_console/mailbox.hpp"

namespace sample {
namespace {

constexpr DWORD from_tapi = 1;
constexpr DWORD from_keyboard = 2;

class port_mailbox final : public mailbox {
public:
    ~port_mailbox() override { CloseHandle(port_); }

    void choose(PHONEINITIALIZEEXPARAMS& parameters) override {
        parameters.dwOptions = PHONEINITIALIZEEXOPTION_USECOMPLETIONPORT;
        parameters.Handles.hCompletionPort = port_;
        parameters.dwCompletionKey = from_tapi;
    }

    void post(std::string line) override {
        auto* copy = new std::string(std::move(line));
        PostQueuedCompletionStatus(port_, 0, from_keyboard, reinterpret_cast<LPOVERLAPPED>(copy));
    }

    std::variant<PHONEMESSAGE, std::string> wait() override {
        DWORD size = 0;
        ULONG_PTR key = 0;
        LPOVERLAPPED what = nullptr;
        GetQueuedCompletionStatus(port_, &size, &key, &what, INFINITE);
        if (key == from_keyboard) {
            const std::unique_ptr<std::string> line(reinterpret_cast<std::string*>(what));
            return std::move(*line);
        }
        const PHONEMESSAGE message = *reinterpret_cast<const PHONEMESSAGE*>(what);
        // TAPI: PHONEINITIALIZEEXPARAMS: the application frees it.
        LocalFree(what);
        return message;
    }

private:
    HANDLE port_ = CreateIoCompletionPort(INVALID_HANDLE_VALUE, nullptr, 0, 1);
};

}  // namespace

std::unique_ptr<mailbox> make_port_mailbox() {
    return std::make_unique<port_mailbox>();
}

}  // namespace sample
