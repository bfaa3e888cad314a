#pragma once

#include <cstddef>
#include <functional>
#include <span>
#include <vector>

#include "tools/tapi/versioned_structure.hpp"

namespace offhook::tapi::api {

/// A variable structure of the A functions: which of its parts are text (TAPI: Functions with
/// Unicode (W) versions).
struct ansi_layout {
    const structure_layout& parts;
    /// The dw...Offset members of the text parts; the others are bytes.
    std::span<const DWORD> text_members;
};

extern const ansi_layout phonecaps_ansi;
extern const ansi_layout phonestatus_ansi;
extern const ansi_layout phonebuttoninfo_ansi;

/// Fills an application's structure by the W function: `query` gets a structure of the same version
/// with room enough, and what it put there is brought over with its text in ANSI. Sizes as
/// everywhere (tspi-phone.md §2.4). PHONEERR_INVALPOINTER, PHONEERR_STRUCTURETOOSMALL, or what
/// `query` answers.
[[nodiscard]] LONG ansi_query(const ansi_layout& layout,
                              void* application,
                              DWORD version,
                              const std::function<LONG(void*)>& query);

/// The same structure with its text in UTF-16, for a function that reads it. Empty when a part lies
/// outside it or is no text. `application` has passed the check for null and size.
[[nodiscard]] std::vector<std::byte> to_wide(const ansi_layout& layout,
                                             const void* application,
                                             DWORD version);

}  // namespace offhook::tapi::api
