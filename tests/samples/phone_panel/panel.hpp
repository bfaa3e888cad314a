#pragma once

#include <memory>
#include <string>

#include "tests/samples/phone_panel/controls.hpp"
#include "tests/samples/phone_panel/telephone.hpp"

namespace sample {

/// The window of the panel. There is one, for TAPI's callback knows no context of its own.
class panel {
public:
    /// Makes the window and shows it. Throws std::runtime_error when there is no telephony.
    panel();
    ~panel();
    panel(const panel&) = delete;
    panel& operator=(const panel&) = delete;

    /// Until the window is closed.
    static int run();

private:
    static LRESULT CALLBACK procedure(HWND window, UINT message, WPARAM first, LPARAM second);
    static void CALLBACK
    on_phone(DWORD phone, DWORD message, DWORD_PTR, DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3);

    LRESULT handle(UINT message, WPARAM first, LPARAM second);
    void on_command(int id, int code);
    void on_message(DWORD message, DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3);
    void on_state(DWORD states);
    void limit(MINMAXINFO& size) const;
    void move_focus(WPARAM where, LPARAM is_window) const;

    void open(DWORD device_id);
    void press_lamp(DWORD id);
    void press_switch(int id, DWORD device);
    void press_ring();
    void write_display();

    void show_lamps();
    void show_display();
    void show_switches();
    void say(const std::wstring& text) const;
    /// Runs what calls TAPI and says what went wrong.
    template <typename Call>
    void attempt(const Call& call) const;

    static panel* only_;
    HWND window_ = nullptr;
    std::unique_ptr<controls> controls_;
    std::unique_ptr<telephone> telephone_;
    bool open_ = false;
    /// Lamps that blink are lit in this half of the time.
    bool lit_half_ = true;
};

}  // namespace sample
