#pragma once

#include "tsp/ui/desktop_windows.hpp"
#include "tsp/ui/layout.hpp"

#include <vector>

namespace offhook::tsp::ui {

/// A dialog of dialogs.rc, as a window of its own or as a page in another one: it can be resized
/// down to the size that it has there, and follows the resolution of its monitor. On the thread
/// that shows it.
class dialog_box {
public:
    virtual ~dialog_box();
    dialog_box(const dialog_box&) = delete;
    dialog_box& operator=(const dialog_box&) = delete;

    /// Shows it until end(); says what end() was told, or -1 when there can be no window.
    [[nodiscard]] INT_PTR run(HWND owner, int dialog);

    /// Makes it a page, hidden at first. False when there can be no window.
    [[nodiscard]] bool create(HWND parent, int dialog);

    /// Shows or hides a page. Hidden ones take no keys.
    void show(bool visible);

    /// Puts a page where it belongs, at the resolution of the window that it is in.
    void move(const RECT& where, int dpi);

    [[nodiscard]] HWND window() const { return window_; }

protected:
    /// What a control does with room that is won; the others stay.
    struct rule {
        int control;
        on_growth what;
    };

    explicit dialog_box(std::vector<rule> rules) : rules_(std::move(rules)) {}

    virtual void on_init() {}
    /// A control's notification code, or 0 for a button and a key; false if it means nothing here.
    virtual bool on_command(int control, int code) = 0;
    virtual void on_notify(const NMHDR& /*header*/) {}
    virtual void on_timer() {}
    /// All controls have their places.
    virtual void on_layout() {}

    void end(INT_PTR result) { EndDialog(window_, result); }
    [[nodiscard]] HWND control(int id) const { return GetDlgItem(window_, id); }
    [[nodiscard]] std::string text(int id) const { return text_of_window(control(id)); }
    void set_text(int id, std::string_view utf8) { set_text_of_window(control(id), utf8); }
    void enable(int id, bool enabled) { EnableWindow(control(id), enabled ? TRUE : FALSE); }
    [[nodiscard]] int dpi() const { return dpi_; }

private:
    struct drawn_control {
        HWND window;
        area where;
        on_growth what;
    };

    static INT_PTR CALLBACK procedure(HWND window, UINT message, WPARAM wide, LPARAM lng);
    INT_PTR on_message(UINT message, WPARAM wide, LPARAM lng);
    void begin();
    void remember_controls();
    [[nodiscard]] on_growth rule_of(HWND child) const;
    void lay_out();
    void limit(MINMAXINFO& limits) const;
    void fit_to_screen();
    void change_resolution(int dpi, const RECT& where);

    const std::vector<rule> rules_;
    HWND window_ = nullptr;
    // As it was made.
    int drawn_dpi_ = 96;
    extent drawn_inside_;
    extent drawn_outside_;
    std::vector<drawn_control> controls_;
    int dpi_ = 96;
    HFONT font_ = nullptr;  ///< ours, once the resolution has changed
};

}  // namespace offhook::tsp::ui
