#pragma once

#include <cstddef>
#include <ostream>

namespace offhook::conformance {

/// What this process has of the system just now.
struct usage {
    std::size_t threads = 0;
    std::size_t descriptors = 0;
    std::size_t heap = 0;  ///< bytes that are allocated and not freed

    friend std::ostream& operator<<(std::ostream& out, const usage& of) {
        return out << of.threads << " threads, " << of.descriptors << " descriptors, " << of.heap
                   << " bytes";
    }
};

/// On Windows `descriptors` are handles.
[[nodiscard]] usage usage_now();

/// The same, as soon as there are no more threads than `before`, or after half a minute: a thread
/// that was joined shows for a moment longer.
[[nodiscard]] usage usage_after(const usage& before);

}  // namespace offhook::conformance
