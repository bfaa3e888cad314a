#pragma once

#include "tsp/tspi.hpp"

#include <functional>
#include <future>
#include <string>
#include <vector>

namespace offhook::tests {

/// Calls `holds` until it is true, for at most 15 s; says whether it came true. A window tells
/// nobody when it has changed.
[[nodiscard]] bool comes_true(const std::function<bool()>& holds);

/// An application with a modal dialog open, and the hands at its keyboard. Dialogs run on a thread
/// of their own, so that the test goes on meanwhile. What is not as expected throws.
class pilot {
public:
    /// The function shows the dialog and returns its result. `owner`: a window of the application,
    /// for dialogs to belong to.
    explicit pilot(std::function<LONG(HWND owner)> show);
    ~pilot();
    pilot(const pilot&) = delete;
    pilot& operator=(const pilot&) = delete;

    /// The dialog, once it is there. A later one, a message box say, comes in its place.
    [[nodiscard]] HWND window();

    /// The box that has come up over a dialog: its text. It is closed by `button` (IDYES ...).
    std::string answer_box(int button);

    /// What the dialog's function has returned, once it has.
    [[nodiscard]] LONG result();
    /// Has it returned without showing anything?
    [[nodiscard]] bool returns();

    /// A control of the dialog or of a page in it.
    [[nodiscard]] HWND control(int id);
    [[nodiscard]] std::string text(int id);
    [[nodiscard]] bool is_enabled(int id) { return IsWindowEnabled(control(id)) != FALSE; }
    [[nodiscard]] HWND focus();
    [[nodiscard]] bool has_focus(int id) { return focus() == control(id); }

    /// Waits until a box has come up over a dialog, or instead of one.
    [[nodiscard]] HWND box();

    /// Asks whoever runs the test for a picture of the screen (dialogs_test.py).
    void take_picture(const std::string& name);

    /// Keys, for whatever has the focus; they have had their effect on the return.
    void press(int virtual_key);
    void press_alt(char letter);
    void type(std::string_view text);

    /// Waits until a control's text contains this.
    void await_text(int id, std::string_view part);

    /// Gives the dialog another size, the whole window.
    void resize(int width, int height);

private:
    [[nodiscard]] HWND find(HWND but_not);
    [[nodiscard]] HWND focus_for_keys();
    void settle();

    std::promise<DWORD> thread_id_;
    DWORD thread_;
    std::promise<HWND> owner_;
    std::future<LONG> result_;
    HWND owner_window_ = nullptr;
    HWND dialog_ = nullptr;
};

}  // namespace offhook::tests
