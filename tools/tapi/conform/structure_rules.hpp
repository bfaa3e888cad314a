#pragma once

#include <functional>

#include "tools/tapi/conform/structure.hpp"

// The size rules of tspi-phone.md §2.4, for any structure that a provider fills. Each returns when
// its rule holds and throws judged when not.

namespace offhook::tapi::conform {

/// Something that fills a structure.
struct structure_query {
    const structure_shape& shape;
    DWORD version;
    /// The entry point's name, for what is said about it.
    const char* function;
    std::function<LONG(structure_block& block)> ask;
};

/// A filled structure that had room for everything. Blocked when the provider never gives one.
[[nodiscard]] structure_block ask_for_all(const structure_query& query);

/// With dwTotalSize the fixed size of the version, nothing is written beyond it and dwUsedSize is
/// that size: members of later versions do not exist.
void judge_fixed_size(const structure_query& query);

/// dwTotalSize is the caller's.
void judge_total_untouched(const structure_query& query);

/// With no room for the variable parts it is a success all the same, their pairs are zero and
/// dwNeededSize says what it takes.
void judge_too_small(const structure_query& query);

/// With room for everything dwUsedSize is dwNeededSize, and each part lies behind the fixed part of
/// the version, within dwUsedSize, and in nobody's way.
void judge_layout(const structure_query& query);

/// At each size between: whole parts or none, dwNeededSize the same, nothing beyond dwTotalSize.
void judge_every_size(const structure_query& query);

}  // namespace offhook::tapi::conform
