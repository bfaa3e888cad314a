#include <bit>
#include <cctype>

#include "tools/tapi/conform/allowed_errors.hpp"
#include "tools/tapi/conform/catalogue.hpp"
#include "tools/tapi/conform/opened_phone.hpp"
#include "tools/tapi/conform/words.hpp"
#include "tools/tapi/error_names.hpp"

// 6xx: the synchronous functions of an open phone.

namespace offhook::tapi::conform {
namespace {

/// What nearly every case here begins with.
struct table {
    explicit table(const options& given) : provider(given) {
        provider.start();
        facts.emplace(provider.facts());
        phone.emplace(provider);
    }

    /// Not applicable when the phone does not offer the feature.
    void need(DWORD feature, const char* what) const {
        if (!facts->can(feature)) not_applicable("the phone has no {}", what);
    }

    subject provider;
    std::optional<phone_facts> facts;
    std::optional<opened_phone> phone;
};

void must(const char* function, LONG result) {
    if (result != 0) blocked("{} answered {}", function, result_name(result));
}

void require_error(const char* call, LONG result, DWORD wanted) {
    require(result == to_result(wanted),
            "{} answered {} instead of {}",
            call,
            result_name(result),
            result_name(to_result(wanted)));
}

void status_has_defined_values(const options& given) {
    table on(given);
    const PHONESTATUS status = on.phone->status_value();
    require((status.dwStatusFlags &
             ~DWORD{PHONESTATUSFLAGS_CONNECTED | PHONESTATUSFLAGS_SUSPENDED}) == 0,
            "dwStatusFlags is 0x{:X}",
            std::uint32_t{status.dwStatusFlags});
    const DWORD modes[] = {status.dwHandsetHookSwitchMode,
                           status.dwSpeakerHookSwitchMode,
                           status.dwHeadsetHookSwitchMode};
    for (std::size_t i = 0; i < std::size(modes); ++i) {
        if ((on.facts->caps.dwHookSwitchDevs & hook_devices[i]) == 0) continue;
        require(std::has_single_bit(modes[i]) && modes[i] <= PHONEHOOKSWITCHMODE_UNKNOWN,
                "the {} has mode 0x{:X}",
                hook_devices_text(hook_devices[i]),
                modes[i]);
    }
    for (const DWORD level : {DWORD{status.dwRingVolume},
                              DWORD{status.dwHandsetVolume},
                              DWORD{status.dwHandsetGain},
                              DWORD{status.dwSpeakerVolume},
                              DWORD{status.dwSpeakerGain},
                              DWORD{status.dwHeadsetVolume},
                              DWORD{status.dwHeadsetGain}}) {
        require(level <= 0xFFFF, "a level is 0x{:X}", level);
    }
    require(status.dwRingMode <= on.facts->caps.dwNumRingModes,
            "the ring mode is {} of {}",
            std::uint32_t{status.dwRingMode},
            std::uint32_t{on.facts->caps.dwNumRingModes});
}

void status_has_a_mode_a_lamp(const options& given) {
    table on(given);
    const structure_block block = on.phone->status();
    const auto status = block.value<PHONESTATUS>();
    if (status.dwLampModesSize == 0) {
        require(on.facts->lamps().empty(), "the phone has lamps, and PHONESTATUS has no LampModes");
        not_applicable("the phone has no lamps");
    }
    const auto modes = block.dwords_of(status.dwLampModesOffset, status.dwLampModesSize);
    require(modes.size() == on.facts->caps.dwNumButtonLamps,
            "LampModes has {} entries, and there are {} pairs",
            modes.size(),
            std::uint32_t{on.facts->caps.dwNumButtonLamps});
    for (std::size_t id = 0; id < modes.size(); ++id) {
        require(std::has_single_bit(modes[id]), "lamp {} has mode 0x{:X}", id, modes[id]);
    }
}

void hook_switch_is_a_mask(const options& given) {
    table on(given);
    if (!on.provider.tspi.get_hook_switch)
        not_applicable("TSPI_phoneGetHookSwitch is not exported");
    DWORD mask = 0xC5C5C5C5;
    must("TSPI_phoneGetHookSwitch", on.provider.tspi.get_hook_switch(on.phone->handle(), &mask));
    const PHONESTATUS status = on.phone->status_value();
    require((mask & ~on.facts->caps.dwHookSwitchDevs) == 0,
            "the mask is 0x{:X}, and there are devices 0x{:X}",
            mask,
            std::uint32_t{on.facts->caps.dwHookSwitchDevs});
    const DWORD modes[] = {status.dwHandsetHookSwitchMode,
                           status.dwSpeakerHookSwitchMode,
                           status.dwHeadsetHookSwitchMode};
    for (std::size_t i = 0; i < std::size(modes); ++i) {
        const DWORD device = hook_devices[i];
        if ((on.facts->caps.dwHookSwitchDevs & device) == 0) continue;
        if (modes[i] == PHONEHOOKSWITCHMODE_UNKNOWN) continue;
        require(((mask & device) != 0) == (modes[i] != PHONEHOOKSWITCHMODE_ONHOOK),
                "the {} has mode 0x{:X}, and the mask of what is off-hook is 0x{:X}",
                hook_devices_text(device),
                modes[i],
                mask);
    }
}

void levels_need_one_device(const options& given) {
    table on(given);
    const auto judge = [&](const char* function, auto& entry, DWORD feature) {
        if (!entry || on.facts->devices_that(feature).empty()) return false;
        DWORD level = 0;
        for (const DWORD wrong : {DWORD{0}, DWORD{8}, DWORD{3}}) {
            const LONG result = entry(on.phone->handle(), wrong, &level);
            require_error(fmt::format("{} for device bits 0x{:X}", function, wrong).c_str(),
                          result,
                          PHONEERR_INVALHOOKSWITCHDEV);
        }
        return true;
    };
    const entry_points& tspi = on.provider.tspi;
    const bool volume =
        judge("TSPI_phoneGetVolume", tspi.get_volume, PHONEFEATURE_GETVOLUMEHANDSET);
    const bool gain = judge("TSPI_phoneGetGain", tspi.get_gain, PHONEFEATURE_GETGAINHANDSET);
    if (!volume && !gain) not_applicable("the phone tells no volume and no gain");
}

void levels_agree_with_status(const options& given) {
    table on(given);
    const PHONESTATUS status = on.phone->status_value();
    const DWORD volumes[] = {
        status.dwHandsetVolume, status.dwSpeakerVolume, status.dwHeadsetVolume};
    const DWORD gains[] = {status.dwHandsetGain, status.dwSpeakerGain, status.dwHeadsetGain};
    bool looked = false;
    for (std::size_t i = 0; i < std::size(hook_devices); ++i) {
        const DWORD device = hook_devices[i];
        DWORD level = 0;
        const auto judge = [&](const char* what, DWORD in_status) {
            looked = true;
            require(level == in_status,
                    "the {} of the {} is {}, and PHONESTATUS says {}",
                    what,
                    hook_devices_text(device),
                    level,
                    in_status);
        };
        if (on.facts->can(phone_facts::for_device(PHONEFEATURE_GETVOLUMEHANDSET, device))) {
            must("TSPI_phoneGetVolume",
                 on.provider.tspi.get_volume(on.phone->handle(), device, &level));
            judge("volume", volumes[i]);
        }
        if (on.facts->can(phone_facts::for_device(PHONEFEATURE_GETGAINHANDSET, device))) {
            must("TSPI_phoneGetGain",
                 on.provider.tspi.get_gain(on.phone->handle(), device, &level));
            judge("gain", gains[i]);
        }
    }
    if (!looked) not_applicable("the phone tells no volume and no gain");
}

void ring_agrees_with_status(const options& given) {
    table on(given);
    on.need(PHONEFEATURE_GETRING, "ringer that can be asked");
    DWORD mode = 0xC5C5C5C5;
    DWORD volume = 0xC5C5C5C5;
    must("TSPI_phoneGetRing", on.provider.tspi.get_ring(on.phone->handle(), &mode, &volume));
    const PHONESTATUS status = on.phone->status_value();
    require(mode == status.dwRingMode && volume == status.dwRingVolume,
            "it rings in mode {} at {}, and PHONESTATUS says {} at {}",
            mode,
            volume,
            std::uint32_t{status.dwRingMode},
            std::uint32_t{status.dwRingVolume});
}

void lamp_ids_are_checked(const options& given) {
    table on(given);
    on.need(PHONEFEATURE_GETLAMP, "lamps that can be asked");
    DWORD mode = 0;
    const DWORD count = on.facts->caps.dwNumButtonLamps;
    require_error("TSPI_phoneGetLamp behind the last ID",
                  on.provider.tspi.get_lamp(on.phone->handle(), count, &mode),
                  PHONEERR_INVALBUTTONLAMPID);
    for (const DWORD id : on.facts->lamps()) {
        const LONG result = on.provider.tspi.get_lamp(on.phone->handle(), id, &mode);
        require(result == 0 && std::has_single_bit(mode & 0xFFFFU),
                "lamp {} answered {}, mode 0x{:X}",
                id,
                result_name(result),
                mode);
    }
}

void button_ids_are_checked(const options& given) {
    table on(given);
    on.need(PHONEFEATURE_GETBUTTONINFO, "information on buttons");
    structure_block block(phonebuttoninfo_shape, on.phone->version(), 65536);
    require_error(
        "TSPI_phoneGetButtonInfo behind the last ID",
        on.provider.tspi.get_button_info(
            on.phone->handle(), on.facts->caps.dwNumButtonLamps, block.as<PHONEBUTTONINFO>()),
        PHONEERR_INVALBUTTONLAMPID);
}

void buttons_agree_with_capabilities(const options& given) {
    table on(given);
    on.need(PHONEFEATURE_GETBUTTONINFO, "information on buttons");
    for (DWORD id = 0; id < on.facts->button_modes.size(); ++id) {
        structure_block block(phonebuttoninfo_shape, on.phone->version(), 65536);
        must("TSPI_phoneGetButtonInfo",
             on.provider.tspi.get_button_info(on.phone->handle(), id, block.as<PHONEBUTTONINFO>()));
        const auto info = block.value<PHONEBUTTONINFO>();
        require(info.dwButtonMode == on.facts->button_modes[id],
                "button {} has mode 0x{:X}, and PHONECAPS says 0x{:X}",
                id,
                std::uint32_t{info.dwButtonMode},
                on.facts->button_modes[id]);
        const DWORD state = info.dwButtonState;
        require(std::has_single_bit(state) && state <= PHONEBUTTONSTATE_UNAVAIL,
                "button {} has state 0x{:X}",
                id,
                state);
    }
}

void data_ids_and_sizes(const options& given) {
    table on(given);
    on.need(PHONEFEATURE_GETDATA, "data that can be read");
    std::byte guarded[64];
    std::fill(std::begin(guarded), std::end(guarded), std::byte{0xC5});
    const entry_points& tspi = on.provider.tspi;
    require_error("TSPI_phoneGetData behind the last ID",
                  tspi.get_data(on.phone->handle(), on.facts->caps.dwNumGetData, guarded, 16),
                  PHONEERR_INVALDATAID);
    const LONG nothing = on.phone->get_data(guarded, 0);
    require(nothing == 0, "TSPI_phoneGetData of 0 bytes answered {}", result_name(nothing));
    const LONG some = on.phone->get_data(guarded, 16);
    require(some == 0, "TSPI_phoneGetData of 16 bytes answered {}", result_name(some));
    const auto* const first = std::find_if(
        guarded + 16, std::end(guarded), [](std::byte each) { return each != std::byte{0xC5}; });
    require(first == std::end(guarded),
            "asked for 16 bytes, it wrote to the one at {}",
            first - guarded);
}

void display_has_its_size(const options& given) {
    table on(given);
    on.need(PHONEFEATURE_GETDISPLAY, "display that can be read");
    structure_block block(varstring_shape, on.phone->version(), 65536);
    must("TSPI_phoneGetDisplay",
         on.provider.tspi.get_display(on.phone->handle(), block.as<VARSTRING>()));
    const auto string = block.value<VARSTRING>();
    const DWORD elements = on.facts->caps.dwDisplayNumRows * on.facts->caps.dwDisplayNumColumns;
    const DWORD bytes = elements * static_cast<DWORD>(sizeof(char16_t));
    // With or without a terminator: pages do not say.
    require(string.dwStringSize == bytes || string.dwStringSize == bytes + 2,
            "{} rows of {} columns are {} bytes, and it gave {}",
            std::uint32_t{on.facts->caps.dwDisplayNumRows},
            std::uint32_t{on.facts->caps.dwDisplayNumColumns},
            bytes,
            std::uint32_t{string.dwStringSize});
    require(string.dwStringFormat == STRINGFORMAT_UNICODE,
            "dwStringFormat is {}",
            std::uint32_t{string.dwStringFormat});
}

LONG ask_id(table& on, const std::u16string& device_class) {
    structure_block block(varstring_shape, on.phone->version(), 65536);
    return on.provider.tspi.get_id(on.phone->handle(),
                                   block.as<VARSTRING>(),
                                   reinterpret_cast<LPCWSTR>(device_class.c_str()),
                                   nullptr);
}

void unknown_class_has_no_id(const options& given) {
    table on(given);
    require_error("TSPI_phoneGetID of class 'conform/none'",
                  ask_id(on, u"conform/none"),
                  PHONEERR_INVALDEVICECLASS);
}

void listed_classes_have_ids(const options& given) {
    table on(given);
    if (on.facts->own_classes().empty()) not_applicable("the phone lists no device classes");
    for (const std::u16string& each : on.facts->own_classes()) {
        std::u16string shouted = each;
        for (char16_t& unit : shouted) {
            if (unit < 0x80) unit = static_cast<char16_t>(std::toupper(unit));
        }
        for (const std::u16string& spelt : {each, shouted}) {
            const LONG result = ask_id(on, spelt);
            // The computer may lack the card that the phone speaks of.
            require(result == 0 || result == to_result(PHONEERR_RESOURCEUNAVAIL),
                    "class '{}' is listed, and TSPI_phoneGetID answered {} to '{}'",
                    plain_text(each),
                    result_name(result),
                    plain_text(spelt));
        }
    }
}

void icons_by_class(const options& given) {
    subject provider(given);
    provider.start();
    const auto ask = [&](const char16_t* device_class) {
        HICON icon = nullptr;
        return provider.tspi.get_icon(
            provider.device(), reinterpret_cast<LPCWSTR>(device_class), &icon);
    };
    const LONG whole = ask(nullptr);
    require(whole == 0 || whole == to_result(PHONEERR_OPERATIONUNAVAIL),
            "TSPI_phoneGetIcon answered {} for the phone",
            result_name(whole));
    for (const char16_t* each : {u"", u"tapi/phone"}) {
        require(ask(each) == whole,
                "'{}' is the phone, too, and it answered {}",
                plain_text(each),
                result_name(ask(each)));
    }
    const LONG none = ask(u"conform/none");
    require(none == to_result(PHONEERR_INVALDEVICECLASS) || none == whole,
            "TSPI_phoneGetIcon answered {} to class 'conform/none'",
            result_name(none));
}

void queries_during_operations(const options& given) {
    table on(given);
    const auto operations = valid_operations(on.provider.tspi, *on.facts);
    if (operations.empty()) not_applicable("the phone has no operations");
    for (int round = 0; round < 4; ++round) {
        for (const operation& each : operations) {
            static_cast<void>(each.start(subject::next_request(), on.phone->handle()));
            structure_block block(phonestatus_shape, on.phone->version(), 65536);
            const LONG status =
                on.provider.tspi.get_status(on.phone->handle(), block.as<PHONESTATUS>());
            require(status == 0,
                    "with {} under way TSPI_phoneGetStatus answered {}",
                    each.text,
                    result_name(status));
            const LONG messages = on.provider.tspi.set_status_messages(
                on.phone->handle(), opened_phone::all_states, 0, 0);
            require(messages == 0,
                    "with {} under way TSPI_phoneSetStatusMessages answered {}",
                    each.text,
                    result_name(messages));
        }
    }
}

// clang-format off
constexpr conformance_case cases[] = {
    {601, "PHONESTATUS has defined values only",
     "Flags, one hook mode a device, levels up to 0xFFFF and a ring mode that there is.",
     "TSPI: PHONESTATUS; tspi-phone.md §5.2", status_has_defined_values},
    {602, "PHONESTATUS has the mode of each lamp",
     "LampModes has dwNumButtonLamps entries, each one mode.",
     "TSPI: PHONESTATUS; tspi-phone.md §5.2", status_has_a_mode_a_lamp},
    {603, "GetHookSwitch gives a mask of what is off-hook, and no mode",
     "A bit that is set means that the device is off-hook.",
     "TSPI: TSPI_phoneGetHookSwitch; tspi-phone.md §2.3", hook_switch_is_a_mask},
    {604, "GetVolume and GetGain want one device",
     "No bit, two bits and an unknown bit are PHONEERR_INVALHOOKSWITCHDEV.",
     "TSPI: TSPI_phoneGetVolume; tspi-phone.md §2.3, §6.4", levels_need_one_device},
    {605, "GetVolume and GetGain agree with PHONESTATUS",
     "Both tell the same thing.", "TSPI: TSPI_phoneGetVolume; tspi-phone.md §5.2",
     levels_agree_with_status},
    {606, "GetRing agrees with PHONESTATUS",
     "Both tell the same thing.", "TSPI: TSPI_phoneGetRing; tspi-phone.md §5.2",
     ring_agrees_with_status},
    {607, "GetLamp knows its lamps",
     "One mode a lamp; an ID behind the last is PHONEERR_INVALBUTTONLAMPID.",
     "TSPI: TSPI_phoneGetLamp; tspi-phone.md §2.3", lamp_ids_are_checked},
    {608, "GetButtonInfo knows its buttons",
     "An ID behind the last is PHONEERR_INVALBUTTONLAMPID.",
     "TSPI: TSPI_phoneGetButtonInfo; tspi-phone.md §2.3", button_ids_are_checked},
    {609, "GetButtonInfo agrees with PHONECAPS",
     "The mode is that of ButtonModes, the state is one of the four.",
     "TSPI: PHONEBUTTONINFO; tspi-phone.md §5.3", buttons_agree_with_capabilities},
    {610, "GetData writes as many bytes as were asked for, and no more",
     "dwSize 0 copies nothing and succeeds; an ID behind the last is PHONEERR_INVALDATAID.",
     "TSPI: TSPI_phoneGetData; tspi-phone.md §2.3", data_ids_and_sizes},
    {611, "GetDisplay gives rows times columns of UTF-16",
     "The display's contents, whole, with STRINGFORMAT_UNICODE.",
     "TSPI: TSPI_phoneGetDisplay; tspi-phone.md §2.3, §9-15", display_has_its_size},
    {612, "GetID refuses an unknown class",
     "A class that the phone does not have is PHONEERR_INVALDEVICECLASS.",
     "TSPI: TSPI_phoneGetID; tspi-phone.md §2.3", unknown_class_has_no_id},
    {613, "GetID knows the classes that PHONECAPS lists, in any case of letters",
     "Class names are compared without regard to case.",
     "TSPI: TSPI device classes; tspi-phone.md §2.3, §8", listed_classes_have_ids},
    {614, "GetIcon knows the phone under its three names",
     "No class, an empty one and tapi/phone mean the phone; an unknown one is INVALDEVICECLASS.",
     "TSPI: TSPI_phoneGetIcon; tspi-phone.md §2.2", icons_by_class},
    {615, "Queries are answered while operations are under way",
     "Before an operation has completed the host may call anything else.",
     "TSPI: Synchronous/asynchronous model; tspi-phone.md §3.1", queries_during_operations},
};
// clang-format on

}  // namespace

const theme query_theme{"Queries", cases};

}  // namespace offhook::tapi::conform
