#pragma once

#include "tsp/tspi.hpp"

#include <cstddef>
#include <cstring>
#include <span>
#include <string>
#include <string_view>

namespace offhook::tsp {

/// Writes behind the fixed part of a structure that the host has allocated, and keeps count.
/// Source: tspi-phone.md §2.4.
class var_area {
public:
    /// Where a part lies: both 0 when there is none.
    struct place {
        DWORD size = 0;
        DWORD offset = 0;
    };

    /// `base` begins with dwTotalSize, which is read and never written.
    var_area(void* base, DWORD fixed_size);

    /// False when not even the fixed part fits: nothing may be written then.
    [[nodiscard]] bool has_fixed_part() const { return total_ >= used_; }

    /// Adds a part; one that does not fit is left out whole, but counts as needed (rule 5).
    [[nodiscard]] place append(const void* data, std::size_t size);

    [[nodiscard]] DWORD needed() const { return needed_; }
    [[nodiscard]] DWORD used() const { return used_; }

private:
    unsigned char* base_;
    DWORD total_ = 0;
    DWORD needed_;
    DWORD used_;
};

/// Fills a variable structure of TAPI as a given version has it: the fixed part ends where that
/// version's does, whatever sizeof says (rule 8), and nothing behind dwTotalSize is touched. Values
/// are set in fixed() and parts are put; commit() writes the fixed part, last.
template <class Struct>
class var_struct {
public:
    /// fixed() begins with what the host has in it.
    var_struct(Struct* target, DWORD fixed_size)
        : target_(target), size_(fixed_size), area_(target, fixed_size) {
        if (area_.has_fixed_part()) std::memcpy(&fixed_, target, fixed_size);
    }

    /// False when dwTotalSize is below the fixed size. A host has refused that already
    /// (tspi-phone.md §6.4).
    [[nodiscard]] bool is_usable() const { return area_.has_fixed_part(); }

    [[nodiscard]] Struct& fixed() { return fixed_; }

    void put(DWORD Struct::*size, DWORD Struct::*offset, std::span<const std::byte> data) {
        const auto place = area_.append(data.data(), data.size());
        fixed_.*size = place.size;
        fixed_.*offset = place.offset;
    }

    void put_numbers(DWORD Struct::*size, DWORD Struct::*offset, std::span<const DWORD> numbers) {
        put(size, offset, std::as_bytes(numbers));
    }

    /// A text with its terminating 0; an empty one has no part (rule 6).
    void put_text(DWORD Struct::*size, DWORD Struct::*offset, const std::u16string& text) {
        const auto units = text.empty() ? 0 : text.size() + 1;
        put(size, offset, std::as_bytes(std::span(text.c_str(), units)));
    }

    /// Units of a display, without a terminator.
    void put_units(DWORD Struct::*size, DWORD Struct::*offset, std::u16string_view units) {
        put(size, offset, std::as_bytes(std::span(units.data(), units.size())));
    }

    void commit() {
        fixed_.dwNeededSize = area_.needed();
        fixed_.dwUsedSize = area_.used();
        const auto behind_total = sizeof(DWORD);
        std::memcpy(reinterpret_cast<unsigned char*>(target_) + behind_total,
                    reinterpret_cast<const unsigned char*>(&fixed_) + behind_total,
                    size_ - behind_total);
    }

private:
    Struct* target_;
    DWORD size_;
    var_area area_;
    Struct fixed_{};
};

}  // namespace offhook::tsp
