#include "tests/chaos/words.hpp"

#include "driver/protocol/overloaded.hpp"
#include "driver/words/value_words.hpp"

#include <sstream>

namespace offhook::chaos {
namespace {

using words::word_of;

std::string number(std::size_t value) {
    return std::to_string(value);
}

std::string ms(engine::milliseconds span) {
    return number(static_cast<std::size_t>(span.count())) + " ms";
}

std::string devices(std::uint8_t mask) {
    std::string all;
    for (const auto device : protocol::hook_devices) {
        if ((mask & static_cast<std::uint8_t>(device)) == 0) continue;
        all += (all.empty() ? "" : "+") + std::string(word_of(device));
    }
    return all;
}

std::string level(const protocol::level_setting& s) {
    return devices(s.device) + " to " + number(s.level);
}

std::string printable(const std::u16string& text) {
    std::string out = "\"";
    for (const auto unit : text) out += unit < 0x7F ? static_cast<char>(unit) : '?';
    return out + "\"";
}

std::string of_setting(const protocol::setting& value) {
    return std::visit(overloaded{
                          [](const protocol::lamp_setting& s) {
                              return "lamp " + number(s.lamp) + " " + std::string(word_of(s.mode));
                          },
                          [](const protocol::ring_setting& s) {
                              return "ring mode " + number(s.mode) + " volume " + number(s.volume);
                          },
                          [](const protocol::hook_setting& s) {
                              return "hook " + devices(s.devices) + " " +
                                     std::string(word_of(s.mode));
                          },
                          [](const protocol::volume_setting& s) { return "volume " + level(s); },
                          [](const protocol::gain_setting& s) { return "gain " + level(s); },
                          [](const protocol::display_setting& s) {
                              return "display row " + number(s.row) + " column " +
                                     number(s.column) + " " + printable(s.text);
                          },
                          [](const protocol::button_setting& s) {
                              return "button " + number(s.button) + " " + printable(s.label);
                          },
                      },
                      value);
}

std::string of_command(const engine::command& what) {
    return std::visit(overloaded{
                          [](const protocol::setting& s) { return of_setting(s); },
                          [](const engine::vendor_request& v) {
                              return "vendor request of " + number(v.data.size()) + " bytes";
                          },
                          [](const engine::download& d) {
                              return "download of " + number(d.data.size()) + " bytes to area " +
                                     number(d.area);
                          },
                      },
                      what);
}

std::string of_weather(const test::conditions& now) {
    if (now == test::conditions{}) return "all is well on the link";
    std::ostringstream out;
    const auto& f = now.faults;
    out << "from now on, of 1000 reports: " << f.drop << " lost, " << f.duplicate << " doubled, "
        << f.cut << " cut, " << f.flip << " damaged, " << f.delay << " late by up to "
        << ms(f.longest_delay) << "; writes take up to " << ms(now.longest_write) << ", "
        << now.stuck << " of 1000 never end";
    return out.str();
}

}  // namespace

std::string describe(const action& what) {
    return std::visit(
        overloaded{
            [](const submit& a) { return "submit " + of_command(a.what); },
            [](const close&) { return std::string("close: cancel everything"); },
            [](const shut_down&) { return std::string("shut the driver down, start another"); },
            [](const crash&) { return std::string("the driver's program dies, and is started"); },
            [](const unplug&) { return std::string("unplug"); },
            [](const plug&) { return std::string("plug in"); },
            [](const reboot& a) {
                return "reboot, reason " + number(static_cast<std::size_t>(a.reason));
            },
            [](const hang& a) { return "the firmware hangs for " + ms(a.span); },
            [](const rival&) { return std::string("another program says HELLO"); },
            [](const press& a) { return "press button " + number(a.button); },
            [](const release& a) { return "release button " + number(a.button); },
            [](const lift& a) {
                return std::string(word_of(a.device)) + " goes " + std::string(word_of(a.mode));
            },
            [](const turn& a) {
                return "turn " + std::string(name_of(a.control)) + " of " +
                       std::string(word_of(a.device)) + " to " + number(a.level);
            },
            [](const light& a) {
                return "lamp " + number(a.lamp) + " goes " + std::string(word_of(a.mode)) +
                       " by itself";
            },
            [](const change_area& a) {
                return "area 0 has " + number(a.content.size()) + " new bytes";
            },
            [](const vendor_news& a) {
                return "vendor event of " + number(a.data.size()) + " bytes";
            },
            [](const weather& a) { return of_weather(a.now); },
        },
        what);
}

std::string describe(const sim::profile& handset) {
    std::ostringstream out;
    out << handset.buttons.size() << " buttons, display " << int{handset.rows} << " x "
        << int{handset.columns} << ", " << handset.areas.size() << " areas, window "
        << int{handset.window} << ", max_message " << handset.max_message
        << (handset.batch ? "" : ", no BATCH") << ", " << int{handset.pace.at_once} << " at once";
    for (const auto& [code, span] : handset.pace.latency) {
        out << ", " << name_of(code) << " takes " << ms(span);
    }
    return out.str();
}

}  // namespace offhook::chaos
