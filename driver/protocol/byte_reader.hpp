#pragma once

#include "driver/protocol/bytes.hpp"
#include "driver/protocol/error.hpp"

#include <boost/endian/conversion.hpp>
#include <cstddef>
#include <string>

namespace offhook::protocol {

/// A little-endian cursor over bytes from outside that cannot run over their end.
///
/// Reading past the end yields zeros and sets a sticky failure, so a decoder reads all of its
/// fields and asks `failed()` once.
class byte_reader {
public:
    explicit byte_reader(bytes_view bytes) noexcept : rest_(bytes) {}

    [[nodiscard]] std::uint8_t u8() noexcept {
        const auto one = take(1);
        return one.empty() ? std::uint8_t{0} : one[0];
    }

    [[nodiscard]] std::uint16_t u16() noexcept {
        const auto two = take(2);
        return two.empty() ? std::uint16_t{0} : boost::endian::load_little_u16(two.data());
    }

    [[nodiscard]] std::uint32_t u32() noexcept {
        const auto four = take(4);
        return four.empty() ? std::uint32_t{0} : boost::endian::load_little_u32(four.data());
    }

    /// The next `count` bytes, or none and a failure when there are fewer.
    [[nodiscard]] bytes_view take(std::size_t count) noexcept {
        if (rest_.size() < count) {
            failed_ = true;
            rest_ = {};
            return {};
        }
        const auto taken = rest_.first(count);
        rest_ = rest_.subspan(count);
        return taken;
    }

    /// All that is left.
    [[nodiscard]] bytes_view rest() noexcept { return take(rest_.size()); }

    /// A length byte and so many bytes of UTF-8. Source: firmware-protocol.md §7.2, appendix B.1.
    [[nodiscard]] std::string short_string() {
        const auto text = take(u8());
        return {text.begin(), text.end()};
    }

    [[nodiscard]] std::size_t left() const noexcept { return rest_.size(); }
    [[nodiscard]] bool failed() const noexcept { return failed_; }

private:
    bytes_view rest_;
    bool failed_ = false;
};

}  // namespace offhook::protocol
