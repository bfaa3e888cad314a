#pragma once

#include <chrono>
#include <map>
#include <optional>
#include <vector>

#include "tsp/tspi.hpp"

namespace offhook::tapi {

/// Request IDs are 1 to this (TSPI: DRV_REQUESTID).
inline constexpr DRV_REQUESTID highest_request_id = 0x7FFFFFFF;

/// How an operation ended.
struct completion {
    DRV_REQUESTID request = 0;
    /// The handle that asked.
    HPHONE phone = 0;
    LONG result = 0;
    std::chrono::steady_clock::time_point when{};
};

/// What a completion callback meant.
enum class completion_fate {
    /// The operation ended; its reply can go out.
    ended,
    /// It came before the TSPI function returned; the reply waits for that.
    held,
    /// The operation has completed already and its function has not returned yet.
    duplicate,
    /// The request ID was used before and its operation is over.
    late,
    /// The request ID was never given out.
    unknown,
};

/// The operations a provider has accepted or is being given, by request ID. Not thread safe: the
/// registry guards it. No provider calls.
class request_table {
public:
    /// `first` is the first ID to give out; after `highest` they begin at 1 again.
    explicit request_table(DRV_REQUESTID first = 1,
                           DRV_REQUESTID highest = highest_request_id) noexcept
        : highest_(highest), next_(first) {}

    /// A new request ID, not one that is outstanding (TSPI: DRV_REQUESTID).
    [[nodiscard]] DRV_REQUESTID begin(HPHONE phone, DWORD device_id);

    /// A completion callback. `ended` is filled when the fate is `ended`.
    [[nodiscard]] completion_fate complete(completion news, completion& ended);

    /// The TSPI function accepted the operation. A completion that was held comes back.
    [[nodiscard]] std::optional<completion> accepted(DRV_REQUESTID request);

    /// The TSPI function did not accept the operation. True when a completion came nevertheless.
    bool refused(DRV_REQUESTID request);

    /// Takes every accepted operation of a device that is closed; each gets `result`.
    [[nodiscard]] std::vector<completion> abandon(DWORD device_id, LONG result);

    [[nodiscard]] std::size_t outstanding() const noexcept { return requests_.size(); }

private:
    struct entry {
        HPHONE phone = 0;
        DWORD device_id = 0;
        bool accepted = false;
        std::optional<completion> held;
    };

    std::map<DRV_REQUESTID, entry> requests_;
    DRV_REQUESTID highest_;
    DRV_REQUESTID next_;
    DRV_REQUESTID highest_given_ = 0;
};

}  // namespace offhook::tapi
