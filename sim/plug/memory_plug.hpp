#pragma once

#include "sim/plug/rack.hpp"

namespace offhook::sim {

/// A handset in the same process, in virtual time: for tests. It has a rack of its own with one
/// handset.
class memory_plug final : public plug {
public:
    /// What the computer's side hears; each may be empty.
    struct callbacks {
        std::function<void()> on_plugged;
        std::function<void()> on_unplugged;
        std::function<void(protocol::bytes_view)> on_input;
    };

    /// A handset that is not plugged in.
    memory_plug(const profile& what, std::uint64_t seed, callbacks calls);
    ~memory_plug() override;

    memory_plug(const memory_plug&) = delete;
    memory_plug& operator=(const memory_plug&) = delete;

    /// The rack, to plug in, to act as a person, and to look.
    [[nodiscard]] rack& handsets() { return rack_; }

    /// The one handset, to look at.
    [[nodiscard]] const handset& device() const { return rack_.at(0); }

    /// An output report from the computer.
    void output(protocol::bytes_view report) { rack_.output(0, report); }

    [[nodiscard]] time_point now() const { return now_; }

    /// Lets time pass; whatever is due happens at its own time.
    void advance(milliseconds span);

    void on_plugged(std::size_t) override;
    void on_unplugged(std::size_t) override;
    void on_input(std::size_t, protocol::bytes_view report) override;
    void on_told() override {}

private:
    time_point now_{};
    callbacks calls_;
    rack rack_;
};

}  // namespace offhook::sim
