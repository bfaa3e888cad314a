#include "driver/protocol/frame.hpp"

#include "driver/protocol/byte_reader.hpp"

#include <algorithm>
#include <boost/endian/conversion.hpp>
#include <cassert>

namespace offhook::protocol {
namespace {

constexpr std::size_t header_length = 9;

bool is_malformed(const frame& part) {
    if (part.total > largest_message || part.offset > part.total) return true;
    if (part.offset % part_length != 0) return true;
    return part.offset == part.total && part.total > 0;
}

}  // namespace

frame header_of(bytes_view report) {
    byte_reader reader(report.subspan(1));
    frame part;
    part.session = reader.u8();
    part.sequence = reader.u8();
    part.code = static_cast<opcode>(reader.u8());
    part.control = reader.u8();
    part.offset = reader.u16();
    part.total = reader.u16();
    return part;
}

result<frame> decode_frame(report_id id, bytes_view report) {
    if (report.size() != frame_report_length) return errc::wrong_length;
    if (report[0] != static_cast<std::uint8_t>(id)) return errc::unknown_report;
    frame part = header_of(report);
    if (is_malformed(part)) return errc::malformed_part;
    const auto length = std::min<std::size_t>(part_length, part.total - std::size_t{part.offset});
    part.data = report.subspan(header_length, length);
    return part;
}

frame_report encode_frame(report_id id, const frame& part) {
    assert(part.data.size() <= part_length);
    frame_report report{};
    report[0] = static_cast<std::uint8_t>(id);
    report[1] = part.session;
    report[2] = part.sequence;
    report[3] = static_cast<std::uint8_t>(part.code);
    report[4] = part.control;
    boost::endian::store_little_u16(&report[5], part.offset);
    boost::endian::store_little_u16(&report[7], part.total);
    std::copy(part.data.begin(), part.data.end(), report.begin() + header_length);
    return report;
}

}  // namespace offhook::protocol
