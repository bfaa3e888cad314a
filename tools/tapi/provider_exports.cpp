#include "tools/tapi/provider_exports.hpp"

#include <string>

namespace offhook::tapi {
namespace {

class export_finder {
public:
    explicit export_finder(const loaded_module& module) : module_(module) {}

    template <typename Function>
    void find(Function& function, const char* name) {
        function = reinterpret_cast<Function>(module_.symbol(name));
    }

    template <typename Function>
    void require(Function& function, const char* name) {
        find(function, name);
        if (function == nullptr) {
            missing_ += (missing_.empty() ? "" : ", ") + std::string(name);
        }
    }

    [[nodiscard]] const std::string& missing() const { return missing_; }

private:
    const loaded_module& module_;
    std::string missing_;
};

void find_provider_functions(export_finder& finder, provider_exports& found) {
    finder.require(found.line_negotiate_tspi_version, "TSPI_lineNegotiateTSPIVersion");
    finder.require(found.provider_enum_devices, "TSPI_providerEnumDevices");
    finder.require(found.provider_init, "TSPI_providerInit");
    finder.require(found.provider_shutdown, "TSPI_providerShutdown");
    finder.find(found.provider_create_phone_device, "TSPI_providerCreatePhoneDevice");
    finder.find(found.provider_install, "TSPI_providerInstall");
    finder.find(found.provider_ui_identify, "TSPI_providerUIIdentify");
    finder.find(found.provider_generic_dialog_data, "TSPI_providerGenericDialogData");
}

void find_phone_functions(export_finder& finder, provider_exports& found) {
    finder.find(found.phone_negotiate_tspi_version, "TSPI_phoneNegotiateTSPIVersion");
    finder.find(found.phone_get_dev_caps, "TSPI_phoneGetDevCaps");
    finder.find(found.phone_get_extension_id, "TSPI_phoneGetExtensionID");
    finder.find(found.phone_negotiate_ext_version, "TSPI_phoneNegotiateExtVersion");
    finder.find(found.phone_get_icon, "TSPI_phoneGetIcon");
    finder.find(found.phone_open, "TSPI_phoneOpen");
    finder.find(found.phone_close, "TSPI_phoneClose");
    finder.find(found.phone_select_ext_version, "TSPI_phoneSelectExtVersion");
    finder.find(found.phone_set_status_messages, "TSPI_phoneSetStatusMessages");
    finder.find(found.phone_get_status, "TSPI_phoneGetStatus");
    finder.find(found.phone_get_button_info, "TSPI_phoneGetButtonInfo");
    finder.find(found.phone_get_data, "TSPI_phoneGetData");
    finder.find(found.phone_get_display, "TSPI_phoneGetDisplay");
    finder.find(found.phone_get_gain, "TSPI_phoneGetGain");
    finder.find(found.phone_get_hook_switch, "TSPI_phoneGetHookSwitch");
    finder.find(found.phone_get_id, "TSPI_phoneGetID");
    finder.find(found.phone_get_lamp, "TSPI_phoneGetLamp");
    finder.find(found.phone_get_ring, "TSPI_phoneGetRing");
    finder.find(found.phone_get_volume, "TSPI_phoneGetVolume");
}

void find_asynchronous_functions(export_finder& finder, provider_exports& found) {
    finder.find(found.phone_dev_specific, "TSPI_phoneDevSpecific");
    finder.find(found.phone_set_button_info, "TSPI_phoneSetButtonInfo");
    finder.find(found.phone_set_data, "TSPI_phoneSetData");
    finder.find(found.phone_set_display, "TSPI_phoneSetDisplay");
    finder.find(found.phone_set_gain, "TSPI_phoneSetGain");
    finder.find(found.phone_set_hook_switch, "TSPI_phoneSetHookSwitch");
    finder.find(found.phone_set_lamp, "TSPI_phoneSetLamp");
    finder.find(found.phone_set_ring, "TSPI_phoneSetRing");
    finder.find(found.phone_set_volume, "TSPI_phoneSetVolume");
}

}  // namespace

provider_exports find_exports(const loaded_module& module) {
    provider_exports found;
    export_finder finder(module);
    find_provider_functions(finder, found);
    find_phone_functions(finder, found);
    find_asynchronous_functions(finder, found);
    if (!finder.missing().empty()) {
        throw load_error("'" + module.path() + "' is no telephony service provider: it does not " +
                         "export " + finder.missing() +
                         "; build it so that these names are exported undecorated");
    }
    return found;
}

}  // namespace offhook::tapi
