#include <algorithm>
#include <bit>
#include <functional>

#include "tools/tapi/conform/catalogue.hpp"
#include "tools/tapi/conform/opened_phone.hpp"
#include "tools/tapi/conform/words.hpp"
#include "tools/tapi/error_names.hpp"

// 4xx: PHONECAPS, whether it agrees with itself.

namespace offhook::tapi::conform {
namespace {

constexpr DWORD all_hook_devices = 0x7;
constexpr DWORD all_hook_modes = 0x1F;
constexpr DWORD settable_hook_modes = 0x0F;

phone_facts facts_of(const options& given) {
    subject provider(given);
    provider.start();
    return provider.facts();
}

void require_entries(const char* name, DWORD bytes, DWORD count) {
    require(bytes == 0 || bytes == count * sizeof(DWORD),
            "{} has {} bytes; for {} entries it takes {}",
            name,
            bytes,
            count,
            count * sizeof(DWORD));
}

void arrays_have_an_entry_each(const options& given) {
    const PHONECAPS caps = facts_of(given).caps;
    require_entries("ButtonModes", caps.dwButtonModesSize, caps.dwNumButtonLamps);
    require_entries("ButtonFunctions", caps.dwButtonFunctionsSize, caps.dwNumButtonLamps);
    require_entries("LampModes", caps.dwLampModesSize, caps.dwNumButtonLamps);
    require_entries("SetData", caps.dwSetDataSize, caps.dwNumSetData);
    require_entries("GetData", caps.dwGetDataSize, caps.dwNumGetData);
}

void hook_devices_and_modes(const options& given) {
    const phone_facts facts = facts_of(given);
    const DWORD devices = facts.caps.dwHookSwitchDevs;
    require((devices & ~all_hook_devices) == 0, "dwHookSwitchDevs is 0x{:X}", devices);
    for (const DWORD each : hook_devices) {
        const DWORD modes = facts.hook_modes(each);
        require((modes & ~all_hook_modes) == 0,
                "the {} has modes 0x{:X}",
                hook_devices_text(each),
                modes);
        require((devices & each) == 0 || modes != 0,
                "the {} is there and has no mode",
                hook_devices_text(each));
        const DWORD settable = facts.settable_modes(each);
        require((settable & ~(modes & settable_hook_modes)) == 0,
                "the {} has modes 0x{:X}, and 0x{:X} are said to be settable",
                hook_devices_text(each),
                modes,
                settable);
        const DWORD monitored = facts.monitored_modes(each);
        require((monitored & ~modes) == 0,
                "the {} has modes 0x{:X}, and 0x{:X} are said to be monitored",
                hook_devices_text(each),
                modes,
                monitored);
    }
}

void levels_belong_to_devices(const options& given) {
    const PHONECAPS caps = facts_of(given).caps;
    const DWORD devices = caps.dwHookSwitchDevs;
    require((caps.dwVolumeFlags & ~devices) == 0 && (caps.dwGainFlags & ~devices) == 0,
            "devices 0x{:X} are there, dwVolumeFlags is 0x{:X} and dwGainFlags 0x{:X}",
            devices,
            caps.dwVolumeFlags,
            caps.dwGainFlags);
}

void require_same(const char* feature, bool says_so, const char* what, bool there) {
    require(says_so == there,
            "PHONEFEATURE_{} is {}, and {}",
            feature,
            says_so ? "set" : "clear",
            there ? std::string(what) : "not " + std::string(what));
}

void features_agree_with_the_rest(const options& given) {
    const phone_facts facts = facts_of(given);
    const PHONECAPS& caps = facts.caps;
    for (const DWORD each : hook_devices) {
        const auto can = [&](DWORD feature) {
            return facts.can(phone_facts::for_device(feature, each));
        };
        require_same("SETVOLUME",
                     can(PHONEFEATURE_SETVOLUMEHANDSET),
                     "in dwVolumeFlags",
                     (caps.dwVolumeFlags & each) != 0);
        require_same("SETGAIN",
                     can(PHONEFEATURE_SETGAINHANDSET),
                     "in dwGainFlags",
                     (caps.dwGainFlags & each) != 0);
        require_same("SETHOOKSWITCH",
                     can(PHONEFEATURE_SETHOOKSWITCHHANDSET),
                     "a settable mode there",
                     facts.settable_modes(each) != 0);
    }
    require(!facts.can(PHONEFEATURE_SETRING) || caps.dwNumRingModes > 0,
            "PHONEFEATURE_SETRING is set, and dwNumRingModes is 0");
    require(!facts.can(PHONEFEATURE_SETLAMP) || !facts.lamps().empty(),
            "PHONEFEATURE_SETLAMP is set, and no lamp has a mode to switch to");
    require(!facts.can(PHONEFEATURE_SETDISPLAY) || caps.dwDisplayNumRows > 0,
            "PHONEFEATURE_SETDISPLAY is set, and the display has no rows");
    require(!facts.can(PHONEFEATURE_SETDATA) || caps.dwNumSetData > 0,
            "PHONEFEATURE_SETDATA is set, and there is no area to write");
    require(!facts.can(PHONEFEATURE_GETDATA) || caps.dwNumGetData > 0,
            "PHONEFEATURE_GETDATA is set, and there is no area to read");
}

void features_are_defined(const options& given) {
    const DWORD features = facts_of(given).caps.dwPhoneFeatures;
    require((features & 0xE0000000U) == 0, "dwPhoneFeatures is 0x{:X}", features);
}

void keypad_has_the_first_twelve(const options& given) {
    const phone_facts facts = facts_of(given);
    constexpr std::size_t keys = 12;
    for (std::size_t id = 0; id < facts.button_modes.size(); ++id) {
        const DWORD mode = facts.button_modes[id];
        const bool keypad = mode == PHONEBUTTONMODE_KEYPAD;
        require(id >= keys || keypad || mode == PHONEBUTTONMODE_DUMMY,
                "button {} is no key of the keypad (mode 0x{:X})",
                id,
                mode);
        require(id < keys || !keypad, "button {} is a key of the keypad", id);
    }
}

void button_entries_are_values(const options& given) {
    const phone_facts facts = facts_of(given);
    for (std::size_t id = 0; id < facts.button_modes.size(); ++id) {
        const DWORD mode = facts.button_modes[id];
        require(std::has_single_bit(mode) && mode <= PHONEBUTTONMODE_DISPLAY,
                "button {} has mode 0x{:X}",
                id,
                mode);
    }
    for (std::size_t id = 0; id < facts.button_functions.size(); ++id) {
        const DWORD function = facts.button_functions[id];
        require(function <= 0x2F || function >= 0x80000000U,
                "button {} has function 0x{:X}",
                id,
                function);
    }
    for (std::size_t id = 0; id < facts.lamp_modes.size(); ++id) {
        const DWORD modes = facts.lamp_modes[id];
        require(modes != 0 && (modes & 0xFF00U) == 0, "lamp {} has modes 0x{:X}", id, modes);
        require((modes & PHONELAMPMODE_DUMMY) == 0 || modes == PHONELAMPMODE_DUMMY,
                "lamp {} is none, and has modes 0x{:X}",
                id,
                modes);
    }
}

void states_are_defined(const options& given) {
    const DWORD states = facts_of(given).caps.dwPhoneStates;
    require((states & ~opened_phone::all_states) == 0, "dwPhoneStates is 0x{:X}", states);
    require((states & (PHONESTATE_OWNER | PHONESTATE_MONITORS)) == 0,
            "dwPhoneStates has OWNER or MONITORS, which only the host reports (0x{:X})",
            states);
}

void texts_are_unicode(const options& given) {
    subject provider(given);
    provider.start();
    const DWORD version = provider.newest_version();
    structure_block block(phonecaps_shape, version, 1 << 20);
    const LONG result =
        provider.tspi.get_caps(provider.device(), version, 0, block.as<PHONECAPS>());
    if (result != 0) blocked("TSPI_phoneGetDevCaps answered {}", result_name(result));
    for (const variable_part& each : block.parts()) {
        const std::string_view name = each.name;
        if (name != "ProviderInfo" && name != "PhoneInfo" && name != "PhoneName") continue;
        const DWORD size = block.size_of(each);
        if (size == 0) continue;
        const std::u16string text = block.text_of(block.offset_of(each), size);
        require(size % sizeof(char16_t) == 0 && !text.empty() && text.back() == u'\0',
                "{} has {} bytes and does not end with a terminator",
                name,
                size);
    }
    const DWORD format = block.member(offsetof(PHONECAPS, dwStringFormat));
    require(
        std::popcount(format) > 0 && format <= STRINGFORMAT_BINARY, "dwStringFormat is {}", format);
}

void classes_end_twice(const options& given) {
    subject provider(given);
    provider.start();
    const DWORD version = provider.newest_version();
    structure_block block(phonecaps_shape, version, 1 << 20);
    const LONG result =
        provider.tspi.get_caps(provider.device(), version, 0, block.as<PHONECAPS>());
    if (result != 0) blocked("TSPI_phoneGetDevCaps answered {}", result_name(result));
    const auto caps = block.value<PHONECAPS>();
    if (caps.dwDeviceClassesSize == 0) not_applicable("the phone lists no device classes");
    const auto text = block.text_of(caps.dwDeviceClassesOffset, caps.dwDeviceClassesSize);
    require(text.size() >= 2 && text.ends_with(std::u16string(2, u'\0')),
            "the list of {} bytes does not end with two terminators",
            std::uint32_t{caps.dwDeviceClassesSize});
}

void identity_is_permanent(const options& given) {
    subject provider(given);
    provider.start();
    const phone_facts first = provider.facts();
    static_cast<void>(provider.shutdown());
    provider.start(41);
    const phone_facts second = provider.facts();
    require(first.caps.dwPermanentPhoneID == second.caps.dwPermanentPhoneID,
            "dwPermanentPhoneID is 0x{:X} in one session and 0x{:X} in the next",
            std::uint32_t{first.caps.dwPermanentPhoneID},
            std::uint32_t{second.caps.dwPermanentPhoneID});
    const GUID one = first.caps.PermanentPhoneGuid;
    const GUID other = second.caps.PermanentPhoneGuid;
    require(std::memcmp(&one, &other, sizeof one) == 0,
            "PermanentPhoneGuid is another one in the next session");
}

void versions_tell_the_same(const options& given) {
    subject provider(given);
    provider.start();
    const phone_facts newest = provider.facts();
    constexpr std::size_t members[] = {offsetof(PHONECAPS, dwPermanentPhoneID),
                                       offsetof(PHONECAPS, dwHookSwitchDevs),
                                       offsetof(PHONECAPS, dwDisplayNumRows),
                                       offsetof(PHONECAPS, dwDisplayNumColumns),
                                       offsetof(PHONECAPS, dwNumRingModes),
                                       offsetof(PHONECAPS, dwNumButtonLamps),
                                       offsetof(PHONECAPS, dwNumSetData),
                                       offsetof(PHONECAPS, dwNumGetData)};
    structure_block reference(phonecaps_shape, newest.version, 65536);
    static_cast<void>(
        provider.tspi.get_caps(provider.device(), newest.version, 0, reference.as<PHONECAPS>()));
    for (const DWORD version : provider.spoken_versions()) {
        structure_block block(phonecaps_shape, version, 65536);
        static_cast<void>(
            provider.tspi.get_caps(provider.device(), version, 0, block.as<PHONECAPS>()));
        for (const std::size_t at : members) {
            require(block.member(at) == reference.member(at),
                    "the member at {} is {} at version {} and {} at {}",
                    at,
                    block.member(at),
                    version_text(version),
                    reference.member(at),
                    version_text(newest.version));
        }
    }
}

constexpr conformance_case cases[] = {
    {401,
     "Each array has one entry for each button or area",
     "ButtonModes, ButtonFunctions and LampModes have dwNumButtonLamps entries, SetData and "
     "GetData "
     "as many as there are areas.",
     "TSPI: PHONECAPS; tspi-phone.md §5.1",
     arrays_have_an_entry_each},
    {402,
     "Hook switch devices and their modes agree",
     "A device that is there has modes; settable and monitored ones are among them, and UNKNOWN is "
     "never settable.",
     "TSPI: PHONECAPS, PHONEHOOKSWITCHMODE_; tspi-phone.md §2.3, §5.1",
     hook_devices_and_modes},
    {403,
     "Volume and gain belong to devices that are there",
     "dwVolumeFlags and dwGainFlags name hook switch devices.",
     "TSPI: PHONECAPS; tspi-phone.md §5.1",
     levels_belong_to_devices},
    {404,
     "Features agree with the other capabilities",
     "A feature bit says whether the function may ever be called.",
     "TSPI: PHONEFEATURE_; tspi-phone.md §5.1",
     features_agree_with_the_rest},
    {405,
     "Only defined feature bits are set",
     "Undefined bits are invalid.",
     "TSPI: PHONEFEATURE_; tspi-phone.md §7",
     features_are_defined},
    {406,
     "IDs 0 to 11 are the keypad's and nobody else's",
     "0 to 9 are the digits, 10 is the star and 11 the hash; a phone without a keypad leaves them "
     "DUMMY.",
     "TSPI: Phone buttons; tspi-phone.md §2.3, §9-3",
     keypad_has_the_first_twelve},
    {407,
     "Each button has one mode and one function, each lamp its modes",
     "Modes of buttons are single flags, functions are scalars; a button without a lamp has lamp "
     "mode DUMMY.",
     "TSPI: PHONECAPS, PHONELAMPMODE_; tspi-phone.md §2.3",
     button_entries_are_values},
    {408,
     "The states it reports are defined, and not the host's",
     "OWNER and MONITORS are reported by the host, which adds them to dwPhoneStates itself.",
     "TSPI: TSPI_phoneGetDevCaps, PHONESTATE_; tspi-phone.md §2.2, §4.2",
     states_are_defined},
    {409,
     "Texts are UTF-16 and terminated",
     "All strings of TSPI are Unicode; their size includes the terminator.",
     "TSPI: PHONECAPS; tspi-phone.md §2.4, §8",
     texts_are_unicode},
    {410,
     "The list of device classes ends with two terminators",
     "DeviceClasses is a multi-string.",
     "TSPI: PHONECAPS; tspi-phone.md §5.1",
     classes_end_twice},
    {411,
     "The permanent ID is the same in the next session",
     "dwPermanentPhoneID and PermanentPhoneGuid identify the phone for ever, device IDs do not.",
     "TSPI: PHONECAPS; tspi-phone.md §1.2, §5.1",
     identity_is_permanent},
    {412,
     "Every version tells the same about the phone",
     "Versions differ in the members they have, not in what is true.",
     "TSPI: TSPI versioning; tspi-phone.md §2.4",
     versions_tell_the_same},
};

}  // namespace

const theme capability_theme{"Capabilities", cases};

}  // namespace offhook::tapi::conform
