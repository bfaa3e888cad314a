#pragma once

#include "tools/tapi/conform/call_trace.hpp"
#include "tools/tapi/conform/judgement.hpp"
#include "tools/tapi/module.hpp"
#include "tsp/tspi.hpp"

namespace offhook::tapi::conform {

/// One export of the module under test.
template <class Function>
class entry_point;

template <class... Arguments>
class entry_point<LONG(TSPIAPI*)(Arguments...)> {
public:
    /// `name` is a literal.
    entry_point(const loaded_module& module, const char* name)
        : name_(name), function_(reinterpret_cast<function>(module.symbol(name))) {}

    /// Whether the module exports it.
    explicit operator bool() const noexcept { return function_ != nullptr; }
    [[nodiscard]] const char* name() const noexcept { return name_; }

    /// Calls it; not applicable when it is not exported.
    LONG operator()(Arguments... arguments) const {
        if (function_ == nullptr) not_applicable("{} is not exported", name_);
        const traced_call trace(name_);
        return function_(arguments...);
    }

private:
    using function = LONG(TSPIAPI*)(Arguments...);
    const char* name_;
    function function_;
};

/// Every entry point of a phone provider that a host may call, found by its plain name.
struct entry_points {
    explicit entry_points(const loaded_module& from) : module(from) {}

    const loaded_module& module;

#define OFFHOOK_ENTRY_POINT(member, name) \
    entry_point<decltype(&name)> member { \
        module, #name                     \
    }
    OFFHOOK_ENTRY_POINT(line_negotiate, TSPI_lineNegotiateTSPIVersion);
    OFFHOOK_ENTRY_POINT(enum_devices, TSPI_providerEnumDevices);
    OFFHOOK_ENTRY_POINT(init, TSPI_providerInit);
    OFFHOOK_ENTRY_POINT(shutdown, TSPI_providerShutdown);
    OFFHOOK_ENTRY_POINT(create_phone, TSPI_providerCreatePhoneDevice);
    OFFHOOK_ENTRY_POINT(install, TSPI_providerInstall);
    OFFHOOK_ENTRY_POINT(remove, TSPI_providerRemove);
    OFFHOOK_ENTRY_POINT(config, TSPI_providerConfig);
    OFFHOOK_ENTRY_POINT(ui_identify, TSPI_providerUIIdentify);
    OFFHOOK_ENTRY_POINT(negotiate, TSPI_phoneNegotiateTSPIVersion);
    OFFHOOK_ENTRY_POINT(get_caps, TSPI_phoneGetDevCaps);
    OFFHOOK_ENTRY_POINT(get_extension_id, TSPI_phoneGetExtensionID);
    OFFHOOK_ENTRY_POINT(negotiate_extension, TSPI_phoneNegotiateExtVersion);
    OFFHOOK_ENTRY_POINT(get_icon, TSPI_phoneGetIcon);
    OFFHOOK_ENTRY_POINT(open, TSPI_phoneOpen);
    OFFHOOK_ENTRY_POINT(close, TSPI_phoneClose);
    OFFHOOK_ENTRY_POINT(select_extension, TSPI_phoneSelectExtVersion);
    OFFHOOK_ENTRY_POINT(set_status_messages, TSPI_phoneSetStatusMessages);
    OFFHOOK_ENTRY_POINT(get_status, TSPI_phoneGetStatus);
    OFFHOOK_ENTRY_POINT(get_button_info, TSPI_phoneGetButtonInfo);
    OFFHOOK_ENTRY_POINT(get_data, TSPI_phoneGetData);
    OFFHOOK_ENTRY_POINT(get_display, TSPI_phoneGetDisplay);
    OFFHOOK_ENTRY_POINT(get_gain, TSPI_phoneGetGain);
    OFFHOOK_ENTRY_POINT(get_hook_switch, TSPI_phoneGetHookSwitch);
    OFFHOOK_ENTRY_POINT(get_id, TSPI_phoneGetID);
    OFFHOOK_ENTRY_POINT(get_lamp, TSPI_phoneGetLamp);
    OFFHOOK_ENTRY_POINT(get_ring, TSPI_phoneGetRing);
    OFFHOOK_ENTRY_POINT(get_volume, TSPI_phoneGetVolume);
    OFFHOOK_ENTRY_POINT(dev_specific, TSPI_phoneDevSpecific);
    OFFHOOK_ENTRY_POINT(set_button_info, TSPI_phoneSetButtonInfo);
    OFFHOOK_ENTRY_POINT(set_data, TSPI_phoneSetData);
    OFFHOOK_ENTRY_POINT(set_display, TSPI_phoneSetDisplay);
    OFFHOOK_ENTRY_POINT(set_gain, TSPI_phoneSetGain);
    OFFHOOK_ENTRY_POINT(set_hook_switch, TSPI_phoneSetHookSwitch);
    OFFHOOK_ENTRY_POINT(set_lamp, TSPI_phoneSetLamp);
    OFFHOOK_ENTRY_POINT(set_ring, TSPI_phoneSetRing);
    OFFHOOK_ENTRY_POINT(set_volume, TSPI_phoneSetVolume);
#undef OFFHOOK_ENTRY_POINT
};

}  // namespace offhook::tapi::conform
