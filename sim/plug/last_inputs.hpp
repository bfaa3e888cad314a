#pragma once

#include "driver/protocol/bytes.hpp"
#include "driver/protocol/report_id.hpp"

#include <optional>

namespace offhook::sim {

/// What GET_REPORT answers for input reports: the last one of each ID, or one at rest when none was
/// sent yet (HID 1.11 §7.2.1). Frames of the vendor pipe are messages, not a state: asking for one
/// is a stall.
class last_inputs {
public:
    /// The device sends a report, ID first.
    void note(protocol::bytes_view report) {
        if (report.empty() || !is_state(report[0])) return;
        for (auto& known : reports_) {
            if (known[0] != report[0]) continue;
            known.assign(report.begin(), report.end());
            return;
        }
        reports_.emplace_back(report.begin(), report.end());
    }

    /// The report, ID first; none where the device stalls.
    [[nodiscard]] std::optional<protocol::byte_vector> get(std::uint8_t id) const {
        if (!is_state(id)) return std::nullopt;
        for (const auto& known : reports_) {
            if (known[0] == id) return known;
        }
        protocol::byte_vector at_rest(protocol::length_of(static_cast<protocol::report_id>(id)));
        at_rest[0] = id;
        return at_rest;
    }

private:
    static bool is_state(std::uint8_t id) {
        using protocol::report_id;
        const auto known = static_cast<report_id>(id);
        return known == report_id::volume_keys || known == report_id::telephony ||
               known == report_id::display_status;
    }

    std::vector<protocol::byte_vector> reports_;
};

}  // namespace offhook::sim
