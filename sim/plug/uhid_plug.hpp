#pragma once

#include "sim/plug/rack.hpp"

#include <boost/asio/io_context.hpp>
#include <memory>
#include <stdexcept>

namespace offhook::sim {

class uhid_device;

/// Why the kernel does not take a HID device: one line for a person, naming /dev/uhid.
class uhid_error : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

/// Makes each handset a HID device of this computer's Linux kernel, so that hidraw, hidapi and
/// everything above them is real. Source: the kernel's Documentation/hid/uhid.rst. One thread: the
/// context's.
class uhid_plug final : public plug {
public:
    /// Creates a device for each handset that is plugged in; the others follow when they are. Both
    /// must outlive the object. Throws uhid_error.
    uhid_plug(boost::asio::io_context& context, rack& handsets);

    /// Takes all devices away.
    ~uhid_plug() override;

    uhid_plug(const uhid_plug&) = delete;
    uhid_plug& operator=(const uhid_plug&) = delete;

    void on_plugged(std::size_t number) override;
    void on_unplugged(std::size_t number) override;
    void on_input(std::size_t number, protocol::bytes_view report) override;
    void on_told() override {}

private:
    void create(std::size_t number);

    boost::asio::io_context& context_;
    rack& rack_;
    std::vector<std::shared_ptr<uhid_device>> devices_;  // by handset; none while not plugged in
};

/// A uhid_plug. Throws uhid_error: everywhere but on Linux.
[[nodiscard]] std::unique_ptr<plug> make_uhid_plug(boost::asio::io_context& context,
                                                   rack& handsets);

}  // namespace offhook::sim
