#pragma once

#include <vector>

#include <windows.h>

#include "tests/samples/phone_panel/telephone.hpp"

namespace sample {

/// The numbers of the panel's controls; its lamps follow from first_lamp on.
enum control_id : int {
    id_phone_label = 100,
    id_phone,
    id_settings,
    id_display_label,
    id_display,
    id_write,
    id_handset,
    id_speaker,
    id_headset,
    id_ring,
    id_status,
    first_lamp = 200
};

/// The child windows of the panel: they fill it, whatever its size and the monitor's resolution.
class controls {
public:
    explicit controls(HWND panel);
    ~controls();
    controls(const controls&) = delete;
    controls& operator=(const controls&) = delete;

    /// A lamp for each of a phone's, and only the switches that it has.
    void show(const phone_facts& facts);
    /// Puts everything in its place; after a change of size.
    void arrange() const;
    /// Another font, and everything in its place; after a change of resolution.
    void rescale();
    /// Device-independent pixels (1/96 inch) of the panel's monitor.
    [[nodiscard]] int scale(int dips) const;
    [[nodiscard]] HWND operator[](int id) const { return GetDlgItem(panel_, id); }

private:
    HWND make(const wchar_t* kind, const wchar_t* text, DWORD style, int id) const;
    void arrange_lamps(RECT area) const;

    HWND panel_;
    HFONT font_ = nullptr;
    std::vector<HWND> lamps_;
    DWORD rows_ = 0;
};

/// WM_DRAWITEM of a lamp: a dot that is lit or not beside the text.
void draw_lamp(const DRAWITEMSTRUCT& item, bool lit, int dot);

}  // namespace sample
