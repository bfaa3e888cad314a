#pragma once

#include "tsp/ui/dialog_box_windows.hpp"
#include "tsp/ui/dialog_line.hpp"

namespace offhook::tsp::ui {

/// TUISPI_phoneConfigDialog: how one phone stands, and a ring to try it. What can be set of a phone
/// is set for all of them, in the provider's dialog.
class phone_dialog : public dialog_box {
public:
    /// `provider` is asked for the phone of its object, and must outlive the dialog.
    phone_dialog(const dialog_line& provider, const handset_status& status);

private:
    void on_init() override;
    bool on_command(int control, int code) override;
    void on_timer() override { refresh(); }

    void refresh();
    void show(const handset_status& status);
    void offer_melodies(std::uint8_t count);
    void ring();

    const dialog_line& provider_;
    const handset_status first_;
    std::uint8_t melodies_ = 0;  ///< that are offered
};

}  // namespace offhook::tsp::ui
