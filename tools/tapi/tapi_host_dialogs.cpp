// Dialogs of providers and the list of providers: what runs a UI DLL in the application's process.

#include <mutex>

#include "tools/tapi/error_names.hpp"
#include "tools/tapi/phone_call.hpp"
#include "tools/tapi/provider_ui.hpp"
#include "tools/tapi/tapi_host.hpp"

namespace offhook::tapi {
namespace {

const char* entry_point_of(provider_dialog_kind kind) {
    switch (kind) {
        case provider_dialog_kind::install: return "TUISPI_providerInstall";
        case provider_dialog_kind::config: return "TUISPI_providerConfig";
        case provider_dialog_kind::remove: return "TUISPI_providerRemove";
    }
    return "";
}

}  // namespace

LONG tapi_host::phone_config_dialog(DWORD device_id, HWND owner, const WCHAR* device_class) {
    std::unique_ptr<provider_ui> ui;
    {
        const std::shared_lock session(session_);
        std::shared_ptr<device> phone;
        if (const LONG error = find_phone(device_id, phone); error != 0) {
            return error;
        }
        std::string failure;
        ui = provider_ui::of(phone->owner.exports(), failure);
        if (ui == nullptr) {
            log("phone " + std::to_string(device_id) + " has no dialog: " + failure);
            return to_result(PHONEERR_OPERATIONUNAVAIL);
        }
    }
    // Without the lock: the dialog is modal, and meanwhile applications come and go.
    return ui->config_phone(device_id, owner, device_class);
}

LONG tapi_host::run_provider_dialog(provider_dialog_kind kind,
                                    const provider_file& file,
                                    HWND owner) {
    const loaded_module module(file.path);
    const provider_exports exports = find_exports(module);
    std::string failure;
    const auto ui = provider_ui::of(exports, failure);
    const auto dialog = ui ? ui->find(entry_point_of(kind)) : nullptr;
    if (dialog == nullptr) {
        // TSPI: TUISPI_providerInstall and its like are optional. TAPI: lineAddProvider: what can
        // be installed exports the obsolete name at least.
        const bool fine = kind == provider_dialog_kind::remove ||
                          (kind == provider_dialog_kind::install && exports.provider_install);
        return fine ? 0 : to_result(LINEERR_OPERATIONFAILED);
    }
    decltype(dialogs_)::iterator open;
    {
        const std::lock_guard lock(dialogs_mutex_);
        open = dialogs_.emplace(file.permanent_id, exports.provider_generic_dialog_data);
    }
    const LONG result = dialog(callback_router::ui_data(), owner, file.permanent_id);
    const std::lock_guard lock(dialogs_mutex_);
    dialogs_.erase(open);
    return result;
}

LONG tapi_host::on_ui_data(DWORD_PTR object, DWORD type, void* parameters, DWORD size) {
    // Held for the call too: the module must stay loaded.
    const std::shared_lock session(session_);
    const auto entry_point = find_dialog_data(static_cast<DWORD>(object), type);
    return entry_point == nullptr ? to_result(LINEERR_INVALPARAM)
                                  : entry_point(object, type, parameters, size);
}

tapi_host::dialog_data tapi_host::find_dialog_data(DWORD id, DWORD type) {
    if (type == static_cast<DWORD>(TUISPIDLL_OBJECT_PROVIDERID)) {
        const std::lock_guard lock(dialogs_mutex_);
        const auto each = dialogs_.find(id);
        return each == dialogs_.end() ? nullptr : each->second;
    }
    std::shared_ptr<device> phone;
    if (type != static_cast<DWORD>(TUISPIDLL_OBJECT_PHONEID) || find_phone(id, phone) != 0) {
        return nullptr;
    }
    return phone->owner.exports().provider_generic_dialog_data;
}

void tapi_host::remove_provider(DWORD permanent_id) {
    const std::unique_lock lock(session_);
    for (const auto& each : providers_) {
        if (each->permanent_id() != permanent_id) {
            continue;
        }
        for (const auto& phone : registry_.devices()) {
            if (&phone->owner == each.get()) {
                const std::unique_lock alone(phone->lifecycle);
                close_at_provider(*phone);
                registry_.announce_driver_gone(phone->id);
            }
        }
        while (!each->shutdown()) {
        }
    }
}

}  // namespace offhook::tapi
