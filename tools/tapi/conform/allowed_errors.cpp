#include "tools/tapi/conform/allowed_errors.hpp"

#include <algorithm>
#include <initializer_list>

namespace offhook::tapi::conform {
namespace {

struct error_list {
    std::string_view function;
    std::initializer_list<DWORD> errors;
    /// NOMEM, OPERATIONFAILED, OPERATIONUNAVAIL and RESOURCEUNAVAIL are in nearly every list.
    bool nomem = true;
};

const error_list lists[] = {
    {"TSPI_phoneNegotiateTSPIVersion", {PHONEERR_INCOMPATIBLEAPIVERSION, PHONEERR_NODRIVER}},
    {"TSPI_phoneGetDevCaps",
     {PHONEERR_INCOMPATIBLEAPIVERSION, PHONEERR_INCOMPATIBLEEXTVERSION, PHONEERR_NODRIVER}},
    {"TSPI_phoneGetExtensionID", {PHONEERR_INCOMPATIBLEAPIVERSION, PHONEERR_NODRIVER}},
    {"TSPI_phoneNegotiateExtVersion",
     {PHONEERR_INCOMPATIBLEAPIVERSION, PHONEERR_INCOMPATIBLEEXTVERSION, PHONEERR_NODRIVER}},
    {"TSPI_phoneGetIcon", {PHONEERR_INVALDEVICECLASS}},
    {"TSPI_phoneOpen",
     {PHONEERR_ALLOCATED,
      PHONEERR_INUSE,
      PHONEERR_INCOMPATIBLEAPIVERSION,
      PHONEERR_INIFILECORRUPT,
      PHONEERR_NODRIVER}},
    {"TSPI_phoneClose", {PHONEERR_INVALPHONEHANDLE}},
    {"TSPI_phoneSelectExtVersion", {PHONEERR_INCOMPATIBLEEXTVERSION}},
    {"TSPI_phoneSetStatusMessages",
     {PHONEERR_INVALPHONEHANDLE,
      PHONEERR_INVALPHONESTATE,
      PHONEERR_INVALBUTTONMODE,
      PHONEERR_INVALBUTTONSTATE}},
    {"TSPI_phoneGetStatus", {PHONEERR_INVALPHONEHANDLE}},
    {"TSPI_phoneGetButtonInfo",
     {PHONEERR_INVALPHONEHANDLE, PHONEERR_INVALBUTTONLAMPID, PHONEERR_INVALPHONESTATE}},
    {"TSPI_phoneGetData",
     {PHONEERR_INVALPHONEHANDLE, PHONEERR_INVALPHONESTATE, PHONEERR_INVALDATAID},
     false},
    {"TSPI_phoneGetDisplay", {PHONEERR_INVALPHONEHANDLE, PHONEERR_INVALPHONESTATE}},
    {"TSPI_phoneGetGain",
     {PHONEERR_INVALPHONEHANDLE, PHONEERR_INVALPHONESTATE, PHONEERR_INVALHOOKSWITCHDEV}},
    {"TSPI_phoneGetVolume",
     {PHONEERR_INVALPHONEHANDLE, PHONEERR_INVALPHONESTATE, PHONEERR_INVALHOOKSWITCHDEV}},
    {"TSPI_phoneGetHookSwitch", {PHONEERR_INVALPHONEHANDLE, PHONEERR_INVALPHONESTATE}},
    {"TSPI_phoneGetID", {PHONEERR_INVALPHONEHANDLE, PHONEERR_INVALDEVICECLASS}},
    {"TSPI_phoneGetLamp",
     {PHONEERR_INVALPHONEHANDLE, PHONEERR_INVALBUTTONLAMPID, PHONEERR_INVALPHONESTATE}},
    {"TSPI_phoneGetRing", {PHONEERR_INVALPHONEHANDLE, PHONEERR_INVALPHONESTATE}},
    {"TSPI_phoneDevSpecific", {PHONEERR_INVALPHONEHANDLE, PHONEERR_INVALPOINTER}},
    {"TSPI_phoneSetButtonInfo", {PHONEERR_INVALPHONEHANDLE, PHONEERR_INVALBUTTONLAMPID}},
    {"TSPI_phoneSetData",
     {PHONEERR_INVALPHONEHANDLE, PHONEERR_INVALDATAID, PHONEERR_INVALPHONESTATE}},
    {"TSPI_phoneSetDisplay",
     {PHONEERR_INVALPHONEHANDLE, PHONEERR_INVALPARAM, PHONEERR_INVALPHONESTATE}},
    {"TSPI_phoneSetGain",
     {PHONEERR_INVALPHONEHANDLE, PHONEERR_INVALHOOKSWITCHDEV, PHONEERR_INVALPHONESTATE}},
    {"TSPI_phoneSetHookSwitch",
     {PHONEERR_INVALPHONEHANDLE,
      PHONEERR_INVALHOOKSWITCHDEV,
      PHONEERR_INVALHOOKSWITCHMODE,
      PHONEERR_INVALPHONESTATE}},
    {"TSPI_phoneSetLamp",
     {PHONEERR_INVALPHONEHANDLE,
      PHONEERR_INVALBUTTONLAMPID,
      PHONEERR_INVALLAMPMODE,
      PHONEERR_INVALPHONESTATE}},
    {"TSPI_phoneSetRing",
     {PHONEERR_INVALPHONEHANDLE, PHONEERR_INVALRINGMODE, PHONEERR_INVALPHONESTATE}},
    {"TSPI_phoneSetVolume",
     {PHONEERR_INVALPHONEHANDLE, PHONEERR_INVALHOOKSWITCHDEV, PHONEERR_INVALPHONESTATE}},
};

bool is_usual(DWORD error) {
    return error == PHONEERR_OPERATIONFAILED || error == PHONEERR_OPERATIONUNAVAIL ||
           error == PHONEERR_RESOURCEUNAVAIL;
}

}  // namespace

bool is_allowed(std::string_view function, LONG result) {
    const auto error = static_cast<DWORD>(result);
    constexpr DWORD device_specific = 0xC0000000;
    if (error >= device_specific || is_usual(error)) return true;
    const auto* const list =
        std::find_if(std::begin(lists), std::end(lists), [&](const error_list& each) {
            return each.function == function;
        });
    if (list == std::end(lists)) return false;
    if (error == PHONEERR_NOMEM) return list->nomem;
    return std::find(list->errors.begin(), list->errors.end(), error) != list->errors.end();
}

}  // namespace offhook::tapi::conform
