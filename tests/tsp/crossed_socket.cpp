#include "tests/tsp/crossed_socket.hpp"

#include <algorithm>

namespace offhook::tests {

void CrossedSocket::start(std::string_view profile, std::string_view timeouts) {
    start_desk(profile);
    open_desk(timeouts);
}

void CrossedSocket::start_desk(std::string_view profile) {
    std::vector<std::string> options;
    if (!profile.empty()) options = {"--profile", folder.write("profile.yaml", profile)};
    desk.emplace(folder, options);
    desk->start();
}

void CrossedSocket::open_desk(std::string_view timeouts) {
    std::string file = "devices: ['" + desk->address() + "']\n";
    if (!timeouts.empty()) file += "timeouts_ms: " + std::string(timeouts) + "\n";
    ASSERT_EQ(start_provider_from(folder.write("offhook.yaml", file)), 1U);
    phone = open_phone();
    await_connection(phone);
}

void CrossedSocket::begin_all() {
    for (const auto& each : crossed_operations()) {
        ++begun_;
        EXPECT_EQ(each.begin(tsp, begun_, phone), static_cast<LONG>(begun_)) << each.name;
    }
}

void CrossedSocket::expect_ends(const expectation& of) {
    const auto& all = crossed_operations();
    auto id = static_cast<DRV_REQUESTID>(begun_ - all.size());
    for (const auto& each : all) {
        ++id;
        EXPECT_EQ(host.result_of(id), of(each)) << each.name;
        expected_.push_back({id, of(each)});
    }
    expect_nothing_more();
}

void CrossedSocket::expect_nothing_more() {
    auto ended = host.completions();
    std::ranges::sort(ended, {}, &completed::request);
    EXPECT_EQ(ended, expected_);
}

void CrossedSocket::expect_all_work() {
    begin_all();
    expect_ends(works);
}

}  // namespace offhook::tests
