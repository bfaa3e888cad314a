#pragma once

#include "driver/engine/command.hpp"
#include "driver/engine/outcome.hpp"
#include "driver/engine/request.hpp"

#include <optional>

namespace offhook::engine {

/// The device has one download, whatever its area (firmware-protocol.md §10.1), so all requests of
/// all downloads keep their order.
inline constexpr control_key download_key = make_key(protocol::opcode::dl_begin);

/// Replaces the content of a data area: DL_BEGIN, DL_DATA until all is there, DL_END.
/// Source: firmware-protocol.md §10.
///
/// Flow: send next(), give its end to on_ended(), until result() is there.
class download_fsm {
public:
    /// `max_message` is that of the session (firmware-protocol.md §5.1).
    download_fsm(download what, std::size_t max_message);

    /// The request that is due; none once there is a result. Its id is the caller's to give.
    [[nodiscard]] std::optional<request> next() const;

    /// How the request of next() ended.
    void on_ended(const outcome& ended);

    /// How the download ended; none while it goes on.
    [[nodiscard]] const std::optional<outcome>& result() const { return result_; }

    /// The new content; valid until the download is destroyed.
    [[nodiscard]] const download& what() const { return what_; }

private:
    enum class step { begin, data, end };

    void on_data_ended(const outcome& ended);
    void rewind(std::uint32_t offset, const outcome& ended);
    void advance_to(std::uint32_t offset);

    download what_;
    std::size_t chunk_;  // data bytes in one DL_DATA
    step step_ = step::begin;
    std::uint32_t offset_ = 0;
    int rewinds_left_ = 8;  // a device that never agrees on an offset does not keep us for ever
    std::optional<outcome> result_;
};

}  // namespace offhook::engine
