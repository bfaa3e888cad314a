#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <utility>
#include <vector>

namespace offhook::tsp {

/// Gives out handles for objects and takes them back. A handle is a number that is never zero and
/// never used again, so one that is stale, or was never given out, finds nothing. Any thread.
template <class Handle, class Object>
class handle_table {
public:
    [[nodiscard]] Handle insert(std::shared_ptr<Object> object) {
        const std::lock_guard lock(mutex_);
        objects_.emplace(++last_, std::move(object));
        return reinterpret_cast<Handle>(last_);
    }

    /// Null for a handle that names nothing.
    [[nodiscard]] std::shared_ptr<Object> find(Handle handle) const {
        const std::lock_guard lock(mutex_);
        const auto found = objects_.find(number_of(handle));
        return found == objects_.end() ? nullptr : found->second;
    }

    /// As find(); the handle is stale afterwards. Of several callers one gets the object.
    [[nodiscard]] std::shared_ptr<Object> take(Handle handle) {
        const std::lock_guard lock(mutex_);
        const auto found = objects_.find(number_of(handle));
        if (found == objects_.end()) return nullptr;
        auto object = std::move(found->second);
        objects_.erase(found);
        return object;
    }

    /// All that are left; every handle is stale afterwards.
    [[nodiscard]] std::vector<std::shared_ptr<Object>> take_all() {
        const std::lock_guard lock(mutex_);
        std::vector<std::shared_ptr<Object>> all;
        for (auto& [number, object] : objects_) all.push_back(std::move(object));
        objects_.clear();
        return all;
    }

private:
    [[nodiscard]] static std::uintptr_t number_of(Handle handle) {
        return reinterpret_cast<std::uintptr_t>(handle);
    }

    mutable std::mutex mutex_;
    std::uintptr_t last_ = 0;
    std::unordered_map<std::uintptr_t, std::shared_ptr<Object>> objects_;
};

}  // namespace offhook::tsp
