#include "driver/protocol/hello.hpp"
#include "driver/protocol/message.hpp"
#include "driver/protocol/sequence.hpp"
#include "sim/handset/handset.hpp"
#include "tests/fuzz/round_trip.hpp"

#include <algorithm>

using namespace offhook;
using namespace offhook::protocol;

namespace {

// firmware-protocol.md §1.2: what leaves a device is an input report of exactly its length.
void check_reports(const sim::reports& reports) {
    for (const auto& report : reports) {
        const auto row =
            std::ranges::find(report_table, static_cast<report_id>(report.at(0)), &report_row::id);
        const bool fits = row != report_table.end() && row->way == direction::input;
        fuzz::require(fits && row->length == report.size(), "an input report of its length");
        if (row->id != report_id::frame_to_host) continue;
        fuzz::require(decode_frame(row->id, report).has_value(), "a device sends whole frames");
    }
}

// A handset with an open session.
sim::handset connected_handset(sim::time_point now) {
    sim::handset handset(sim::desk_profile(), "S1", 1);
    check_reports(handset.plug(now));
    const auto payload = encoded(hello{{1, 2, 3, 4, 5, 6, 7, 8}, major_version, minor_version});
    const message request{0, hello_sequence, opcode::hello, 0, payload};
    check_reports(handset.on_report(now, split(report_id::frame_to_device, request).front()));
    fuzz::require(handset.session() != 0, "HELLO opens a session");
    return handset;
}

}  // namespace

// Output reports of any bytes, 64 at a time. A vendor frame with a session gets the one that is
// open, so that most of them get past the session check; time passes by what the last byte says.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    sim::time_point now;
    auto handset = connected_handset(now);
    for (bytes_view rest(data, size); !rest.empty();) {
        const auto taken = rest.first(std::min(rest.size(), frame_report_length));
        rest = rest.subspan(taken.size());
        byte_vector report(taken.begin(), taken.end());
        if (report.size() > 1 && report[1] != 0) report[1] = handset.session();
        check_reports(handset.on_report(now, report));
        now += sim::milliseconds(report.back());
        check_reports(handset.on_time(now));
        const auto state = handset.state();
        fuzz::require(handset_state::decode(encoded(state)) == state, "a state that can be told");
    }
    return 0;
}
