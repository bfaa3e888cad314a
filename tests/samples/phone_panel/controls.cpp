#include "tests/samples/phone_panel/controls.hpp"

#include <algorithm>
#include <array>

namespace sample {
namespace {

constexpr int gap = 8;
constexpr int line = 26;
constexpr int narrowest_lamp = 150;
constexpr int highest_lamp = 44;

void place(HWND window, int x, int y, int width, int height) {
    SetWindowPos(window,
                 nullptr,
                 x,
                 y,
                 std::max(width, 0),
                 std::max(height, 0),
                 SWP_NOZORDER | SWP_NOACTIVATE);
}

void enable(HWND window, bool there) {
    EnableWindow(window, there ? TRUE : FALSE);
}

}  // namespace

controls::controls(HWND panel) : panel_(panel) {
    // The order is the one of the Tab key; the lamps come last and are one stop: arrows lead on.
    make(L"STATIC", L"&Phone:", 0, id_phone_label);
    make(L"COMBOBOX", L"", CBS_DROPDOWNLIST | WS_VSCROLL | WS_TABSTOP, id_phone);
    make(L"BUTTON", L"Se&ttings...", WS_TABSTOP, id_settings);
    make(L"STATIC", L"&Display:", 0, id_display_label);
    make(L"EDIT",
         L"",
         ES_MULTILINE | ES_AUTOVSCROLL | ES_WANTRETURN | WS_BORDER | WS_TABSTOP,
         id_display);
    make(L"BUTTON", L"&Write", WS_TABSTOP, id_write);
    make(L"BUTTON", L"&Handset off-hook", BS_CHECKBOX | WS_TABSTOP, id_handset);
    make(L"BUTTON", L"&Speaker off-hook", BS_CHECKBOX | WS_TABSTOP, id_speaker);
    make(L"BUTTON", L"H&eadset off-hook", BS_CHECKBOX | WS_TABSTOP, id_headset);
    make(L"BUTTON", L"&Ring", BS_CHECKBOX | WS_TABSTOP, id_ring);
    make(L"STATIC", L"", SS_LEFTNOWORDWRAP | SS_CENTERIMAGE | SS_SUNKEN, id_status);
    rescale();
}

controls::~controls() {
    DeleteObject(font_);
}

HWND controls::make(const wchar_t* kind, const wchar_t* text, DWORD style, int id) const {
    const auto menu = reinterpret_cast<HMENU>(static_cast<INT_PTR>(id));
    const HWND made = CreateWindowExW(0,
                                      kind,
                                      text,
                                      style | WS_CHILD | WS_VISIBLE,
                                      0,
                                      0,
                                      0,
                                      0,
                                      panel_,
                                      menu,
                                      GetModuleHandleW(nullptr),
                                      nullptr);
    SendMessageW(made, WM_SETFONT, reinterpret_cast<WPARAM>(font_), FALSE);
    return made;
}

void controls::show(const phone_facts& facts) {
    for (const HWND each : lamps_) {
        DestroyWindow(each);
    }
    lamps_.clear();
    for (std::size_t i = 0; i < facts.lamps.size(); ++i) {
        const DWORD first = i == 0 ? WS_GROUP | WS_TABSTOP : 0;
        lamps_.push_back(make(L"BUTTON",
                              L"",
                              BS_OWNERDRAW | first,
                              first_lamp + static_cast<int>(facts.lamps[i].id)));
    }
    rows_ = facts.rows;
    enable((*this)[id_display], facts.rows > 0);
    enable((*this)[id_write], facts.rows > 0);
    enable((*this)[id_handset], (facts.hook_devices & PHONEHOOKSWITCHDEV_HANDSET) != 0);
    enable((*this)[id_speaker], (facts.hook_devices & PHONEHOOKSWITCHDEV_SPEAKER) != 0);
    enable((*this)[id_headset], (facts.hook_devices & PHONEHOOKSWITCHDEV_HEADSET) != 0);
    enable((*this)[id_ring], facts.ring_modes > 0);
    arrange();
}

int controls::scale(int dips) const {
    return MulDiv(dips, static_cast<int>(GetDpiForWindow(panel_)), USER_DEFAULT_SCREEN_DPI);
}

void controls::rescale() {
    NONCLIENTMETRICSW metrics{};
    metrics.cbSize = sizeof(metrics);
    SystemParametersInfoForDpi(
        SPI_GETNONCLIENTMETRICS, sizeof(metrics), &metrics, 0, GetDpiForWindow(panel_));
    const HFONT before = font_;
    font_ = CreateFontIndirectW(&metrics.lfMessageFont);
    for (HWND each = GetWindow(panel_, GW_CHILD); each != nullptr;
         each = GetWindow(each, GW_HWNDNEXT)) {
        SendMessageW(each, WM_SETFONT, reinterpret_cast<WPARAM>(font_), TRUE);
    }
    if (before != nullptr) {
        DeleteObject(before);
    }
    arrange();
}

void controls::arrange() const {
    RECT area;
    GetClientRect(panel_, &area);
    const int space = scale(gap);
    const int height = scale(line);
    const int label = scale(64);
    const int button = scale(90);
    const int left = space;
    const int right = area.right - space;
    int y = space;
    place((*this)[id_phone_label], left, y + scale(4), label, height);
    // A combo box's height is the one of its list.
    place((*this)[id_phone], left + label, y, right - left - label - button - space, height * 8);
    place((*this)[id_settings], right - button, y, button, height);
    y += height + space;
    const int display = std::max(height, scale(18) * static_cast<int>(rows_) + scale(6));
    place((*this)[id_display_label], left, y + scale(4), label, height);
    place((*this)[id_display], left + label, y, right - left - label - button - space, display);
    place((*this)[id_write], right - button, y, button, height);
    y += display + space;
    constexpr std::array switches{id_handset, id_speaker, id_headset, id_ring};
    const int width = (right - left) / static_cast<int>(switches.size());
    for (std::size_t i = 0; i < switches.size(); ++i) {
        place((*this)[switches[i]], left + width * static_cast<int>(i), y, width - space, height);
    }
    y += height + space;
    const int bottom = area.bottom - space - height;
    place((*this)[id_status], left, bottom, right - left, height);
    arrange_lamps({left, y, right, bottom - space});
    InvalidateRect(panel_, nullptr, TRUE);
}

void controls::arrange_lamps(RECT area) const {
    const int space = scale(gap) / 2;
    const int count = static_cast<int>(lamps_.size());
    const int columns =
        std::max(1, static_cast<int>(area.right - area.left) / scale(narrowest_lamp));
    const int rows = std::max(1, (count + columns - 1) / columns);
    const int width = static_cast<int>(area.right - area.left) / columns;
    const int height =
        std::min(scale(highest_lamp), static_cast<int>(area.bottom - area.top) / rows);
    for (int i = 0; i < count; ++i) {
        place(lamps_[static_cast<std::size_t>(i)],
              area.left + i % columns * width,
              area.top + i / columns * height,
              width - space,
              height - space);
    }
}

void draw_lamp(const DRAWITEMSTRUCT& item, bool lit, int dot) {
    RECT box = item.rcItem;
    const bool down = (item.itemState & ODS_SELECTED) != 0;
    DrawFrameControl(item.hDC, &box, DFC_BUTTON, DFCS_BUTTONPUSH | (down ? DFCS_PUSHED : 0U));
    const int y = (box.top + box.bottom - dot) / 2;
    const HBRUSH colour = CreateSolidBrush(lit ? RGB(32, 200, 64) : RGB(96, 104, 96));
    const HGDIOBJ before = SelectObject(item.hDC, colour);
    Ellipse(item.hDC, box.left + dot / 2, y, box.left + dot / 2 + dot, y + dot);
    SelectObject(item.hDC, before);
    DeleteObject(colour);
    std::array<wchar_t, 128> text{};
    GetWindowTextW(item.hwndItem, text.data(), static_cast<int>(text.size()));
    SetBkMode(item.hDC, TRANSPARENT);
    RECT beside{box.left + 2 * dot, box.top, box.right, box.bottom};
    DrawTextW(item.hDC,
              text.data(),
              -1,
              &beside,
              DT_SINGLELINE | DT_VCENTER | DT_END_ELLIPSIS | DT_NOPREFIX);
    if ((item.itemState & ODS_FOCUS) != 0) {
        InflateRect(&box, -3, -3);
        DrawFocusRect(item.hDC, &box);
    }
}

}  // namespace sample
