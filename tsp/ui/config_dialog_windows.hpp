#pragma once

#include "tsp/ui/handsets_page_windows.hpp"
#include "tsp/ui/settings_file.hpp"
#include "tsp/ui/settings_page_windows.hpp"

#include <filesystem>

namespace offhook::tsp::ui {

/// TUISPI_providerConfig: which handsets are phones, time-outs and log, and how everything stands.
/// It changes the configuration file with the rights of whoever has opened it; the provider is only
/// asked.
class config_dialog : public dialog_box {
public:
    /// `provider` must outlive the dialog.
    explicit config_dialog(const dialog_line& provider);

private:
    config_dialog(const dialog_line& provider, std::filesystem::path file);
    config_dialog(const dialog_line& provider,
                  std::filesystem::path file,
                  const loaded_text& loaded);

    void on_init() override;
    bool on_command(int control, int code) override;
    void on_notify(const NMHDR& header) override;
    void on_timer() override { refresh(); }
    void on_layout() override;

    void add_tab(int place, const wchar_t* name) const;
    void show_page(int place);
    void refresh();
    [[nodiscard]] std::string note() const;
    [[nodiscard]] settings_form form() const;
    [[nodiscard]] bool save();
    [[nodiscard]] bool write(const config& wanted);
    void complain(const form_problem& problem);

    const dialog_line& provider_;
    const std::filesystem::path file_;
    config config_;        ///< as it was read
    settings_form saved_;  ///< what the file says
    std::string problem_;  ///< with the file, when it was read
    reply service_;        ///< how the provider stands
    bool has_saved_ = false;
    handsets_page handsets_;
    settings_page settings_;
};

}  // namespace offhook::tsp::ui
