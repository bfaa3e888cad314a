#include "tsp/ui/dialog_message.hpp"

#include "driver/protocol/byte_reader.hpp"

#include <algorithm>
#include <string_view>

namespace offhook::tsp::ui {
namespace {

using protocol::byte_reader;
using protocol::byte_vector;
using protocol::byte_writer;
using protocol::bytes_view;

constexpr std::uint32_t magic = 0x4955464F;  // "OFUI"
constexpr std::size_t head_size = 12;
constexpr std::size_t body_room = block_size - head_size;

// Kinds are places in the variants, answers from answer_base on.
constexpr std::uint16_t answer_base = 0x8000;

/// At most 255 bytes, without cutting a character in two.
void put_text(byte_writer& out, std::string_view text) {
    std::size_t size = std::min<std::size_t>(text.size(), 255);
    const auto is_middle = [&](std::size_t at) {
        return at < text.size() && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U;
    };
    while (size > 0 && is_middle(size)) --size;
    out.short_string(text.substr(0, size));
}

void put(byte_writer&, const ask_overview&) {}
void put(byte_writer& out, const ask_handsets& value) {
    out.u32(value.first);
}
void put(byte_writer& out, const ask_status& value) {
    out.u32(value.number);
}
void put(byte_writer& out, const ask_level& value) {
    out.u8(value.level);
}
void put(byte_writer&, const done&) {}
void put(byte_writer& out, const refusal& value) {
    put_text(out, value.reason);
}

void put(byte_writer& out, const ask_ring& value) {
    out.u32(value.number);
    out.u8(value.mode);
    out.u16(value.volume);
}

void put(byte_writer& out, const overview& value) {
    out.u8(value.in_session ? 1 : 0);
    out.u8(value.level);
    out.u8(value.overrides);
    put_text(out, value.file);
}

void put(byte_writer& out, const handset_line& value) {
    out.u32(value.number);
    out.u32(value.device);
    out.u8(value.connected ? 1 : 0);
    put_text(out, value.address);
    put_text(out, value.name);
    put_text(out, value.problem);
}

void put(byte_writer& out, const handset_page& value) {
    byte_vector lines;
    std::uint16_t count = 0;
    for (const auto& each : value.lines) {
        const auto before = lines.size();
        byte_writer writer(lines);
        put(writer, each);
        if (lines.size() + 10 > body_room) {
            lines.resize(before);
            break;
        }
        ++count;
    }
    out.u32(value.total);
    out.u32(value.first);
    out.u16(count);
    out.bytes(lines);
}

void put(byte_writer& out, const handset_status& value) {
    put(out, value.line);
    put_text(out, value.info);
    for (const auto each : value.hook) out.u8(each);
    out.u8(value.ring_modes);
    out.u8(value.ring_mode);
    out.u16(value.ring_volume);
    out.u8(value.lamps_lit);
    out.u8(value.keys_held);
    out.u8(value.columns);
    put_text(out, value.display);
    out.u8(static_cast<std::uint8_t>(value.ring_trial));
    put_text(out, value.trial_problem);
}

/// 0 or 1; anything else makes the message a wrong one.
bool take_flag(byte_reader& in, bool& wrong) {
    const auto value = in.u8();
    wrong = wrong || value > 1;
    return value == 1;
}

void take(byte_reader&, ask_overview&, bool&) {}
void take(byte_reader& in, ask_handsets& value, bool&) {
    value.first = in.u32();
}
void take(byte_reader& in, ask_status& value, bool&) {
    value.number = in.u32();
}
void take(byte_reader&, done&, bool&) {}
void take(byte_reader& in, refusal& value, bool&) {
    value.reason = in.short_string();
}

void take(byte_reader& in, ask_level& value, bool& wrong) {
    constexpr std::uint8_t off = 6;
    value.level = in.u8();
    wrong = wrong || value.level > off;
}

void take(byte_reader& in, ask_ring& value, bool&) {
    value.number = in.u32();
    value.mode = in.u8();
    value.volume = in.u16();
}

void take(byte_reader& in, overview& value, bool& wrong) {
    value.in_session = take_flag(in, wrong);
    value.level = in.u8();
    value.overrides = in.u8();
    value.file = in.short_string();
}

void take(byte_reader& in, handset_line& value, bool& wrong) {
    value.number = in.u32();
    value.device = in.u32();
    value.connected = take_flag(in, wrong);
    value.address = in.short_string();
    value.name = in.short_string();
    value.problem = in.short_string();
}

void take(byte_reader& in, handset_page& value, bool& wrong) {
    value.total = in.u32();
    value.first = in.u32();
    const auto count = in.u16();
    for (std::uint16_t i = 0; i < count && !in.failed(); ++i) {
        take(in, value.lines.emplace_back(), wrong);
    }
}

void take(byte_reader& in, handset_status& value, bool& wrong) {
    take(in, value.line, wrong);
    value.info = in.short_string();
    for (auto& each : value.hook) each = in.u8();
    value.ring_modes = in.u8();
    value.ring_mode = in.u8();
    value.ring_volume = in.u16();
    value.lamps_lit = in.u8();
    value.keys_held = in.u8();
    value.columns = in.u8();
    value.display = in.short_string();
    const auto state = in.u8();
    wrong = wrong || state > static_cast<std::uint8_t>(trial::failed);
    value.ring_trial = static_cast<trial>(state);
    value.trial_problem = in.short_string();
}

template <class Message>
byte_vector encode_block(const Message& what, std::uint16_t base) {
    byte_vector body;
    byte_writer body_writer(body);
    std::visit([&](const auto& value) { put(body_writer, value); }, what);
    byte_vector block;
    block.reserve(block_size);
    byte_writer out(block);
    out.u32(magic);
    out.u16(message_version);
    out.u16(static_cast<std::uint16_t>(base + what.index()));
    out.u16(static_cast<std::uint16_t>(body.size()));
    out.u16(0);
    out.bytes(body);
    block.resize(block_size);
    return block;
}

/// Decodes the alternative of a variant that `kind` names; none when there is no such.
template <class Message, std::size_t Place = 0>
std::optional<Message> decode_body(std::size_t kind, bytes_view body) {
    if constexpr (Place < std::variant_size_v<Message>) {
        if (kind != Place) return decode_body<Message, Place + 1>(kind, body);
        std::variant_alternative_t<Place, Message> value;
        byte_reader in(body);
        bool wrong = false;
        take(in, value, wrong);
        if (wrong || in.failed() || in.left() > 0) return std::nullopt;
        return Message(std::move(value));
    } else {
        return std::nullopt;
    }
}

template <class Message>
decoded<Message> decode_block(bytes_view block, std::uint16_t base) {
    byte_reader in(block);
    if (block.size() != block_size || in.u32() != magic) return {};
    if (in.u16() != message_version) return {std::nullopt, block_problem::other_version};
    const auto kind = in.u16();
    const auto length = in.u16();
    if (kind < base || length > body_room || in.u16() != 0) return {};
    return {decode_body<Message>(kind - base, in.take(length))};
}

}  // namespace

byte_vector encode(const question& what) {
    return encode_block(what, 0);
}

byte_vector encode(const answer& what) {
    return encode_block(what, answer_base);
}

decoded<question> decode_question(bytes_view block) {
    return decode_block<question>(block, 0);
}

decoded<answer> decode_answer(bytes_view block) {
    return decode_block<answer>(block, answer_base);
}

}  // namespace offhook::tsp::ui
