#include "sim/handset/message_collector.hpp"

namespace offhook::sim {

using protocol::frame;
using protocol::message;

message_collector::outcome message_collector::on_report(time_point now,
                                                        protocol::bytes_view report) {
    const auto expected = assembler_.expected();
    const auto part = protocol::decode_frame(protocol::report_id::frame_to_device, report);
    // §3.1: a total above the limit is malformed, and the limit is this device's own.
    if (!part || part->total > longest_) {
        return out_of_order(protocol::header_of(report), expected);
    }
    switch (assembler_.add(*part)) {
        case protocol::message_assembler::outcome::complete: return assembler_.taken();
        case protocol::message_assembler::outcome::out_of_order:
            return out_of_order(*part, expected);
        case protocol::message_assembler::outcome::incomplete: break;
    }
    deadline_ = now + patience;
    return std::monostate{};
}

std::optional<part_refusal> message_collector::on_time(time_point now) {
    if (!assembler_.collecting() || now < deadline_) return std::nullopt;
    assembler_.drop();
    return part_refusal{assembler_.partial(), protocol::status::timed_out, 0};
}

std::optional<time_point> message_collector::next_deadline() const {
    if (!assembler_.collecting()) return std::nullopt;
    return deadline_;
}

// §13: BAD_PART with the offset that was expected; what was collected is dropped.
part_refusal message_collector::out_of_order(const frame& part, std::uint16_t expected) {
    assembler_.drop();
    return {message{part.session, part.sequence, part.code, part.control, {}},
            protocol::status::bad_part,
            expected};
}

}  // namespace offhook::sim
