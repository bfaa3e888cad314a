#include "tests/support/json_payload.hpp"

#include "driver/protocol/batch.hpp"
#include "driver/protocol/byte_reader.hpp"
#include "tests/support/json_payload_fields.hpp"

#include <algorithm>
#include <stdexcept>

namespace offhook::test {

using protocol::opcode;
using protocol::status;

namespace {

// Payloads for which the codec has no type of their own.
struct nothing {
    void encode(protocol::byte_writer&) const {}
    static protocol::result<nothing> decode(protocol::bytes_view) { return nothing{}; }
};

struct raw_bytes {
    protocol::byte_vector data;

    void encode(protocol::byte_writer& out) const { out.bytes(data); }
    static protocol::result<raw_bytes> decode(protocol::bytes_view payload) {
        return raw_bytes{{payload.begin(), payload.end()}};
    }
};

enum class byte_name { seq, button, event_counter };

template <byte_name Name>
struct one_byte {
    std::uint8_t value = 0;

    void encode(protocol::byte_writer& out) const { out.u8(value); }
    static protocol::result<one_byte> decode(protocol::bytes_view payload) {
        protocol::byte_reader in(payload);
        const one_byte read{in.u8()};
        if (in.failed()) return protocol::errc::wrong_length;
        return read;
    }
};

}  // namespace

template <class Archive>
void describe(Archive&, nothing&) {}

template <class Archive>
void describe(Archive& a, raw_bytes& v) {
    a("data", v.data);
}

template <class Archive, byte_name Name>
void describe(Archive& a, one_byte<Name>& v) {
    constexpr std::array names{"seq", "button", "event_counter"};
    a(names[static_cast<std::size_t>(Name)], v.value);
}

namespace {

// GET_INFO: the page in front decides which fields follow.
template <class Page>
protocol::result<json_object> page_to_json(protocol::bytes_view payload) {
    auto object = decode_to_json<Page>(payload);
    if (object) (*object)["page"] = payload[0];
    return object;
}

protocol::result<json_object> info_to_json(protocol::bytes_view payload) {
    switch (static_cast<protocol::info_page>(payload.empty() ? 0 : payload[0])) {
        case protocol::info_page::limits: return page_to_json<protocol::info_limits>(payload);
        case protocol::info_page::names: return page_to_json<protocol::info_names>(payload);
        case protocol::info_page::buttons: return page_to_json<protocol::info_buttons>(payload);
        case protocol::info_page::areas: return page_to_json<protocol::info_areas>(payload);
    }
    return protocol::errc::impossible_value;
}

protocol::byte_vector info_from_json(const json_object& fields) {
    switch (fields.at("page").to_number<std::uint8_t>()) {
        case 0: return encode_from_json<protocol::info_limits>(fields);
        case 1: return encode_from_json<protocol::info_names>(fields);
        case 2: return encode_from_json<protocol::info_buttons>(fields);
        case 3: return encode_from_json<protocol::info_areas>(fields);
        default: throw std::invalid_argument("there are pages 0 to 3");
    }
}

// BATCH: each item is the payload of another request.
protocol::result<json_object> batch_to_json(protocol::bytes_view payload) {
    const auto value = protocol::batch::decode(payload);
    if (!value) return value.error();
    boost::json::array items;
    for (const auto& item : value->items) {
        auto inner = request_to_json(item.code, item.payload);
        if (!inner) return inner.error();
        items.push_back(json_object{{"opcode", name_to_json(item.code)}, {"payload", *inner}});
    }
    return json_object{{"items", items}};
}

protocol::byte_vector batch_from_json(const json_object& fields) {
    protocol::batch value;
    for (const auto& item : fields.at("items").as_array()) {
        const auto code = opcode_from_json(item.at("opcode"));
        value.items.push_back({code, request_from_json(code, item.at("payload").as_object())});
    }
    return encoded(value);
}

protocol::result<json_object> batch_answer_to_json(protocol::bytes_view payload) {
    const auto value = protocol::batch_answer::decode(payload);
    if (!value) return value.error();
    boost::json::array statuses;
    for (const auto code : value->statuses) statuses.push_back(name_to_json(code));
    return json_object{{"statuses", statuses}};
}

protocol::byte_vector batch_answer_from_json(const json_object& fields) {
    protocol::batch_answer value;
    for (const auto& one : fields.at("statuses").as_array()) {
        value.statuses.push_back(status_from_json(one));
    }
    return encoded(value);
}

struct opcode_row {
    opcode code;
    json_codec_row codec;
};

constexpr std::array request_rows{
    opcode_row{opcode::hello, json_codec_of<protocol::hello>},
    opcode_row{opcode::get_info, json_codec_of<protocol::get_info>},
    opcode_row{opcode::ping, json_codec_of<nothing>},
    opcode_row{opcode::cancel, json_codec_of<one_byte<byte_name::seq>>},
    opcode_row{opcode::get_state, json_codec_of<nothing>},
    opcode_row{opcode::bye, json_codec_of<nothing>},
    opcode_row{opcode::lamp, json_codec_of<protocol::lamp_setting>},
    opcode_row{opcode::ring, json_codec_of<protocol::ring_setting>},
    opcode_row{opcode::hook, json_codec_of<protocol::hook_setting>},
    opcode_row{opcode::volume, json_codec_of<protocol::volume_setting>},
    opcode_row{opcode::gain, json_codec_of<protocol::gain_setting>},
    opcode_row{opcode::display, json_codec_of<protocol::display_setting>},
    opcode_row{opcode::set_button, json_codec_of<protocol::button_setting>},
    opcode_row{opcode::get_button, json_codec_of<one_byte<byte_name::button>>},
    opcode_row{opcode::batch, {batch_to_json, batch_from_json}},
    opcode_row{opcode::vendor, json_codec_of<raw_bytes>},
    opcode_row{opcode::dl_begin, json_codec_of<protocol::dl_begin>},
    opcode_row{opcode::dl_data, json_codec_of<protocol::dl_data>},
    opcode_row{opcode::dl_end, json_codec_of<protocol::area_number>},
    opcode_row{opcode::dl_abort, json_codec_of<protocol::area_number>},
    opcode_row{opcode::ul_read, json_codec_of<protocol::ul_read>},
};

// Answers OK that carry something; those of all other requests are empty.
constexpr std::array answer_rows{
    opcode_row{opcode::hello, json_codec_of<protocol::hello_answer>},
    opcode_row{opcode::get_info, {info_to_json, info_from_json}},
    opcode_row{opcode::ping, json_codec_of<one_byte<byte_name::event_counter>>},
    opcode_row{opcode::get_state, json_codec_of<protocol::handset_state>},
    opcode_row{opcode::get_button, json_codec_of<protocol::button_setting>},
    opcode_row{opcode::batch, {batch_answer_to_json, batch_answer_from_json}},
    opcode_row{opcode::vendor, json_codec_of<raw_bytes>},
    opcode_row{opcode::dl_data, json_codec_of<protocol::dl_data_answer>},
    opcode_row{opcode::ul_read, json_codec_of<protocol::ul_read_answer>},
};

template <std::size_t Size>
const json_codec_row* find(const std::array<opcode_row, Size>& rows, opcode code) {
    const auto found = std::find_if(
        rows.begin(), rows.end(), [&](const opcode_row& row) { return row.code == code; });
    return found == rows.end() ? nullptr : &found->codec;
}

// The name that the vectors give the detail of a status; BAD_VERSION has two.
std::string_view detail_name(status code) {
    switch (code) {
        case status::pending:
        case status::busy: return "ms";
        case status::bad_parameter: return "at";
        case status::bad_part:
        case status::bad_offset: return "expected";
        case status::bad_crc: return "crc";
        case status::hardware_fault: return "code";
        default: return {};
    }
}

protocol::result<json_object> detail_to_json(status code, protocol::bytes_view payload) {
    const auto detail = protocol::decode_detail(code, payload);
    if (!detail) return detail.error();
    if (code == status::bad_version) {
        return json_object{{"lowest_major", *detail & 0xFFU}, {"highest_major", *detail >> 8U}};
    }
    const auto name = detail_name(code);
    return name.empty() ? json_object{} : json_object{{name, *detail}};
}

protocol::byte_vector detail_from_json(status code, const json_object& fields) {
    const auto number = [&](std::string_view name) {
        return fields.at(name).to_number<std::uint32_t>();
    };
    if (code == status::bad_version) {
        const auto detail = number("lowest_major") | (number("highest_major") << 8U);
        return protocol::encode_detail(code, detail);
    }
    const auto name = detail_name(code);
    return protocol::encode_detail(code, name.empty() ? 0 : number(name));
}

// Names are looked up by trying all 256 codes, so that the table of the codec is the only one.
template <class Code>
Code code_from_json(const json_value& name) {
    if (name.is_number()) return static_cast<Code>(name.to_number<std::uint8_t>());
    for (unsigned code = 0; code <= 0xFF; ++code) {
        const auto candidate = static_cast<Code>(code);
        if (protocol::name_of(candidate) == std::string_view(name.as_string())) return candidate;
    }
    throw std::invalid_argument("no such name: " + std::string(name.as_string()));
}

}  // namespace

protocol::result<json_object> request_to_json(opcode code, protocol::bytes_view payload) {
    const auto* row = find(request_rows, code);
    if (row == nullptr) return protocol::errc::unknown_opcode;
    return row->decode(payload);
}

protocol::byte_vector request_from_json(opcode code, const json_object& fields) {
    const auto* row = find(request_rows, code);
    if (row == nullptr) throw std::invalid_argument("no request has this opcode");
    return row->encode(fields);
}

protocol::result<json_object> answer_to_json(opcode code,
                                             status status,
                                             protocol::bytes_view payload) {
    if (status != status::ok) return detail_to_json(status, payload);
    const auto* row = find(answer_rows, code);
    return row == nullptr ? json_object{} : row->decode(payload);
}

protocol::byte_vector answer_from_json(opcode code, status status, const json_object& fields) {
    if (status != status::ok) return detail_from_json(status, fields);
    const auto* row = find(answer_rows, code);
    return row == nullptr ? protocol::byte_vector{} : row->encode(fields);
}

opcode opcode_from_json(const json_value& name) {
    return code_from_json<opcode>(name);
}

status status_from_json(const json_value& name) {
    return code_from_json<status>(name);
}

json_value name_to_json(opcode code) {
    const auto name = protocol::name_of(code);
    return name.empty() ? json_value(std::uint64_t{static_cast<std::uint8_t>(code)})
                        : json_value(name);
}

json_value name_to_json(status code) {
    const auto name = protocol::name_of(code);
    return name.empty() ? json_value(std::uint64_t{static_cast<std::uint8_t>(code)})
                        : json_value(name);
}

}  // namespace offhook::test
