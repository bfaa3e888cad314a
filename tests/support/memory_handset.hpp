#pragma once

#include "driver/transport/transport.hpp"
#include "sim/handset/handset.hpp"
#include "tests/support/virtual_time.hpp"

#include <atomic>
#include <map>
#include <mutex>
#include <optional>
#include <set>

namespace offhook::test {

/// The simulated handset in memory and in virtual time, for the driver with its own thread: the
/// transports that its factory makes reach it without any I/O. It lives on the driver's thread;
/// a test acts on it from its own.
class memory_handset {
public:
    memory_handset(sim::profile what, std::shared_ptr<virtual_time> time);
    ~memory_handset();

    memory_handset(const memory_handset&) = delete;
    memory_handset& operator=(const memory_handset&) = delete;

    /// It must outlive the transports.
    [[nodiscard]] transport::transport_factory factory();

    // On any thread but the driver's; they wait for it. There must have been a transport.

    /// Requests with these opcodes do not reach it from now on.
    void hold(std::set<protocol::opcode> codes);
    /// Requests with this opcode are answered with this status instead; none ends that.
    void refuse(std::optional<protocol::opcode> code, protocol::status with);
    void plug();
    void unplug();
    void reboot();
    void press(std::uint8_t button, bool down);

    /// Waits until the driver's thread has nothing more to do at this moment.
    void settle();

    /// Lets virtual time pass, alarm after alarm.
    void pass(engine::milliseconds span);

    /// The same while other threads keep the driver busy, so that it never comes to rest.
    void go_on(engine::milliseconds span);

private:
    class line;

    void run(std::function<void()> work);
    template <class Settle>
    void pass_with(engine::milliseconds span, Settle settle);
    void send(const sim::reports& reports);
    void take(transport::bytes_view report);
    void arm();

    std::shared_ptr<virtual_time> time_;
    std::atomic<std::uint64_t> activity_ = 0;  // things done on the driver's thread
    std::mutex mutex_;
    std::optional<boost::asio::any_io_executor> executor_;  // guarded by mutex_

    // On the driver's thread.
    sim::handset device_;
    std::set<protocol::opcode> held_;
    std::optional<protocol::opcode> refused_;
    protocol::status refused_with_ = protocol::status::ok;
    std::weak_ptr<line> line_;      // the one that is open, or waits for a plug
    std::unique_ptr<alarm> alarm_;  // of the device, while there is a line
};

}  // namespace offhook::test
