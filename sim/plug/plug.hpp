#pragma once

#include "driver/protocol/bytes.hpp"

#include <cstddef>

namespace offhook::sim {

/// A way for simulated handsets to reach a computer. It moves whole reports and understands none.
///
/// A rack calls these functions when something leaves a handset; what comes from the computer the
/// plug hands to rack::output() and the feature functions of rack::at(). All calls come from the
/// rack's one thread. A plug may not change the rack from inside of them.
class plug {
public:
    virtual ~plug() = default;

    /// The handset is plugged in; its reports follow.
    virtual void on_plugged(std::size_t number) = 0;

    /// The handset was pulled out.
    virtual void on_unplugged(std::size_t number) = 0;

    /// An input report, ID first. The bytes live during the call.
    virtual void on_input(std::size_t number, protocol::bytes_view report) = 0;

    /// How a stream can break.
    enum class breakage {
        reset,      ///< the connection ends with a reset
        half_open,  ///< the connection stays, but nothing passes any more
    };

    /// A fault breaks the streams of a handset; a plug without streams has nothing to break.
    virtual void on_broken(std::size_t /*number*/, breakage /*how*/) {}

    /// All that belongs to one occasion was told; what was collected may now be written at once.
    virtual void on_told() = 0;
};

}  // namespace offhook::sim
