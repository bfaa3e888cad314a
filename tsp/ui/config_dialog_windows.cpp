#include "tsp/ui/config_dialog_windows.hpp"

#include "driver/config_edit.hpp"
#include "tsp/ui/resource.h"
#include "tsp/ui/status_text.hpp"

#include <commctrl.h>

#include <utility>

namespace offhook::tsp::ui {
namespace {

constexpr UINT_PTR refresh_timer = 1;
constexpr UINT refresh_ms = 500;

const overview* overview_in(const reply& from) {
    return from.value ? std::get_if<overview>(&*from.value) : nullptr;
}

config config_in(const loaded_text& loaded, const std::filesystem::path& file) {
    return config_of_text(loaded.text, path_text(file));
}

}  // namespace

config_dialog::config_dialog(const dialog_line& provider)
    : config_dialog(provider, settings_file_here()) {}

config_dialog::config_dialog(const dialog_line& provider, std::filesystem::path file)
    : config_dialog(provider, file, load_settings(file)) {}

config_dialog::config_dialog(const dialog_line& provider,
                             std::filesystem::path file,
                             const loaded_text& loaded)
    : dialog_box({{IDC_TABS, on_growth::widen | on_growth::heighten},
                  {IDC_FILE, on_growth::widen | on_growth::go_down},
                  {IDC_NOTE, on_growth::widen | on_growth::go_down},
                  {IDOK, on_growth::go_right | on_growth::go_down},
                  {IDCANCEL, on_growth::go_right | on_growth::go_down},
                  {IDC_APPLY, on_growth::go_right | on_growth::go_down}}),
      provider_(provider),
      file_(std::move(file)),
      config_(config_in(loaded, file_)),
      saved_(form_of(config_)),
      problem_(loaded.problem),
      handsets_(provider, saved_.devices),
      settings_(saved_) {
    if (problem_.empty() && !config_.complaints.empty()) problem_ = config_.complaints.front();
}

void config_dialog::on_init() {
    add_tab(0, L"Handsets");
    add_tab(1, L"Time-outs and log");
    if (!handsets_.create(window(), IDD_HANDSETS) || !settings_.create(window(), IDD_SETTINGS)) {
        return end(-1);
    }
    // After the tabs, in the order of the keyboard, and over them.
    for (const HWND page : {settings_.window(), handsets_.window()}) {
        SetWindowPos(page, control(IDC_TABS), 0, 0, 0, 0, SWP_NOMOVE | SWP_NOSIZE | SWP_NOACTIVATE);
    }
    set_text(IDC_FILE, "Settings: " + path_text(file_));
    show_page(0);
    refresh();
    SetTimer(window(), refresh_timer, refresh_ms, nullptr);
}

void config_dialog::add_tab(int place, const wchar_t* name) const {
    TCITEMW item{};
    item.mask = TCIF_TEXT;
    item.pszText = const_cast<wchar_t*>(name);
    SendMessageW(control(IDC_TABS),
                 TCM_INSERTITEMW,
                 static_cast<WPARAM>(place),
                 reinterpret_cast<LPARAM>(&item));
}

void config_dialog::show_page(int place) {
    SendMessageW(control(IDC_TABS), TCM_SETCURSEL, static_cast<WPARAM>(place), 0);
    handsets_.show(place == 0);
    settings_.show(place == 1);
}

void config_dialog::on_layout() {
    if (settings_.window() == nullptr) return;
    RECT where{};
    GetWindowRect(control(IDC_TABS), &where);
    MapWindowPoints(nullptr, window(), reinterpret_cast<POINT*>(&where), 2);
    SendMessageW(control(IDC_TABS), TCM_ADJUSTRECT, FALSE, reinterpret_cast<LPARAM>(&where));
    handsets_.move(where, dpi());
    settings_.move(where, dpi());
}

void config_dialog::refresh() {
    service_ = provider_.ask(ask_overview{});
    const auto* const service = overview_in(service_);
    handsets_.refresh(service != nullptr && service->in_session);
    set_text(IDC_NOTE, note());
    enable(IDC_APPLY, form() != saved_);
}

std::string config_dialog::note() const {
    if (!problem_.empty()) return problem_;
    const auto* const service = overview_in(service_);
    if (service == nullptr) {
        return "Settings can be changed, but " +
               (service_.problem.empty() ? "the telephony service does not know this dialog"
                                         : service_.problem) +
               ".";
    }
    auto overridden = override_text(*service, path_text(file_));
    if (!overridden.empty()) return overridden;
    const std::string saved = has_saved_ ? "Saved. " : "";
    if (!service->in_session) {
        return saved + "Nobody uses the telephony service now, so how handsets stand is not known.";
    }
    return saved +
           "Changes take effect when the telephony service starts next; the log's level at once.";
}

settings_form config_dialog::form() const {
    settings_form form;
    settings_.read(form);
    form.devices = handsets_.chosen();
    return form;
}

bool config_dialog::save() {
    const auto now = form();
    const auto checked = check_form(now, config_);
    if (!checked.problems.empty()) {
        complain(checked.problems.front());
        return false;
    }
    if (now == saved_) return true;
    if (!write(checked.value)) return false;
    saved_ = now;
    has_saved_ = true;
    problem_.clear();
    // Of what there is to answer, nothing matters: the level is in the file.
    static_cast<void>(provider_.ask(ask_level{level_at(now.level)}));
    return true;
}

bool config_dialog::write(const config& wanted) {
    // Anew: somebody else may have changed it meanwhile.
    const auto loaded = load_settings(file_);
    const auto edited = edit_config(loaded.text, wanted);
    const auto problem = loaded.problem.empty()
                             ? save_settings(file_, edited.text, edited.rewritten)
                             : loaded.problem;
    if (problem.empty()) return true;
    show_message(window(), problem, MB_ICONERROR);
    return false;
}

void config_dialog::complain(const form_problem& problem) {
    show_message(window(), problem.message, MB_ICONWARNING);
    const bool of_handsets = problem.where == form_problem::place::devices;
    show_page(of_handsets ? 0 : 1);
    of_handsets ? handsets_.focus_list() : settings_.focus(problem);
}

bool config_dialog::on_command(int control, int /*code*/) {
    switch (control) {
        case IDOK:
            if (handsets_.is_typing()) {
                handsets_.add_address();
            } else if (save()) {
                end(IDOK);
            }
            return true;
        case IDC_APPLY:
            if (save()) refresh();
            return true;
        case IDCANCEL: end(IDCANCEL); return true;
        default: return false;
    }
}

void config_dialog::on_notify(const NMHDR& header) {
    if (header.idFrom != IDC_TABS || header.code != static_cast<UINT>(TCN_SELCHANGE)) return;
    show_page(static_cast<int>(SendMessageW(control(IDC_TABS), TCM_GETCURSEL, 0, 0)));
}

}  // namespace offhook::tsp::ui
