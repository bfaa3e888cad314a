#include "driver/handset_watch.hpp"

#include "driver/transport/presence.hpp"

#include <atomic>
#include <boost/asio/post.hpp>
#include <utility>

namespace offhook {

namespace asio = boost::asio;

/// Passes on what the presence tells, on its executor.
class handset_watch::teller final : public std::enable_shared_from_this<teller>,
                                    private transport::presence_listener {
public:
    teller(asio::any_io_executor executor, watch_events events)
        : executor_(std::move(executor)), events_(std::move(events)) {}

    void start(transport::address pattern, std::shared_ptr<transport::hidapi_runtime> hid) {
        asio::post(executor_,
                   [self = shared_from_this(), pattern = std::move(pattern), hid = std::move(hid)] {
                       if (self->is_stopped_) return;
                       self->presence_ =
                           transport::make_presence(self->executor_, pattern, *self, hid);
                       self->presence_->start();
                   });
    }

    void stop() {
        is_stopped_ = true;
        asio::post(executor_, [self = shared_from_this()] {
            if (const auto presence = std::exchange(self->presence_, nullptr)) presence->close();
            self->events_ = {};
        });
    }

private:
    using event = std::function<void(const found_handset&)>;

    void tell(const event& what, const transport::present_device& device) const {
        if (is_stopped_ || !what) return;
        what({transport::to_string(device.where), device.info.name, device.info.serial});
    }

    void on_arrival(const transport::present_device& device) override {
        tell(events_.on_arrival, device);
    }

    void on_departure(const transport::present_device& device) override {
        tell(events_.on_departure, device);
    }

    void on_listed() override {
        if (!is_stopped_ && events_.on_listed) events_.on_listed();
    }

    asio::any_io_executor executor_;
    watch_events events_;
    std::shared_ptr<transport::presence> presence_;
    std::atomic<bool> is_stopped_ = false;
};

handset_watch::handset_watch(asio::any_io_executor executor,
                             const std::string& pattern,
                             watch_events events,
                             std::shared_ptr<transport::hidapi_runtime> hid)
    : teller_(std::make_shared<teller>(std::move(executor), std::move(events))) {
    teller_->start(transport::parse_address(pattern).value.value(), std::move(hid));
}

handset_watch::~handset_watch() {
    teller_->stop();
}

}  // namespace offhook
