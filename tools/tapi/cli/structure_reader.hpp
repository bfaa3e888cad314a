#pragma once

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <string>
#include <vector>

#include "tsp/tspi.hpp"

namespace offhook::tapi::cli {

/// A variable structure that a provider filled, with its room: reads its parts, and believes none
/// of its offsets.
template <typename Structure>
class structure_reader {
public:
    /// An empty structure with `room` bytes, dwTotalSize set.
    explicit structure_reader(std::size_t room) : bytes_(room) {
        fixed_.dwTotalSize = static_cast<DWORD>(room);
        store();
    }

    /// What TSPI functions are given.
    [[nodiscard]] Structure* data() { return reinterpret_cast<Structure*>(bytes_.data()); }

    /// The fixed part, after a call filled it. Members beyond `fixed_size` read as 0.
    const Structure& load(DWORD fixed_size) {
        fixed_ = {};
        std::memcpy(&fixed_, bytes_.data(), std::min<std::size_t>(fixed_size, bytes_.size()));
        return fixed_;
    }

    /// A variable part; nothing when it is empty or does not lie inside the structure.
    [[nodiscard]] std::vector<std::byte> part(DWORD offset, DWORD size) const {
        if (offset == 0 || offset > bytes_.size() || size > bytes_.size() - offset) {
            return {};
        }
        const auto first = bytes_.begin() + static_cast<std::ptrdiff_t>(offset);
        return {first, first + static_cast<std::ptrdiff_t>(size)};
    }

    [[nodiscard]] std::vector<DWORD> numbers(DWORD offset, DWORD size) const {
        const auto raw = part(offset, size);
        std::vector<DWORD> values(raw.size() / sizeof(DWORD));
        if (!values.empty()) {
            std::memcpy(values.data(), raw.data(), values.size() * sizeof(DWORD));
        }
        return values;
    }

    /// UTF-16 as it stands, terminators included.
    [[nodiscard]] std::u16string units(DWORD offset, DWORD size) const {
        const auto raw = part(offset, size);
        std::u16string text(raw.size() / sizeof(char16_t), u'\0');
        if (!text.empty()) {
            std::memcpy(text.data(), raw.data(), text.size() * sizeof(char16_t));
        }
        return text;
    }

    /// UTF-16 up to the terminator.
    [[nodiscard]] std::u16string text(DWORD offset, DWORD size) const {
        std::u16string whole = units(offset, size);
        return whole.substr(0, whole.find(u'\0'));
    }

private:
    void store() { std::memcpy(bytes_.data(), &fixed_, std::min(sizeof(fixed_), bytes_.size())); }

    std::vector<std::byte> bytes_;
    Structure fixed_{};
};

/// Calls `fill(structure)` with more and more room until everything fits; the last result.
/// Stops at 1 MiB: no phone needs that, and a provider may ask for anything.
template <typename Structure, typename Fill>
LONG fill_structure(structure_reader<Structure>& reader, Fill fill) {
    constexpr std::size_t most = std::size_t{1} << 20U;
    std::size_t room = 4096;
    while (true) {
        reader = structure_reader<Structure>(room);
        const LONG result = fill(reader.data());
        DWORD needed = 0;
        std::memcpy(&needed,
                    reinterpret_cast<const std::byte*>(reader.data()) + sizeof(DWORD),
                    sizeof(needed));
        if (result != 0 || needed <= room || room == most) {
            return result;
        }
        room = std::min<std::size_t>(needed, most);
    }
}

}  // namespace offhook::tapi::cli
