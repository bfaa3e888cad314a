#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace offhook::setup {

/// A registry value as it stands there: what somebody else wrote is moved, never interpreted.
struct raw_value {
    std::uint32_t type = 0;
    std::vector<std::uint8_t> bytes;

    bool operator==(const raw_value&) const = default;
};

/// One provider in TAPI's list: ProviderIDn and ProviderFilenamen (tspi-phone.md §1.3). A list that
/// somebody has damaged may lack either.
struct provider_row {
    std::optional<raw_value> id;
    std::optional<raw_value> file;

    bool operator==(const provider_row&) const = default;
};

/// TAPI's list of providers.
struct provider_list {
    std::uint32_t next_id = 1;  ///< NextProviderID
    std::vector<provider_row> rows;

    bool operator==(const provider_list&) const = default;
};

/// The number in a row's ID; none when there is none.
[[nodiscard]] std::optional<std::uint32_t> id_of(const provider_row& row);

/// Whether a row names this file, in whatever folder and in capitals or not. `file` is ASCII.
[[nodiscard]] bool names(const provider_row& row, std::u16string_view file);

/// Its permanent ID; of the first row, should it be listed more than once.
[[nodiscard]] std::optional<std::uint32_t> find(const provider_list& list,
                                                std::u16string_view file);

/// Puts a provider at the end, with an ID that was never given, and returns that. One that is there
/// keeps its ID and its place, and is named as `file` from now on.
std::uint32_t add(provider_list& list, std::u16string_view file);

/// Takes every row of a provider out. The others move up, with all that they have. False when it
/// was not there.
bool remove(provider_list& list, std::u16string_view file);

}  // namespace offhook::setup
