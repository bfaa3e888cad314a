#pragma once

#include "tsp/ui/dialog_box_windows.hpp"
#include "tsp/ui/settings_form.hpp"

namespace offhook::tsp::ui {

/// The page with time-outs and log.
class settings_page : public dialog_box {
public:
    /// Shows this form, but its handsets.
    explicit settings_page(const settings_form& form);

    /// Puts what stands on the page into a form.
    void read(settings_form& form) const;

    /// Leads to the field that a problem is about.
    void focus(const form_problem& problem) const;

private:
    void on_init() override;
    bool on_command(int control, int code) override;

    settings_form form_;
};

}  // namespace offhook::tsp::ui
