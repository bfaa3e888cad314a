#pragma once

#include "driver/protocol/byte_writer.hpp"
#include "driver/protocol/error.hpp"

#include <array>
#include <boost/json/array.hpp>
#include <boost/json/object.hpp>
#include <boost/json/value.hpp>
#include <concepts>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

/// Values of the codec <-> the JSON form of the vectors. One `describe(archive, value)` names the
/// fields of a type; json_writer and json_reader are the two archives, so that both directions come
/// from the same list.
namespace offhook::test {

using json_object = boost::json::object;
using json_value = boost::json::value;

template <class T>
concept described = std::is_class_v<T> && !std::same_as<T, std::string> &&
                    !std::same_as<T, std::u16string> && !std::same_as<T, protocol::byte_vector>;

/// Fills a JSON object from the fields that `describe` names.
class json_writer {
public:
    template <class T>
    void operator()(std::string_view name, T& field) {
        object_[name] = to_value(field);
    }

    /// Bytes that the vectors write as hex digits.
    void hex(std::string_view name, std::span<std::uint8_t> bytes);

    [[nodiscard]] json_object take() { return std::move(object_); }

private:
    static json_value to_value(bool value) { return value; }
    static json_value to_value(const std::string& value) { return json_value(value); }
    static json_value to_value(const std::u16string& value);
    static json_value to_value(const protocol::byte_vector& value);

    template <std::unsigned_integral T>
    requires(!std::same_as<T, bool>) static json_value to_value(T value) {
        return std::uint64_t{value};
    }

    template <class T>
    requires std::is_enum_v<T>
    static json_value to_value(T value) {
        return std::uint64_t{static_cast<std::underlying_type_t<T>>(value)};
    }

    template <class T, std::size_t N>
    static json_value to_value(std::array<T, N>& values) {
        boost::json::array list;
        for (auto& value : values) list.push_back(to_value(value));
        return list;
    }

    template <described T>
    static json_value to_value(std::vector<T>& values) {
        boost::json::array list;
        for (auto& value : values) {
            json_writer inner;
            describe(inner, value);
            list.push_back(inner.take());
        }
        return list;
    }

    json_object object_;
};

/// Fills fields from a JSON object. Throws when one is missing or does not fit.
class json_reader {
public:
    explicit json_reader(const json_object& object) : object_(object) {}

    template <class T>
    void operator()(std::string_view name, T& field) {
        from_value(object_.at(name), field);
    }

    void hex(std::string_view name, std::span<std::uint8_t> bytes);

private:
    static void from_value(const json_value& from, bool& to) { to = from.as_bool(); }
    static void from_value(const json_value& from, std::string& to) { to = from.as_string(); }
    static void from_value(const json_value& from, std::u16string& to);
    static void from_value(const json_value& from, protocol::byte_vector& to);

    template <std::unsigned_integral T>
    requires(!std::same_as<T, bool>) static void from_value(const json_value& from, T& to) {
        to = from.to_number<T>();
    }

    template <class T>
    requires std::is_enum_v<T>
    static void from_value(const json_value& from, T& to) {
        to = static_cast<T>(from.to_number<std::underlying_type_t<T>>());
    }

    template <class T, std::size_t N>
    static void from_value(const json_value& from, std::array<T, N>& to) {
        const auto& list = from.as_array();
        for (std::size_t i = 0; i < N; ++i) from_value(list.at(i), to[i]);
    }

    template <described T>
    static void from_value(const json_value& from, std::vector<T>& to) {
        for (const auto& one : from.as_array()) {
            json_reader inner(one.as_object());
            describe(inner, to.emplace_back());
        }
    }

    const json_object& object_;
};

/// The JSON form of a value.
template <class T>
[[nodiscard]] json_object to_json(T value) {
    json_writer writer;
    describe(writer, value);
    return writer.take();
}

/// The value of a JSON form. Throws when a field is missing or does not fit.
template <class T>
[[nodiscard]] T from_json(const json_object& object) {
    T value;
    json_reader reader(object);
    describe(reader, value);
    return value;
}

/// Decodes bytes as a T and gives its JSON form, or the error of T::decode.
template <class T>
[[nodiscard]] protocol::result<json_object> decode_to_json(protocol::bytes_view bytes) {
    auto value = T::decode(bytes);
    if (!value) return value.error();
    return to_json(std::move(*value));
}

/// The bytes of the T that a JSON form describes.
template <class T>
[[nodiscard]] protocol::byte_vector encode_from_json(const json_object& object) {
    return protocol::encoded(from_json<T>(object));
}

/// Both directions of one type, for tables.
struct json_codec_row {
    protocol::result<json_object> (*decode)(protocol::bytes_view);
    protocol::byte_vector (*encode)(const json_object&);
};

template <class T>
inline constexpr json_codec_row json_codec_of{decode_to_json<T>, encode_from_json<T>};

}  // namespace offhook::test
