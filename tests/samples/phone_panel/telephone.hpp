#pragma once

#include <string>
#include <vector>

#include <windows.h>

#include <tapi.h>

namespace sample {

/// A lamp of a phone: its number and what is written beside it.
struct lamp {
    DWORD id = 0;
    std::wstring label;
};

/// What a phone has; it does not change while the phone is open.
struct phone_facts {
    DWORD rows = 0;
    DWORD columns = 0;
    /// PHONEHOOKSWITCHDEV_...
    DWORD hook_devices = 0;
    DWORD ring_modes = 0;
    std::vector<lamp> lamps;
};

/// An application of phones with at most one of them open. What fails throws std::runtime_error
/// with what was called and its error.
class telephone {
public:
    /// The news come to `callback`, in this thread's message loop.
    explicit telephone(PHONECALLBACK callback);
    ~telephone();
    telephone(const telephone&) = delete;
    telephone& operator=(const telephone&) = delete;

    [[nodiscard]] DWORD count() const noexcept { return phones_; }
    [[nodiscard]] std::wstring name(DWORD device_id) const;
    /// As its owner, or as a monitor where it has one. Closes what is open.
    void open(DWORD device_id);
    void close() noexcept;
    /// The phone has been closed by the system: PHONE_CLOSE.
    void forget() noexcept { phone_ = 0; }
    [[nodiscard]] const phone_facts& facts() const noexcept { return facts_; }

    /// Whether the phone is there; without it the questions below are refused.
    [[nodiscard]] bool connected() const;
    /// PHONELAMPMODE_...
    [[nodiscard]] DWORD lamp_mode(DWORD id) const;
    /// Each row without the spaces at its end.
    [[nodiscard]] std::vector<std::wstring> display() const;
    /// PHONEHOOKSWITCHDEV_... of what is off-hook.
    [[nodiscard]] DWORD off_hook() const;
    [[nodiscard]] DWORD ring_mode() const;

    // Asynchronous: PHONE_REPLY says what came of it.

    void set_lamp(DWORD id, DWORD mode);
    void set_display(DWORD row, std::wstring text);
    void set_hook(DWORD device, DWORD mode);
    void set_ring(DWORD mode);

    /// phoneConfigDialog of the open phone.
    void show_settings(HWND owner) const;

private:
    [[nodiscard]] DWORD negotiate(DWORD device_id) const;
    [[nodiscard]] std::vector<std::byte> caps(DWORD device_id) const;
    [[nodiscard]] std::wstring label(DWORD button) const;

    HPHONEAPP app_ = 0;
    HPHONE phone_ = 0;
    DWORD phones_ = 0;
    DWORD device_id_ = 0;
    phone_facts facts_;
};

/// "error 0x90000006".
[[nodiscard]] std::string error_text(LONG error);

}  // namespace sample
