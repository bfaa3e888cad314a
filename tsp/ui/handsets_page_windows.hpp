#pragma once

#include "tsp/ui/dialog_box_windows.hpp"
#include "tsp/ui/dialog_line.hpp"
#include "tsp/ui/handset_rows.hpp"

namespace offhook::tsp::ui {

/// The page on which handsets are seen, tried and chosen.
class handsets_page : public dialog_box {
public:
    /// `provider` must outlive the page.
    handsets_page(const dialog_line& provider, std::vector<std::string> chosen);

    /// Shows how everything stands now; `in_session`: is there a provider that knows?
    void refresh(bool in_session);

    [[nodiscard]] std::vector<std::string> chosen() const { return rows_.chosen(); }

    void focus_list() const { SetFocus(control_of_list()); }

    /// Is somebody typing an address? Then Enter adds it.
    [[nodiscard]] bool is_typing() const;
    void add_address();

private:
    void on_init() override;
    bool on_command(int control, int code) override;
    void on_notify(const NMHDR& header) override;
    void on_layout() override;

    [[nodiscard]] HWND control_of_list() const;
    void make_columns() const;
    void fill();
    void fill_anew();
    void fill_row(int row) const;
    void select(std::string_view address) const;
    [[nodiscard]] const handset_row* selected() const;
    void show_selected();
    void show_status(const handset_status& status);
    void ring();

    const dialog_line& provider_;
    handset_rows rows_;
    std::vector<std::string> shown_;  ///< the addresses of the rows that the list has
    bool in_session_ = false;
    bool filling_ = false;  ///< what the list tells now is our own doing
};

}  // namespace offhook::tsp::ui
