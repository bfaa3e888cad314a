#pragma once

#include "driver/protocol/byte_writer.hpp"
#include "driver/protocol/bytes.hpp"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

// What a dialog and the provider say to each other through TUISPIDLLCALLBACK and
// TSPI_providerGenericDialogData (tspi-phone.md §1.6). A dialog runs in any application's process,
// the provider in the telephony service; the host copies one block there and the same block back.
//
// A block is always block_size bytes: a question on its way there, the answer on its way back.
//
//     0  u32  'OFUI', little-endian like everything here
//     4  u16  version, 1
//     6  u16  kind
//     8  u16  length of the body
//    10  u16  0
//    12  body, then zeros
//
// Texts are UTF-8 with a length byte. Either side takes the other's bytes for anybody's: sizes,
// kinds and versions are checked, and a body has to end where it says.

namespace offhook::tsp::ui {

inline constexpr std::size_t block_size = 4096;
inline constexpr std::uint16_t message_version = 1;

/// A phone that has no device ID yet, and what was found without being a phone.
inline constexpr std::uint32_t no_device = 0xFFFFFFFF;
/// Instead of a handset's number: the phone that the dialog was opened for, or, in a list, none.
inline constexpr std::uint32_t no_number = 0;

// Questions.

/// How does the provider stand?
struct ask_overview {
    bool operator==(const ask_overview&) const = default;
};

/// Which handsets are there, phones or not? The answer is a page of them.
struct ask_handsets {
    std::uint32_t first = 0;  ///< place in the list, from 0
    bool operator==(const ask_handsets&) const = default;
};

/// How does one handset stand?
struct ask_status {
    std::uint32_t number = no_number;
    bool operator==(const ask_status&) const = default;
};

/// Let a handset ring for a moment. How that went is part of its status.
struct ask_ring {
    std::uint32_t number = no_number;
    std::uint8_t mode = 1;          ///< a melody, from 1
    std::uint16_t volume = 0xFFFF;  ///< up to 0xFFFF
    bool operator==(const ask_ring&) const = default;
};

/// Note as much as this until the file is read again: a level of spdlog, 0 (trace) to 6 (off).
struct ask_level {
    std::uint8_t level = 0;
    bool operator==(const ask_level&) const = default;
};

using question = std::variant<ask_overview, ask_handsets, ask_status, ask_ring, ask_level>;

// Answers.

/// What the environment of the service decides over its configuration file.
enum class override_bit : std::uint8_t { file = 1, devices = 2, level = 4, log_file = 8 };

struct overview {
    bool in_session = false;     ///< is the provider in use? Else it drives nothing.
    std::uint8_t level = 0;      ///< as in ask_level
    std::uint8_t overrides = 0;  ///< bits of override_bit
    std::string file;            ///< the configuration file that the service reads
    bool operator==(const overview&) const = default;
};

/// A handset in the list.
struct handset_line {
    std::uint32_t number = no_number;  ///< names it in questions; none: found, but not used
    std::uint32_t device = no_device;  ///< TAPI's device ID
    bool connected = false;
    std::string address;
    std::string name;     ///< product and serial number; may be empty
    std::string problem;  ///< why it is not connected, for people
    bool operator==(const handset_line&) const = default;
};

struct handset_page {
    std::uint32_t total = 0;
    std::uint32_t first = 0;
    std::vector<handset_line> lines;  ///< as many as have room, from `first` on
    bool operator==(const handset_page&) const = default;
};

/// How a trial ring stands.
enum class trial : std::uint8_t { none, under_way, succeeded, failed };

struct handset_status {
    handset_line line;
    std::string info;                    ///< maker, product, firmware, serial number; empty before
    std::array<std::uint8_t, 3> hook{};  ///< PHONEHOOKSWITCHMODE_ of handset, speaker, headset
    std::uint8_t ring_modes = 0;         ///< melodies that it has; 0: it cannot ring
    std::uint8_t ring_mode = 0;          ///< that it rings with now; 0: silent
    std::uint16_t ring_volume = 0;
    std::uint8_t lamps_lit = 0;
    std::uint8_t keys_held = 0;
    std::uint8_t columns = 0;
    std::string display;  ///< row after row; cut after 255 bytes
    trial ring_trial = trial::none;
    std::string trial_problem;  ///< why it failed
    bool operator==(const handset_status&) const = default;
};

/// It has been done, or begun.
struct done {
    bool operator==(const done&) const = default;
};

/// It cannot be done, and why, for people.
struct refusal {
    std::string reason;
    bool operator==(const refusal&) const = default;
};

using answer = std::variant<overview, handset_page, handset_status, done, refusal>;

/// Why a block could not be understood.
enum class block_problem : std::uint8_t {
    malformed,
    other_version,  ///< it comes from another version of Offhook
};

/// A message, or why there is none.
template <class Message>
struct decoded {
    std::optional<Message> value;
    block_problem problem = block_problem::malformed;  ///< valid when there is no message
};

/// A block of block_size bytes. A page takes the lines that have room, the first one always.
[[nodiscard]] protocol::byte_vector encode(const question& what);
[[nodiscard]] protocol::byte_vector encode(const answer& what);

/// Bytes from outside, any number of them.
[[nodiscard]] decoded<question> decode_question(protocol::bytes_view block);
[[nodiscard]] decoded<answer> decode_answer(protocol::bytes_view block);

}  // namespace offhook::tsp::ui
