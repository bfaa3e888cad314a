#include "driver/protocol/message.hpp"
#include "tests/fuzz/round_trip.hpp"

#include <algorithm>

using namespace offhook::protocol;

// Reports of 64 bytes, the last as long as it happens to be, through the frame and the assembler.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    message_assembler assembler;
    for (bytes_view rest(data, size); !rest.empty();) {
        const auto report = rest.first(std::min(rest.size(), frame_report_length));
        rest = rest.subspan(report.size());
        const auto id = static_cast<report_id>(report[0]);
        const auto part = decode_frame(id, report);
        if (!part || assembler.add(*part) != message_assembler::outcome::complete) continue;
        const auto whole = assembler.taken();
        message_assembler again;
        for (const auto& one : split(id, whole)) (void)again.add(decode_frame(id, one).value());
        offhook::fuzz::require(again.taken() == whole, "a message survives being split");
    }
    return 0;
}
