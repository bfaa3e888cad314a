#include "driver/protocol/message.hpp"

#include <algorithm>
#include <cassert>

namespace offhook::protocol {

std::vector<frame_report> split(report_id id, const message& whole) {
    assert(whole.payload.size() <= largest_message);
    const bytes_view payload(whole.payload);
    std::vector<frame_report> reports;
    std::size_t offset = 0;
    do {
        const auto data = payload.subspan(offset, std::min(part_length, payload.size() - offset));
        reports.push_back(encode_frame(id,
                                       {whole.session,
                                        whole.sequence,
                                        whole.code,
                                        whole.control,
                                        static_cast<std::uint16_t>(offset),
                                        static_cast<std::uint16_t>(payload.size()),
                                        data}));
        offset += part_length;
    } while (offset < payload.size());
    return reports;
}

message_assembler::outcome message_assembler::add(const frame& part) {
    if (part.offset == 0) {
        begin(part);
    } else if (!continues(part)) {
        collecting_ = false;
        return outcome::out_of_order;
    }
    whole_.payload.insert(whole_.payload.end(), part.data.begin(), part.data.end());
    collecting_ = whole_.payload.size() < total_;
    return collecting_ ? outcome::incomplete : outcome::complete;
}

std::uint16_t message_assembler::expected() const {
    return collecting_ ? static_cast<std::uint16_t>(whole_.payload.size()) : std::uint16_t{0};
}

bool message_assembler::continues(const frame& part) const {
    return collecting_ && part.session == whole_.session && part.sequence == whole_.sequence &&
           part.code == whole_.code && part.control == whole_.control && part.total == total_ &&
           part.offset == whole_.payload.size();
}

void message_assembler::begin(const frame& part) {
    whole_.session = part.session;
    whole_.sequence = part.sequence;
    whole_.code = part.code;
    whole_.control = part.control;
    whole_.payload.clear();
    total_ = part.total;
    collecting_ = true;
}

}  // namespace offhook::protocol
