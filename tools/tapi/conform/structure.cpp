#include "tools/tapi/conform/structure.hpp"

#include <algorithm>

namespace offhook::tapi::conform {
namespace {

/// No length, character or constant that a provider is likely to write.
constexpr std::byte pattern{0xC5};
/// How far beyond the structure a writer is seen.
constexpr std::size_t guard = 1024;

#define OFFHOOK_PART(type, part, ...) \
    { #part, offsetof(type, dw##part##Size), offsetof(type, dw##part##Offset), __VA_ARGS__ }

constexpr variable_part phonecaps_parts[] = {
    OFFHOOK_PART(PHONECAPS, ProviderInfo),
    OFFHOOK_PART(PHONECAPS, PhoneInfo),
    OFFHOOK_PART(PHONECAPS, PhoneName),
    OFFHOOK_PART(PHONECAPS, ButtonModes),
    OFFHOOK_PART(PHONECAPS, ButtonFunctions),
    OFFHOOK_PART(PHONECAPS, LampModes),
    OFFHOOK_PART(PHONECAPS, SetData),
    OFFHOOK_PART(PHONECAPS, GetData),
    OFFHOOK_PART(PHONECAPS, DevSpecific),
    OFFHOOK_PART(PHONECAPS, DeviceClasses, tspi::version_2_0),
};
// The owner's name is the host's (TSPI: TSPI_phoneGetStatus).
constexpr variable_part phonestatus_parts[] = {
    OFFHOOK_PART(PHONESTATUS, Display),
    OFFHOOK_PART(PHONESTATUS, LampModes),
    OFFHOOK_PART(PHONESTATUS, DevSpecific),
};
constexpr variable_part phonebuttoninfo_parts[] = {
    OFFHOOK_PART(PHONEBUTTONINFO, ButtonText),
    OFFHOOK_PART(PHONEBUTTONINFO, DevSpecific),
};
constexpr variable_part varstring_parts[] = {
    OFFHOOK_PART(VARSTRING, String),
};

#undef OFFHOOK_PART

DWORD varstring_fixed_size(DWORD) {
    return sizeof(VARSTRING);
}

}  // namespace

const structure_shape phonecaps_shape{"PHONECAPS", tspi::phonecaps_fixed_size, phonecaps_parts};
const structure_shape phonestatus_shape{
    "PHONESTATUS", tspi::phonestatus_fixed_size, phonestatus_parts};
const structure_shape phonebuttoninfo_shape{
    "PHONEBUTTONINFO", tspi::phonebuttoninfo_fixed_size, phonebuttoninfo_parts};
const structure_shape varstring_shape{"VARSTRING", varstring_fixed_size, varstring_parts};

structure_block::structure_block(const structure_shape& shape, DWORD version, DWORD total)
    : shape_(shape),
      version_(version),
      fixed_(shape.fixed_size(version)),
      given_(total),
      bytes_(total + guard, pattern) {
    std::fill_n(bytes_.begin(), fixed_, std::byte{0});
    set_member(0, total);
    set_member(4, fixed_);
    set_member(8, fixed_);
}

DWORD structure_block::member(std::size_t at) const {
    DWORD value = 0;
    std::memcpy(&value, bytes_.data() + at, sizeof value);
    return value;
}

void structure_block::set_member(std::size_t at, DWORD value) {
    std::memcpy(bytes_.data() + at, &value, sizeof value);
}

std::optional<std::size_t> structure_block::damage() const {
    for (std::size_t at = given_; at < bytes_.size(); ++at) {
        if (bytes_[at] != pattern) return at;
    }
    return std::nullopt;
}

std::vector<variable_part> structure_block::parts() const {
    std::vector<variable_part> known;
    for (const variable_part& each : shape_.parts) {
        if (each.since <= version_) known.push_back(each);
    }
    return known;
}

std::span<const std::byte> structure_block::bytes_of(DWORD offset, DWORD size) const {
    const DWORD begin = std::min(offset, given_);
    return std::span(bytes_).subspan(begin, std::min(size, given_ - begin));
}

std::vector<DWORD> structure_block::dwords_of(DWORD offset, DWORD size) const {
    const auto bytes = bytes_of(offset, size);
    std::vector<DWORD> out(bytes.size() / sizeof(DWORD));
    if (!out.empty()) std::memcpy(out.data(), bytes.data(), out.size() * sizeof(DWORD));
    return out;
}

std::u16string structure_block::text_of(DWORD offset, DWORD size) const {
    const auto bytes = bytes_of(offset, size);
    std::u16string out(bytes.size() / sizeof(char16_t), u'\0');
    if (!out.empty()) std::memcpy(out.data(), bytes.data(), out.size() * sizeof(char16_t));
    return out;
}

}  // namespace offhook::tapi::conform
