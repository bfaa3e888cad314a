#pragma once

#include "sim/plug/rack.hpp"
#include "sim/plug/usb_trouble.hpp"
#include "tests/conformance/memory_cable.hpp"
#include "tests/conformance/path.hpp"

#include <boost/asio/post.hpp>
#include <future>
#include <memory>
#include <string>
#include <thread>

namespace offhook::conformance {

/// Simulated handsets, plugged in by one of the plugs, on a thread of their own. Its functions are
/// called by the test and wait until that thread has done what they say.
class device_side {
public:
    /// Handsets that are plugged in. Throws with the reason when the plug cannot be had.
    device_side(const path& way, const sim::profile& what, std::size_t count = 1);
    ~device_side();
    device_side(const device_side&) = delete;
    device_side& operator=(const device_side&) = delete;

    /// Where the driver finds a handset.
    [[nodiscard]] std::string address(std::size_t number = 0) const;

    /// All of them, as a pattern. Not for memory.
    [[nodiscard]] std::string pattern() const;

    /// The transports for an address of this object, for the plug in memory.
    [[nodiscard]] transport::transport_factory transports(std::string_view address);

    void plug_in(std::size_t number = 0);
    void pull_out(std::size_t number = 0);

    /// Runs `work` on the device's thread and returns what it returns.
    template <class Work>
    auto run(Work work) -> decltype(work()) {
        std::packaged_task<decltype(work())()> task(std::move(work));
        auto done = task.get_future();
        boost::asio::post(context_, [&task] { task(); });
        return done.get();
    }

    /// Something of a handset, read on its thread.
    template <class Look>
    auto look(Look what, std::size_t number = 0) {
        return run([&] { return what(rack_.at(number)); });
    }

    /// Something that a person does with a handset.
    void act(const sim::rack::action& what, std::size_t number = 0);

    /// Waits until a handset is as wanted; false when it is not after half a minute.
    [[nodiscard]] bool wait_until(const std::function<bool(const sim::handset&)>& holds,
                                  std::size_t number = 0);

    /// What goes wrong below the reports from now on; only on wanted_trouble_paths().
    void set_trouble(const sim::usb_trouble& trouble, std::size_t number = 0);

    /// From now on the device does nothing, as firmware that hangs; then on again.
    void freeze();
    void thaw();

private:
    class plugs;

    void open_plug(std::size_t count);

    const path way_;
    boost::asio::io_context context_{1};
    sim::rack rack_;
    std::unique_ptr<plugs> plugs_;
    std::promise<void> thawed_;
    bool is_frozen_ = false;
    std::thread thread_;
};

}  // namespace offhook::conformance
