#pragma once

#include <memory>

#include "tools/tapi/module.hpp"
#include "tools/tapi/provider_exports.hpp"

namespace offhook::tapi {

/// The UI half of a provider: the DLL that it names with TSPI_providerUIIdentify, loaded in the
/// application's process as long as this lives (tspi-phone.md §1.6). Its dialogs are modal: each
/// call returns when the dialog is gone. What it sends to the provider takes the way of
/// callback_router::ui_data().
class provider_ui {
public:
    /// Null when the provider has no UI DLL or it cannot be loaded; `failure` says why then.
    [[nodiscard]] static std::unique_ptr<provider_ui> of(const provider_exports& exports,
                                                         std::string& failure);

    /// TUISPI_phoneConfigDialog; PHONEERR_OPERATIONUNAVAIL when it is not exported.
    [[nodiscard]] LONG config_phone(DWORD device_id, HWND owner, const WCHAR* device_class) const;

    using provider_dialog = decltype(&TUISPI_providerInstall);
    /// TUISPI_providerInstall, TUISPI_providerConfig or TUISPI_providerRemove by its name; null
    /// when it is not exported: each is optional.
    [[nodiscard]] provider_dialog find(const char* name) const noexcept;

private:
    explicit provider_ui(const std::string& path) : module_(path) {}

    loaded_module module_;
};

}  // namespace offhook::tapi
