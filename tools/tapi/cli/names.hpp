#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "tsp/tspi.hpp"

namespace offhook::tapi::cli {

/// A constant and what it is called here: TAPI's name without its family.
struct constant_name {
    DWORD value;
    const char* name;
};

/// The constants of one family.
using name_table = std::span<const constant_name>;

extern const name_table button_modes;      // PHONEBUTTONMODE_
extern const name_table button_states;     // PHONEBUTTONSTATE_
extern const name_table button_functions;  // PHONEBUTTONFUNCTION_
extern const name_table hook_devices;      // PHONEHOOKSWITCHDEV_
extern const name_table hook_modes;        // PHONEHOOKSWITCHMODE_
extern const name_table lamp_modes;        // PHONELAMPMODE_
extern const name_table privileges;        // PHONEPRIVILEGE_
extern const name_table status_flags;      // PHONESTATUSFLAGS_
extern const name_table phone_states;      // PHONESTATE_
extern const name_table phone_features;    // PHONEFEATURE_
extern const name_table string_formats;    // STRINGFORMAT_
extern const name_table messages;          // PHONE_

/// "STEADY" for a value of the table, "0x123" for another.
[[nodiscard]] std::string name_of(name_table table, DWORD value);

/// One name a set bit; what has no name comes last as one number.
[[nodiscard]] std::vector<std::string> names_of_bits(name_table table, DWORD bits);

/// A name whatever its case, or a number (decimal, or hexadecimal after 0x).
[[nodiscard]] std::optional<DWORD> value_of(name_table table, std::string_view word);

/// Names or numbers with commas between, `all` or `none`.
[[nodiscard]] std::optional<DWORD> bits_of(name_table table, std::string_view words);

/// All names of a table with a blank between, in small letters.
[[nodiscard]] std::string choices(name_table table);

/// A whole word as a number: decimal, or hexadecimal after 0x.
[[nodiscard]] std::optional<DWORD> number_of(std::string_view word);

/// "3.1" for 0x00030001.
[[nodiscard]] std::string version_name(DWORD version);

/// 0x00030001 for "3.1" or "0x00030001".
[[nodiscard]] std::optional<DWORD> version_of(std::string_view word);

}  // namespace offhook::tapi::cli
