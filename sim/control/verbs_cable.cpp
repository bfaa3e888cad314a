#include "sim/control/control_request.hpp"

#include <array>

namespace offhook::sim {
namespace {

constexpr std::size_t longest_pause = 60 * 60 * 1000;  // ms

void read_handset(control_request& asked) {
    asked.handset = asked.fields.handset(asked.hub.handsets().size());
}

// Puts the cable in again, at once or when it is time.
void plug_after(control_request& asked, milliseconds pause) {
    asked.then([&handsets = asked.hub.handsets(), which = asked.handset, pause] {
        if (pause.count() == 0) return handsets.plug_in(which);
        handsets.call_at(handsets.now() + pause, [&handsets, which] { handsets.plug_in(which); });
    });
}

void pull_out(control_request& asked) {
    asked.then(
        [&handsets = asked.hub.handsets(), which = asked.handset] { handsets.pull_out(which); });
}

}  // namespace

void read_plug(control_request& asked) {
    read_handset(asked);
    plug_after(asked, milliseconds(0));
}

void read_unplug(control_request& asked) {
    read_handset(asked);
    pull_out(asked);
}

void read_replug(control_request& asked) {
    constexpr std::size_t longest_name = 255;  // bytes; a length u8 on the stream (§B.1)
    read_handset(asked);
    const auto pause = asked.fields.number_or("after_ms", longest_pause, 0);
    auto serial =
        asked.fields.has("serial") ? asked.fields.text("serial") : asked.device().serial();
    auto product =
        asked.fields.has("product") ? asked.fields.text("product") : asked.device().what().product;
    if (serial.empty()) asked.fields.fail("'serial' is empty; hosts know a handset by it");
    if (serial.size() > longest_name || product.size() > longest_name) {
        asked.fields.fail("'serial' and 'product' have at most 255 bytes each");
    }
    pull_out(asked);
    asked.then([&handsets = asked.hub.handsets(), which = asked.handset, serial, product] {
        handsets.rename(which, serial, product);
    });
    plug_after(asked, milliseconds(pause));
}

void read_reboot(control_request& asked) {
    using protocol::reset_reason;
    read_handset(asked);
    const auto word = asked.fields.word_or_first(
        "reason", {"on-request", "watchdog", "firmware-update", "power"});
    const auto reason = word == "watchdog"          ? reset_reason::watchdog
                        : word == "firmware-update" ? reset_reason::firmware_update
                        : word == "power"           ? reset_reason::power
                                                    : reset_reason::on_request;
    asked.act([=](handset& one, time_point now) { return one.reboot(now, reason); });
}

// A handset that lives on the bus's power is gone from the bus without it.
void read_power(control_request& asked) {
    read_handset(asked);
    const auto pause = asked.fields.number_or("off_ms", longest_pause, 1000);
    if (!asked.only_checked && !asked.device().is_plugged()) {
        asked.fields.fail("handset " + std::to_string(asked.handset) +
                          " is not plugged in: it has no power to lose");
    }
    pull_out(asked);
    plug_after(asked, milliseconds(pause));
}

}  // namespace offhook::sim
