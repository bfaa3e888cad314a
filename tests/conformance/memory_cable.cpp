#include "tests/conformance/memory_cable.hpp"

#include "driver/transport/executor_gate.hpp"
#include "driver/transport/transport_error.hpp"
#include "sim/plug/usb_ids.hpp"

#include <boost/asio/post.hpp>
#include <utility>

namespace offhook::conformance {

namespace asio = boost::asio;
using transport::errc;
using transport::error_code;

/// The driver's end for one attempt. What it is told from the device's thread goes through a gate
/// that close() shuts.
class memory_cable::end final : public transport::transport,
                                public std::enable_shared_from_this<end> {
public:
    end(asio::any_io_executor executor,
        offhook::transport::listener& owner,
        memory_cable& cable,
        std::size_t number)
        : gate_(std::move(executor)), owner_(&owner), cable_(&cable), number_(number) {}

    void open() override {
        on_device([](end& self) {
            self.cable_->ends_.push_back(self.weak_from_this());
            if (self.cable_->rack_.at(self.number_).is_plugged()) self.tell_plugged();
        });
    }

    void write_report(protocol::bytes_view report, write_handler handler) override {
        on_device([bytes = protocol::byte_vector(report.begin(), report.end()),
                   handler = std::move(handler)](end& self) {
            self.tell([handler](end&) { handler({}); });
            self.cable_->rack_.output(self.number_, bytes);
        });
    }

    void get_feature(std::uint8_t report_id, std::size_t, feature_handler handler) override {
        on_device([report_id, handler = std::move(handler)](end& self) {
            auto report = self.cable_->rack_.at(self.number_).get_feature(report_id);
            self.tell([report = std::move(report), handler](end&) {
                if (!report) return handler(errc::no_such_report, {});
                handler({}, *report);
            });
        });
    }

    void close() override {
        is_closed_ = true;
        gate_.shut();
    }

    [[nodiscard]] std::size_t number() const { return number_; }

    // On the device's thread.

    void tell_plugged() {
        const auto& handset = cable_->rack_.at(number_);
        offhook::transport::device_info device{sim::usb_vendor,
                                               sim::usb_product,
                                               sim::usb_release,
                                               handset.what().product,
                                               handset.serial(),
                                               "memory"};
        tell([device = std::move(device)](end& self) { self.owner_->on_open(device); });
    }

    void tell_unplugged() {
        tell([](end& self) { self.owner_->on_lost(errc::unplugged, "pulled out"); });
    }

    void tell_report(protocol::byte_vector report) {
        tell([report = std::move(report)](end& self) { self.owner_->on_report(report); });
    }

private:
    template <class Work>
    void on_device(Work work) {
        asio::post(cable_->device_,
                   [self = shared_from_this(), work = std::move(work)] { work(*self); });
    }

    template <class Work>
    void tell(Work work) {
        gate_.post([self = shared_from_this(), work = std::move(work)] {
            if (!self->is_closed_) work(*self);
        });
    }

    offhook::transport::executor_gate gate_;
    offhook::transport::listener* owner_;
    memory_cable* cable_;
    std::size_t number_;
    bool is_closed_ = false;  // of the driver's thread
};

memory_cable::memory_cable(asio::io_context& device, sim::rack& handsets)
    : device_(device), rack_(handsets) {
    rack_.attach(*this);
}

memory_cable::~memory_cable() {
    rack_.detach(*this);
}

transport::transport_factory memory_cable::transports(std::size_t number) {
    return [this, number](asio::any_io_executor executor, transport::listener& owner) {
        return std::make_shared<end>(std::move(executor), owner, *this, number);
    };
}

void memory_cable::on_plugged(std::size_t number) {
    for (const auto& each : ends_) {
        const auto alive = each.lock();
        if (alive && alive->number() == number) alive->tell_plugged();
    }
}

void memory_cable::on_unplugged(std::size_t number) {
    for (const auto& each : std::exchange(ends_, {})) {
        const auto alive = each.lock();
        if (!alive) continue;
        if (alive->number() == number) {
            alive->tell_unplugged();
        } else {
            ends_.push_back(each);
        }
    }
}

void memory_cable::on_input(std::size_t number, protocol::bytes_view report) {
    for (const auto& each : ends_) {
        const auto alive = each.lock();
        if (alive && alive->number() == number) alive->tell_report({report.begin(), report.end()});
    }
}

}  // namespace offhook::conformance
