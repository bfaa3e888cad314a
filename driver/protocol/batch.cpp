#include "driver/protocol/batch.hpp"

#include "driver/protocol/byte_reader.hpp"

namespace offhook::protocol {

void batch::encode(byte_writer& out) const {
    for (const auto& item : items) {
        out.u8(static_cast<std::uint8_t>(item.code));
        out.u8(static_cast<std::uint8_t>(item.payload.size()));
        out.bytes(item.payload);
    }
}

result<batch> batch::decode(bytes_view payload) {
    byte_reader in(payload);
    batch value;
    bool strange = false;
    while (in.left() != 0) {
        const auto code = static_cast<opcode>(in.u8());
        const auto body = in.take(in.u8());
        strange = strange || !is_setting(code);
        value.items.push_back({code, {body.begin(), body.end()}});
    }
    if (in.failed() || value.items.empty() || value.items.size() > batch_limit) {
        return errc::wrong_length;
    }
    if (strange) return errc::unknown_opcode;
    return value;
}

void batch_answer::encode(byte_writer& out) const {
    for (const auto code : statuses) out.u8(static_cast<std::uint8_t>(code));
}

result<batch_answer> batch_answer::decode(bytes_view payload) {
    batch_answer value;
    for (const auto byte : payload) value.statuses.push_back(static_cast<status>(byte));
    return value;
}

}  // namespace offhook::protocol
