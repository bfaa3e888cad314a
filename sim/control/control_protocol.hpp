#pragma once

#include "sim/control/request_fields.hpp"
#include "sim/plug/rack.hpp"

#include <boost/json/object.hpp>
#include <optional>
#include <string>

namespace offhook::sim {

/// The operator channel's requests: one line in, one line out, without any socket. The words are in
/// sim/control/README.md.
class control_protocol {
public:
    /// The version of the channel, in the answer to hello.
    static constexpr int version = 1;

    /// What a line led to.
    struct reply {
        std::string line;  ///< JSON, without a line end
        std::optional<std::size_t>
            subscribed;  ///< the handset whose changes are wanted from now on
    };

    /// The rack must outlive the object.
    explicit control_protocol(rack& handsets) : rack_(handsets) {}

    /// Carries out one request of any bytes, without its line end.
    [[nodiscard]] reply on_line(std::string_view line);

    /// The line that tells of a change (`{"event":"changed",...}`), without a line end.
    [[nodiscard]] std::string changed(std::size_t number) const;

    /// The reply to something that cannot even be read as a request.
    [[nodiscard]] static std::string failure(std::string_view what);

private:
    struct request;
    struct verb;
    static const verb* find_verb(std::string_view name);

    void do_hello(request& asked);
    void do_state(request& asked);
    void do_hook(request& asked);
    void do_press(request& asked);
    void do_release(request& asked);
    void do_tap(request& asked);
    void do_volume(request& asked);
    void do_gain(request& asked);
    void do_lamp(request& asked);
    void do_area(request& asked);
    void do_vendor(request& asked);
    void do_plug(request& asked);
    void do_unplug(request& asked);
    void do_reboot(request& asked);
    void do_subscribe(request& asked);

    std::uint8_t button_of(request& asked);
    void check_level(request& asked,
                     protocol::hook_device device,
                     bool hook_profile::*level,
                     std::string_view name);
    void act(request& asked, const rack::action& what);

    rack& rack_;
};

}  // namespace offhook::sim
