#pragma once

#include "driver/transport/transport.hpp"
#include "sim/plug/rack.hpp"

#include <boost/asio/io_context.hpp>
#include <memory>
#include <vector>

namespace offhook::conformance {

/// The plug of handsets in the driver's own process: reports cross from thread to thread, and
/// nothing else is in between. Its functions are called on the device's thread, but for
/// transports().
class memory_cable final : public sim::plug {
public:
    /// Both must outlive the object.
    memory_cable(boost::asio::io_context& device, sim::rack& handsets);
    ~memory_cable() override;
    memory_cable(const memory_cable&) = delete;
    memory_cable& operator=(const memory_cable&) = delete;

    /// The driver's transports for one handset; from any thread.
    [[nodiscard]] transport::transport_factory transports(std::size_t number);

    void on_plugged(std::size_t number) override;
    void on_unplugged(std::size_t number) override;
    void on_input(std::size_t number, protocol::bytes_view report) override;
    void on_told() override {}

private:
    class end;

    boost::asio::io_context& device_;
    sim::rack& rack_;
    std::vector<std::weak_ptr<end>> ends_;
};

}  // namespace offhook::conformance
