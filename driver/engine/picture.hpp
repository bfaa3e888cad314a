#pragma once

#include "driver/engine/event.hpp"
#include "driver/protocol/handset_state.hpp"
#include "driver/protocol/info.hpp"

#include <memory>
#include <optional>
#include <vector>

namespace offhook::engine {

/// What a handset is: its own answers to HELLO and GET_INFO. Source: firmware-protocol.md §7.
struct handset_profile {
    std::uint32_t firmware = 0;
    std::uint32_t capabilities = 0;  ///< bits of protocol::capability
    protocol::info_limits limits;
    protocol::info_names names;
    std::vector<protocol::button_info> buttons;  ///< limits.buttons of them
    std::vector<protocol::area_info> areas;      ///< limits.areas of them

    [[nodiscard]] bool has(protocol::capability wanted) const {
        return protocol::has(capabilities, wanted);
    }
    bool operator==(const handset_profile&) const = default;
};

/// The content of a readable data area; none until it was read.
using area_content = std::shared_ptr<const protocol::byte_vector>;

/// What the handset shows and how it stands, as far as the driver knows: the device's last word.
/// Cheap to copy.
class picture {
public:
    using events = std::vector<handset_event>;

    /// Takes over a whole state and appends what differs from the former one to `out`.
    void replace(protocol::handset_state state, events& out);

    /// Takes over a setting that the device has acknowledged.
    void apply(const protocol::setting& value, events& out);

    /// Takes over what an event tells (button, hook, level); others change nothing here.
    void apply(const protocol::event& value, events& out);

    void set_button_info(protocol::button_setting info, events& out);
    void set_area(std::uint8_t area, area_content content, events& out);

    /// Every button that is held goes up: the handset was pulled out.
    void release_buttons(events& out);

    [[nodiscard]] const protocol::handset_state& state() const { return state_; }

    /// What the device stores for a button; none if it was not read.
    [[nodiscard]] std::optional<protocol::button_setting> button_info(std::uint8_t button) const;

    /// None until the area was read.
    [[nodiscard]] area_content area(std::uint8_t area) const;

    void forget_areas() { areas_.clear(); }

private:
    using button_table = std::vector<std::optional<protocol::button_setting>>;

    void set_level(const protocol::level_changed& level, events& out);
    void set_hook(protocol::hook_device device, protocol::hook_mode mode, events& out);
    void set_lamp(std::uint8_t lamp, protocol::lamp_mode mode, events& out);
    void set_ring(const protocol::ring_setting& ring, events& out);
    void set_display(std::u16string display, events& out);
    void set_button(const protocol::button_event& button, events& out);

    protocol::handset_state state_;
    std::shared_ptr<const button_table> buttons_ = std::make_shared<const button_table>();
    std::vector<area_content> areas_;
};

}  // namespace offhook::engine
