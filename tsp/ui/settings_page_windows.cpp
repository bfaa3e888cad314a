#include "tsp/ui/settings_page_windows.hpp"

#include "tsp/ui/resource.h"

namespace offhook::tsp::ui {

settings_page::settings_page(const settings_form& form)
    : dialog_box({{IDC_FORGET_HINT, on_growth::widen}, {IDC_LOG_FILE, on_growth::widen}}),
      form_(form) {}

void settings_page::on_init() {
    look_like_a_tab_page(window());
    constexpr WPARAM longest_number = 8;
    for (std::size_t i = 0; i < number_fields; ++i) {
        const int id = IDC_NUMBER_FIRST + static_cast<int>(i);
        set_text(id, form_.numbers[i]);
        SendMessageW(control(id), EM_SETLIMITTEXT, longest_number, 0);
    }
    for (const auto word : level_words) {
        const auto text = wide(word);
        SendMessageW(control(IDC_LEVEL), CB_ADDSTRING, 0, reinterpret_cast<LPARAM>(text.c_str()));
    }
    SendMessageW(control(IDC_LEVEL), CB_SETCURSEL, form_.level, 0);
    set_text(IDC_LOG_FILE, form_.log_file);
}

void settings_page::read(settings_form& form) const {
    for (std::size_t i = 0; i < number_fields; ++i) {
        form.numbers[i] = text(IDC_NUMBER_FIRST + static_cast<int>(i));
    }
    const auto level = SendMessageW(control(IDC_LEVEL), CB_GETCURSEL, 0, 0);
    if (level >= 0) form.level = static_cast<std::size_t>(level);
    form.log_file = text(IDC_LOG_FILE);
}

void settings_page::focus(const form_problem& problem) const {
    const int id = problem.where == form_problem::place::log_file
                       ? IDC_LOG_FILE
                       : IDC_NUMBER_FIRST + static_cast<int>(problem.field);
    SetFocus(control(id));
    SendMessageW(control(id), EM_SETSEL, 0, -1);
}

bool settings_page::on_command(int /*control*/, int /*code*/) {
    return false;
}

}  // namespace offhook::tsp::ui
