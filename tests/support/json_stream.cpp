#include "tests/support/json_stream.hpp"

#include "driver/protocol/stream_frame.hpp"

#include <optional>
#include <stdexcept>
#include <utility>

namespace offhook::test {

namespace stream = protocol::stream;

template <class Archive>
void describe(Archive& a, stream::select& v) {
    a("version", v.version);
    a("handset", v.handset);
}

template <class Archive>
void describe(Archive& a, stream::output& v) {
    a("report", v.report);
}

template <class Archive>
void describe(Archive& a, stream::get_feature& v) {
    a("tag", v.tag);
    a("report_id", v.report_id);
}

template <class Archive>
void describe(Archive& a, stream::set_feature& v) {
    a("tag", v.tag);
    a("report", v.report);
}

template <class Archive>
void describe(Archive& a, stream::list& v) {
    a("version", v.version);
}

template <class Archive>
void describe(Archive& a, stream::plug& v) {
    a("handset", v.handset);
    a("vendor", v.vendor);
    a("product", v.product);
    a("release", v.release);
    a("name", v.name);
    a("serial", v.serial);
    a("descriptor", v.descriptor);
}

template <class Archive>
void describe(Archive&, stream::unplug&) {}

template <class Archive>
void describe(Archive& a, stream::input& v) {
    a("report", v.report);
}

template <class Archive>
void describe(Archive& a, stream::feature& v) {
    a("tag", v.tag);
    a("error", v.error);
    a("report", v.report);
}

template <class Archive>
void describe(Archive& a, stream::feature_set& v) {
    a("tag", v.tag);
    a("error", v.error);
}

template <class Archive>
void describe(Archive& a, stream::handsets& v) {
    a("count", v.count);
}

template <class Archive>
void describe(Archive& a, stream::refused& v) {
    a("code", v.code);
    a("text", v.text);
}

namespace {

// In the order of stream::frame's alternatives.
constexpr std::array<std::string_view, std::variant_size_v<stream::frame>> names{"SELECT",
                                                                                 "OUTPUT",
                                                                                 "GET_FEATURE",
                                                                                 "SET_FEATURE",
                                                                                 "LIST",
                                                                                 "PLUG",
                                                                                 "UNPLUG",
                                                                                 "INPUT",
                                                                                 "FEATURE",
                                                                                 "FEATURE_SET",
                                                                                 "HANDSETS",
                                                                                 "REFUSED"};

template <std::size_t... Indices>
std::optional<stream::frame> read_frame(const json_object& fields,
                                        std::index_sequence<Indices...>) {
    const std::string_view wanted = fields.at("verb").as_string();
    std::optional<stream::frame> value;
    const auto read = [&]<std::size_t I>(std::integral_constant<std::size_t, I>) {
        if (names[I] == wanted) {
            value = from_json<std::variant_alternative_t<I, stream::frame>>(fields);
        }
    };
    (read(std::integral_constant<std::size_t, Indices>{}), ...);
    return value;
}

}  // namespace

protocol::result<json_object> stream_to_json(protocol::bytes_view bytes) {
    stream::reader reader;
    reader.feed(bytes);
    const auto body = reader.next();
    if (!body) return body.error();
    if (body->empty()) return protocol::errc::wrong_length;
    if (body->size() + 2 != bytes.size()) return protocol::errc::wrong_length;
    const auto value = stream::decode(*body);
    if (!value) return value.error();
    auto object = std::visit([](const auto& one) { return to_json(one); }, *value);
    object["verb"] = names[value->index()];
    return object;
}

protocol::byte_vector stream_from_json(const json_object& fields) {
    constexpr std::make_index_sequence<std::variant_size_v<stream::frame>> all;
    const auto value = read_frame(fields, all);
    if (!value) throw std::invalid_argument("no stream frame has this verb");
    protocol::byte_vector bytes;
    stream::append(bytes, *value);
    return bytes;
}

}  // namespace offhook::test
