#include "tools/tapi/provider_ui.hpp"

#include <array>
#include <filesystem>

#include "tools/tapi/callback_router.hpp"
#include "tools/tapi/error_names.hpp"

namespace offhook::tapi {
namespace {

/// TSPI: TSPI_providerUIIdentify: room for MAX_PATH characters at least.
constexpr std::size_t path_room = 1024;

}  // namespace

std::unique_ptr<provider_ui> provider_ui::of(const provider_exports& exports,
                                             std::string& failure) {
    if (exports.provider_ui_identify == nullptr) {
        failure = "TSPI_providerUIIdentify is not exported";
        return nullptr;
    }
    std::array<WCHAR, path_room> name{};
    if (const LONG result = exports.provider_ui_identify(name.data()); result != 0) {
        failure = "TSPI_providerUIIdentify answered " + result_name(result);
        return nullptr;
    }
    name.back() = 0;
    try {
        const std::filesystem::path path(name.data());
        return std::unique_ptr<provider_ui>(new provider_ui(path.string()));
    } catch (const std::exception& error) {
        failure = error.what();
        return nullptr;
    }
}

LONG provider_ui::config_phone(DWORD device_id, HWND owner, const WCHAR* device_class) const {
    const auto dialog = reinterpret_cast<decltype(&TUISPI_phoneConfigDialog)>(
        module_.symbol("TUISPI_phoneConfigDialog"));
    return dialog == nullptr ? to_result(PHONEERR_OPERATIONUNAVAIL)
                             : dialog(callback_router::ui_data(), device_id, owner, device_class);
}

provider_ui::provider_dialog provider_ui::find(const char* name) const noexcept {
    return reinterpret_cast<provider_dialog>(module_.symbol(name));
}

}  // namespace offhook::tapi
