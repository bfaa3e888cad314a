#pragma once

#include "driver/transport/address.hpp"
#include "driver/transport/executor_gate.hpp"
#include "driver/transport/hid_library.hpp"

#include <array>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace offhook::transport {

class hidapi_runtime;

/// Input reports that were there together.
struct report_batch {
    std::vector<std::uint8_t> bytes;   ///< one after the other
    std::vector<std::size_t> lengths;  ///< of each
};

/// What a hid_worker tells; on the executor, one at a time.
class hid_worker_listener {
public:
    virtual ~hid_worker_listener() = default;
    virtual void on_device(const device_info& device) = 0;
    virtual void on_reports(const report_batch& reports) = 0;

    /// The oldest job that has not ended yet has; `answer` is the report of a get_feature.
    virtual void on_job_done(error_code result, bytes_view answer) = 0;

    /// Nothing else follows.
    virtual void on_gone(error_code reason, const std::string& detail) = 0;
};

/// Something for the writing thread to do.
struct hid_job {
    enum class kind { write, get_feature };
    kind what = kind::write;
    std::vector<std::uint8_t> bytes;  ///< the report; for get_feature, room for it with the ID set
};

/// The two threads of one HID device: one looks for it, opens it and reads; the other writes, which
/// can block for seconds. Each has a handle of its own, uses it alone and closes it; a device that
/// can be opened only once (libusb) is shared by both and closed by the later one.
///
/// start(), add() and stop() are called on the executor. The threads live as long as they need;
/// what they tell goes through a gate that stop() shuts.
class hid_worker : public std::enable_shared_from_this<hid_worker> {
public:
    hid_worker(std::shared_ptr<hid_library> library,
               hid_address where,
               boost::asio::any_io_executor executor,
               std::weak_ptr<hid_worker_listener> owner);

    /// Starts both threads.
    void start(hidapi_runtime& runtime);

    void add(hid_job job);

    /// Returns at once. Jobs that did not begin are dropped; nothing is told any more.
    void stop();

private:
    using shared_handle = std::shared_ptr<hid_handle>;
    struct found_device {
        device_info info;
        shared_handle handle;
    };

    // The reading thread.
    void read_side();
    std::optional<found_device> wait_for_device();
    hid_watch::outcome wait_for_change(std::optional<std::chrono::steady_clock::time_point> limit);
    std::optional<found_device> open_first(const std::vector<device_info>& found,
                                           opened_hid& failed);
    device_info info_of(const device_info& found, hid_handle& handle);
    void hand_over(const device_info& device, const shared_handle& reading);
    void read_reports(hid_handle& handle);
    static int read_batch(hid_handle& handle, report_batch& batch);

    // The writing thread.
    void write_side();
    shared_handle take_handle();
    std::optional<hid_job> next_job();
    void write(hid_handle& handle, hid_job& job);
    void get_feature(hid_handle& handle, hid_job& job);

    void guard(const std::function<void()>& body);
    [[nodiscard]] bool is_stopping();
    void end();
    void lose(error_code reason, const std::string& detail);
    std::string reason_text(hid_handle& handle);
    [[nodiscard]] bool is_shared();

    template <class Tell>
    void tell(Tell what) {
        gate_.post([owner = owner_, what = std::move(what)] {
            if (const auto alive = owner.lock()) what(*alive);
        });
    }

    const std::shared_ptr<hid_library> library_;
    const hid_address where_;
    executor_gate gate_;
    const std::weak_ptr<hid_worker_listener> owner_;
    std::unique_ptr<hid_watch> watch_;

    std::mutex mutex_;  // of what follows
    std::condition_variable changed_;
    bool is_stopping_ = false;
    bool is_shared_ = false;           // both threads have one handle
    hid_handle* read_from_ = nullptr;  // while the reading thread has it open
    std::string path_;                 // of the open device
    shared_handle for_writer_;         // until the writing thread takes it
    std::deque<hid_job> jobs_;
};

}  // namespace offhook::transport
