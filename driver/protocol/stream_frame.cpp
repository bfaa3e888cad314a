#include "driver/protocol/stream_frame.hpp"

#include "driver/protocol/byte_reader.hpp"
#include "driver/protocol/byte_writer.hpp"
#include "driver/protocol/overloaded.hpp"

#include <algorithm>
#include <array>
#include <cassert>

namespace offhook::protocol::stream {
namespace {

constexpr std::array<std::uint8_t, 3> magic{'O', 'H', 'K'};
constexpr std::size_t length_bytes = 2;

constexpr std::array verbs{verb::select,
                           verb::output,
                           verb::get_feature,
                           verb::set_feature,
                           verb::list,
                           verb::plug,
                           verb::unplug,
                           verb::input,
                           verb::feature,
                           verb::feature_set,
                           verb::handsets,
                           verb::refused};
static_assert(verbs.size() == std::variant_size_v<frame>);

void write_body(byte_writer& out, const frame& value) {
    std::visit(overloaded{
                   [&](const select& f) {
                       out.bytes(magic);
                       out.u8(f.version);
                       out.u16(f.handset);
                   },
                   [&](const output& f) { out.bytes(f.report); },
                   [&](const get_feature& f) {
                       out.u16(f.tag);
                       out.u8(f.report_id);
                   },
                   [&](const set_feature& f) {
                       out.u16(f.tag);
                       out.bytes(f.report);
                   },
                   [&](const list& f) {
                       out.bytes(magic);
                       out.u8(f.version);
                   },
                   [&](const plug& f) {
                       for (const auto n : {f.handset, f.vendor, f.product, f.release}) out.u16(n);
                       out.short_string(f.name);
                       out.short_string(f.serial);
                       out.bytes(f.descriptor);
                   },
                   [](const unplug&) {},
                   [&](const input& f) { out.bytes(f.report); },
                   [&](const feature& f) {
                       out.u16(f.tag);
                       out.u8(static_cast<std::uint8_t>(f.error));
                       out.bytes(f.report);
                   },
                   [&](const feature_set& f) {
                       out.u16(f.tag);
                       out.u8(static_cast<std::uint8_t>(f.error));
                   },
                   [&](const handsets& f) { out.u16(f.count); },
                   [&](const refused& f) {
                       out.u8(static_cast<std::uint8_t>(f.code));
                       for (const char c : f.text) out.u8(static_cast<std::uint8_t>(c));
                   },
               },
               value);
}

byte_vector rest_of(byte_reader& in) {
    const auto rest = in.rest();
    return {rest.begin(), rest.end()};
}

bool is_report_length(std::size_t size) {
    return size >= 1 && size <= largest_report;
}

result<frame> read_magic_frame(verb which, byte_reader& in) {
    const auto seen = in.take(magic.size());
    const auto version = in.u8();
    const auto handset = which == verb::select ? in.u16() : std::uint16_t{0};
    if (in.failed()) return errc::wrong_length;
    if (!std::ranges::equal(seen, magic)) return errc::wrong_magic;
    if (which == verb::list) return frame(list{version});
    return frame(select{version, handset});
}

result<frame> read_report_frame(verb which, byte_reader& in) {
    if (!is_report_length(in.left())) return errc::wrong_length;
    if (which == verb::output) return frame(output{rest_of(in)});
    return frame(input{rest_of(in)});
}

result<frame> read_plug(byte_reader& in) {
    plug value;
    for (auto* n : {&value.handset, &value.vendor, &value.product, &value.release}) *n = in.u16();
    value.name = in.short_string();
    value.serial = in.short_string();
    if (in.failed()) return errc::wrong_length;
    value.descriptor = rest_of(in);
    return frame(std::move(value));
}

result<frame> read_set_feature(byte_reader& in) {
    const auto tag = in.u16();
    if (in.failed() || !is_report_length(in.left())) return errc::wrong_length;
    return frame(set_feature{tag, rest_of(in)});
}

result<frame> read_feature(byte_reader& in) {
    const auto tag = in.u16();
    const auto error = static_cast<feature_error>(in.u8());
    if (in.failed() || in.left() > largest_report) return errc::wrong_length;
    if (error == feature_error::none && in.left() == 0) return errc::wrong_length;
    return frame(feature{tag, error, rest_of(in)});
}

result<frame> read_refused(byte_reader& in) {
    const auto code = static_cast<refusal>(in.u8());
    const auto text = in.rest();
    return frame(refused{code, {text.begin(), text.end()}});
}

result<frame> read_frame(verb which, byte_reader& in) {
    switch (which) {
        case verb::select:
        case verb::list: return read_magic_frame(which, in);
        case verb::output:
        case verb::input: return read_report_frame(which, in);
        case verb::get_feature: {
            const auto tag = in.u16();
            return frame(get_feature{tag, in.u8()});
        }
        case verb::set_feature: return read_set_feature(in);
        case verb::plug: return read_plug(in);
        case verb::unplug: return frame(unplug{});
        case verb::feature: return read_feature(in);
        case verb::feature_set: {
            const auto tag = in.u16();
            return frame(feature_set{tag, static_cast<feature_error>(in.u8())});
        }
        case verb::handsets: return frame(handsets{in.u16()});
        case verb::refused: return read_refused(in);
    }
    return errc::unknown_opcode;
}

}  // namespace

void append(byte_vector& out, const frame& value) {
    const std::size_t at = out.size();
    byte_writer writer(out);
    writer.u16(0);
    writer.u8(static_cast<std::uint8_t>(verbs[value.index()]));
    write_body(writer, value);
    const std::size_t length = out.size() - at - length_bytes;
    assert(length <= largest_frame);
    boost::endian::store_little_u16(&out[at], static_cast<std::uint16_t>(length));
}

void append_report(byte_vector& out, verb which, bytes_view report) {
    byte_writer writer(out);
    writer.u16(static_cast<std::uint16_t>(report.size() + 1));
    writer.u8(static_cast<std::uint8_t>(which));
    writer.bytes(report);
}

result<frame> decode(bytes_view verb_and_body) {
    byte_reader in(verb_and_body);
    const auto which = static_cast<verb>(in.u8());
    auto value = read_frame(which, in);
    if (in.failed()) return errc::wrong_length;
    return value;
}

void reader::feed(bytes_view bytes) {
    buffer_.erase(buffer_.begin(), buffer_.begin() + static_cast<std::ptrdiff_t>(begin_));
    begin_ = 0;
    buffer_.insert(buffer_.end(), bytes.begin(), bytes.end());
}

result<bytes_view> reader::next() {
    const auto rest = bytes_view(buffer_).subspan(begin_);
    if (rest.size() < length_bytes) return bytes_view{};
    const std::size_t length = boost::endian::load_little_u16(rest.data());
    if (length == 0 || length > largest_frame) return errc::wrong_length;
    if (rest.size() < length_bytes + length) return bytes_view{};
    begin_ += length_bytes + length;
    return rest.subspan(length_bytes, length);
}

}  // namespace offhook::protocol::stream
