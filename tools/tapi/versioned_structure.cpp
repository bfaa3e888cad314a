#include "tools/tapi/versioned_structure.hpp"

#include <algorithm>
#include <cstring>

#include "tools/tapi/error_names.hpp"

namespace offhook::tapi {
namespace {

constexpr DWORD total_size_member = 0;
constexpr DWORD needed_size_member = 4;
constexpr DWORD used_size_member = 8;
constexpr DWORD sizes_end = 12;

constexpr DWORD phonecaps_offsets[] = {offsetof(PHONECAPS, dwProviderInfoOffset),
                                       offsetof(PHONECAPS, dwPhoneInfoOffset),
                                       offsetof(PHONECAPS, dwPhoneNameOffset),
                                       offsetof(PHONECAPS, dwButtonModesOffset),
                                       offsetof(PHONECAPS, dwButtonFunctionsOffset),
                                       offsetof(PHONECAPS, dwLampModesOffset),
                                       offsetof(PHONECAPS, dwSetDataOffset),
                                       offsetof(PHONECAPS, dwGetDataOffset),
                                       offsetof(PHONECAPS, dwDevSpecificOffset),
                                       offsetof(PHONECAPS, dwDeviceClassesOffset)};
constexpr DWORD phonestatus_offsets[] = {offsetof(PHONESTATUS, dwDisplayOffset),
                                         offsetof(PHONESTATUS, dwLampModesOffset),
                                         offsetof(PHONESTATUS, dwOwnerNameOffset),
                                         offsetof(PHONESTATUS, dwDevSpecificOffset)};
constexpr DWORD phonebuttoninfo_offsets[] = {offsetof(PHONEBUTTONINFO, dwButtonTextOffset),
                                             offsetof(PHONEBUTTONINFO, dwDevSpecificOffset)};
constexpr DWORD varstring_offsets[] = {offsetof(VARSTRING, dwStringOffset)};

DWORD varstring_fixed_size(DWORD) noexcept {
    return sizeof(VARSTRING);
}

// The structures are packed to 1 and an application may put them anywhere.
DWORD load(const std::byte* structure, DWORD member) noexcept {
    DWORD value = 0;
    std::memcpy(&value, structure + member, sizeof(value));
    return value;
}

void store(std::byte* structure, DWORD member, DWORD value) noexcept {
    std::memcpy(structure + member, &value, sizeof(value));
}

/// A structure, the size of its fixed part, and where its contents end, in bytes.
struct form {
    std::byte* structure;
    DWORD fixed;
    DWORD end;
};

/// Moves what the shorter fixed part has and all of the variable part; the offsets and dwNeededSize
/// and dwUsedSize follow. Nothing is written beyond the end of `to`.
void relocate(const structure_layout& layout, form from, form to) {
    const DWORD contents = from.end > from.fixed ? from.end - from.fixed : 0;
    const DWORD variable = std::min(contents, to.end - to.fixed);
    const DWORD needed = load(from.structure, needed_size_member);

    const DWORD common = std::min(from.fixed, to.fixed);
    std::memcpy(to.structure + sizes_end, from.structure + sizes_end, common - sizes_end);
    std::memcpy(to.structure + to.fixed, from.structure + from.fixed, variable);
    store(to.structure, needed_size_member, needed - from.fixed + to.fixed);
    store(to.structure, used_size_member, variable + to.fixed);
    for (const DWORD member : layout.offset_members) {
        if (member + sizeof(DWORD) <= common && load(to.structure, member) != 0) {
            store(to.structure, member, load(to.structure, member) - from.fixed + to.fixed);
        }
    }
}

}  // namespace

const structure_layout phonecaps_layout{&tspi::phonecaps_fixed_size, phonecaps_offsets};
const structure_layout phonestatus_layout{&tspi::phonestatus_fixed_size, phonestatus_offsets};
const structure_layout phonebuttoninfo_layout{&tspi::phonebuttoninfo_fixed_size,
                                              phonebuttoninfo_offsets};
const structure_layout varstring_layout{&varstring_fixed_size, varstring_offsets};

versioned_structure::versioned_structure(const structure_layout& layout,
                                         void* application,
                                         DWORD application_version,
                                         DWORD provider_version)
    : layout_(layout),
      application_(static_cast<std::byte*>(application)),
      own_fixed_(layout.fixed_size(application_version)),
      provider_fixed_(layout.fixed_size(provider_version)) {}

LONG versioned_structure::check() const noexcept {
    if (application_ == nullptr) {
        return to_result(PHONEERR_INVALPOINTER);
    }
    const bool fits = load(application_, total_size_member) >= own_fixed_;
    return fits ? 0 : to_result(PHONEERR_STRUCTURETOOSMALL);
}

void* versioned_structure::prepare() {
    const DWORD total = load(application_, total_size_member);
    std::byte* target = application_;
    DWORD target_total = total;
    if (!same_version()) {
        target_total = total - own_fixed_ + provider_fixed_;
        copy_.assign(target_total, std::byte{0});
        target = copy_.data();
    }
    std::memset(target, 0, provider_fixed_);
    store(target, total_size_member, target_total);
    store(target, needed_size_member, provider_fixed_);
    store(target, used_size_member, provider_fixed_);
    return target;
}

void* versioned_structure::translate_to_provider() {
    if (same_version()) {
        return application_;
    }
    const DWORD total = load(application_, total_size_member);
    const DWORD target_total = total - own_fixed_ + provider_fixed_;
    copy_.assign(target_total, std::byte{0});
    store(copy_.data(), total_size_member, target_total);
    // An application need not set dwUsedSize of what it hands in.
    relocate(
        layout_, {application_, own_fixed_, total}, {copy_.data(), provider_fixed_, target_total});
    return copy_.data();
}

void versioned_structure::translate_to_application() {
    if (same_version()) {
        return;
    }
    const auto size = static_cast<DWORD>(copy_.size());
    const DWORD used = std::min(load(copy_.data(), used_size_member), size);
    relocate(layout_,
             {copy_.data(), provider_fixed_, used},
             {application_, own_fixed_, load(application_, total_size_member)});
}

void append_text(void* structure, DWORD offset_member, std::u16string_view text) {
    auto* bytes = static_cast<std::byte*>(structure);
    const auto text_size = static_cast<DWORD>((text.size() + 1) * sizeof(char16_t));
    const DWORD used = load(bytes, used_size_member);
    const DWORD total = load(bytes, total_size_member);
    store(bytes, needed_size_member, load(bytes, needed_size_member) + text_size);
    const DWORD size_member = offset_member - static_cast<DWORD>(sizeof(DWORD));
    if (used > total || total - used < text_size) {
        store(bytes, size_member, 0);
        store(bytes, offset_member, 0);
        return;
    }
    std::memcpy(bytes + used, text.data(), text_size - sizeof(char16_t));
    std::memset(bytes + used + text_size - sizeof(char16_t), 0, sizeof(char16_t));
    store(bytes, size_member, text_size);
    store(bytes, offset_member, used);
    store(bytes, used_size_member, used + text_size);
}

}  // namespace offhook::tapi
