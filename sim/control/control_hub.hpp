#pragma once

#include "sim/plug/rack.hpp"

#include <string>
#include <vector>

namespace offhook::sim {

class control_session;

/// What all operators of a rack share: it tells each control_session of what happens. One thread:
/// the rack's.
class control_hub {
public:
    /// The version of the control protocol (sim/control/README.md).
    static constexpr unsigned version = 2;

    /// The oldest version whose requests are all understood.
    static constexpr unsigned oldest_version = 1;

    /// Watches the rack from now on; the rack must outlive the object.
    explicit control_hub(rack& handsets);
    ~control_hub();

    control_hub(const control_hub&) = delete;
    control_hub& operator=(const control_hub&) = delete;

    [[nodiscard]] rack& handsets() { return rack_; }

    /// Tells all that the list of faults has changed.
    void tell_faults();

    /// Says how computers reach the handsets, for operators: "socket 127.0.0.1:7310".
    void add_plug(std::string name) { plugs_.push_back(std::move(name)); }
    [[nodiscard]] const std::vector<std::string>& plugs() const { return plugs_; }

private:
    friend class control_session;

    void add(control_session& one) { sessions_.push_back(&one); }
    void remove(control_session& one);

    // A session that is told something may destroy itself or others.
    template <class Tell>
    void for_each(Tell tell) {
        ++depth_;
        for (std::size_t i = 0; i < sessions_.size(); ++i) {
            if (sessions_[i] != nullptr) tell(*sessions_[i]);
        }
        if (--depth_ == 0) std::erase(sessions_, nullptr);
    }

    void on_strike(const fault_box::entry& one, std::size_t number);
    void on_act(std::size_t number, bool changed);
    void on_report(std::size_t number, rack::way where, protocol::bytes_view report);

    rack& rack_;
    std::vector<std::string> plugs_;
    std::vector<control_session*> sessions_;  // null: gone while all were told something
    int depth_ = 0;
};

}  // namespace offhook::sim
