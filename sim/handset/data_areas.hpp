#pragma once

#include "driver/protocol/data_area.hpp"
#include "sim/handset/answer.hpp"
#include "sim/handset/memory.hpp"
#include "sim/handset/profile.hpp"

#include <optional>
#include <string_view>

namespace offhook::sim {

/// The data areas and the one download that can be open. Source: firmware-protocol.md §10.
class data_areas {
public:
    /// Both must outlive the object; `kept` holds the content, which survives a loss of power.
    data_areas(const std::vector<area_profile>& areas, memory& kept);

    answer begin(const protocol::dl_begin& wanted);     ///< DL_BEGIN, §10.1
    answer add(const protocol::dl_data& part);          ///< DL_DATA, §10.2
    answer end(const protocol::area_number& wanted);    ///< DL_END, §10.3
    answer abort(const protocol::area_number& wanted);  ///< DL_ABORT, §10.4

    /// UL_READ, §10.5. `longest` is max_message.
    [[nodiscard]] answer read(const protocol::ul_read& wanted, std::size_t longest) const;

    /// Forgets an open download: the session is over (§5.1, §5.3).
    void drop_download() { download_.reset(); }

    /// New content from the device's own side, cut at the area's size: a storage keeps the
    /// beginning. False when there is no such area or nothing has changed.
    bool replace(std::uint8_t area, protocol::bytes_view content);

    /// Adds a line to each device log; the oldest bytes make room.
    void log(std::string_view line);

    [[nodiscard]] bool is_readable(std::uint8_t area) const;

private:
    struct download {
        std::uint8_t area = 0;
        std::uint32_t size = 0;
        std::uint32_t crc = 0;
        protocol::byte_vector collected;
    };

    const std::vector<area_profile>& areas_;
    memory& kept_;
    std::optional<download> download_;
};

}  // namespace offhook::sim
