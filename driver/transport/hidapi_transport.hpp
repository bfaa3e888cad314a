#pragma once

#include "driver/transport/address.hpp"
#include "driver/transport/hid_worker.hpp"
#include "driver/transport/hidapi_runtime.hpp"
#include "driver/transport/transport.hpp"

#include <deque>
#include <memory>
#include <string>
#include <variant>

namespace offhook::transport {

/// A handset behind hidapi. open() waits for the device as long as it takes; a device that is there
/// and may not be opened is an error at once, or after 2 s if it was plugged in while open()
/// waited.
///
/// This is the executor's side; the blocking calls are made by a hid_worker.
class hidapi_transport final : public transport,
                               public hid_worker_listener,
                               public std::enable_shared_from_this<hidapi_transport> {
public:
    hidapi_transport(boost::asio::any_io_executor executor,
                     listener& owner,
                     hid_address where,
                     std::shared_ptr<hidapi_runtime> runtime);
    ~hidapi_transport() override;
    hidapi_transport(const hidapi_transport&) = delete;
    hidapi_transport& operator=(const hidapi_transport&) = delete;

    void open() override;
    void write_report(bytes_view report, write_handler handler) override;
    void get_feature(std::uint8_t report_id, std::size_t length, feature_handler handler) override;
    void close() override;

private:
    enum class phase {
        idle,     ///< not opened yet
        waiting,  ///< the device is looked for
        plugged,  ///< reports flow
        lost,     ///< on_lost was called
        closed,   ///< nothing is called back any more
    };
    using any_handler = std::variant<write_handler, feature_handler>;

    void on_device(const device_info& device) override;
    void on_reports(const report_batch& reports) override;
    void on_job_done(error_code result, bytes_view answer) override;
    void on_gone(error_code reason, const std::string& detail) override;
    void reject(any_handler handler, error_code why);
    static void call(const any_handler& handler, error_code result, bytes_view answer);

    boost::asio::any_io_executor executor_;
    listener* owner_;
    hid_address where_;
    std::shared_ptr<hidapi_runtime> runtime_;
    std::shared_ptr<hid_worker> worker_;
    std::deque<any_handler> handlers_;  // of the jobs, oldest first
    phase phase_ = phase::idle;
};

}  // namespace offhook::transport
