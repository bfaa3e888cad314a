#pragma once

#include <cstddef>
#include <optional>

namespace offhook::sim {

/// What goes wrong below the reports, between a handset and its USB host. None of it unless asked.
struct usb_trouble {
    /// What becomes of an output report.
    enum class output {
        accept,
        hold,    ///< the device is never ready for it (NAK for ever)
        stall,   ///< refused
        unplug,  ///< the cable is pulled out as the answer
    };

    /// What becomes of a GET_REPORT.
    enum class request { answer, stall, hold };

    output on_output = output::accept;
    request on_get_report = request::answer;

    /// The next input report has at most so many bytes; then this is forgotten.
    std::optional<std::size_t> cut_next_input;

    /// The device does nothing at all any more: firmware that hangs.
    bool silent = false;

    bool operator==(const usb_trouble&) const = default;
};

}  // namespace offhook::sim
