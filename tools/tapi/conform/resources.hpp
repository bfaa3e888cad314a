#pragma once

#include <cstddef>
#include <optional>

namespace offhook::tapi::conform {

/// What this process holds; nothing where the system does not say.
struct resources {
    std::size_t threads = 0;
    /// Open files, sockets and the like.
    std::size_t handles = 0;
};

[[nodiscard]] std::optional<resources> count_resources();

}  // namespace offhook::tapi::conform
