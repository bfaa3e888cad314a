#include "tools/tapi/cli/script_verbs.hpp"

#include <spdlog/fmt/fmt.h>

namespace offhook::tapi::cli {
namespace {

using kind = argument_kind;

constexpr parameter id{"ID", kind::number};
constexpr parameter row{"ROW", kind::number};
constexpr parameter column{"COL", kind::number};
constexpr parameter size{"SIZE", kind::number};
constexpr parameter device{"DEVICE", kind::number, true};
constexpr parameter ms{"MS", kind::number};
constexpr parameter optional_ms{"MS", kind::number, true};
constexpr parameter name{"NAME", kind::word};
constexpr parameter optional_name{"NAME", kind::word, true};
constexpr parameter device_class{"CLASS", kind::word};
constexpr parameter hook_device{"DEV", kind::hook_device};
constexpr parameter hook_devices{"DEVS", kind::hook_device_bits};
constexpr parameter hook_mode{"MODE", kind::hook_mode};
constexpr parameter level{"LEVEL", kind::level};
constexpr parameter lamp_mode{"MODE", kind::lamp_mode};
constexpr parameter ring_mode{"MODE", kind::number};
constexpr parameter ring_volume{"VOLUME", kind::level};
constexpr parameter button_mode{"MODE", kind::button_mode};
constexpr parameter function{"FUNCTION", kind::button_function};
constexpr parameter text{"TEXT", kind::rest};
constexpr parameter hex{"HEX", kind::hex};
constexpr parameter data{"HEX|@FILE|\"TEXT\"", kind::data};
constexpr parameter states{"STATES", kind::state_bits};
constexpr parameter button_mode_bits{"BUTTON-MODES", kind::button_mode_bits, true};
constexpr parameter button_state_bits{"BUTTON-STATES", kind::button_state_bits, true};

// clang-format off
const std::vector<verb_description> all_verbs = {
    {verb::open, "open", "Open", {},
     "open 0 owner as desk", "opens a phone; DEVICE is 0 and owner is meant when left out"},
    {verb::close, "close", "Close", {optional_name},
     "close desk", "closes a handle"},
    {verb::use, "use", "Use", {name},
     "use desk", "makes a handle the one that commands mean"},
    {verb::devices, "devices", "Devices", {},
     "devices", "how many phones there are"},
    {verb::counters, "counters", "Counters", {},
     "counters", "what the provider did against the rules, and suppressed replies"},
    {verb::status_messages, "status-messages", "SetStatusMessages", {states, button_mode_bits, button_state_bits},
     "status-messages lamp,display keypad,feature down,up", "which events the handle gets: names with commas, all, or none"},
    {verb::get_status_messages, "get-status-messages", "GetStatusMessages", {},
     "get-status-messages", "the three masks of the handle"},
    {verb::get_caps, "get-caps", "GetDevCaps", {device},
     "get-caps 0", "PHONECAPS"},
    {verb::get_status, "get-status", "GetStatus", {},
     "get-status", "PHONESTATUS"},
    {verb::get_button_info, "get-button-info", "GetButtonInfo", {id},
     "get-button-info 12", "PHONEBUTTONINFO"},
    {verb::get_data, "get-data", "GetData", {id, size},
     "get-data 0 256", "uploads SIZE bytes, as hex"},
    {verb::get_display, "get-display", "GetDisplay", {},
     "get-display", "what the display shows"},
    {verb::get_gain, "get-gain", "GetGain", {hook_device},
     "get-gain handset", "0 to 65535"},
    {verb::get_volume, "get-volume", "GetVolume", {hook_device},
     "get-volume speaker", "0 to 65535"},
    {verb::get_hook_switch, "get-hook-switch", "GetHookSwitch", {},
     "get-hook-switch", "which devices are off-hook"},
    {verb::get_lamp, "get-lamp", "GetLamp", {id},
     "get-lamp 12", "a lamp's mode"},
    {verb::get_ring, "get-ring", "GetRing", {},
     "get-ring", "ring mode and volume"},
    {verb::get_id, "get-id", "GetID", {device_class},
     "get-id wave/in", "the device ID in a class"},
    {verb::dev_specific, "dev-specific", "DevSpecific", {hex},
     "dev-specific 0102ff", "hands bytes to the provider"},
    {verb::set_button_info, "set-button-info", "SetButtonInfo", {id, button_mode, function, text},
     "set-button-info 12 feature hold Hold", "what a button is and does"},
    {verb::set_data, "set-data", "SetData", {id, data},
     "set-data 0 @ring.wav", "downloads a data area"},
    {verb::set_display, "set-display", "SetDisplay", {row, column, text},
     "set-display 0 0 Hello", "writes text from a row and a column on, both from 0"},
    {verb::set_gain, "set-gain", "SetGain", {hook_device, level},
     "set-gain handset 32768", "0 to 65535"},
    {verb::set_hook_switch, "set-hook-switch", "SetHookSwitch", {hook_devices, hook_mode},
     "set-hook-switch handset,speaker micspeaker", "one or more devices, one mode"},
    {verb::set_lamp, "set-lamp", "SetLamp", {id, lamp_mode},
     "set-lamp 12 steady", "a lamp's mode"},
    {verb::set_ring, "set-ring", "SetRing", {ring_mode, ring_volume},
     "set-ring 1 65535", "ring mode (0: silence) and volume"},
    {verb::set_volume, "set-volume", "SetVolume", {hook_device, level},
     "set-volume handset 32768", "0 to 65535"},
    {verb::wait, "wait", "Wait", {optional_ms},
     "wait 5000", "until every outstanding operation has its reply, MS at most"},
    {verb::pause, "pause", "Pause", {ms},
     "pause 1000", "nothing but events for MS milliseconds"},
    {verb::init_again, "init-again", "InitAgain", {},
     "init-again", "a second, overlapping TSPI_providerInit"},
    {verb::shutdown_again, "shutdown-again", "ShutdownAgain", {},
     "shutdown-again", "the TSPI_providerShutdown that belongs to it"},
};
// clang-format on

}  // namespace

const std::vector<verb_description>& verb_descriptions() {
    return all_verbs;
}

std::string usage_of(const verb_description& description) {
    if (description.what == verb::open) {
        return "open [DEVICE] [owner|monitor] [as NAME] [by APPLICATION]";
    }
    std::string out = description.name;
    for (const parameter& each : description.parameters) {
        out += each.optional ? fmt::format(" [{}]", each.name) : fmt::format(" {}", each.name);
    }
    return out;
}

const verb_description& find_verb(std::string_view wanted) {
    for (const verb_description& each : all_verbs) {
        if (wanted == each.name) {
            return each;
        }
    }
    std::string known;
    for (const verb_description& each : all_verbs) {
        known += (known.empty() ? "" : " ") + std::string(each.name);
    }
    throw script_error(fmt::format("'{}' is no command; the commands are: {}", wanted, known));
}

}  // namespace offhook::tapi::cli
