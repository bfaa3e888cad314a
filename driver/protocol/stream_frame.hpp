#pragma once

#include "driver/protocol/bytes.hpp"
#include "driver/protocol/error.hpp"

#include <string>
#include <variant>

/// Reports over a byte stream: the frames of firmware-protocol.md appendix B. The transport and the
/// simulator's socket plug share these words; what a report in a frame means is not known here.
namespace offhook::protocol::stream {

inline constexpr std::uint8_t version = 1;
inline constexpr std::size_t largest_frame = 4608;  ///< verb and body, bytes
inline constexpr std::size_t largest_report = 1024;

/// First byte of a frame after its length. Source: firmware-protocol.md §B.1.
enum class verb : std::uint8_t {
    select = 0x01,
    output = 0x02,
    get_feature = 0x03,
    set_feature = 0x04,
    list = 0x05,
    plug = 0x81,
    unplug = 0x82,
    input = 0x83,
    feature = 0x84,
    feature_set = 0x85,
    handsets = 0x86,
    refused = 0x87,
};

/// From the host: this connection is for that handset.
struct select {
    std::uint8_t version = stream::version;
    std::uint16_t handset = 0;
    bool operator==(const select&) const = default;
};

/// From the host: an output report.
struct output {
    byte_vector report;
    bool operator==(const output&) const = default;
};

/// From the host: read a feature report.
struct get_feature {
    std::uint16_t tag = 0;
    std::uint8_t report_id = 0;
    bool operator==(const get_feature&) const = default;
};

/// From the host: write a feature report.
struct set_feature {
    std::uint16_t tag = 0;
    byte_vector report;
    bool operator==(const set_feature&) const = default;
};

/// From the host: how many handsets are there?
struct list {
    std::uint8_t version = stream::version;
    bool operator==(const list&) const = default;
};

/// From the plug: the handset is plugged in.
struct plug {
    std::uint16_t handset = 0;
    std::uint16_t vendor = 0;
    std::uint16_t product = 0;
    std::uint16_t release = 0;
    std::string name;    ///< UTF-8, at most 255 bytes
    std::string serial;  ///< UTF-8, at most 255 bytes
    byte_vector descriptor;
    bool operator==(const plug&) const = default;
};

/// From the plug: the handset was pulled out.
struct unplug {
    bool operator==(const unplug&) const = default;
};

/// From the plug: an input report.
struct input {
    byte_vector report;
    bool operator==(const input&) const = default;
};

/// Result of get_feature and set_feature. Source: firmware-protocol.md §B.2.
enum class feature_error : std::uint8_t { none = 0, no_such_report = 1, not_plugged = 2 };

/// From the plug: the answer to get_feature.
struct feature {
    std::uint16_t tag = 0;
    feature_error error = feature_error::none;
    byte_vector report;  ///< empty on error
    bool operator==(const feature&) const = default;
};

/// From the plug: the answer to set_feature.
struct feature_set {
    std::uint16_t tag = 0;
    feature_error error = feature_error::none;
    bool operator==(const feature_set&) const = default;
};

/// From the plug: the answer to list.
struct handsets {
    std::uint16_t count = 0;
    bool operator==(const handsets&) const = default;
};

/// Why a plug ends the conversation. Source: firmware-protocol.md §B.1.
enum class refusal : std::uint8_t { other_version = 1, no_such_handset = 2, malformed = 3 };

/// From the plug: it will not go on, and closes.
struct refused {
    refusal code = refusal::malformed;
    std::string text;  ///< one line of UTF-8 for a person
    bool operator==(const refused&) const = default;
};

using frame = std::variant<select,
                           output,
                           get_feature,
                           set_feature,
                           list,
                           plug,
                           unplug,
                           input,
                           feature,
                           feature_set,
                           handsets,
                           refused>;

/// Appends the bytes of a frame, length included, to `out`.
void append(byte_vector& out, const frame& value);

/// Appends an OUTPUT or INPUT frame without building a frame value; for the hot path.
void append_report(byte_vector& out, verb which, bytes_view report);

/// Reads one frame's verb and body (without the length).
/// Errors: errc::wrong_length, errc::unknown_opcode, errc::wrong_magic.
[[nodiscard]] result<frame> decode(bytes_view verb_and_body);

/// Cuts a byte stream into frames.
///
/// Flow: feed() bytes as they arrive, then next() until it has no more. After an error the stream
/// is unusable and next() goes on reporting it.
class reader {
public:
    void feed(bytes_view bytes);

    /// The next whole frame's verb and body, valid until the next feed(); an empty view when more
    /// bytes are needed; errc::wrong_length for a length that no frame has.
    [[nodiscard]] result<bytes_view> next();

private:
    byte_vector buffer_;
    std::size_t begin_ = 0;  // of what was not taken yet
};

}  // namespace offhook::protocol::stream
