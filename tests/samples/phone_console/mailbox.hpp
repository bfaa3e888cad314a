#pragma once

#include <memory>
#include <string>
#include <variant>

#include <windows.h>

#include <tapi.h>

namespace sample {

/// Where the messages of TAPI and the lines that somebody types come together: one of the three
/// ways in which TAPI tells an application its news.
class mailbox {
public:
    mailbox() = default;
    virtual ~mailbox() = default;
    mailbox(const mailbox&) = delete;
    mailbox& operator=(const mailbox&) = delete;

    /// Fills in how phoneInitializeEx is to tell the news.
    virtual void choose(PHONEINITIALIZEEXPARAMS& parameters) = 0;
    [[nodiscard]] virtual PHONECALLBACK callback() const { return nullptr; }
    /// phoneInitializeEx has succeeded and filled `parameters`.
    virtual void start(HPHONEAPP, const PHONEINITIALIZEEXPARAMS&) {}

    /// One typed line; any thread.
    virtual void post(std::string line) = 0;
    /// Waits for what comes first. The thread that called phoneInitializeEx.
    [[nodiscard]] virtual std::variant<PHONEMESSAGE, std::string> wait() = 0;
};

/// An event, and phoneGetMessage.
[[nodiscard]] std::unique_ptr<mailbox> make_event_mailbox();
/// A completion port.
[[nodiscard]] std::unique_ptr<mailbox> make_port_mailbox();
/// TAPI's hidden window: a callback in the message loop.
[[nodiscard]] std::unique_ptr<mailbox> make_window_mailbox();

}  // namespace sample
