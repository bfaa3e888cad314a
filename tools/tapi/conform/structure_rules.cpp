#include "tools/tapi/conform/structure_rules.hpp"

#include <algorithm>

#include "tools/tapi/conform/judgement.hpp"
#include "tools/tapi/conform/words.hpp"
#include "tools/tapi/error_names.hpp"

namespace offhook::tapi::conform {
namespace {

/// No provider of phones needs more.
constexpr DWORD plenty = 1 << 20;
/// How many sizes judge_every_size tries.
constexpr DWORD steps = 48;

std::string heading(const structure_query& query) {
    return fmt::format("{} at version {}", query.shape.name, version_text(query.version));
}

/// Asks with that dwTotalSize, and blocks on an error: which errors are allowed is not judged here.
structure_block ask_with(const structure_query& query, DWORD total) {
    structure_block block(query.shape, query.version, total);
    const LONG result = query.ask(block);
    if (result != 0) {
        blocked("{} answered {} for {}", query.function, result_name(result), heading(query));
    }
    return block;
}

void require_no_damage(const structure_query& query, const structure_block& block) {
    const auto at = block.damage();
    require(!at,
            "{}: dwTotalSize was {}, and the byte at {} was written to",
            heading(query),
            block.given(),
            at.value_or(0));
}

struct extent {
    const char* name;
    DWORD begin;
    DWORD end;
};

/// The parts that are there, by their offsets.
std::vector<extent> extents_of(const structure_block& block) {
    std::vector<extent> found;
    for (const variable_part& each : block.parts()) {
        const DWORD size = block.size_of(each);
        const DWORD offset = block.offset_of(each);
        if (size > 0) found.push_back({each.name, offset, offset + size});
    }
    std::sort(found.begin(), found.end(), [](const extent& a, const extent& b) {
        return a.begin < b.begin;
    });
    return found;
}

}  // namespace

structure_block ask_for_all(const structure_query& query) {
    return ask_with(query, plenty);
}

void judge_fixed_size(const structure_query& query) {
    const DWORD fixed = query.shape.fixed_size(query.version);
    const structure_block block = ask_with(query, fixed);
    require_no_damage(query, block);
    require(block.used() == fixed,
            "{}: dwTotalSize was the fixed size, {}, and dwUsedSize came back as {}",
            heading(query),
            fixed,
            block.used());
}

void judge_total_untouched(const structure_query& query) {
    const DWORD fixed = query.shape.fixed_size(query.version);
    for (const DWORD total : {fixed, fixed + 64, plenty}) {
        const structure_block block = ask_with(query, total);
        require(block.total() == total,
                "{}: dwTotalSize was {} and came back as {}",
                heading(query),
                total,
                block.total());
    }
}

void judge_too_small(const structure_query& query) {
    const DWORD fixed = query.shape.fixed_size(query.version);
    const DWORD needed = ask_for_all(query).needed();
    structure_block block(query.shape, query.version, fixed);
    const LONG result = query.ask(block);
    require(result == 0,
            "{}: with room for the fixed part only, {} answered {} instead of success",
            heading(query),
            query.function,
            result_name(result));
    for (const variable_part& each : block.parts()) {
        require(block.size_of(each) == 0 && block.offset_of(each) == 0,
                "{}: there was no room for {}, and its size and offset are {} and {}",
                heading(query),
                each.name,
                block.size_of(each),
                block.offset_of(each));
    }
    require(block.needed() == needed,
            "{}: dwNeededSize is {} with little room and {} with plenty",
            heading(query),
            block.needed(),
            needed);
}

void judge_layout(const structure_query& query) {
    const structure_block block = ask_for_all(query);
    require(block.used() == block.needed(),
            "{}: there was room for all, and dwUsedSize {} is not dwNeededSize {}",
            heading(query),
            block.used(),
            block.needed());
    DWORD end = block.fixed();
    for (const extent& each : extents_of(block)) {
        require(each.begin >= end,
                "{}: {} begins at {}, where only from {} on there is room",
                heading(query),
                each.name,
                each.begin,
                end);
        end = each.end;
    }
    require(end <= block.used(),
            "{}: a part ends at {}, and dwUsedSize is {}",
            heading(query),
            end,
            block.used());
}

void judge_every_size(const structure_query& query) {
    const structure_block full = ask_for_all(query);
    const DWORD fixed = full.fixed();
    const DWORD stride = std::max<DWORD>(1, (full.needed() - fixed) / steps);
    for (DWORD total = fixed; total <= full.needed(); total += stride) {
        const structure_block block = ask_with(query, total);
        require_no_damage(query, block);
        require(block.needed() == full.needed() && block.used() <= total,
                "{}: at dwTotalSize {}, needed {} and used {} came back, where needed is {}",
                heading(query),
                total,
                block.needed(),
                block.used(),
                full.needed());
        for (const variable_part& each : block.parts()) {
            const DWORD size = block.size_of(each);
            const bool none = size == 0 && block.offset_of(each) == 0;
            const bool whole = size == full.size_of(each) &&
                               std::uint64_t{block.offset_of(each)} + size <= block.used();
            require(none || whole,
                    "{}: at dwTotalSize {}, {} has {} bytes at {}; it is to be whole ({}) or not "
                    "there",
                    heading(query),
                    total,
                    each.name,
                    size,
                    block.offset_of(each),
                    full.size_of(each));
        }
    }
}

}  // namespace offhook::tapi::conform
