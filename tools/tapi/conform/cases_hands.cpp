#include <algorithm>
#include <map>
#include <thread>

#include "tools/tapi/conform/catalogue.hpp"
#include "tools/tapi/conform/opened_phone.hpp"
#include "tools/tapi/conform/operator_channel.hpp"
#include "tools/tapi/error_names.hpp"

// 82x to 84x: what needs a hand at the handset. Buttons that move by themselves are judged, too.

namespace offhook::tapi::conform {
namespace {

struct handled {
    explicit handled(const options& given)
        : provider(given), hand(given.operator_address, given.phone) {
        provider.start();
        facts.emplace(provider.facts());
        phone.emplace(provider);
        phone->enable_messages();
    }
    ~handled() {
        try {
            hand.act("plug");
        } catch (const judged&) {
            // The channel is gone; then there is nothing to put right.
        }
    }
    handled(const handled&) = delete;
    handled& operator=(const handled&) = delete;

    bool wait_for_state(DWORD flag) {
        return provider.host().wait_for_event(
            provider.given().completion_limit, [&](const phone_event& each) {
                return each.message == PHONE_STATE && (each.p1 & flag) != 0;
            });
    }

    void unplug() {
        hand.act("unplug");
        require(wait_for_state(PHONESTATE_DISCONNECTED),
                "the cable was pulled, and PHONE_STATE DISCONNECTED did not come within {} ms",
                provider.given().completion_limit.count());
    }

    subject provider;
    operator_channel hand;
    std::optional<phone_facts> facts;
    std::optional<opened_phone> phone;
};

/// A button that can be pressed, as the operator calls it, and its mode.
struct pressable {
    std::string key;
    DWORD mode;
};

/// The first button there is, on the keypad if the phone has one.
pressable a_key(const phone_facts& facts) {
    for (std::size_t id = 0; id < facts.button_modes.size(); ++id) {
        if (facts.button_modes[id] == PHONEBUTTONMODE_DUMMY) continue;
        return {std::to_string(id), facts.button_modes[id]};
    }
    not_applicable("the phone has no button");
}

/// The button messages so far, each with its ID, mode and state.
std::vector<phone_event> button_messages(const subject& provider) {
    auto events = provider.host().events();
    std::erase_if(events, [](const phone_event& each) { return each.message != PHONE_BUTTON; });
    return events;
}

bool has_state(const std::vector<phone_event>& messages, DWORD state) {
    return std::any_of(messages.begin(), messages.end(), [&](const phone_event& each) {
        return each.p3 == state;
    });
}

/// Taps a key if somebody is there; otherwise waits whether buttons move by themselves.
std::vector<phone_event> see_buttons(subject& provider, opened_phone& phone) {
    phone.enable_messages();
    const options& given = provider.given();
    if (!given.operator_address.empty()) {
        operator_channel hand(given.operator_address, given.phone);
        for (const char* key : {"5", "5", "star"}) hand.act("tap", {{"key", key}});
        provider.host().wait(given.completion_limit,
                             [&] { return button_messages(provider).size() >= 6; });
    }
    std::this_thread::sleep_for(given.quiet);
    return button_messages(provider);
}

void down_is_followed_by_up(const options& given) {
    subject provider(given);
    provider.start();
    opened_phone phone(provider);
    const auto messages = see_buttons(provider, phone);
    if (messages.empty()) not_applicable("no button has moved; --operator names somebody who taps");
    std::map<DWORD_PTR, bool> down;
    for (const phone_event& each : messages) {
        if (each.p3 != PHONEBUTTONSTATE_DOWN && each.p3 != PHONEBUTTONSTATE_UP) continue;
        const bool goes_down = each.p3 == PHONEBUTTONSTATE_DOWN;
        require(down[each.p1] != goes_down,
                "button {} goes {} twice",
                each.p1,
                goes_down ? "down" : "up");
        down[each.p1] = goes_down;
    }
    for (const auto& [id, still] : down) {
        require(!still, "button {} went down and did not come up", id);
    }
}

void buttons_are_named(const options& given) {
    subject provider(given);
    provider.start();
    const phone_facts facts = provider.facts();
    opened_phone phone(provider);
    const auto messages = see_buttons(provider, phone);
    if (messages.empty()) not_applicable("no button has moved; --operator names somebody who taps");
    for (const phone_event& each : messages) {
        require(each.p1 < facts.button_modes.size(),
                "PHONE_BUTTON came for button {} of {}",
                each.p1,
                facts.button_modes.size());
        require(each.p2 == facts.button_modes[each.p1],
                "button {} came with mode 0x{:X}, and PHONECAPS says 0x{:X}",
                each.p1,
                each.p2,
                facts.button_modes[each.p1]);
        require(
            bits_of(static_cast<DWORD>(each.p3)).size() == 1 && each.p3 <= PHONEBUTTONSTATE_UNAVAIL,
            "button {} came with state 0x{:X}",
            each.p1,
            each.p3);
    }
}

void buttons_follow_the_filter(const options& given) {
    handled on(given);
    const pressable button = a_key(*on.facts);
    on.phone->enable_messages(
        opened_phone::all_states, button.mode, PHONEBUTTONSTATE_DOWN | PHONEBUTTONSTATE_UP);
    on.hand.act("tap", {{"key", button.key}});
    const bool came =
        on.provider.host().wait_for_event(given.completion_limit, [](const auto& each) {
            return each.message == PHONE_BUTTON && each.p3 == PHONEBUTTONSTATE_UP;
        });
    require(came, "button {} is enabled and was tapped, and no message came", button.key);
    on.phone->enable_messages(opened_phone::all_states, 0, 0);
    const std::size_t before = button_messages(on.provider).size();
    on.hand.act("tap", {{"key", button.key}});
    std::this_thread::sleep_for(given.quiet);
    const std::size_t after = button_messages(on.provider).size();
    if (after > before) pass_with("buttons that are filtered off are sent all the same");
}

void up_comes_when_the_cable_is_pulled(const options& given) {
    handled on(given);
    const pressable button = a_key(*on.facts);
    on.hand.act("press", {{"key", button.key}});
    const bool down =
        on.provider.host().wait_for_event(given.completion_limit, [](const auto& each) {
            return each.message == PHONE_BUTTON && each.p3 == PHONEBUTTONSTATE_DOWN;
        });
    require(down, "button {} was pressed, and no message came", button.key);
    on.unplug();
    on.hand.act("plug");
    require(on.wait_for_state(PHONESTATE_CONNECTED), "plugged in again, CONNECTED did not come");
    on.hand.act("release", {{"key", button.key}});
    on.provider.host().wait(given.completion_limit, [&] {
        return has_state(button_messages(on.provider), PHONEBUTTONSTATE_UP);
    });
    require(has_state(button_messages(on.provider), PHONEBUTTONSTATE_UP),
            "button {} was down when the cable was pulled, and never came up",
            button.key);
}

void lifting_is_told(const options& given) {
    handled on(given);
    const DWORD modes = on.facts->monitored_modes(PHONEHOOKSWITCHDEV_HANDSET);
    if ((modes & PHONEHOOKSWITCHMODE_MICSPEAKER) == 0) {
        not_applicable("the handset's hook switch is not monitored");
    }
    on.hand.act("hook", {{"device", "handset"}, {"mode", "micspeaker"}});
    const bool came =
        on.provider.host().wait_for_event(given.completion_limit, [](const auto& each) {
            return each.message == PHONE_STATE && each.p1 == PHONESTATE_HANDSETHOOKSWITCH &&
                   each.p2 == PHONEHOOKSWITCHMODE_MICSPEAKER;
        });
    const DWORD mode = on.phone->status_value().dwHandsetHookSwitchMode;
    on.hand.act("hook", {{"device", "handset"}, {"mode", "onhook"}});
    require(came, "the handset was lifted, and PHONE_STATE HANDSETHOOKSWITCH did not come");
    require(mode == PHONEHOOKSWITCHMODE_MICSPEAKER,
            "the handset was lifted, and PHONESTATUS has mode 0x{:X}",
            mode);
}

void unplugging_is_told(const options& given) {
    handled on(given);
    on.unplug();
    const DWORD flags = on.phone->status_value().dwStatusFlags;
    require((flags & PHONESTATUSFLAGS_CONNECTED) == 0,
            "the cable was pulled, and PHONESTATUS still says CONNECTED");
}

void operations_fail_unplugged(const options& given) {
    handled on(given);
    const auto operations = valid_operations(on.provider.tspi, *on.facts);
    if (operations.empty()) not_applicable("the phone has no operations");
    on.unplug();
    for (const operation& each : operations) {
        const LONG result = on.phone->perform(each);
        // Its list has no INVALPHONESTATE (tspi-phone.md §2.3).
        const bool has_state = std::string_view(each.function) != "TSPI_phoneSetButtonInfo";
        require(result < 0 && (!has_state || result == to_result(PHONEERR_INVALPHONESTATE)),
                "the cable was pulled, and {} ended with {}",
                each.text,
                result_name(result));
    }
}

void replugging_is_told(const options& given) {
    handled on(given);
    on.unplug();
    on.hand.act("plug");
    require(on.wait_for_state(PHONESTATE_CONNECTED),
            "the cable was plugged in, and PHONE_STATE CONNECTED did not come within {} ms",
            given.completion_limit.count());
    const DWORD flags = on.phone->status_value().dwStatusFlags;
    require((flags & PHONESTATUSFLAGS_CONNECTED) != 0,
            "CONNECTED was told, and PHONESTATUS does not say so");
    for (const operation& each : valid_operations(on.provider.tspi, *on.facts)) {
        const LONG result = on.phone->perform(each);
        require(result == 0, "plugged in again, {} ended with {}", each.text, result_name(result));
    }
}

void unplugging_completes_everything(const options& given) {
    handled on(given);
    const auto operations = valid_operations(on.provider.tspi, *on.facts);
    std::vector<DRV_REQUESTID> taken;
    for (int round = 0; round < 6; ++round) {
        for (const operation& each : operations) {
            const DRV_REQUESTID request = subject::next_request();
            const LONG answer = each.start(request, on.phone->handle());
            if (answer == static_cast<LONG>(request)) taken.push_back(request);
        }
        if (round == 2) on.hand.act("unplug");
    }
    if (taken.empty()) not_applicable("the phone has no operation that could be outstanding");
    const auto done = [&](DRV_REQUESTID each) {
        return !on.provider.host().completions_of(each).empty();
    };
    on.provider.host().wait(given.completion_limit,
                            [&] { return std::all_of(taken.begin(), taken.end(), done); });
    std::this_thread::sleep_for(given.quiet);
    for (const DRV_REQUESTID each : taken) {
        const auto count = on.provider.host().completions_of(each).size();
        require(count == 1, "the cable was pulled, and request {} completed {} times", each, count);
    }
}

// clang-format off
constexpr conformance_case cases[] = {
    {821, "A button that goes down comes up again",
     "Every DOWN is followed by an UP, in this order, and no state comes twice.",
     "TSPI: PHONE_BUTTON; tspi-phone.md §4.1", down_is_followed_by_up},
    {822, "A button's message has its ID, mode and state",
     "The mode is that of PHONECAPS, the state is one of the four.",
     "TSPI: PHONE_BUTTON; tspi-phone.md §4.1", buttons_are_named},
    {823, "Buttons come when mode and state are enabled",
     "A message is wanted when both bits are set; a provider may send more.",
     "TSPI: TSPI_phoneSetStatusMessages; tspi-phone.md §4.3", buttons_follow_the_filter},
    {824, "A button that is down comes up although the cable was pulled meanwhile",
     "Every DOWN is followed by an UP.", "TSPI: PHONE_BUTTON; tspi-phone.md §4.1",
     up_comes_when_the_cable_is_pulled},
    {831, "Lifting the handset is told",
     "PHONE_STATE HANDSETHOOKSWITCH, detail: the new mode; PHONESTATUS agrees.",
     "TSPI: PHONE_STATE; tspi-phone.md §4.2", lifting_is_told},
    {841, "Pulling the cable is told as DISCONNECTED",
     "PHONE_STATE DISCONNECTED, and PHONESTATUSFLAGS_CONNECTED is clear; the handle stays valid.",
     "TSPI: PHONE_REMOVE, PHONESTATE_; tspi-phone.md §4.4", unplugging_is_told},
    {842, "Without a cable operations are refused",
     "The documented example is INVALPHONESTATE.", "TSPI: PHONESTATE_; tspi-phone.md §4.4",
     operations_fail_unplugged},
    {843, "Plugging it in again is told as CONNECTED, and it works",
     "Device ID and handles are kept.", "TSPI: PHONE_REMOVE, PHONESTATE_; tspi-phone.md §4.4",
     replugging_is_told},
    {844, "Pulling the cable completes what is under way, once",
     "Outstanding requests complete with an error.", "tspi-phone.md §3.1, §4.4",
     unplugging_completes_everything},
};
// clang-format on

}  // namespace

const theme hand_theme{"A hand at the handset", cases};

}  // namespace offhook::tapi::conform
