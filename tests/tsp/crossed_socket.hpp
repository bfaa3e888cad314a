#pragma once

#include "tests/tsp/chain.hpp"
#include "tests/tsp/crossed.hpp"

#include <functional>
#include <optional>

namespace offhook::tests {

/// The crossings over a socket: offhook.tsp itself, offhook-sim as a process, real time. All nine
/// operations are under way at once.
class CrossedSocket : public Chain {
protected:
    using expectation = std::function<LONG(const crossed_operation&)>;

    /// Starts a handset of this profile and opens it as a phone. Both texts are YAML: a profile,
    /// and a flow mapping for `timeouts_ms` (tsp/README.md). Empty: the usual ones.
    void start(std::string_view profile = {}, std::string_view timeouts = {});

    /// The same in two steps.
    void start_desk(std::string_view profile = {});
    void open_desk(std::string_view timeouts = {});

    /// Begins all nine, with the next nine request IDs; the first is 1.
    void begin_all();

    /// Each of the newest nine ends with the result that `of` has for it; by then every request so
    /// far has ended once.
    void expect_ends(const expectation& of);

    /// Nine more succeed.
    void expect_all_work();

    /// What was expected so far is all that has ended.
    void expect_nothing_more();

    std::optional<simulator> desk;
    HDRVPHONE phone = nullptr;

private:
    DRV_REQUESTID begun_ = 0;
    std::vector<completed> expected_;
};

[[nodiscard]] inline LONG fails(const crossed_operation&) {
    return failed();
}

[[nodiscard]] inline LONG works(const crossed_operation&) {
    return 0;
}

/// What ends it when the link is lost.
[[nodiscard]] inline LONG unplugged(const crossed_operation& what) {
    return what.unplugged;
}

}  // namespace offhook::tests
