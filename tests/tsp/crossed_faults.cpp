#include "tests/tsp/crossed_faults.hpp"

#include <algorithm>
#include <boost/json/array.hpp>
#include <chrono>
#include <thread>

namespace offhook::tests {
namespace {

/// Those that are not repeated in a new session, and those that are: as words of the channel.
constexpr std::string_view once = R"("VENDOR","DL_BEGIN")";
constexpr std::string_view settings =
    R"("SET_BUTTON","DISPLAY","GAIN","HOOK","LAMP","RING","VOLUME","BATCH")";

/// Far above what any computer needs.
constexpr std::chrono::seconds patience{30};

}  // namespace

std::int64_t CrossedWithFaults::add_fault(const std::string& what, std::string_view of) {
    const auto answer = desk->operate(R"("do":"fault","of":[)" + std::string(of) + "]," + what);
    return answer.at("fault").to_number<std::int64_t>();
}

void CrossedWithFaults::fault_all(const std::string& what) {
    once_ = add_fault(what, once);
    settings_ = add_fault(what, settings);
}

void CrossedWithFaults::hold_all() {
    fault_all(R"("what":"drop","at":"request")");
}

std::int64_t CrossedWithFaults::struck(std::int64_t fault) {
    const auto answer = desk->operate(R"("do":"faults")");
    for (const auto& each : answer.at("faults").as_array()) {
        if (each.at("fault").to_number<std::int64_t>() != fault) continue;
        return each.at("struck").to_number<std::int64_t>();
    }
    return 0;
}

void CrossedWithFaults::await_strikes(std::int64_t fault, std::int64_t count) {
    const auto end = std::chrono::steady_clock::now() + patience;
    while (struck(fault) < count) {
        ASSERT_LT(std::chrono::steady_clock::now(), end) << "fault " << fault << " did not strike";
        std::this_thread::yield();
    }
}

void CrossedWithFaults::await_held() {
    await_strikes(once_, 2);
    await_strikes(settings_, 1);
}

void CrossedWithFaults::expect_recovery() {
    desk->operate(R"("do":"clear")");
    expect_all_work();
    EXPECT_EQ(shut_down(), 0);
    expect_nothing_more();
}

bool CrossedWithFaults::has_come(const phone_event& event) {
    const auto events = host.events();
    return std::ranges::find(events, event) != events.end();
}

}  // namespace offhook::tests
