#pragma once

#include "driver/protocol/opcode.hpp"

#include <chrono>

namespace offhook::engine {

/// The machines' clock; time is always passed in.
using clock = std::chrono::steady_clock;
using time_point = clock::time_point;
using std::chrono::milliseconds;

/// How long a request may take. Source: firmware-protocol.md §12.
struct request_timing {
    milliseconds first_sign;  ///< from the moment at which the transport took it
    int repetitions;          ///< under the same sequence number
    milliseconds total;       ///< without PENDING
};

/// Every time-out of the driver. Source: firmware-protocol.md §12 unless said otherwise.
struct timing {
    request_timing link{milliseconds(1000), 1, milliseconds(2000)};    ///< HELLO, PING, CANCEL, BYE
    request_timing setting{milliseconds(500), 2, milliseconds(2000)};  ///< most of §8, BATCH
    request_timing slow{
        milliseconds(1000), 2, milliseconds(4000)};  ///< DISPLAY, VENDOR, reads, DL_DATA
    request_timing commit{milliseconds(5000), 1, milliseconds(12000)};  ///< DL_BEGIN, DL_END
    milliseconds pending_grace{250};   ///< allowed beyond the time that PENDING names
    milliseconds longest{30000};       ///< nothing extends a request beyond this
    milliseconds least_busy{10};       ///< shortest wait after BUSY
    milliseconds write{2000};          ///< for the transport to take a report
    milliseconds first_back_off{100};  ///< before the first new attempt to open; doubles
    milliseconds longest_back_off{5000};
    milliseconds open{5000};  ///< for identity and session after the transport is open
    milliseconds bye{500};    ///< for the answer to BYE when the driver stops

    [[nodiscard]] const request_timing& of(protocol::opcode code) const;
};

}  // namespace offhook::engine
