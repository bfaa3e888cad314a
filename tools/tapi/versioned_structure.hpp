#pragma once

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "tsp/tspi.hpp"

namespace offhook::tapi {

/// What must be known of a variable structure to hand it from one version to another.
struct structure_layout {
    /// The size of the fixed part in a version, bytes.
    DWORD (*fixed_size)(DWORD version);
    /// Where its dw...Offset members lie, bytes; the Size member is the four bytes before each.
    std::span<const DWORD> offset_members;
};

extern const structure_layout phonecaps_layout;
extern const structure_layout phonestatus_layout;
extern const structure_layout phonebuttoninfo_layout;
extern const structure_layout varstring_layout;

/// A structure of an application on its way to a provider that may speak a newer version: an older
/// application gets its members and the variable parts where its version puts them
/// (TSPI: TSPI versioning: TAPI adapts older applications).
class versioned_structure {
public:
    /// `application` points to a structure whose first member is dwTotalSize.
    versioned_structure(const structure_layout& layout,
                        void* application,
                        DWORD application_version,
                        DWORD provider_version);

    /// PHONEERR_INVALPOINTER or PHONEERR_STRUCTURETOOSMALL; to be asked before anything else.
    [[nodiscard]] LONG check() const noexcept;

    /// What the provider is to fill: the fixed part zeroed, dwTotalSize set, dwNeededSize and
    /// dwUsedSize the fixed size of its version (tspi-phone.md §2.4-2).
    [[nodiscard]] void* prepare();

    /// What the provider is to read: the application's structure in the provider's version.
    [[nodiscard]] void* translate_to_provider();

    /// After the provider filled it: brings the result into the application's structure.
    void translate_to_application();

private:
    [[nodiscard]] bool same_version() const noexcept { return own_fixed_ == provider_fixed_; }

    const structure_layout& layout_;
    std::byte* application_;
    DWORD own_fixed_;
    DWORD provider_fixed_;
    std::vector<std::byte> copy_;
};

/// Appends UTF-16 text with a terminator to a filled structure, as the host does with the owner's
/// name (tspi-phone.md §2.4-3): it counts as needed in any case and as used where there is room.
/// `offset_member` is the position of the member that takes the offset.
void append_text(void* structure, DWORD offset_member, std::u16string_view text);

}  // namespace offhook::tapi
