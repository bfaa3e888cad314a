#pragma once

#include "tools/tapi/module.hpp"
#include "tsp/tspi.hpp"

namespace offhook::tapi {

/// The entry points of one provider. Null: not exported, which an application sees as
/// PHONEERR_OPERATIONUNAVAIL (tspi-phone.md §2.0).
struct provider_exports {
    decltype(&TSPI_lineNegotiateTSPIVersion) line_negotiate_tspi_version = nullptr;
    decltype(&TSPI_providerEnumDevices) provider_enum_devices = nullptr;
    decltype(&TSPI_providerInit) provider_init = nullptr;
    decltype(&TSPI_providerShutdown) provider_shutdown = nullptr;
    decltype(&TSPI_providerCreatePhoneDevice) provider_create_phone_device = nullptr;
    decltype(&TSPI_providerInstall) provider_install = nullptr;
    decltype(&TSPI_providerUIIdentify) provider_ui_identify = nullptr;
    decltype(&TSPI_providerGenericDialogData) provider_generic_dialog_data = nullptr;

    decltype(&TSPI_phoneNegotiateTSPIVersion) phone_negotiate_tspi_version = nullptr;
    decltype(&TSPI_phoneGetDevCaps) phone_get_dev_caps = nullptr;
    decltype(&TSPI_phoneGetExtensionID) phone_get_extension_id = nullptr;
    decltype(&TSPI_phoneNegotiateExtVersion) phone_negotiate_ext_version = nullptr;
    decltype(&TSPI_phoneGetIcon) phone_get_icon = nullptr;
    decltype(&TSPI_phoneOpen) phone_open = nullptr;
    decltype(&TSPI_phoneClose) phone_close = nullptr;
    decltype(&TSPI_phoneSelectExtVersion) phone_select_ext_version = nullptr;
    decltype(&TSPI_phoneSetStatusMessages) phone_set_status_messages = nullptr;
    decltype(&TSPI_phoneGetStatus) phone_get_status = nullptr;
    decltype(&TSPI_phoneGetButtonInfo) phone_get_button_info = nullptr;
    decltype(&TSPI_phoneGetData) phone_get_data = nullptr;
    decltype(&TSPI_phoneGetDisplay) phone_get_display = nullptr;
    decltype(&TSPI_phoneGetGain) phone_get_gain = nullptr;
    decltype(&TSPI_phoneGetHookSwitch) phone_get_hook_switch = nullptr;
    decltype(&TSPI_phoneGetID) phone_get_id = nullptr;
    decltype(&TSPI_phoneGetLamp) phone_get_lamp = nullptr;
    decltype(&TSPI_phoneGetRing) phone_get_ring = nullptr;
    decltype(&TSPI_phoneGetVolume) phone_get_volume = nullptr;

    decltype(&TSPI_phoneDevSpecific) phone_dev_specific = nullptr;
    decltype(&TSPI_phoneSetButtonInfo) phone_set_button_info = nullptr;
    decltype(&TSPI_phoneSetData) phone_set_data = nullptr;
    decltype(&TSPI_phoneSetDisplay) phone_set_display = nullptr;
    decltype(&TSPI_phoneSetGain) phone_set_gain = nullptr;
    decltype(&TSPI_phoneSetHookSwitch) phone_set_hook_switch = nullptr;
    decltype(&TSPI_phoneSetLamp) phone_set_lamp = nullptr;
    decltype(&TSPI_phoneSetRing) phone_set_ring = nullptr;
    decltype(&TSPI_phoneSetVolume) phone_set_volume = nullptr;
};

/// Looks every entry point up by its plain name, as TAPI does. Throws load_error that names each
/// missing export without which no provider can be started (tspi-phone.md §2.1).
[[nodiscard]] provider_exports find_exports(const loaded_module& module);

}  // namespace offhook::tapi
