#pragma once

#include <windows.h>

#include <array>
#include <cstddef>
#include <cstdint>

namespace offhook::tsp {

/// Return addresses from the innermost function outwards.
struct crash_stack {
    std::array<std::uintptr_t, 48> frames{};
    std::size_t depth = 0;
};

/// The functions that were running in `context`. Takes no lock that a crashed thread could hold,
/// and no memory. Stops at what it cannot unwind.
[[nodiscard]] crash_stack walk(CONTEXT context) noexcept;

/// Where an address lies.
struct module_place {
    std::array<char, 64> name{};  ///< file name without folder; "?" outside of all modules
    std::uintptr_t offset = 0;    ///< from the module's base
};

[[nodiscard]] module_place place_of(std::uintptr_t address) noexcept;

/// The module that an address lies in; null outside of all.
[[nodiscard]] HMODULE module_of(std::uintptr_t address) noexcept;

/// True for an address in the module that this code is in.
[[nodiscard]] bool is_ours(std::uintptr_t address) noexcept;

}  // namespace offhook::tsp
