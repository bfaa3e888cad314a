#include "tests/chaos/trace.hpp"

#include "driver/protocol/overloaded.hpp"
#include "driver/words/report_words.hpp"
#include "tests/chaos/words.hpp"

#include <iomanip>
#include <ostream>

namespace offhook::chaos {
namespace {

using sim::fault;
using sim::way;

std::string in_words(way where, protocol::bytes_view report) {
    using protocol::direction;
    const bool out = where == sim::way::to_device;
    return words::report_words(out ? direction::output : direction::input, report);
}

std::string in_words(const fault& one) {
    switch (one.what) {
        case fault::kind::drop: return "LOST";
        case fault::kind::delay: return "late by " + std::to_string(one.later.count()) + " ms";
        case fault::kind::duplicate: return "DOUBLED";
        case fault::kind::flip:
            return "DAMAGED at byte " + std::to_string(one.at) + " by " + std::to_string(one.mask);
        case fault::kind::cut: return "CUT to " + std::to_string(one.at) + " bytes";
    }
    return "something";
}

std::string in_words(const engine::handset_event& event) {
    return std::visit(
        overloaded{
            [](const engine::connected&) { return std::string("connected"); },
            [](const engine::disconnected& e) { return "disconnected: " + e.reason.message(); },
            [](const engine::capabilities_changed&) { return std::string("it is another model"); },
            [](const protocol::button_event& e) {
                return "button " + std::to_string(e.button) +
                       (e.state == protocol::button_state::down ? " down" : " up");
            },
            [](const protocol::hook_changed&) { return std::string("a hook has changed"); },
            [](const protocol::level_changed&) { return std::string("a level has changed"); },
            [](const engine::lamp_changed& e) {
                return "lamp " + std::to_string(e.lamp) + " has changed";
            },
            [](const engine::ring_mode_changed&) { return std::string("the ring has changed"); },
            [](const engine::ring_volume_changed&) {
                return std::string("the ring's volume has changed");
            },
            [](const engine::display_changed&) { return std::string("the display has changed"); },
            [](const engine::button_info_changed& e) {
                return "label " + std::to_string(e.button) + " has changed";
            },
            [](const protocol::data_changed& e) {
                return "area " + std::to_string(e.area) + " has changed";
            },
            [](const protocol::vendor_event&) { return std::string("a vendor event"); },
        },
        event);
}

std::string arrow(way where) {
    return where == way::to_device ? "-> " : "<- ";
}

}  // namespace

void trace::on_begin(test::handset_pair& pair) {
    pair_ = &pair;
    begin_ = pair.host.now();
    watch_host();
}

// Another driver may have been started by the step before.
void trace::on_step(const action& what) {
    watch_host();
    line("######", describe(what));
}

void trace::on_note(std::string_view text) {
    watch_host();
    line("######", text);
}

void trace::watch_host() {
    pair_->host.watch([this](const engine::action& what) { on_action(what); });
}

void trace::on_sent(way where, protocol::bytes_view report, std::span<const fault> faults) {
    auto text = arrow(where) + in_words(where, report);
    for (const auto& one : faults) text += "   " + in_words(one);
    line(where == way::to_device ? "host" : "handset", text);
}

void trace::on_arrived(way where, protocol::bytes_view report) {
    line("link", arrow(where) + "arrives: " + in_words(where, report));
}

void trace::on_action(const engine::action& what) {
    std::visit(overloaded{
                   [&](const engine::open_transport&) { line("driver", "opens the transport"); },
                   [&](const engine::close_transport&) { line("driver", "closes the transport"); },
                   [&](const engine::read_identity&) { line("driver", "reads the identity"); },
                   [](const engine::write_reports&) {},  // the link tells
                   [&](const engine::complete& c) {
                       const auto& end = c.result;
                       line("driver",
                            "ends command " + std::to_string(c.id) + ": " +
                                (end.error ? end.error.message() : "done"));
                   },
                   [&](const engine::notify& n) { line("driver", "tells: " + in_words(n.what)); },
                   [&](const engine::note& n) { line("driver", "notes: " + n.text); },
                   [&](const engine::stopped&) { line("driver", "has stopped"); },
               },
               what);
}

void trace::line(const char* who, std::string_view what) {
    const std::chrono::duration<double> since = pair_->host.now() - begin_;
    out_ << std::fixed << std::setprecision(3) << std::setw(9) << since.count() << " s  "
         << std::left << std::setw(8) << who << std::right << what << '\n';
}

}  // namespace offhook::chaos
