#include "tsp/identity.hpp"

#include "driver/protocol/text.hpp"

#include <cstring>
#include <string_view>

namespace offhook::tsp {
namespace {

/// FNV-1a in 64 bits. `seed` replaces the usual start, to get a second, independent half.
std::uint64_t fnv1a(std::string_view text, std::uint64_t seed) {
    std::uint64_t hash = seed;
    for (const char each : text) {
        hash ^= static_cast<std::uint8_t>(each);
        hash *= 0x00000100000001B3U;
    }
    return hash;
}

constexpr std::uint64_t first_seed = 0xCBF29CE484222325U;   // FNV's offset basis
constexpr std::uint64_t second_seed = 0x6F6666686F6F6B21U;  // "offhook!"

GUID make_guid(std::uint64_t high, std::uint64_t low) {
    GUID guid{};
    guid.Data1 = static_cast<std::uint32_t>(high >> 32);
    guid.Data2 = static_cast<std::uint16_t>(high >> 16);
    guid.Data3 = static_cast<std::uint16_t>((high & 0x0FFF) | 0x8000);  // version 8: vendor's own
    for (int i = 0; i < 8; ++i) guid.Data4[i] = static_cast<std::uint8_t>(low >> (56 - 8 * i));
    guid.Data4[0] = static_cast<std::uint8_t>((guid.Data4[0] & 0x3F) | 0x80);  // RFC 9562 variant
    return guid;
}

/// What tells this handset from all others; 0 keeps the parts apart.
std::string key_of(const std::string& address, const engine::handset_profile* profile) {
    if (profile == nullptr) return address;
    const auto& names = profile->names;
    const auto& own = names.serial.empty() ? address : names.serial;
    return names.maker + '\0' + names.product + '\0' + own;
}

std::string with_blank(const std::string& first, const std::string& second) {
    return first.empty() || second.empty() ? first + second : first + ' ' + second;
}

std::string info_of(const protocol::info_names& names) {
    std::string text = with_blank(names.maker, names.product);
    if (!names.firmware.empty()) text += ", firmware " + names.firmware;
    if (!names.serial.empty()) text += ", serial number " + names.serial;
    return text;
}

}  // namespace

phone_identity identify(const std::string& address, const engine::handset_profile* profile) {
    const auto key = key_of(address, profile);
    const auto hash = fnv1a(key, first_seed);
    phone_identity result;
    result.permanent_id = static_cast<DWORD>(hash ^ (hash >> 32));
    if (result.permanent_id == 0) result.permanent_id = 1;
    result.guid = make_guid(hash, fnv1a(key, second_seed));
    result.name = protocol::to_utf16(address);
    if (profile != nullptr) {
        const auto name = with_blank(profile->names.product, profile->names.serial);
        if (!name.empty()) result.name = protocol::to_utf16(name);
        result.info = protocol::to_utf16(info_of(profile->names));
    }
    return result;
}

}  // namespace offhook::tsp
