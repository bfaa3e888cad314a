#pragma once

#include "driver/protocol/bytes.hpp"
#include "driver/protocol/values.hpp"

#include <boost/json/object.hpp>
#include <string>
#include <vector>

namespace offhook::sim {

/// Reads the fields of an operator's request. What is wrong first is kept, so that a caller reads
/// all its fields and asks `error()` once; after an error the values mean nothing.
class request_fields {
public:
    /// `request` must outlive the object. `do` and `id` need not be read.
    explicit request_fields(const boost::json::object& request) : request_(request) {}

    [[nodiscard]] std::size_t number(std::string_view name, std::size_t largest);
    [[nodiscard]] protocol::hook_device device(std::string_view name);
    [[nodiscard]] protocol::hook_mode hook_mode(std::string_view name);
    [[nodiscard]] protocol::lamp_mode lamp_mode(std::string_view name);

    /// A button's number, from its number or from the name of a key. Whether the handset has it is
    /// the caller's question.
    [[nodiscard]] std::uint8_t key(std::string_view name);

    /// Bytes from hex digits.
    [[nodiscard]] protocol::byte_vector hex(std::string_view name);

    /// Whether the request has such a field.
    [[nodiscard]] bool has(std::string_view name) { return find(name) != nullptr; }

    /// A whole number, or `without` when the field is missing.
    [[nodiscard]] std::size_t number_or(std::string_view name,
                                        std::size_t largest,
                                        std::size_t without);

    /// A whole number from `least` to `most`, which may be below 0.
    [[nodiscard]] int signed_number(std::string_view name, int least, int most);

    /// true or false; false when the field is missing.
    [[nodiscard]] bool flag(std::string_view name);

    /// Any text.
    [[nodiscard]] std::string text(std::string_view name);

    /// One of some words; the first of them when the field is missing.
    [[nodiscard]] std::string word_or_first(std::string_view name,
                                            std::initializer_list<std::string_view> allowed);

    /// Some words of a list; the first of `allowed` when the field is missing.
    [[nodiscard]] std::vector<std::string> words_or_first(
        std::string_view name, std::initializer_list<std::string_view> allowed);

    /// A list of texts.
    [[nodiscard]] std::vector<std::string> texts(std::string_view name);

    /// A number from 0 to 1, or `without` when the field is missing.
    [[nodiscard]] double fraction_or(std::string_view name, double without);

    /// Whether the field is just this text.
    [[nodiscard]] bool is_word(std::string_view name, std::string_view word);

    /// A JSON object.
    [[nodiscard]] boost::json::object object(std::string_view name);

    /// The numbers of some handsets of `count`: one number, a list, or "all"; 0 when the request
    /// does not say.
    [[nodiscard]] std::vector<std::size_t> handsets(std::size_t count);

    /// The handset's number, 0 when the request does not say; there are `count`.
    [[nodiscard]] std::size_t handset(std::size_t count);

    /// Complains about each field that was not read: a slip of the pen must not pass unseen.
    void check_no_others();

    /// What is wrong first, or an empty text.
    [[nodiscard]] const std::string& error() const { return error_; }

    /// All that is wrong with the fields. What the handset cannot do is in it only if nothing was
    /// wrong before, for then the values mean nothing.
    [[nodiscard]] const std::vector<std::string>& errors() const { return errors_; }

    /// Keeps `what`; see errors().
    void fail(std::string what);

private:
    const boost::json::value* find(std::string_view name);
    [[nodiscard]] std::string text(std::string_view name, std::string_view allowed);
    void wrong(std::string_view name, const boost::json::value& value, std::string_view allowed);

    const boost::json::object& request_;
    std::vector<std::string> known_{"do", "id"};
    std::string error_;
    std::vector<std::string> errors_;
};

}  // namespace offhook::sim
