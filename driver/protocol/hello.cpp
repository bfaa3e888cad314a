#include "driver/protocol/hello.hpp"

#include "driver/protocol/byte_reader.hpp"

#include <algorithm>

namespace offhook::protocol {
namespace {

nonce read_nonce(byte_reader& in) {
    nonce value{};
    std::ranges::copy(in.take(value.size()), value.begin());
    return value;
}

bool is_possible(const hello_answer& answer) {
    return answer.session != 0 && answer.window >= 1 && answer.window <= 8 &&
           answer.max_message >= 64 && answer.max_message <= 1024;
}

}  // namespace

void hello::encode(byte_writer& out) const {
    out.bytes(nonce);
    out.u8(major);
    out.u8(minor);
}

result<hello> hello::decode(bytes_view payload) {
    byte_reader in(payload);
    hello value;
    value.nonce = read_nonce(in);
    value.major = in.u8();
    value.minor = in.u8();
    if (in.failed()) return errc::wrong_length;
    return value;
}

void hello_answer::encode(byte_writer& out) const {
    out.bytes(nonce);
    out.u8(session);
    out.u8(major);
    out.u8(minor);
    out.u16(max_message);
    out.u8(window);
    out.u8(event_counter);
    out.u32(firmware);
    out.u32(capabilities);
    out.u16(heartbeat_ms);
}

result<hello_answer> hello_answer::decode(bytes_view payload) {
    byte_reader in(payload);
    hello_answer value;
    value.nonce = read_nonce(in);
    value.session = in.u8();
    value.major = in.u8();
    value.minor = in.u8();
    value.max_message = in.u16();
    value.window = in.u8();
    value.event_counter = in.u8();
    value.firmware = in.u32();
    value.capabilities = in.u32();
    value.heartbeat_ms = in.u16();
    if (in.failed()) return errc::wrong_length;
    if (!is_possible(value)) return errc::impossible_value;
    return value;
}

}  // namespace offhook::protocol
