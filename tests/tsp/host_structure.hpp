#pragma once

#include "tsp/tspi.hpp"

#include <algorithm>
#include <cstddef>
#include <cstring>
#include <memory>
#include <string>

namespace offhook::tsp {

/// A variable structure as a host allocates it: exactly dwTotalSize bytes, so that a sanitizer sees
/// one byte too many, and none of them zero.
template <class Struct>
class host_structure {
public:
    explicit host_structure(DWORD total) : bytes_(new unsigned char[total]), total_(total) {
        std::fill_n(bytes_.get(), total, filler);
        std::memcpy(bytes_.get(), &total, sizeof total);
    }

    [[nodiscard]] Struct* get() { return reinterpret_cast<Struct*>(bytes_.get()); }

    [[nodiscard]] DWORD number(std::size_t offset) const {
        DWORD value = 0;
        std::memcpy(&value, bytes_.get() + offset, sizeof value);
        return value;
    }

    /// A part that is a text, without its terminator.
    [[nodiscard]] std::u16string text(DWORD offset, DWORD size) const {
        auto all = units(offset, size);
        if (!all.empty()) all.pop_back();
        return all;
    }

    [[nodiscard]] std::u16string units(DWORD offset, DWORD size) const {
        std::u16string all(size / sizeof(char16_t), u'\0');
        std::memcpy(all.data(), bytes_.get() + offset, size);
        return all;
    }

    [[nodiscard]] bool untouched_from(std::size_t offset) const {
        return std::all_of(bytes_.get() + offset, bytes_.get() + total_, [](unsigned char each) {
            return each == filler;
        });
    }

    static constexpr unsigned char filler = 0xEE;
    static constexpr DWORD filled = 0xEEEEEEEE;  ///< a number that was not written

private:
    std::unique_ptr<unsigned char[]> bytes_;
    DWORD total_;
};

}  // namespace offhook::tsp
