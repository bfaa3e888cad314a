#include "tsp/error_map.hpp"

#include <array>
#include <cstddef>
#include <initializer_list>

namespace offhook::tsp {
namespace {

using protocol::status;

/// One bit for each PHONEERR; their low bytes end at 0x25.
using error_set = std::uint64_t;

constexpr error_set bit_of(DWORD error) {
    return error_set{1} << (error & 0x3F);
}

constexpr error_set set_of(std::initializer_list<DWORD> errors) {
    error_set all = 0;
    for (const DWORD error : errors) all |= bit_of(error);
    return all;
}

/// In every list but that of GetData, which has no NOMEM.
constexpr error_set std3 =
    set_of({PHONEERR_OPERATIONFAILED, PHONEERR_OPERATIONUNAVAIL, PHONEERR_RESOURCEUNAVAIL});
constexpr error_set std4 = std3 | set_of({PHONEERR_NOMEM});
constexpr error_set by_id = std4 | set_of({PHONEERR_INCOMPATIBLEAPIVERSION, PHONEERR_NODRIVER});
constexpr error_set by_handle = std4 | set_of({PHONEERR_INVALPHONEHANDLE});
constexpr error_set with_state = by_handle | set_of({PHONEERR_INVALPHONESTATE});
constexpr error_set with_device = with_state | set_of({PHONEERR_INVALHOOKSWITCHDEV});
constexpr error_set with_lamp = with_state | set_of({PHONEERR_INVALBUTTONLAMPID});

/// What one function may answer, and what the device's BAD_PARAMETER means there: the error for a
/// wrong first and a wrong second byte of its payload (firmware-protocol.md §6, §8).
struct rule {
    operation what;
    std::string_view name;
    error_set allowed;
    DWORD first_wrong;
    DWORD second_wrong;
};

constexpr rule entry(operation what,
                     std::string_view name,
                     error_set allowed,
                     DWORD first_wrong = PHONEERR_OPERATIONFAILED,
                     DWORD second_wrong = PHONEERR_OPERATIONFAILED) {
    return {what, name, allowed, first_wrong, second_wrong};
}

/// In the order of `operation`. Source: tspi-phone.md §2.1, §2.2, §2.3.
constexpr std::array rules{
    entry(operation::create_device,
          "CreatePhoneDevice",
          set_of({PHONEERR_BADDEVICEID, PHONEERR_NOMEM, PHONEERR_OPERATIONFAILED})),
    entry(operation::negotiate_version, "NegotiateTSPIVersion", by_id),
    entry(operation::get_dev_caps, "GetDevCaps", by_id | set_of({PHONEERR_INCOMPATIBLEEXTVERSION})),
    entry(operation::get_extension_id, "GetExtensionID", by_id),
    entry(operation::negotiate_ext_version,
          "NegotiateExtVersion",
          by_id | set_of({PHONEERR_INCOMPATIBLEEXTVERSION})),
    entry(operation::get_icon, "GetIcon", std4 | set_of({PHONEERR_INVALDEVICECLASS})),
    entry(operation::open,
          "Open",
          by_id | set_of({PHONEERR_ALLOCATED, PHONEERR_INUSE, PHONEERR_INIFILECORRUPT})),
    entry(operation::close, "Close", by_handle),
    entry(operation::select_ext_version,
          "SelectExtVersion",
          std4 | set_of({PHONEERR_INCOMPATIBLEEXTVERSION})),
    entry(operation::set_status_messages,
          "SetStatusMessages",
          with_state | set_of({PHONEERR_INVALBUTTONMODE, PHONEERR_INVALBUTTONSTATE})),
    entry(operation::get_status, "GetStatus", by_handle),
    entry(operation::get_button_info, "GetButtonInfo", with_lamp),
    entry(
        operation::get_data,
        "GetData",
        std3 | set_of({PHONEERR_INVALPHONEHANDLE, PHONEERR_INVALPHONESTATE, PHONEERR_INVALDATAID})),
    entry(operation::get_display, "GetDisplay", with_state),
    entry(operation::get_gain, "GetGain", with_device),
    entry(operation::get_hook_switch, "GetHookSwitch", with_state),
    entry(operation::get_id, "GetID", by_handle | set_of({PHONEERR_INVALDEVICECLASS})),
    entry(operation::get_lamp, "GetLamp", with_lamp),
    entry(operation::get_ring, "GetRing", with_state),
    entry(operation::get_volume, "GetVolume", with_device),
    entry(operation::dev_specific, "DevSpecific", by_handle | set_of({PHONEERR_INVALPOINTER})),
    entry(operation::set_button_info,
          "SetButtonInfo",
          by_handle | set_of({PHONEERR_INVALBUTTONLAMPID}),
          PHONEERR_INVALBUTTONLAMPID),
    entry(operation::set_data,
          "SetData",
          with_state | set_of({PHONEERR_INVALDATAID}),
          PHONEERR_INVALDATAID),
    entry(operation::set_display,
          "SetDisplay",
          with_state | set_of({PHONEERR_INVALPARAM}),
          PHONEERR_INVALPARAM,
          PHONEERR_INVALPARAM),
    entry(operation::set_gain, "SetGain", with_device, PHONEERR_INVALHOOKSWITCHDEV),
    entry(operation::set_hook_switch,
          "SetHookSwitch",
          with_device | set_of({PHONEERR_INVALHOOKSWITCHMODE}),
          PHONEERR_INVALHOOKSWITCHDEV,
          PHONEERR_INVALHOOKSWITCHMODE),
    entry(operation::set_lamp,
          "SetLamp",
          with_lamp | set_of({PHONEERR_INVALLAMPMODE}),
          PHONEERR_INVALBUTTONLAMPID,
          PHONEERR_INVALLAMPMODE),
    entry(operation::set_ring,
          "SetRing",
          with_state | set_of({PHONEERR_INVALRINGMODE}),
          PHONEERR_INVALRINGMODE),
    entry(operation::set_volume, "SetVolume", with_device, PHONEERR_INVALHOOKSWITCHDEV),
};

constexpr bool in_order() {
    for (std::size_t i = 0; i < rules.size(); ++i) {
        if (static_cast<std::size_t>(rules[i].what) != i) return false;
    }
    return rules.size() == static_cast<std::size_t>(last_operation) + 1;
}
static_assert(in_order(), "one rule for each operation, in its order");

constexpr const rule& rule_of(operation what) {
    return rules[static_cast<std::size_t>(what)];
}

/// Source: firmware-protocol.md §6; a status that it does not know is a plain refusal.
DWORD error_of_status(const rule& where, status code, std::uint32_t detail) {
    switch (code) {
        case status::bad_opcode:
        case status::unsupported: return PHONEERR_OPERATIONUNAVAIL;
        case status::busy:
        case status::no_space: return PHONEERR_RESOURCEUNAVAIL;
        case status::bad_state: return PHONEERR_INVALPHONESTATE;
        case status::bad_parameter:
            if (detail == 0) return where.first_wrong;
            return detail == 1 ? where.second_wrong : PHONEERR_OPERATIONFAILED;
        default: return PHONEERR_OPERATIONFAILED;
    }
}

/// Cancelled requests fail plainly: that is how tspi-phone.md §3.3 reads TSPI for phones.
DWORD error_of_engine(engine::errc code) {
    switch (code) {
        case engine::errc::link_lost:
        case engine::errc::not_connected:
        case engine::errc::wrong_version:
        case engine::errc::not_a_handset: return PHONEERR_INVALPHONESTATE;
        case engine::errc::too_large: return PHONEERR_RESOURCEUNAVAIL;
        default: return PHONEERR_OPERATIONFAILED;
    }
}

}  // namespace

std::string_view name_of(operation what) noexcept {
    return rule_of(what).name;
}

bool is_allowed(operation what, LONG error) noexcept {
    const auto code = static_cast<DWORD>(error);
    const DWORD family = code & ~DWORD{0x3F};
    const DWORD phone_errors = PHONEERR_ALLOCATED & ~DWORD{0x3F};
    return family == phone_errors && (rule_of(what).allowed & bit_of(code)) != 0;
}

LONG fitting_error(operation what, DWORD error) noexcept {
    const LONG wanted = to_result(error);
    return is_allowed(what, wanted) ? wanted : to_result(PHONEERR_OPERATIONFAILED);
}

LONG not_connected(operation what) noexcept {
    return fitting_error(what, PHONEERR_INVALPHONESTATE);
}

LONG to_result(operation what, const engine::outcome& end) noexcept {
    if (!end.error) return 0;
    if (end.error.category() == engine::device_category()) {
        const auto code = static_cast<status>(end.error.value());
        return fitting_error(what, error_of_status(rule_of(what), code, end.detail));
    }
    if (end.error.category() == engine::category()) {
        return fitting_error(what, error_of_engine(static_cast<engine::errc>(end.error.value())));
    }
    return to_result(PHONEERR_OPERATIONFAILED);
}

}  // namespace offhook::tsp
