#include "sim/control/control_request.hpp"

#include <array>

namespace offhook::sim {
namespace {

constexpr std::array<verb, 30> verbs{
    {{"hello", read_hello},   {"list", read_list},           {"describe", read_describe},
     {"state", read_state},   {"subscribe", read_subscribe}, {"unsubscribe", read_unsubscribe},
     {"wait", read_wait},     {"press", read_press},         {"release", read_release},
     {"tap", read_tap},       {"mute", read_mute},           {"hook", read_hook},
     {"volume", read_volume}, {"gain", read_gain},           {"wheel", read_wheel},
     {"lamp", read_lamp},     {"ring", read_ring},           {"display", read_display},
     {"label", read_label},   {"area", read_area},           {"vendor", read_vendor},
     {"set", read_set},       {"plug", read_plug},           {"unplug", read_unplug},
     {"replug", read_replug}, {"reboot", read_reboot},       {"power", read_power},
     {"fault", read_fault},   {"clear", read_clear},         {"faults", read_faults}}};

}  // namespace

const verb* find_verb(std::string_view name) {
    for (const auto& one : verbs) {
        if (one.name == name) return &one;
    }
    return nullptr;
}

std::string verb_words() {
    std::string list;
    for (const auto& one : verbs) list += (list.empty() ? "" : ", ") + std::string(one.name);
    return list;
}

void control_request::act(const rack::action& what) {
    if (!only_checked && !device().is_plugged()) {
        fields.fail("handset " + std::to_string(handset) +
                    " is not plugged in; send {\"do\":\"plug\"} first");
    }
    to_do.emplace_back(
        [&handsets = hub.handsets(), which = handset, what] { handsets.act(which, what); });
}

}  // namespace offhook::sim
