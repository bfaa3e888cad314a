#pragma once

#include "driver/engine/outcome.hpp"
#include "driver/engine/picture.hpp"
#include "driver/engine/request.hpp"

#include <optional>

namespace offhook::engine {

/// Reads the whole content of a data area piece by piece. Source: firmware-protocol.md §10.5.
///
/// Flow: send next(), give its end to on_ended(), until next() has no more; then content().
class area_reader {
public:
    /// `known` is the content that was read before, if any: when size and CRC are still the same,
    /// the rest is not read.
    area_reader(std::uint8_t area,
                std::size_t max_message,
                std::uint32_t area_size,
                area_content known);

    [[nodiscard]] std::optional<request> next() const;
    void on_ended(const outcome& ended);

    [[nodiscard]] std::uint8_t area() const { return area_; }

    /// The content; null while it is being read, and when it could not be read.
    [[nodiscard]] const area_content& content() const { return content_; }

private:
    void begin_again();
    [[nodiscard]] bool is_known() const;

    std::uint8_t area_;
    std::uint16_t piece_;      // bytes asked for at once
    std::uint32_t area_size_;  // no content is larger
    area_content known_;
    std::uint32_t size_ = 0;  // of the content; valid behind the first piece
    std::uint32_t crc_ = 0;   // of the content; valid behind the first piece
    protocol::byte_vector bytes_;
    int beginnings_left_ = 8;  // content that never stands still does not keep us for ever
    bool over_ = false;
    area_content content_;
};

}  // namespace offhook::engine
