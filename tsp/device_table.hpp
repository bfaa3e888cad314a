#pragma once

#include "tsp/tspi.hpp"

#include <algorithm>
#include <cstddef>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace offhook::tsp {

/// Which device has which ID, from the first look around to the end of a session. IDs are the
/// host's: a block for those that EnumDevices counted, then one at a time for each that came later
/// (tspi-phone.md §1.2, §4.4). An ID is never used again. Any thread.
template <class Device>
class device_table {
public:
    /// Names a device before it has an ID, and in PHONE_CREATE.
    using number = DWORD_PTR;

    /// Where a device stands among those that are counted: by line of the configuration, then by
    /// name, so that it does not matter which one answers first.
    using rank = std::pair<std::size_t, std::string>;

    number add(rank where, std::shared_ptr<Device> device) {
        const std::lock_guard lock(mutex_);
        entries_.push_back({++last_, std::move(where), std::move(device)});
        return last_;
    }

    /// Those that are there now belong to the block; says how many.
    [[nodiscard]] DWORD count() {
        const std::lock_guard lock(mutex_);
        for (auto& each : entries_) {
            if (each.now == stage::found) each.now = stage::counted;
        }
        return static_cast<DWORD>(std::count_if(entries_.begin(), entries_.end(), is_counted));
    }

    /// The session begins: the first `length` of the block have IDs from `first` on. Those that the
    /// host did not take are as if found after the count.
    void begin(DWORD first, DWORD_PTR length) {
        const std::lock_guard lock(mutex_);
        std::stable_sort(entries_.begin(), entries_.end(), [](const entry& a, const entry& b) {
            return a.where < b.where;
        });
        for (auto& each : entries_) {
            if (!is_counted(each)) continue;
            each.now = length > 0 ? stage::created : stage::found;
            if (length > 0) each.id = first++;
            length -= length > 0 ? 1 : 0;
        }
        in_session_ = true;
    }

    /// From now on nothing is announced.
    void end() {
        const std::lock_guard lock(mutex_);
        in_session_ = false;
    }

    /// True when the host is to be told of it now: in a session, and once.
    [[nodiscard]] bool announce(number which) {
        const std::lock_guard lock(mutex_);
        entry* const found = find_number(which);
        if (!in_session_ || found == nullptr || found->now != stage::found) return false;
        found->now = stage::announced;
        return true;
    }

    /// The host has given it an ID. False for one that was not announced, or is gone, and for an ID
    /// that is taken.
    [[nodiscard]] bool create(number which, DWORD id) {
        const std::lock_guard lock(mutex_);
        entry* const found = find_number(which);
        if (found == nullptr || found->now != stage::announced || find_id(id)) return false;
        found->now = stage::created;
        found->id = id;
        return true;
    }

    /// Takes it out. Its ID, if it had one.
    [[nodiscard]] std::optional<DWORD> remove(number which) {
        const std::lock_guard lock(mutex_);
        const entry* const found = find_number(which);
        if (found == nullptr) return std::nullopt;
        const auto id = found->now == stage::created ? std::optional(found->id) : std::nullopt;
        entries_.erase(entries_.begin() + (found - entries_.data()));
        return id;
    }

    /// Null for an ID that names none of ours.
    [[nodiscard]] std::shared_ptr<Device> find(DWORD id) const {
        const std::lock_guard lock(mutex_);
        const entry* const found = find_id(id);
        return found == nullptr ? nullptr : found->device;
    }

    [[nodiscard]] std::shared_ptr<Device> at(number which) const {
        const std::lock_guard lock(mutex_);
        const entry* const found = find_number(which);
        return found == nullptr ? nullptr : found->device;
    }

    /// All of them with their numbers, in the order of rank once a session has begun.
    [[nodiscard]] std::vector<std::pair<number, std::shared_ptr<Device>>> all() const {
        const std::lock_guard lock(mutex_);
        std::vector<std::pair<number, std::shared_ptr<Device>>> list;
        for (const auto& each : entries_) list.emplace_back(each.which, each.device);
        return list;
    }

    struct listed {
        number which = 0;
        std::optional<DWORD> id;  ///< none before it has one
        std::shared_ptr<Device> device;
    };

    /// As all(), with the IDs.
    [[nodiscard]] std::vector<listed> list() const {
        const std::lock_guard lock(mutex_);
        std::vector<listed> all;
        for (const auto& each : entries_) {
            const bool has_id = each.now == stage::created;
            all.push_back(
                {each.which, has_id ? std::optional(each.id) : std::nullopt, each.device});
        }
        return all;
    }

private:
    enum class stage {
        found,
        counted,    // told by EnumDevices
        announced,  // by PHONE_CREATE
        created,    // has an ID
    };

    struct entry {
        number which;
        rank where;
        std::shared_ptr<Device> device;
        stage now = stage::found;
        DWORD id = 0;  // valid when created
    };

    static bool is_counted(const entry& each) { return each.now == stage::counted; }

    entry* find_number(number which) {
        return const_cast<entry*>(std::as_const(*this).find_number(which));
    }

    const entry* find_number(number which) const {
        const auto found = std::find_if(entries_.begin(), entries_.end(), [&](const entry& each) {
            return each.which == which;
        });
        return found == entries_.end() ? nullptr : &*found;
    }

    const entry* find_id(DWORD id) const {
        const auto found = std::find_if(entries_.begin(), entries_.end(), [&](const entry& each) {
            return each.now == stage::created && each.id == id;
        });
        return found == entries_.end() ? nullptr : &*found;
    }

    mutable std::mutex mutex_;
    std::vector<entry> entries_;
    number last_ = 0;
    bool in_session_ = false;
};

}  // namespace offhook::tsp
