#pragma once

#include "tsp/tspi.hpp"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <functional>
#include <map>
#include <mutex>
#include <ostream>
#include <vector>

namespace offhook::tests {

struct completed {
    DRV_REQUESTID request = 0;
    LONG result = 0;
    bool operator==(const completed&) const = default;
};

struct phone_event {
    HTAPIPHONE phone = nullptr;
    DWORD message = 0;
    DWORD_PTR p1 = 0, p2 = 0, p3 = 0;
    bool operator==(const phone_event&) const = default;
};

std::ostream& operator<<(std::ostream& out, const completed& each);
std::ostream& operator<<(std::ostream& out, const phone_event& each);

/// Stands where a telephony service stands: notes what the provider calls back, and checks that
/// calls never overlap (TSPI: ASYNC_COMPLETION). One at a time: the callbacks have no context.
class recorder {
public:
    using hook = std::function<void(const phone_event&)>;

    recorder();
    ~recorder();
    recorder(const recorder&) = delete;
    recorder& operator=(const recorder&) = delete;

    [[nodiscard]] static ASYNC_COMPLETION completion();
    [[nodiscard]] static PHONEEVENT event();

    /// Called inside each event callback, as a host never would.
    void on_event(hook inside);

    /// The result of a request; waits for its completion. Fails after a long time.
    [[nodiscard]] LONG result_of(DRV_REQUESTID request);
    /// True as soon as this event has come, false after a long time.
    [[nodiscard]] bool comes(const phone_event& event);

    /// The next event of this message that was not asked for yet; waits for it.
    [[nodiscard]] phone_event next(DWORD message);
    [[nodiscard]] std::size_t count_of(DWORD message);

    [[nodiscard]] std::vector<completed> completions();
    [[nodiscard]] int completed_count() const { return completed_; }
    [[nodiscard]] std::vector<phone_event> events();
    void forget_events();

    [[nodiscard]] bool overlapped() const { return overlapped_; }
    void forgive_overlap() { overlapped_ = false; }

private:
    class presence;

    void note(const completed& each);
    void note(const phone_event& each);

    mutable std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<completed> completions_;
    std::vector<phone_event> events_;
    std::map<DWORD, std::size_t> asked_;  // by next(), of each message
    hook inside_;
    std::atomic<int> completed_{0};
    std::atomic<int> present_{0};
    std::atomic<bool> overlapped_{false};
};

}  // namespace offhook::tests
