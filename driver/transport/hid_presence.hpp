#pragma once

#include "driver/transport/executor_gate.hpp"
#include "driver/transport/presence.hpp"

#include <map>
#include <memory>
#include <set>
#include <string>

namespace offhook::transport {

/// The handsets among this computer's HID devices. A thread of its own looks whenever the system
/// says that something changed, so a wedged device holds nobody up but this.
class hid_presence final : public presence, public std::enable_shared_from_this<hid_presence> {
public:
    hid_presence(boost::asio::any_io_executor executor,
                 hid_address pattern,
                 presence_listener& owner,
                 std::shared_ptr<hidapi_runtime> runtime);
    ~hid_presence() override;
    hid_presence(const hid_presence&) = delete;
    hid_presence& operator=(const hid_presence&) = delete;

    void start() override;
    void close() override;

private:
    /// Devices by what makes them the same one: path and serial number.
    using device_map = std::map<std::string, present_device>;

    // The looking thread.
    void look_on();
    void look();
    void tell_departures(const device_map& found);
    void tell_arrivals(const device_map& found);
    bool is_foreign(const device_info& device);

    template <class Tell>
    void tell(Tell what) {
        gate_.post([self = shared_from_this(), what = std::move(what)] {
            if (!self->is_closed_) what(*self->owner_);
        });
    }

    executor_gate gate_;
    const hid_address pattern_;
    presence_listener* owner_;
    const std::shared_ptr<hidapi_runtime> runtime_;
    std::shared_ptr<hid_library> library_;
    std::unique_ptr<hid_watch> watch_;
    bool is_closed_ = false;  // of the executor's side

    device_map present_;             // of the looking thread, as are the next
    std::set<std::string> foreign_;  // have the usage, and say that they are something else
};

}  // namespace offhook::transport
