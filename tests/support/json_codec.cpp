#include "tests/support/json_codec.hpp"

#include "driver/protocol/message.hpp"
#include "tests/support/exact_buffer.hpp"
#include "tests/support/json_event.hpp"
#include "tests/support/json_payload.hpp"
#include "tests/support/json_standard.hpp"
#include "tests/support/json_stream.hpp"

#include <algorithm>
#include <stdexcept>

namespace offhook::test {
namespace {

using protocol::errc;
using protocol::message;
using protocol::report_id;
using outcome = protocol::message_assembler::outcome;

report_id id_of(std::string_view kind) {
    return kind == "request" ? report_id::frame_to_device : report_id::frame_to_host;
}

bool is_frame(std::string_view kind) {
    return kind == "request" || kind == "response" || kind == "event";
}

// Exactly one message: complete with the last report and not before.
protocol::result<message> assemble(report_id id, const report_list& reports) {
    protocol::message_assembler assembler;
    auto last = outcome::incomplete;
    for (const auto& report : reports) {
        if (last == outcome::complete) return errc::part_out_of_order;
        const exact_buffer exact(report);
        const auto part = protocol::decode_frame(id, exact.view());
        if (!part) return part.error();
        last = assembler.add(*part);
        if (last == outcome::out_of_order) return errc::part_out_of_order;
    }
    if (last != outcome::complete) return errc::part_out_of_order;
    return assembler.taken();
}

protocol::result<json_object> payload_to_json(std::string_view kind, const message& whole) {
    const exact_buffer payload(whole.payload);
    if (kind == "request") return request_to_json(whole.code, payload.view());
    if (kind == "event") return event_to_json(whole.code, payload.view());
    return answer_to_json(whole.code, whole.status(), payload.view());
}

protocol::byte_vector payload_from_json(std::string_view kind,
                                        const message& head,
                                        const json_object& fields) {
    if (kind == "request") return request_from_json(head.code, fields);
    if (kind == "event") return event_from_json(head.code, fields);
    return answer_from_json(head.code, head.status(), fields);
}

std::string_view sequence_name(std::string_view kind) {
    return kind == "event" ? "counter" : "seq";
}

protocol::result<json_object> decode_frames(std::string_view kind, const report_list& reports) {
    const auto whole = assemble(id_of(kind), reports);
    if (!whole) return whole.error();
    if (is_event(whole->code) != (kind == "event")) return errc::unknown_opcode;
    auto payload = payload_to_json(kind, *whole);
    if (!payload) return payload.error();

    json_object fields{{"session", whole->session},
                       {sequence_name(kind), whole->sequence},
                       {"opcode", name_to_json(whole->code)},
                       {"payload", *payload}};
    if (kind == "request") fields["retry"] = (whole->control & protocol::retry_flag) != 0;
    if (kind == "response") fields["status"] = name_to_json(whole->status());
    return fields;
}

report_list encode_frames(std::string_view kind, const json_object& fields) {
    message whole;
    whole.session = fields.at("session").to_number<std::uint8_t>();
    whole.sequence = fields.at(sequence_name(kind)).to_number<std::uint8_t>();
    whole.code = opcode_from_json(fields.at("opcode"));
    if (kind == "request" && fields.at("retry").as_bool()) whole.control = protocol::retry_flag;
    if (kind == "response") {
        whole.control = static_cast<std::uint8_t>(status_from_json(fields.at("status")));
    }
    whole.payload = payload_from_json(kind, whole, fields.at("payload").as_object());

    report_list reports;
    for (const auto& report : protocol::split(id_of(kind), whole)) {
        reports.emplace_back(report.begin(), report.end());
    }
    return reports;
}

}  // namespace

protocol::result<json_object> decode_message(std::string_view kind, const report_list& reports) {
    if (is_frame(kind)) return decode_frames(kind, reports);
    if (reports.size() != 1) return errc::wrong_length;
    const exact_buffer exact(reports.front());
    if (kind == "stream") return stream_to_json(exact.view());
    const auto* row = find_standard(kind);
    if (row == nullptr) throw std::invalid_argument("unknown kind " + std::string(kind));
    return row->decode(exact.view());
}

report_list encode_message(std::string_view kind, const json_object& fields) {
    if (is_frame(kind)) return encode_frames(kind, fields);
    if (kind == "stream") return {stream_from_json(fields)};
    const auto* row = find_standard(kind);
    if (row == nullptr) throw std::invalid_argument("unknown kind " + std::string(kind));
    return {row->encode(fields)};
}

}  // namespace offhook::test
