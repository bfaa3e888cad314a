#pragma once

#include "driver/engine/picture.hpp"
#include "driver/protocol/hello.hpp"

#include <optional>

namespace offhook::engine {

/// Reads the pages of GET_INFO into a profile. Source: firmware-protocol.md §7.2.
///
/// Flow: ask next(), send it, give the answer to on_answer(), until next() has no more.
class profile_reader {
public:
    explicit profile_reader(const protocol::hello_answer& hello);

    /// The next page to ask for; none when the profile is complete.
    [[nodiscard]] std::optional<protocol::get_info> next() const;

    /// The payload of the answer to next().
    /// Errors: errc::bad_answer when it cannot be understood or brings nothing new.
    [[nodiscard]] boost::system::error_code on_answer(protocol::bytes_view payload);

    /// Valid when next() has no more.
    [[nodiscard]] const handset_profile& profile() const { return profile_; }

private:
    bool take_limits(protocol::bytes_view payload);
    bool take_names(protocol::bytes_view payload);
    bool take_buttons(protocol::bytes_view payload);
    bool take_areas(protocol::bytes_view payload);

    handset_profile profile_;
    bool limits_known_ = false;
    bool names_known_ = false;
};

}  // namespace offhook::engine
