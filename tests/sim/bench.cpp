#include "tests/sim/bench.hpp"

#include "driver/protocol/byte_writer.hpp"
#include "driver/protocol/hello.hpp"
#include "driver/protocol/sequence.hpp"
#include "tests/support/hex.hpp"

namespace offhook::test {

bench::bench(sim::profile what, std::uint64_t seed) : device(std::move(what), "SIM-0000", seed) {
    heard(device.plug(now));
}

bench& bench::open_session() {
    const protocol::hello hello{{1, 2, 3, 4, 5, 6, 7, 8}, protocol::major_version, 0};
    write({0, protocol::hello_sequence, opcode::hello, 0, protocol::encoded(hello)});
    session = device.session();
    sequence_ = 0;
    return *this;
}

lines bench::ask(opcode code, std::string_view payload_hex) {
    // Slot by slot, and a generation further when all of them were used.
    const auto slot = (protocol::slot_of(sequence_) + 1) % device.what().window;
    const auto generation = protocol::generation_of(sequence_);
    const bool next = generation == 0 || slot == 0;
    const auto wanted = next ? generation % 31 + 1 : generation;
    const auto first = generation == 0 ? std::size_t{0} : slot;
    return ask_as(
        protocol::make_sequence(first, static_cast<std::uint8_t>(wanted)), code, payload_hex);
}

lines bench::ask_as(std::uint8_t sequence, opcode code, std::string_view payload_hex) {
    sequence_ = sequence;
    return write({session, sequence, code, 0, from_hex(payload_hex)});
}

lines bench::write(const protocol::message& request) {
    lines out;
    for (const auto& part : protocol::split(protocol::report_id::frame_to_device, request)) {
        const auto answers = raw(part);
        out.insert(out.end(), answers.begin(), answers.end());
    }
    return out;
}

lines bench::raw(protocol::bytes_view report) {
    return heard(device.on_report(now, report));
}

lines bench::advance(sim::milliseconds span) {
    lines out;
    const auto end = now + span;
    for (auto due = device.next_deadline(); due && *due <= end; due = device.next_deadline()) {
        now = std::max(now, *due);
        const auto said = heard(device.on_time(now));
        out.insert(out.end(), said.begin(), said.end());
    }
    now = end;
    return out;
}

lines bench::heard(const sim::reports& out) {
    lines said;
    for (const auto& report : out) hear(report, said);
    return said;
}

void bench::hear(const protocol::byte_vector& report, lines& out) {
    if (report.at(0) != static_cast<std::uint8_t>(protocol::report_id::frame_to_host)) {
        out.push_back(to_hex(report));
        return;
    }
    const auto part = protocol::decode_frame(protocol::report_id::frame_to_host, report).value();
    auto& assembler = protocol::is_event(part.code) ? events_ : responses_;
    if (assembler.add(part) != protocol::message_assembler::outcome::complete) return;
    messages.push_back(assembler.taken());
    out.push_back(text_of(messages.back()));
}

std::string text_of(const protocol::message& message) {
    const auto name = protocol::name_of(message.code);
    std::string text = name.empty()
                           ? "opcode " + to_hex(std::array{static_cast<std::uint8_t>(message.code)})
                           : std::string(name);
    if (protocol::is_event(message.code)) {
        text += " #" + std::to_string(message.sequence);
    } else {
        text += " " + std::string(protocol::name_of(message.status()));
    }
    if (!message.payload.empty()) text += " " + to_hex(message.payload);
    return text;
}

}  // namespace offhook::test
