#pragma once

#include "tsp/tspi.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <mutex>
#include <optional>
#include <vector>

namespace offhook::tsp {

/// The requests of one open phone: each that is accepted is reported to the host exactly once,
/// whoever ends it first (TSPI: ASYNC_COMPLETION). Any thread; no lock is held while the host is
/// called.
class completion_table {
public:
    /// Names one acceptance. Other than a request ID it is never used again, so that a late end
    /// cannot meet a new request.
    using ticket = std::uint64_t;

    explicit completion_table(ASYNC_COMPLETION host) : host_(host) {}

    /// Notes a request that the host waits for from now on. None for an ID outside 1 to 0x7FFFFFFF
    /// or still outstanding (TSPI: DRV_REQUESTID), and after shut().
    [[nodiscard]] std::optional<ticket> accept(DRV_REQUESTID request);

    /// Tells the host how the request ended, unless it was told before.
    void end(ticket which, LONG result);

    /// The request was not begun after all: the host is told by the function's result. False when
    /// it has ended meanwhile.
    [[nodiscard]] bool withdraw(ticket which);

    /// Accepts nothing more.
    void shut();

    /// Ends all that are outstanding with this result.
    void end_all(LONG result);

    [[nodiscard]] std::size_t outstanding() const;

private:
    using request_map = std::map<ticket, DRV_REQUESTID>;

    [[nodiscard]] std::optional<DRV_REQUESTID> take(ticket which);

    const ASYNC_COMPLETION host_;
    mutable std::mutex mutex_;
    request_map requests_;
    ticket last_ = 0;
    bool shut_ = false;
};

}  // namespace offhook::tsp
