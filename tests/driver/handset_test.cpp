#include "driver/handset.hpp"

#include "driver/engine/error.hpp"
#include "tests/support/fake_transport.hpp"
#include "tests/support/virtual_time.hpp"

#include <gtest/gtest.h>
#include <spdlog/spdlog.h>
#include <atomic>
#include <boost/asio/io_context.hpp>
#include <boost/asio/strand.hpp>
#include <thread>

using namespace offhook;
using namespace offhook::test;
using namespace std::chrono_literals;
using engine::errc;
using protocol::lamp_mode;
using protocol::opcode;

namespace {

/// A handset on a fake cable, and what it calls back, as lines in the order in which they come.
class HandsetTest : public testing::Test {
protected:
    boost::asio::io_context context;
    fake_cable cable;
    std::vector<std::string> told;
    std::vector<engine::outcome> ends;
    std::unique_ptr<handset> phone;
    std::shared_ptr<virtual_time> time;  // the computer's clock if there is none

    void SetUp() override {
        spdlog::set_level(spdlog::level::off);
        make();
    }

    // The transports' and the shell's last handlers.
    void TearDown() override {
        phone.reset();
        drain();
        EXPECT_EQ(cable.open_now, 0) << "a transport stays open";
    }

    void make() { make(context.get_executor()); }

    void make(boost::asio::any_io_executor executor) {
        handset_options options;
        options.name = "fake";
        options.seed = 1;
        options.time = time;
        options.timing.bye = 20ms;
        options.timing.first_back_off = 1ms;
        phone = std::make_unique<handset>(
            std::move(executor), cable.factory(), options, [this](const auto& event) {
                told.push_back("event " + std::to_string(event.index()));
            });
    }

    void drain() {
        context.restart();
        context.poll();
    }

    /// Runs what happens until it is so; five seconds are a failure, not a wait.
    template <class Condition>
    [[nodiscard]] bool run_until(Condition done) {
        const auto end = std::chrono::steady_clock::now() + 5s;
        context.restart();
        while (!done() && std::chrono::steady_clock::now() < end) context.run_one_until(end);
        return done();
    }

    void connect() {
        phone->start();
        ASSERT_TRUE(run_until([&] { return phone->is_connected(); }));
        drain();
        told.clear();
        cable.requests.clear();
    }

    void submit(engine::command what) {
        phone->submit(std::move(what), [this](const engine::outcome& result) {
            told.emplace_back("end");
            ends.push_back(result);
        });
    }

    void light() { submit(protocol::lamp_setting{1, lamp_mode::steady}); }

    [[nodiscard]] std::ptrdiff_t count(const char* line) const {
        return std::ranges::count(told, line);
    }
};

using lines = std::vector<std::string>;

}  // namespace

TEST_F(HandsetTest, ConnectsAndLetsEverybodyRead) {
    EXPECT_EQ(phone->profile(), nullptr);
    EXPECT_FALSE(phone->is_connected());

    connect();

    EXPECT_EQ(phone->profile()->names.product, "Tiny");
    EXPECT_EQ(phone->picture().state().columns, 4);
    EXPECT_FALSE(phone->last_error());
    EXPECT_EQ(phone->counters().sessions, 1U);
    EXPECT_GE(phone->counters().requests, 7U);
}

TEST_F(HandsetTest, NeverCompletesInsideSubmit) {
    connect();

    light();
    EXPECT_TRUE(ends.empty());
    phone->submit(engine::vendor_request{protocol::byte_vector(5000)},
                  [this](const engine::outcome& result) { ends.push_back(result); });
    EXPECT_TRUE(ends.empty()) << "not even what is refused at once";

    ASSERT_TRUE(run_until([&] { return ends.size() == 2; }));
    EXPECT_EQ(ends[0].error, errc::too_large);
    EXPECT_FALSE(ends[1].error);
}

TEST_F(HandsetTest, EndsACommandAtOnceWithoutAHandset) {
    light();
    EXPECT_TRUE(ends.empty());
    drain();
    ASSERT_EQ(ends.size(), 1U);
    EXPECT_EQ(ends[0].error, errc::not_connected);
}

TEST_F(HandsetTest, TellsTheEventAfterTheEndOfTheCommand) {
    connect();
    light();
    ASSERT_TRUE(run_until([&] { return told.size() == 2; }));

    EXPECT_EQ(told[0], "end");
    EXPECT_EQ(told[1].substr(0, 5), "event");
}

TEST_F(HandsetTest, HasThePictureBeforeItTellsTheEnd) {
    connect();
    std::optional<lamp_mode> seen;
    phone->submit(protocol::lamp_setting{1, lamp_mode::wink}, [&](const engine::outcome&) {
        seen = phone->picture().state().pairs.at(1).lamp;
    });
    ASSERT_TRUE(run_until([&] { return seen.has_value(); }));

    EXPECT_EQ(seen, lamp_mode::wink);
}

TEST_F(HandsetTest, AcceptsACommandInsideACompletion) {
    connect();
    phone->submit(protocol::lamp_setting{1, lamp_mode::wink}, [&](const engine::outcome&) {
        light();
        EXPECT_TRUE(ends.empty());
    });

    ASSERT_TRUE(run_until([&] { return ends.size() == 1; }));
    EXPECT_FALSE(ends[0].error);
}

TEST_F(HandsetTest, CancelsEverythingBeforeItSaysSo) {
    connect();
    cable.held_back = {opcode::lamp, opcode::vendor};
    light();
    submit(engine::vendor_request{{1}});
    phone->cancel_all([&] { told.emplace_back("cancelled"); });
    drain();

    EXPECT_EQ(told, (lines{"end", "end", "cancelled"}));
    for (const auto& end : ends) EXPECT_EQ(end.error, errc::cancelled);
}

TEST_F(HandsetTest, HasItsTimeFromTheSourceThatItIsGiven) {
    time = std::make_shared<virtual_time>();
    make();
    connect();
    cable.held_back = {opcode::lamp};
    light();
    drain();

    for (int sent = 1; sent <= 3; ++sent) {  // firmware-protocol.md §12: twice again, 500 ms each
        EXPECT_EQ(std::ranges::count(cable.requests, opcode::lamp, &protocol::message::code), sent);
        EXPECT_TRUE(ends.empty());
        time->go_to(time->now() + 499ms);
        drain();
        EXPECT_EQ(std::ranges::count(cable.requests, opcode::lamp, &protocol::message::code), sent);
        time->go_to(time->now() + 1ms);
        drain();
    }
    ASSERT_EQ(ends.size(), 1U);
    EXPECT_EQ(ends[0].error, errc::timed_out);
}

TEST_F(HandsetTest, SaysByeAndThenThatItHasStopped) {
    connect();
    cable.held_back = {opcode::lamp};
    light();
    phone->stop([&] { told.emplace_back("stopped"); });
    ASSERT_TRUE(run_until([&] { return count("stopped") == 1; }));

    EXPECT_EQ(told, (lines{"end", "stopped"}));
    EXPECT_EQ(ends.at(0).error, errc::stopped);
    EXPECT_EQ(cable.requests.back().code, opcode::bye);
    EXPECT_FALSE(phone->is_connected());
    light();
    drain();
    EXPECT_EQ(ends.at(1).error, errc::not_connected);
}

TEST_F(HandsetTest, DoesNotWaitForADeviceThatDoesNotAnswerBye) {
    connect();
    cable.held_back = {opcode::bye};
    phone->stop([&] { told.emplace_back("stopped"); });

    EXPECT_TRUE(run_until([&] { return count("stopped") == 1; }));
}

TEST_F(HandsetTest, AnswersEachStop) {
    connect();
    phone->stop([&] { told.emplace_back("stopped"); });
    phone->stop([&] { told.emplace_back("stopped"); });
    ASSERT_TRUE(run_until([&] { return count("stopped") == 2; }));
    phone->stop([&] { told.emplace_back("stopped"); });

    EXPECT_TRUE(run_until([&] { return count("stopped") == 3; }));
}

TEST_F(HandsetTest, StopsBeforeItIsStarted) {
    phone->stop([&] { told.emplace_back("stopped"); });

    EXPECT_TRUE(run_until([&] { return count("stopped") == 1; }));
    EXPECT_EQ(cable.opened, 0);
}

TEST_F(HandsetTest, HasNothingToDoAfterTheStop) {
    connect();
    phone->stop([] {});
    context.restart();
    context.run_for(5s);

    EXPECT_TRUE(context.stopped()) << "a timer or a transport keeps it busy";
}

TEST_F(HandsetTest, ComesBackByItself) {
    connect();
    light();
    ASSERT_TRUE(run_until([&] { return ends.size() == 1; }));
    cable.held_back = {opcode::vendor};
    submit(engine::vendor_request{{1}});
    drain();
    cable.pull_out();
    cable.device.state.pairs[1].lamp = lamp_mode::off;
    ASSERT_TRUE(run_until([&] { return ends.size() == 2; }));
    EXPECT_EQ(ends[1].error, errc::link_lost);
    EXPECT_FALSE(phone->is_connected());
    EXPECT_TRUE(phone->last_error());

    cable.plugged = true;

    ASSERT_TRUE(run_until([&] { return phone->is_connected(); }));
    EXPECT_EQ(cable.device.state.pairs[1].lamp, lamp_mode::steady);
    EXPECT_EQ(cable.open_now, 1);
}

// Destroyed at any moment: after each number of handlers that have run, in each state of a life.
TEST_F(HandsetTest, CallsNobodyBackOnceItIsDestroyed) {
    for (std::size_t handlers = 0; handlers < 120; ++handlers) {
        make();
        phone->start();
        bool asked = false;
        context.restart();
        for (std::size_t i = 0; i < handlers && context.run_one_for(20ms) != 0; ++i) {
            if (asked || !phone->is_connected()) continue;
            asked = true;
            light();
            submit(engine::download{0, protocol::byte_vector(300)});
            phone->cancel_all([this] { told.emplace_back("cancelled"); });
            light();
            phone->stop([this] { told.emplace_back("stopped"); });
        }
        phone.reset();
        told.clear();
        drain();
        EXPECT_EQ(told, lines{}) << handlers;
        EXPECT_EQ(cable.open_now, 0) << handlers;
        cable.device = canned_device();
    }
}

TEST_F(HandsetTest, BearsBeingDestroyedInsideItsOwnCallbacks) {
    connect();
    light();
    phone->submit(protocol::ring_setting{1, 1}, [this](const engine::outcome&) { phone.reset(); });
    submit(protocol::ring_setting{0, 1});
    ASSERT_TRUE(run_until([&] { return phone == nullptr; }));
    const auto before = told.size();
    drain();

    EXPECT_EQ(told.size(), before);
}

TEST_F(HandsetTest, OutlivesTheContextsHandlers) {
    phone->start();
    light();
    phone.reset();
    EXPECT_TRUE(told.empty());
}

// What other threads may do at once; ThreadSanitizer is the judge.
TEST_F(HandsetTest, CanBeUsedFromManyThreads) {
    make(boost::asio::make_strand(context));
    connect();
    std::atomic<int> ended = 0;
    constexpr int each = 50;
    auto guard = boost::asio::make_work_guard(context);
    context.restart();
    std::vector<std::thread> threads;
    threads.emplace_back([&] { context.run(); });
    threads.emplace_back([&] { context.run(); });
    for (std::uint8_t t = 0; t < 2; ++t) {
        threads.emplace_back([&, t] {
            for (int i = 0; i < each; ++i) {
                phone->submit(
                    protocol::lamp_setting{t, i % 2 == 0 ? lamp_mode::wink : lamp_mode::off},
                    [&](const engine::outcome&) { ++ended; });
                (void)phone->picture().state().display.size();
                (void)phone->is_connected();
                (void)phone->profile()->names.product.size();
                (void)phone->last_error();
                (void)phone->counters();
            }
        });
    }
    for (std::size_t i = 2; i < threads.size(); ++i) threads[i].join();
    std::atomic<bool> stopped = false;
    phone->stop([&] {
        stopped = true;
        guard.reset();
        context.stop();
    });
    threads[0].join();
    threads[1].join();

    EXPECT_TRUE(stopped);
    EXPECT_EQ(ended, 2 * each);
}
