#include <algorithm>
#include <bit>
#include <thread>

#include "tools/tapi/conform/catalogue.hpp"
#include "tools/tapi/conform/opened_phone.hpp"
#include "tools/tapi/conform/words.hpp"
#include "tools/tapi/error_names.hpp"

// 80x and 81x: status messages, and the manners of callbacks.

namespace offhook::tapi::conform {
namespace {

struct listening {
    explicit listening(const options& given) : provider(given) {
        provider.start();
        facts.emplace(provider.facts());
        phone.emplace(provider);
    }

    /// Does the operations, which are to change something, and waits for the state they change.
    void judge_state(DWORD flag,
                     const char* name,
                     const std::vector<operation>& changes,
                     const std::function<bool(DWORD_PTR detail)>& right_detail) {
        if ((facts->caps.dwPhoneStates & flag) == 0) {
            not_applicable("PHONECAPS does not say that it reports {}", name);
        }
        phone->enable_messages();
        for (const operation& each : changes) phone->must(each);
        const auto fits = [&](const phone_event& each) {
            return each.message == PHONE_STATE && (each.p1 & flag) != 0;
        };
        require(provider.host().wait_for_event(provider.given().completion_limit, fits),
                "PHONESTATE_{} is enabled, {} was done, and no message came",
                name,
                changes.back().text);
        for (const phone_event& each : provider.host().events()) {
            if (!fits(each) || each.p1 != flag) continue;
            require(right_detail(each.p2), "PHONE_STATE {} came with detail 0x{:X}", name, each.p2);
        }
    }

    subject provider;
    std::optional<phone_facts> facts;
    std::optional<opened_phone> phone;
};

bool any_detail(DWORD_PTR) {
    return true;
}

void every_mask_is_taken(const options& given) {
    listening on(given);
    const entry_points& tspi = on.provider.tspi;
    const auto set = [&](DWORD states, DWORD modes, DWORD button_states) {
        const LONG result =
            tspi.set_status_messages(on.phone->handle(), states, modes, button_states);
        require(result == 0,
                "masks 0x{:X}, 0x{:X} and 0x{:X} were answered with {}",
                states,
                modes,
                button_states,
                result_name(result));
    };
    set(0, 0, 0);
    set(opened_phone::all_states, opened_phone::all_button_modes, opened_phone::all_button_states);
    for (const DWORD each : bits_of(opened_phone::all_states)) set(each, 0, 0);
    for (const DWORD each : bits_of(opened_phone::all_button_modes)) {
        set(0, each, opened_phone::all_button_states);
    }
    set(opened_phone::all_states, 0, opened_phone::all_button_states);
}

void modes_need_states(const options& given) {
    listening on(given);
    const LONG result =
        on.provider.tspi.set_status_messages(on.phone->handle(), 0, PHONEBUTTONMODE_KEYPAD, 0);
    require(result == to_result(PHONEERR_INVALBUTTONSTATE),
            "button modes without button states were answered with {}",
            result_name(result));
}

void nothing_is_sent_unasked(const options& given) {
    listening on(given);
    for (const operation& each : valid_operations(on.provider.tspi, *on.facts)) {
        static_cast<void>(on.phone->perform(each));
    }
    std::this_thread::sleep_for(given.quiet);
    const auto events = on.provider.host().events();
    const auto unasked = std::count_if(events.begin(), events.end(), [](const phone_event& each) {
        return each.message == PHONE_STATE || each.message == PHONE_BUTTON;
    });
    if (unasked > 0) {
        pass_with("{} messages came that nobody had enabled, which the host filters", unasked);
    }
}

void lamp_change_is_told(const options& given) {
    listening on(given);
    const auto lamps = on.facts->lamps();
    if (!on.facts->can(PHONEFEATURE_SETLAMP) || lamps.empty()) not_applicable("there is no lamp");
    const auto modes = bits_of(on.facts->settable_lamp_modes(lamps.front()));
    if (modes.size() < 2) not_applicable("lamp {} has one mode only", lamps.front());
    const DWORD lamp = lamps.front();
    on.judge_state(PHONESTATE_LAMP,
                   "LAMP",
                   {set_lamp(on.provider.tspi, lamp, modes[0]),
                    set_lamp(on.provider.tspi, lamp, modes[1]),
                    set_lamp(on.provider.tspi, lamp, modes[0])},
                   [&](DWORD_PTR detail) { return detail == lamp; });
}

void ring_change_is_told(const options& given) {
    listening on(given);
    if (!on.facts->can(PHONEFEATURE_SETRING)) not_applicable("there is no ringer");
    on.judge_state(PHONESTATE_RINGMODE,
                   "RINGMODE",
                   {set_ring(on.provider.tspi, 0, 0),
                    set_ring(on.provider.tspi, 1, 0),
                    set_ring(on.provider.tspi, 0, 0)},
                   [&](DWORD_PTR detail) { return detail <= 1; });
}

void hook_change_is_told(const options& given) {
    listening on(given);
    const auto devices = on.facts->devices_that(PHONEFEATURE_SETHOOKSWITCHHANDSET);
    if (devices.empty()) not_applicable("no hook switch can be set");
    const DWORD device = devices.front();
    const auto modes = bits_of(on.facts->settable_modes(device));
    if (modes.size() < 2) not_applicable("the {} has one mode only", hook_devices_text(device));
    const DWORD flag = device == PHONEHOOKSWITCHDEV_HANDSET   ? PHONESTATE_HANDSETHOOKSWITCH
                       : device == PHONEHOOKSWITCHDEV_SPEAKER ? PHONESTATE_SPEAKERHOOKSWITCH
                                                              : PHONESTATE_HEADSETHOOKSWITCH;
    on.judge_state(
        flag,
        "...HOOKSWITCH",
        {set_hook_switch(on.provider.tspi, device, modes.front()),
         set_hook_switch(on.provider.tspi, device, modes.back()),
         set_hook_switch(on.provider.tspi, device, modes.front())},
        [&](DWORD_PTR detail) { return detail == modes.front() || detail == modes.back(); });
}

void display_change_is_told(const options& given) {
    listening on(given);
    if (!on.facts->can(PHONEFEATURE_SETDISPLAY)) not_applicable("there is no display to write");
    on.judge_state(
        PHONESTATE_DISPLAY,
        "DISPLAY",
        {set_display(on.provider.tspi, 0, 0, u"A"), set_display(on.provider.tspi, 0, 0, u"B")},
        any_detail);
}

void volume_change_is_told(const options& given) {
    listening on(given);
    const auto devices = on.facts->devices_that(PHONEFEATURE_SETVOLUMEHANDSET);
    if (devices.empty()) not_applicable("no volume can be set");
    const DWORD device = devices.front();
    const DWORD flag = device == PHONEHOOKSWITCHDEV_HANDSET   ? PHONESTATE_HANDSETVOLUME
                       : device == PHONEHOOKSWITCHDEV_SPEAKER ? PHONESTATE_SPEAKERVOLUME
                                                              : PHONESTATE_HEADSETVOLUME;
    on.judge_state(flag,
                   "...VOLUME",
                   {set_volume(on.provider.tspi, device, 0),
                    set_volume(on.provider.tspi, device, 0xFFFF),
                    set_volume(on.provider.tspi, device, 0x8000)},
                   any_detail);
}

/// Everything that the phone can do, with every message enabled.
void make_noise(listening& on) {
    on.phone->enable_messages();
    for (int round = 0; round < 2; ++round) {
        for (const operation& each : valid_operations(on.provider.tspi, *on.facts)) {
            static_cast<void>(on.phone->perform(each));
        }
        const auto lamps = on.facts->lamps();
        if (lamps.empty()) continue;
        for (const DWORD mode : bits_of(on.facts->settable_lamp_modes(lamps.front()))) {
            static_cast<void>(on.phone->perform(set_lamp(on.provider.tspi, lamps.front(), mode)));
        }
    }
    std::this_thread::sleep_for(on.provider.given().quiet);
}

void messages_are_well_formed(const options& given) {
    listening on(given);
    make_noise(on);
    const auto events = on.provider.host().events();
    for (const phone_event& each : events) {
        const bool known = each.message == PHONE_BUTTON || each.message == PHONE_CLOSE ||
                           each.message == PHONE_DEVSPECIFIC || each.message == PHONE_STATE ||
                           each.message == PHONE_CREATE || each.message == PHONE_REMOVE;
        require(known, "message {} came, which no provider sends", each.message);
        if (each.message != PHONE_STATE) continue;
        require(each.p1 != 0 && (each.p1 & ~DWORD_PTR{opened_phone::all_states}) == 0,
                "PHONE_STATE came with flags 0x{:X}",
                each.p1);
        require((each.p1 & (PHONESTATE_OWNER | PHONESTATE_MONITORS)) == 0,
                "PHONE_STATE came with OWNER or MONITORS (0x{:X}), which are the host's",
                each.p1);
        require(each.p3 == 0, "PHONE_STATE 0x{:X} came with a third parameter", each.p1);
    }
    if (events.empty()) not_applicable("the phone has sent no message");
}

void messages_name_the_phone(const options& given) {
    listening on(given);
    make_noise(on);
    const auto events = on.provider.host().events();
    for (const phone_event& each : events) {
        if (each.message == PHONE_CREATE || each.message == PHONE_REMOVE) continue;
        if (each.message == PHONE_STATE && each.p1 == PHONESTATE_REINIT) continue;
        require(each.phone == on.phone->host_handle(),
                "message {} came for handle 0x{:X}, and the phone was opened with 0x{:X}",
                each.message,
                reinterpret_cast<DWORD_PTR>(each.phone),
                reinterpret_cast<DWORD_PTR>(on.phone->host_handle()));
    }
    if (events.empty()) not_applicable("the phone has sent no message");
}

/// What was reported is among what PHONECAPS says may be reported.
void only_announced_states_come(const options& given) {
    listening on(given);
    make_noise(on);
    const DWORD announced = on.facts->caps.dwPhoneStates | PHONESTATE_REINIT;
    for (const phone_event& each : on.provider.host().events()) {
        if (each.message != PHONE_STATE) continue;
        require((each.p1 & ~DWORD_PTR{announced}) == 0,
                "PHONE_STATE 0x{:X} came, and dwPhoneStates is 0x{:X}",
                each.p1,
                announced);
    }
}

// clang-format off
constexpr conformance_case cases[] = {
    {801, "SetStatusMessages takes every mask",
     "Flags that the provider never produces are no error; without button modes the button states are "
     "ignored.",
     "TSPI: TSPI_phoneSetStatusMessages; tspi-phone.md §4.3", every_mask_is_taken},
    {802, "Button modes without button states are refused",
     "PHONEERR_INVALBUTTONSTATE.", "TSPI: TSPI_phoneSetStatusMessages; tspi-phone.md §4.3",
     modes_need_states},
    {803, "After open no status message is enabled",
     "Everything is off; a provider should send only what is enabled, and may send more.",
     "TSPI: TSPI_phoneSetStatusMessages; tspi-phone.md §4.3, §9-10", nothing_is_sent_unasked},
    {804, "A lamp's change is told with its ID",
     "PHONE_STATE LAMP, detail: the lamp; changes by the application's own request included.",
     "TSPI: PHONE_STATE; tspi-phone.md §3.2, §4.2", lamp_change_is_told},
    {805, "A ringer's change is told with its mode", "PHONE_STATE RINGMODE, detail: the new mode.",
     "TSPI: PHONE_STATE; tspi-phone.md §4.2", ring_change_is_told},
    {806, "A hook switch's change is told with its mode",
     "PHONE_STATE with the device's flag, detail: the new PHONEHOOKSWITCHMODE_.",
     "TSPI: TSPI_phoneSetHookSwitch; tspi-phone.md §3.2, §4.2", hook_change_is_told},
    {807, "A display's change is told", "PHONE_STATE DISPLAY.",
     "TSPI: PHONE_STATE; tspi-phone.md §4.2", display_change_is_told},
    {808, "A volume's change is told", "PHONE_STATE with the device's flag.",
     "TSPI: PHONE_STATE; tspi-phone.md §4.2", volume_change_is_told},
    {811, "Messages are well formed",
     "Six messages are a provider's; PHONE_STATE has defined flags, never OWNER and MONITORS, and "
     "no third parameter; PHONE_REPLY is never sent.",
     "TSPI: PHONE_STATE, TSPI messages; tspi-phone.md §4.1", messages_are_well_formed},
    {812, "Messages carry the handle that the host has given",
     "htPhone is what TSPI_phoneOpen was called with.",
     "TSPI: TSPI_phoneOpen; tspi-phone.md §4.1", messages_name_the_phone},
    {813, "Only states that PHONECAPS announces are reported",
     "dwPhoneStates has every flag that the provider can report.",
     "TSPI: PHONECAPS; tspi-phone.md §5.1", only_announced_states_come},
};
// clang-format on

}  // namespace

const theme message_theme{"Messages", cases};

}  // namespace offhook::tapi::conform
