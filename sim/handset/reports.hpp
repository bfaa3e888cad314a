#pragma once

#include "driver/protocol/byte_writer.hpp"
#include "driver/protocol/bytes.hpp"

#include <vector>

namespace offhook::sim {

/// Input reports in the order in which they leave the device, each with its report ID first.
using reports = std::vector<protocol::byte_vector>;

/// Appends a standard report (firmware-protocol.md §2) to `out`.
template <class Report>
void append_report(reports& out, const Report& report) {
    out.push_back(protocol::encoded(report));
}

}  // namespace offhook::sim
