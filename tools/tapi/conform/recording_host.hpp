#pragma once

#include <chrono>
#include <condition_variable>
#include <cstddef>
#include <functional>
#include <mutex>
#include <vector>

#include "tsp/tspi.hpp"

namespace offhook::tapi::conform {

/// One ASYNC_COMPLETION.
struct completion {
    DRV_REQUESTID request = 0;
    LONG result = 0;
};

/// One PHONEEVENT.
struct phone_event {
    HTAPIPHONE phone = nullptr;
    DWORD message = 0;
    DWORD_PTR p1 = 0;
    DWORD_PTR p2 = 0;
    DWORD_PTR p3 = 0;
};

/// The host's ears: writes down what a provider says and does nothing else. One a process, as
/// TSPI's callbacks carry no context. Callbacks come on any thread.
class recording_host {
public:
    static recording_host& instance();

    [[nodiscard]] static ASYNC_COMPLETION completion_callback();
    /// A second one, which nobody may ever call: it goes with an Init that is to be ignored.
    [[nodiscard]] static ASYNC_COMPLETION wrong_completion_callback();
    [[nodiscard]] static PHONEEVENT event_callback();
    [[nodiscard]] static LINEEVENT line_callback();

    [[nodiscard]] std::vector<completion> completions() const;
    /// Those of one request, in their order.
    [[nodiscard]] std::vector<completion> completions_of(DRV_REQUESTID request) const;
    [[nodiscard]] std::vector<phone_event> events() const;
    /// How many callbacks of whatever kind have begun.
    [[nodiscard]] std::size_t callbacks() const;
    /// How many of them began while another had not returned.
    [[nodiscard]] std::size_t nested() const;
    [[nodiscard]] std::size_t wrong_completions() const;

    /// Waits until `there` holds, which is asked after each callback; false at the limit.
    bool wait(std::chrono::milliseconds limit, const std::function<bool()>& there) const;
    bool wait_for_completion(DRV_REQUESTID request, std::chrono::milliseconds limit) const;
    bool wait_for_event(std::chrono::milliseconds limit,
                        const std::function<bool(const phone_event&)>& fits) const;

    /// From now on each callback does this after it is written down; {} for nothing.
    void in_callbacks(std::function<void()> what);

private:
    recording_host() = default;
    static void CALLBACK on_completion(DRV_REQUESTID request, LONG result);
    static void CALLBACK on_wrong_completion(DRV_REQUESTID request, LONG result);
    static void CALLBACK
    on_event(HTAPIPHONE phone, DWORD message, DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3);
    static void CALLBACK on_line(
        HTAPILINE line, HTAPICALL call, DWORD message, DWORD_PTR p1, DWORD_PTR p2, DWORD_PTR p3);
    void record(const std::function<void()>& write);

    mutable std::recursive_mutex mutex_;
    mutable std::condition_variable_any changed_;
    std::vector<completion> completions_;
    std::vector<phone_event> events_;
    std::function<void()> in_callback_;
    std::size_t callbacks_ = 0;
    std::size_t inside_ = 0;
    std::size_t nested_ = 0;
    std::size_t wrong_completions_ = 0;
};

}  // namespace offhook::tapi::conform
