#pragma once

#include <cstring>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "tsp/tspi.hpp"

namespace offhook::tapi::conform {

/// A variable part: where its Size and Offset members lie in the fixed part, bytes.
struct variable_part {
    const char* name;
    DWORD size_at;
    DWORD offset_at;
    /// The version that brought it.
    DWORD since = tspi::version_1_3;
};

/// What there is to know of a variable structure (tspi-phone.md §2.4). Only the parts that a
/// provider fills are listed.
struct structure_shape {
    const char* name;
    /// The size of the fixed part in a version, bytes.
    DWORD (*fixed_size)(DWORD version);
    std::span<const variable_part> parts;
};

extern const structure_shape phonecaps_shape;
extern const structure_shape phonestatus_shape;
extern const structure_shape phonebuttoninfo_shape;
extern const structure_shape varstring_shape;

/// A structure as a host hands it out: dwTotalSize set, dwNeededSize and dwUsedSize the fixed size
/// of the version, the rest of the fixed part zero. Everything behind it holds a pattern, also
/// beyond dwTotalSize, so that a byte too many is seen.
class structure_block {
public:
    structure_block(const structure_shape& shape, DWORD version, DWORD total);

    [[nodiscard]] void* data() noexcept { return bytes_.data(); }
    template <class Structure>
    [[nodiscard]] Structure* as() noexcept {
        return reinterpret_cast<Structure*>(bytes_.data());
    }

    /// The DWORD at a position.
    [[nodiscard]] DWORD member(std::size_t at) const;
    void set_member(std::size_t at, DWORD value);
    [[nodiscard]] DWORD total() const { return member(0); }
    [[nodiscard]] DWORD needed() const { return member(4); }
    [[nodiscard]] DWORD used() const { return member(8); }
    /// dwTotalSize as the host set it.
    [[nodiscard]] DWORD given() const noexcept { return given_; }
    [[nodiscard]] DWORD fixed() const noexcept { return fixed_; }

    /// The first byte beyond the given size that was written to; nothing if there is none.
    [[nodiscard]] std::optional<std::size_t> damage() const;

    /// The parts that the version knows.
    [[nodiscard]] std::vector<variable_part> parts() const;
    [[nodiscard]] DWORD size_of(const variable_part& part) const { return member(part.size_at); }
    [[nodiscard]] DWORD offset_of(const variable_part& part) const {
        return member(part.offset_at);
    }
    /// The bytes of a part, as far as they lie in the given size.
    [[nodiscard]] std::span<const std::byte> bytes_of(DWORD offset, DWORD size) const;
    [[nodiscard]] std::vector<DWORD> dwords_of(DWORD offset, DWORD size) const;
    [[nodiscard]] std::u16string text_of(DWORD offset, DWORD size) const;

    /// The whole structure as a value; members beyond the fixed size of the version are zero.
    template <class Structure>
    [[nodiscard]] Structure value() const {
        Structure out{};
        std::memcpy(&out, bytes_.data(), std::min<std::size_t>(sizeof(Structure), fixed_));
        return out;
    }

private:
    const structure_shape& shape_;
    DWORD version_;
    DWORD fixed_;
    DWORD given_;
    std::vector<std::byte> bytes_;
};

}  // namespace offhook::tapi::conform
