#pragma once

#include "driver/engine/event.hpp"
#include "driver/engine/picture.hpp"
#include "driver/protocol/settings.hpp"

#include <array>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace offhook::engine {

/// What the handset was brought to, so that it can be brought there again after it was pulled out
/// or started anew. Hook modes are the user's and not part of it.
/// Source: firmware-protocol.md §5.5.
class wanted_state {
public:
    /// The device has acknowledged a setting; `after` is the picture with it.
    void acknowledge(const protocol::setting& value, const picture& after);

    /// The user or the device changed something that was wanted: that is wanted now.
    void follow(const handset_event& event, const picture& after);

    /// The settings that bring a handset with this picture to what is wanted; none if it is there.
    /// What the handset does not have (another model was plugged in) is left out.
    [[nodiscard]] std::vector<protocol::setting> missing_in(const picture& current) const;

    void clear() { *this = wanted_state(); }

private:
    using levels = std::array<std::optional<std::uint16_t>, 3>;

    void add_lamps(const picture& current, std::vector<protocol::setting>& out) const;
    void add_levels(const picture& current, std::vector<protocol::setting>& out) const;
    void add_display(const picture& current, std::vector<protocol::setting>& out) const;
    void add_buttons(const picture& current, std::vector<protocol::setting>& out) const;

    std::map<std::uint8_t, protocol::lamp_mode> lamps_;
    std::map<std::uint8_t, protocol::button_setting> buttons_;
    std::optional<protocol::ring_setting> ring_;
    std::optional<std::u16string> display_;  // all of it
    levels volume_;
    levels gain_;
};

}  // namespace offhook::engine
