#pragma once

#include "driver/protocol/bytes.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <memory>

namespace offhook::test {

/// Bytes on the heap in a block of exactly their size, so that ASan sees each read past the end.
class exact_buffer {
public:
    explicit exact_buffer(protocol::bytes_view bytes)
        : bytes_(std::make_unique<std::uint8_t[]>(bytes.size())), size_(bytes.size()) {
        std::copy(bytes.begin(), bytes.end(), bytes_.get());
    }

    /// Valid as long as the buffer lives.
    [[nodiscard]] protocol::bytes_view view() const { return {bytes_.get(), size_}; }

private:
    std::unique_ptr<std::uint8_t[]> bytes_;
    std::size_t size_;
};

}  // namespace offhook::test
