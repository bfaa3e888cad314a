#include "tools/tapi/api/ansi_structure.hpp"

#include <algorithm>
#include <cstring>
#include <optional>
#include <string>

#include "tools/tapi/api/platform.hpp"
#include "tools/tapi/error_names.hpp"

namespace offhook::tapi::api {
namespace {

constexpr DWORD total_size_member = 0;
constexpr DWORD needed_size_member = 4;
constexpr DWORD used_size_member = 8;
constexpr DWORD sizes_end = 12;
/// Room for a first try, and the most that a provider is believed to need; bytes.
constexpr DWORD first_room = 4096;
constexpr DWORD most_room = 1U << 24U;

constexpr DWORD caps_text[] = {offsetof(PHONECAPS, dwProviderInfoOffset),
                               offsetof(PHONECAPS, dwPhoneInfoOffset),
                               offsetof(PHONECAPS, dwPhoneNameOffset),
                               offsetof(PHONECAPS, dwDeviceClassesOffset)};
constexpr DWORD status_text[] = {offsetof(PHONESTATUS, dwOwnerNameOffset)};
constexpr DWORD button_text[] = {offsetof(PHONEBUTTONINFO, dwButtonTextOffset)};

DWORD load(const std::byte* structure, DWORD member) noexcept {
    DWORD value = 0;
    std::memcpy(&value, structure + member, sizeof(value));
    return value;
}

void store(std::byte* structure, DWORD member, DWORD value) noexcept {
    std::memcpy(structure + member, &value, sizeof(value));
}

DWORD size_member(DWORD offset_member) noexcept {
    return offset_member - static_cast<DWORD>(sizeof(DWORD));
}

/// A part of a structure, or nothing when it lies outside it.
std::optional<std::string_view> part_of(const std::byte* structure, DWORD member, DWORD total) {
    const DWORD size = load(structure, size_member(member));
    const DWORD offset = load(structure, member);
    if (size > total || offset > total - size) {
        return std::nullopt;
    }
    return std::string_view(reinterpret_cast<const char*>(structure) + offset, size);
}

std::string ansi_of(std::string_view part) {
    std::u16string text(part.size() / sizeof(char16_t), u'\0');
    std::memcpy(text.data(), part.data(), text.size() * sizeof(char16_t));
    return to_ansi(text);
}

bool is_text(const ansi_layout& layout, DWORD member) {
    return std::find(layout.text_members.begin(), layout.text_members.end(), member) !=
           layout.text_members.end();
}

/// Appends a part; where there is no room, it counts as needed only.
void append(std::byte* structure, DWORD member, std::string_view part) {
    const auto size = static_cast<DWORD>(part.size());
    const DWORD used = load(structure, used_size_member);
    store(structure, needed_size_member, load(structure, needed_size_member) + size);
    if (size == 0 || load(structure, total_size_member) - used < size) {
        return;
    }
    std::memcpy(structure + used, part.data(), size);
    store(structure, size_member(member), size);
    store(structure, member, used);
    store(structure, used_size_member, used + size);
}

/// Copies the fixed part and empties every variable one.
void copy_fixed(const ansi_layout& layout, const std::byte* from, std::byte* to, DWORD fixed) {
    std::memcpy(to + sizes_end, from + sizes_end, fixed - sizes_end);
    store(to, needed_size_member, fixed);
    store(to, used_size_member, fixed);
    for (const DWORD member : layout.parts.offset_members) {
        if (member < fixed) {
            store(to, size_member(member), 0);
            store(to, member, 0);
        }
    }
}

void narrow(const ansi_layout& layout,
            const std::vector<std::byte>& wide,
            std::byte* to,
            DWORD fixed) {
    copy_fixed(layout, wide.data(), to, fixed);
    for (const DWORD member : layout.parts.offset_members) {
        if (member >= fixed) {
            continue;
        }
        const auto part = part_of(wide.data(), member, static_cast<DWORD>(wide.size()));
        if (part) {
            append(to, member, is_text(layout, member) ? ansi_of(*part) : std::string(*part));
        }
    }
}

}  // namespace

const ansi_layout phonecaps_ansi{phonecaps_layout, caps_text};
const ansi_layout phonestatus_ansi{phonestatus_layout, status_text};
const ansi_layout phonebuttoninfo_ansi{phonebuttoninfo_layout, button_text};

LONG ansi_query(const ansi_layout& layout,
                void* application,
                DWORD version,
                const std::function<LONG(void*)>& query) {
    const versioned_structure given(layout.parts, application, version, version);
    if (const LONG error = given.check(); error != 0) {
        return error;
    }
    std::vector<std::byte> wide;
    DWORD room = first_room;
    do {
        wide.assign(room, std::byte{0});
        store(wide.data(), total_size_member, room);
        if (const LONG result = query(wide.data()); result != 0) {
            return result;
        }
        room = load(wide.data(), needed_size_member);
    } while (room > wide.size() && room <= most_room);
    narrow(layout, wide, static_cast<std::byte*>(application), layout.parts.fixed_size(version));
    return 0;
}

std::vector<std::byte> to_wide(const ansi_layout& layout, const void* application, DWORD version) {
    const auto* from = static_cast<const std::byte*>(application);
    const DWORD total = std::min(load(from, total_size_member), most_room);
    const DWORD fixed = layout.parts.fixed_size(version);
    // Each byte of text becomes two at most, and parts may overlap.
    std::vector<std::byte> wide(fixed +
                                std::size_t{2} * total * layout.parts.offset_members.size());
    store(wide.data(), total_size_member, static_cast<DWORD>(wide.size()));
    copy_fixed(layout, from, wide.data(), fixed);
    for (const DWORD member : layout.parts.offset_members) {
        if (member >= fixed) {
            continue;
        }
        const auto part = part_of(from, member, total);
        const auto text =
            part && is_text(layout, member) ? to_utf16(*part) : std::optional<std::u16string>();
        if (!part || (is_text(layout, member) && !text)) {
            return {};
        }
        append(wide.data(),
               member,
               text ? std::string_view(reinterpret_cast<const char*>(text->data()),
                                       text->size() * sizeof(char16_t))
                    : *part);
    }
    return wide;
}

}  // namespace offhook::tapi::api
