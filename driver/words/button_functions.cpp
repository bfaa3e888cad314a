#include "driver/words/button_functions.hpp"

#include <algorithm>
#include <array>

namespace offhook::words {
namespace {

// In the order of their numbers, from 0.
constexpr std::array<std::string_view, 48> names{
    "unknown",      "conference", "transfer",     "drop",       "hold",       "recall",
    "disconnect",   "connect",    "msgwaiton",    "msgwaitoff", "selectring", "abbrevdial",
    "forward",      "pickup",     "ringagain",    "park",       "reject",     "redirect",
    "mute",         "volumeup",   "volumedown",   "speakeron",  "speakeroff", "flash",
    "dataon",       "dataoff",    "donotdisturb", "intercom",   "bridgedapp", "busy",
    "callapp",      "datetime",   "directory",    "cover",      "callid",     "lastnum",
    "nightsrv",     "sendcalls",  "msgindicator", "repdial",    "setrepdial", "systemspeed",
    "stationspeed", "campon",     "saverepeat",   "queuecall",  "none",       "send"};

}  // namespace

std::optional<std::uint32_t> button_function(std::string_view name) {
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end()) return std::nullopt;
    return static_cast<std::uint32_t>(found - names.begin());
}

std::string_view function_name(std::uint32_t number) {
    return number < names.size() ? names[number] : std::string_view();
}

}  // namespace offhook::words
