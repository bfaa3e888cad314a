#pragma once

#include "sim/control/control_hub.hpp"
#include "sim/control/request_fields.hpp"

#include <boost/json/object.hpp>
#include <functional>
#include <vector>

namespace offhook::sim {

class control_session;

/// A request under way: what it asks, and what will be answered. A verb reads its fields, checks
/// them, and says with act() or then() what to do; nothing of it is done when anything was wrong.
struct control_request {
    control_hub& hub;
    control_session& session;
    request_fields fields;
    boost::json::value id;
    std::size_t handset = 0;     ///< that it is about
    boost::json::object answer;  ///< what the answer carries besides `ok`
    bool answers_later = false;  ///< the session answers by itself
    std::vector<std::function<void()>> to_do;
    bool only_checked = false;  ///< whether it could be done now does not matter

    [[nodiscard]] const sim::handset& device() const { return hub.handsets().at(handset); }

    /// Does something to the handset, which must be plugged in.
    void act(const rack::action& what);

    /// Does something.
    void then(std::function<void()> what) { to_do.push_back(std::move(what)); }
};

/// One kind of request.
struct verb {
    std::string_view name;
    void (*read)(control_request&);
};

/// The verb of a request's `do`, or null.
[[nodiscard]] const verb* find_verb(std::string_view name);

/// The names of all verbs, with commas.
[[nodiscard]] std::string verb_words();

// The verbs. Each reads the fields of its request; the words are in sim/control/README.md.

// verbs_look.cpp: what is there
void read_hello(control_request& asked);
void read_list(control_request& asked);
void read_describe(control_request& asked);
void read_state(control_request& asked);
void read_subscribe(control_request& asked);
void read_unsubscribe(control_request& asked);
void read_wait(control_request& asked);

// verbs_person.cpp: what a person does
void read_press(control_request& asked);
void read_release(control_request& asked);
void read_tap(control_request& asked);
void read_mute(control_request& asked);
void read_hook(control_request& asked);
void read_volume(control_request& asked);
void read_gain(control_request& asked);
void read_wheel(control_request& asked);

// verbs_device.cpp: what the device does by itself
void read_lamp(control_request& asked);
void read_ring(control_request& asked);
void read_display(control_request& asked);
void read_label(control_request& asked);
void read_area(control_request& asked);
void read_vendor(control_request& asked);
void read_set(control_request& asked);

// verbs_cable.cpp: cable and power
void read_plug(control_request& asked);
void read_unplug(control_request& asked);
void read_replug(control_request& asked);
void read_reboot(control_request& asked);
void read_power(control_request& asked);

// verbs_fault.cpp: what goes wrong
void read_fault(control_request& asked);
void read_clear(control_request& asked);
void read_faults(control_request& asked);

}  // namespace offhook::sim
