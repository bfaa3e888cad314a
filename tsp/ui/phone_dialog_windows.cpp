#include "tsp/ui/phone_dialog_windows.hpp"

#include "tsp/ui/resource.h"
#include "tsp/ui/status_text.hpp"

#include <commctrl.h>

namespace offhook::tsp::ui {
namespace {

constexpr UINT_PTR refresh_timer = 1;
constexpr UINT refresh_ms = 500;
constexpr int volume_steps = 10;
constexpr int usual_volume = 8;

}  // namespace

phone_dialog::phone_dialog(const dialog_line& provider, const handset_status& status)
    : dialog_box({{IDC_STATUS_LABEL, on_growth::widen},
                  {IDC_STATUS, on_growth::widen | on_growth::heighten},
                  {IDC_MELODY_LABEL, on_growth::go_down},
                  {IDC_MELODY, on_growth::go_down},
                  {IDC_VOLUME_LABEL, on_growth::go_down},
                  {IDC_VOLUME, on_growth::widen | on_growth::go_down},
                  {IDC_RING, on_growth::go_right | on_growth::go_down},
                  {IDC_TRIAL, on_growth::widen | on_growth::go_down},
                  {IDCANCEL, on_growth::go_right | on_growth::go_down}}),
      provider_(provider),
      first_(status) {}

void phone_dialog::on_init() {
    const auto& line = first_.line;
    const auto& name = line.name.empty() ? line.address : line.name;
    SetWindowTextW(window(), wide("Offhook phone: " + name).c_str());
    SendMessageW(control(IDC_VOLUME), TBM_SETRANGE, FALSE, MAKELPARAM(0, volume_steps));
    SendMessageW(control(IDC_VOLUME), TBM_SETPOS, TRUE, usual_volume);
    show(first_);
    SetTimer(window(), refresh_timer, refresh_ms, nullptr);
}

void phone_dialog::refresh() {
    const auto found = provider_.ask(ask_status{});
    const auto* const status = found.value ? std::get_if<handset_status>(&*found.value) : nullptr;
    if (status != nullptr) return show(*status);
    const auto* const refused = found.value ? std::get_if<refusal>(&*found.value) : nullptr;
    set_text(IDC_STATUS, refused != nullptr ? refused->reason : found.problem);
    set_text(IDC_TRIAL, "");
    enable(IDC_RING, false);
}

void phone_dialog::show(const handset_status& status) {
    set_text(IDC_STATUS, text_of(status));
    set_text(IDC_TRIAL, trial_text(status));
    offer_melodies(status.ring_modes);
    enable(IDC_MELODY, status.ring_modes > 0);
    enable(IDC_VOLUME, status.ring_modes > 0);
    // While it rings the button stays: a focus that is lost takes the keyboard with it.
    enable(IDC_RING, can_ring(status) || status.ring_trial == trial::under_way);
}

void phone_dialog::offer_melodies(std::uint8_t count) {
    if (melodies_ == count) return;
    melodies_ = count;
    const HWND list = control(IDC_MELODY);
    SendMessageW(list, CB_RESETCONTENT, 0, 0);
    for (int melody = 1; melody <= count; ++melody) {
        const auto text = std::to_wstring(melody);
        SendMessageW(list, CB_ADDSTRING, 0, reinterpret_cast<LPARAM>(text.c_str()));
    }
    SendMessageW(list, CB_SETCURSEL, 0, 0);
}

void phone_dialog::ring() {
    const auto place = SendMessageW(control(IDC_MELODY), CB_GETCURSEL, 0, 0);
    const auto step = SendMessageW(control(IDC_VOLUME), TBM_GETPOS, 0, 0);
    const auto found =
        provider_.ask(ask_ring{no_number,
                               static_cast<std::uint8_t>(place + 1),
                               static_cast<std::uint16_t>(0xFFFF * step / volume_steps)});
    refresh();
    if (!found.value) return set_text(IDC_TRIAL, found.problem);
    const auto* const refused = std::get_if<refusal>(&*found.value);
    if (refused != nullptr) set_text(IDC_TRIAL, refused->reason);
}

bool phone_dialog::on_command(int control, int code) {
    if (control == IDCANCEL || control == IDOK) end(control);
    if (control == IDC_RING && code == BN_CLICKED) ring();
    return control == IDCANCEL || control == IDOK || control == IDC_RING;
}

}  // namespace offhook::tsp::ui
