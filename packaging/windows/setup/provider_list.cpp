#include "packaging/windows/setup/provider_list.hpp"

#include <algorithm>
#include <string>

namespace offhook::setup {
namespace {

// winnt.h's values; this file is also tested where there is no winnt.h.
constexpr std::uint32_t reg_sz = 1;
constexpr std::uint32_t reg_dword = 4;

char16_t lower(char16_t letter) {
    return letter >= u'A' && letter <= u'Z' ? static_cast<char16_t>(letter - u'A' + u'a') : letter;
}

std::u16string text_of(const raw_value& value) {
    std::u16string text;
    for (std::size_t i = 0; i + 1 < value.bytes.size(); i += 2) {
        const auto letter = static_cast<char16_t>(value.bytes[i] | value.bytes[i + 1] << 8);
        if (letter == 0) break;
        text += lower(letter);
    }
    return text;
}

raw_value text(std::u16string_view text) {
    raw_value value{reg_sz, {}};
    for (const char16_t letter : text) {
        value.bytes.push_back(static_cast<std::uint8_t>(letter));
        value.bytes.push_back(static_cast<std::uint8_t>(letter >> 8));
    }
    value.bytes.insert(value.bytes.end(), 2, 0);
    return value;
}

raw_value number(std::uint32_t number) {
    raw_value value{reg_dword, {}};
    for (int shift = 0; shift < 32; shift += 8) {
        value.bytes.push_back(static_cast<std::uint8_t>(number >> shift));
    }
    return value;
}

/// Above every ID that is in use, should NextProviderID be wrong or missing.
std::uint32_t new_id(const provider_list& list) {
    std::uint32_t id = std::max(list.next_id, 1U);
    for (const auto& row : list.rows) id = std::max(id, id_of(row).value_or(0) + 1);
    return id;
}

}  // namespace

std::optional<std::uint32_t> id_of(const provider_row& row) {
    if (!row.id || row.id->type != reg_dword || row.id->bytes.size() != 4) return std::nullopt;
    std::uint32_t id = 0;
    for (int i = 3; i >= 0; --i) id = id << 8 | row.id->bytes[static_cast<std::size_t>(i)];
    return id;
}

bool names(const provider_row& row, std::u16string_view file) {
    if (!row.file) return false;
    const auto path = text_of(*row.file);
    const auto name = std::u16string_view(path).substr(path.find_last_of(u"\\/") + 1);
    return std::ranges::equal(name, file, {}, {}, lower);
}

std::optional<std::uint32_t> find(const provider_list& list, std::u16string_view file) {
    for (const auto& row : list.rows) {
        if (names(row, file) && id_of(row)) return id_of(row);
    }
    return std::nullopt;
}

std::uint32_t add(provider_list& list, std::u16string_view file) {
    for (auto& row : list.rows) {
        if (!names(row, file) || !id_of(row)) continue;
        row.file = text(file);
        return *id_of(row);
    }
    const auto id = new_id(list);
    list.rows.push_back({number(id), text(file)});
    list.next_id = id + 1;
    return id;
}

bool remove(provider_list& list, std::u16string_view file) {
    return std::erase_if(list.rows, [&](const auto& row) { return names(row, file); }) != 0;
}

}  // namespace offhook::setup
