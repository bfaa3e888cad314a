#include "tsp/ui/handsets_page_windows.hpp"

#include "tsp/ui/resource.h"
#include "tsp/ui/settings_form.hpp"
#include "tsp/ui/status_text.hpp"

#include <commctrl.h>

#include <array>

namespace offhook::tsp::ui {
namespace {

constexpr on_growth widen = on_growth::widen;
constexpr on_growth down = on_growth::go_down;
constexpr on_growth right = on_growth::go_right;

struct column {
    const wchar_t* name;
    int percent;  ///< of the list's width
};
constexpr std::array<column, 4> columns{
    column{L"Handset", 35}, {L"Address", 29}, {L"State", 25}, {L"Phone", 11}};

/// The state images of a list with boxes to tick: 0 is none of them.
UINT image_of(handset_row::tick tick) {
    switch (tick) {
        case handset_row::tick::none: return 0;
        case handset_row::tick::off: return 1;
        case handset_row::tick::on: return 2;
    }
    return 0;
}

void set_cell(HWND list, int row, int place, const std::string& text) {
    auto wanted = wide(text);
    std::wstring now(wanted.size() + 2, L'\0');
    LVITEMW item{};
    item.iSubItem = place;
    item.pszText = now.data();
    item.cchTextMax = static_cast<int>(now.size());
    const auto length = SendMessageW(
        list, LVM_GETITEMTEXTW, static_cast<WPARAM>(row), reinterpret_cast<LPARAM>(&item));
    now.resize(static_cast<std::size_t>(length));
    if (now == wanted) return;
    item.pszText = wanted.data();
    SendMessageW(list, LVM_SETITEMTEXTW, static_cast<WPARAM>(row), reinterpret_cast<LPARAM>(&item));
}

}  // namespace

handsets_page::handsets_page(const dialog_line& provider, std::vector<std::string> chosen)
    : dialog_box({{IDC_LIST, widen | on_growth::heighten},
                  {IDC_ADDRESS_LABEL, down},
                  {IDC_ADDRESS, widen | down},
                  {IDC_ADD, right | down},
                  {IDC_STATUS_LABEL, down},
                  {IDC_STATUS, widen | down},
                  {IDC_RING, right | down},
                  {IDC_TRIAL, right | down}}),
      provider_(provider),
      rows_(std::move(chosen)) {}

HWND handsets_page::control_of_list() const {
    return control(IDC_LIST);
}

void handsets_page::on_init() {
    look_like_a_tab_page(window());
    SendMessageW(control(IDC_ADDRESS),
                 EM_SETCUEBANNER,
                 TRUE,
                 reinterpret_cast<LPARAM>(L"sim:127.0.0.1:7310 or hid:1209:4F53:SERIAL"));
    make_columns();
    fill();
    select(rows_.rows().front().address);
}

void handsets_page::make_columns() const {
    const HWND list = control_of_list();
    const DWORD style =
        LVS_EX_CHECKBOXES | LVS_EX_FULLROWSELECT | LVS_EX_DOUBLEBUFFER | LVS_EX_LABELTIP;
    ListView_SetExtendedListViewStyle(list, style);
    int place = 0;
    for (const auto& each : columns) {
        LVCOLUMNW what{};
        what.mask = LVCF_TEXT | LVCF_WIDTH | LVCF_SUBITEM;
        what.pszText = const_cast<wchar_t*>(each.name);
        what.cx = 50;
        what.iSubItem = place;
        SendMessageW(
            list, LVM_INSERTCOLUMNW, static_cast<WPARAM>(place++), reinterpret_cast<LPARAM>(&what));
    }
}

void handsets_page::on_layout() {
    const HWND list = control_of_list();
    RECT inside{};
    GetClientRect(list, &inside);
    // Room for a scroll bar at any time: its coming must not bring the other one.
    const int width = inside.right - scaled(4, 96, dpi());
    int left = width;
    for (std::size_t i = columns.size() - 1; i > 0; --i) {
        const int wanted = width * columns[i].percent / 100;
        ListView_SetColumnWidth(list, static_cast<int>(i), wanted);
        left -= wanted;
    }
    ListView_SetColumnWidth(list, 0, left);
}

void handsets_page::refresh(bool in_session) {
    in_session_ = in_session;
    if (in_session) {
        rows_.update(provider_.ask_all_handsets());
    } else {
        rows_.forget();
    }
    fill();
    show_selected();
}

void handsets_page::fill() {
    filling_ = true;
    std::vector<std::string> wanted;
    for (const auto& each : rows_.rows()) wanted.push_back(each.address);
    if (wanted != shown_) {
        shown_ = std::move(wanted);
        fill_anew();
    }
    for (int row = 0; row < static_cast<int>(shown_.size()); ++row) fill_row(row);
    filling_ = false;
}

void handsets_page::fill_anew() {
    const HWND list = control_of_list();
    const auto* const before = selected();
    const auto address = before == nullptr ? std::string() : before->address;
    SendMessageW(list, WM_SETREDRAW, FALSE, 0);
    ListView_DeleteAllItems(list);
    for (int row = 0; row < static_cast<int>(shown_.size()); ++row) {
        LVITEMW item{};
        item.iItem = row;
        SendMessageW(list, LVM_INSERTITEMW, 0, reinterpret_cast<LPARAM>(&item));
    }
    SendMessageW(list, WM_SETREDRAW, TRUE, 0);
    select(address);
}

void handsets_page::fill_row(int row) const {
    const HWND list = control_of_list();
    const auto& what = rows_.rows()[static_cast<std::size_t>(row)];
    set_cell(list, row, 0, what.name);
    set_cell(list, row, 1, what.address);
    set_cell(list, row, 2, what.state);
    set_cell(list, row, 3, what.device);
    const auto image = INDEXTOSTATEIMAGEMASK(image_of(what.ticked));
    if (ListView_GetItemState(list, row, LVIS_STATEIMAGEMASK) != image) {
        ListView_SetItemState(list, row, image, LVIS_STATEIMAGEMASK);
    }
}

void handsets_page::select(std::string_view address) const {
    for (std::size_t row = 0; row < shown_.size(); ++row) {
        if (shown_[row] != address) continue;
        const int place = static_cast<int>(row);
        constexpr UINT both = LVIS_SELECTED | LVIS_FOCUSED;
        ListView_SetItemState(control_of_list(), place, both, both);
        ListView_EnsureVisible(control_of_list(), place, FALSE);
    }
}

const handset_row* handsets_page::selected() const {
    const int row = ListView_GetNextItem(control_of_list(), -1, LVNI_SELECTED);
    const auto place = static_cast<std::size_t>(row);
    // The list may have rows of before.
    if (row < 0 || place >= shown_.size()) return nullptr;
    for (const auto& each : rows_.rows()) {
        if (each.address == shown_[place]) return &each;
    }
    return nullptr;
}

void handsets_page::show_selected() {
    const auto* const row = selected();
    if (row != nullptr && row->number != no_number && in_session_) {
        const auto found = provider_.ask(ask_status{row->number});
        const auto* status = found.value ? std::get_if<handset_status>(&*found.value) : nullptr;
        if (status != nullptr) return show_status(*status);
    }
    set_text(IDC_STATUS, row == nullptr ? "" : text_of(*row));
    set_text(IDC_TRIAL, "");
    enable(IDC_RING, false);
}

void handsets_page::show_status(const handset_status& status) {
    set_text(IDC_STATUS, text_of(status));
    set_text(IDC_TRIAL, trial_text(status));
    // While it rings the button stays: a focus that is lost takes the keyboard with it.
    enable(IDC_RING, can_ring(status) || status.ring_trial == trial::under_way);
}

void handsets_page::ring() {
    const auto* const row = selected();
    if (row == nullptr || row->number == no_number) return;
    constexpr std::uint16_t clearly_heard = 0xC000;
    const auto found = provider_.ask(ask_ring{row->number, 1, clearly_heard});
    show_selected();
    if (!found.value) return set_text(IDC_TRIAL, found.problem);
    const auto* const refused = std::get_if<refusal>(&*found.value);
    if (refused != nullptr) set_text(IDC_TRIAL, refused->reason);
}

bool handsets_page::is_typing() const {
    return GetFocus() == control(IDC_ADDRESS) && !trimmed(text(IDC_ADDRESS)).empty();
}

void handsets_page::add_address() {
    const auto address = trimmed(text(IDC_ADDRESS));
    auto problem = address_problem(address);
    if (problem.empty() && !rows_.add(address)) problem = address + " is in the list already.";
    if (!problem.empty()) {
        show_message(window(), problem, MB_ICONWARNING);
        SetFocus(control(IDC_ADDRESS));
        SendMessageW(control(IDC_ADDRESS), EM_SETSEL, 0, -1);
        return;
    }
    set_text(IDC_ADDRESS, "");
    fill();
    select(address);
    show_selected();
}

bool handsets_page::on_command(int control, int code) {
    if (code != BN_CLICKED) return false;
    if (control == IDC_ADD) add_address();
    if (control == IDC_RING) ring();
    return control == IDC_ADD || control == IDC_RING;
}

void handsets_page::on_notify(const NMHDR& header) {
    if (header.idFrom != IDC_LIST || header.code != LVN_ITEMCHANGED || filling_) return;
    const auto& change = reinterpret_cast<const NMLISTVIEW&>(header);
    if ((change.uChanged & LVIF_STATE) == 0 || change.iItem < 0) return;
    const auto before = (change.uOldState & LVIS_STATEIMAGEMASK) >> 12;
    const auto after = (change.uNewState & LVIS_STATEIMAGEMASK) >> 12;
    if (before != after && after != 0) {
        rows_.set_tick(static_cast<std::size_t>(change.iItem), after == 2);
        fill();
    }
    if (((change.uOldState ^ change.uNewState) & LVIS_SELECTED) != 0) show_selected();
}

}  // namespace offhook::tsp::ui
