#include "tsp/phone_query.hpp"
#include "tsp/phone_status.hpp"
#include "tsp/provider.hpp"
#include "tsp/tspi_guard.hpp"

// The names and parameters are TSPI's; what each owes its host is in tspi-phone.md §2.

namespace {

using namespace offhook::tsp;
using profile = const offhook::engine::handset_profile&;

/// Runs a body with the phone that a handle names.
template <class Body>
LONG with_phone(operation what, HDRVPHONE handle, const Body& body) noexcept {
    return phone_guard(what, [&] {
        const auto phone = the_provider().find(handle);
        return phone ? body(*phone) : fitting_error(what, PHONEERR_INVALPHONEHANDLE);
    });
}

/// Who asks, and for which phone.
struct caller {
    DRV_REQUESTID request;
    HDRVPHONE handle;
};

LONG start(operation what, caller from, const open_phone::command_maker& make) noexcept {
    return with_phone(what, from.handle, [&](open_phone& phone) {
        return phone.start(what, from.request, make);
    });
}

LONG ask(operation what, HDRVPHONE handle, const open_phone::query& answer) noexcept {
    return with_phone(what, handle, [&](open_phone& phone) { return phone.ask(what, answer); });
}

}  // namespace

// By device ID.

LONG TSPIAPI TSPI_phoneNegotiateTSPIVersion(DWORD dwDeviceID,
                                            DWORD dwLowVersion,
                                            DWORD dwHighVersion,
                                            LPDWORD lpdwTSPIVersion) {
    return phone_guard(operation::negotiate_version, [&] {
        return the_provider().negotiate_phone(
            dwDeviceID, dwLowVersion, dwHighVersion, *lpdwTSPIVersion);
    });
}

LONG TSPIAPI TSPI_phoneGetDevCaps(DWORD dwDeviceID,
                                  DWORD dwTSPIVersion,
                                  DWORD dwExtVersion,
                                  LPPHONECAPS lpPhoneCaps) {
    return phone_guard(operation::get_dev_caps, [&] {
        return the_provider().get_caps(dwDeviceID, dwTSPIVersion, dwExtVersion, lpPhoneCaps);
    });
}

LONG TSPIAPI TSPI_phoneGetExtensionID(DWORD dwDeviceID,
                                      DWORD dwTSPIVersion,
                                      LPPHONEEXTENSIONID lpExtensionID) {
    return phone_guard(operation::get_extension_id, [&] {
        return the_provider().get_extension_id(dwDeviceID, dwTSPIVersion, lpExtensionID);
    });
}

LONG TSPIAPI TSPI_phoneNegotiateExtVersion(DWORD dwDeviceID,
                                           DWORD dwTSPIVersion,
                                           DWORD dwLowVersion,
                                           DWORD dwHighVersion,
                                           LPDWORD lpdwExtVersion) {
    return phone_guard(operation::negotiate_ext_version, [&] {
        return the_provider().negotiate_extension(
            dwDeviceID, {dwTSPIVersion, dwLowVersion, dwHighVersion}, *lpdwExtVersion);
    });
}

LONG TSPIAPI TSPI_phoneGetIcon(DWORD dwDeviceID, LPCWSTR lpszDeviceClass, LPHICON lphIcon) {
    return phone_guard(operation::get_icon, [&] {
        return the_provider().get_icon(dwDeviceID, lpszDeviceClass, *lphIcon);
    });
}

LONG TSPIAPI TSPI_phoneOpen(DWORD dwDeviceID,
                            HTAPIPHONE htPhone,
                            LPHDRVPHONE lphdPhone,
                            DWORD dwTSPIVersion,
                            PHONEEVENT lpfnEventProc) {
    return phone_guard(operation::open, [&] {
        return the_provider().open({dwDeviceID, dwTSPIVersion, htPhone, lpfnEventProc}, *lphdPhone);
    });
}

// By handle.

LONG TSPIAPI TSPI_phoneClose(HDRVPHONE hdPhone) {
    return phone_guard(operation::close, [&] { return the_provider().close(hdPhone); });
}

LONG TSPIAPI TSPI_phoneSelectExtVersion(HDRVPHONE hdPhone, DWORD dwExtVersion) {
    return with_phone(operation::select_ext_version, hdPhone, [&](open_phone& phone) {
        return phone.select_extension(dwExtVersion);
    });
}

LONG TSPIAPI TSPI_phoneSetStatusMessages(HDRVPHONE hdPhone,
                                         DWORD dwPhoneStates,
                                         DWORD dwButtonModes,
                                         DWORD dwButtonStates) {
    return with_phone(operation::set_status_messages, hdPhone, [&](open_phone& phone) {
        return phone.set_status_messages({dwPhoneStates, dwButtonModes, dwButtonStates});
    });
}

LONG TSPIAPI TSPI_phoneGetStatus(HDRVPHONE hdPhone, LPPHONESTATUS lpPhoneStatus) {
    return with_phone(operation::get_status, hdPhone, [&](open_phone& phone) {
        return phone.get_status(lpPhoneStatus);
    });
}

LONG TSPIAPI TSPI_phoneGetButtonInfo(HDRVPHONE hdPhone,
                                     DWORD dwButtonLampID,
                                     LPPHONEBUTTONINFO lpButtonInfo) {
    return ask(operation::get_button_info, hdPhone, [&](const phone_view& view, DWORD version) {
        return write_button_info(lpButtonInfo, version, view, dwButtonLampID);
    });
}

LONG TSPIAPI TSPI_phoneGetData(HDRVPHONE hdPhone, DWORD dwDataID, LPVOID lpData, DWORD dwSize) {
    return ask(operation::get_data, hdPhone, [&](const phone_view& view, DWORD) {
        return get_data(view, dwDataID, lpData, dwSize);
    });
}

LONG TSPIAPI TSPI_phoneGetDisplay(HDRVPHONE hdPhone, LPVARSTRING lpDisplay) {
    return ask(operation::get_display, hdPhone, [&](const phone_view& view, DWORD) {
        return write_display(lpDisplay, view);
    });
}

LONG TSPIAPI TSPI_phoneGetGain(HDRVPHONE hdPhone, DWORD dwHookSwitchDev, LPDWORD lpdwGain) {
    return ask(operation::get_gain, hdPhone, [&](const phone_view& view, DWORD) {
        return get_gain(view, dwHookSwitchDev, *lpdwGain);
    });
}

LONG TSPIAPI TSPI_phoneGetHookSwitch(HDRVPHONE hdPhone, LPDWORD lpdwHookSwitchDevs) {
    return ask(operation::get_hook_switch, hdPhone, [&](const phone_view& view, DWORD) {
        return get_hook_switch(view, *lpdwHookSwitchDevs);
    });
}

LONG TSPIAPI TSPI_phoneGetID(HDRVPHONE hdPhone,
                             LPVARSTRING lpDeviceID,
                             LPCWSTR lpszDeviceClass,
                             HANDLE /*hTargetProcess*/) {
    // Wave devices are numbers, no handles that would have to be duplicated.
    return with_phone(operation::get_id, hdPhone, [&](open_phone& phone) {
        return phone.get_id(lpDeviceID, lpszDeviceClass);
    });
}

LONG TSPIAPI TSPI_phoneGetLamp(HDRVPHONE hdPhone, DWORD dwButtonLampID, LPDWORD lpdwLampMode) {
    return ask(operation::get_lamp, hdPhone, [&](const phone_view& view, DWORD) {
        return get_lamp(view, dwButtonLampID, *lpdwLampMode);
    });
}

LONG TSPIAPI TSPI_phoneGetRing(HDRVPHONE hdPhone, LPDWORD lpdwRingMode, LPDWORD lpdwVolume) {
    return ask(operation::get_ring, hdPhone, [&](const phone_view& view, DWORD) {
        return get_ring(view, *lpdwRingMode, *lpdwVolume);
    });
}

LONG TSPIAPI TSPI_phoneGetVolume(HDRVPHONE hdPhone, DWORD dwHookSwitchDev, LPDWORD lpdwVolume) {
    return ask(operation::get_volume, hdPhone, [&](const phone_view& view, DWORD) {
        return get_volume(view, dwHookSwitchDev, *lpdwVolume);
    });
}

// The nine.

LONG TSPIAPI TSPI_phoneDevSpecific(DRV_REQUESTID dwRequestID,
                                   HDRVPHONE hdPhone,
                                   LPVOID lpParams,
                                   DWORD dwSize) {
    return start(operation::dev_specific, {dwRequestID, hdPhone}, [&](profile known) {
        return vendor_command(known, {lpParams, dwSize});
    });
}

LONG TSPIAPI TSPI_phoneSetButtonInfo(DRV_REQUESTID dwRequestID,
                                     HDRVPHONE hdPhone,
                                     DWORD dwButtonLampID,
                                     LPPHONEBUTTONINFO const lpButtonInfo) {
    return start(operation::set_button_info, {dwRequestID, hdPhone}, [&](profile known) {
        return button_command(known, dwButtonLampID, lpButtonInfo);
    });
}

LONG TSPIAPI TSPI_phoneSetData(DRV_REQUESTID dwRequestID,
                               HDRVPHONE hdPhone,
                               DWORD dwDataID,
                               LPVOID const lpData,
                               DWORD dwSize) {
    return start(operation::set_data, {dwRequestID, hdPhone}, [&](profile known) {
        return data_command(known, dwDataID, {lpData, dwSize});
    });
}

LONG TSPIAPI TSPI_phoneSetDisplay(DRV_REQUESTID dwRequestID,
                                  HDRVPHONE hdPhone,
                                  DWORD dwRow,
                                  DWORD dwColumn,
                                  LPCWSTR lpsDisplay,
                                  DWORD dwSize) {
    return start(operation::set_display, {dwRequestID, hdPhone}, [&](profile known) {
        return display_command(known, {dwRow, dwColumn}, {lpsDisplay, dwSize});
    });
}

LONG TSPIAPI TSPI_phoneSetGain(DRV_REQUESTID dwRequestID,
                               HDRVPHONE hdPhone,
                               DWORD dwHookSwitchDev,
                               DWORD dwGain) {
    return start(operation::set_gain, {dwRequestID, hdPhone}, [&](profile known) {
        return gain_command(known, dwHookSwitchDev, dwGain);
    });
}

LONG TSPIAPI TSPI_phoneSetHookSwitch(DRV_REQUESTID dwRequestID,
                                     HDRVPHONE hdPhone,
                                     DWORD dwHookSwitchDevs,
                                     DWORD dwHookSwitchMode) {
    return start(operation::set_hook_switch, {dwRequestID, hdPhone}, [&](profile known) {
        return hook_command(known, dwHookSwitchDevs, dwHookSwitchMode);
    });
}

LONG TSPIAPI TSPI_phoneSetLamp(DRV_REQUESTID dwRequestID,
                               HDRVPHONE hdPhone,
                               DWORD dwButtonLampID,
                               DWORD dwLampMode) {
    return start(operation::set_lamp, {dwRequestID, hdPhone}, [&](profile known) {
        return lamp_command(known, dwButtonLampID, dwLampMode);
    });
}

LONG TSPIAPI TSPI_phoneSetRing(DRV_REQUESTID dwRequestID,
                               HDRVPHONE hdPhone,
                               DWORD dwRingMode,
                               DWORD dwVolume) {
    return start(operation::set_ring, {dwRequestID, hdPhone}, [&](profile known) {
        return ring_command(known, dwRingMode, dwVolume);
    });
}

LONG TSPIAPI TSPI_phoneSetVolume(DRV_REQUESTID dwRequestID,
                                 HDRVPHONE hdPhone,
                                 DWORD dwHookSwitchDev,
                                 DWORD dwVolume) {
    return start(operation::set_volume, {dwRequestID, hdPhone}, [&](profile known) {
        return volume_command(known, dwHookSwitchDev, dwVolume);
    });
}
