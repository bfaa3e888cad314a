#pragma once

#include "driver/protocol/byte_writer.hpp"
#include "driver/protocol/error.hpp"

namespace offhook::protocol {

/// DL_BEGIN. Source: firmware-protocol.md §10.1.
struct dl_begin {
    std::uint8_t area = 0;
    std::uint32_t size = 0;  ///< bytes of the new content
    std::uint32_t crc = 0;   ///< crc32() of the new content

    void encode(byte_writer& out) const;
    [[nodiscard]] static result<dl_begin> decode(bytes_view payload);
    bool operator==(const dl_begin&) const = default;
};

/// DL_DATA. Source: firmware-protocol.md §10.2.
struct dl_data {
    static constexpr std::size_t overhead = 5;  ///< payload bytes before the data

    std::uint8_t area = 0;
    std::uint32_t offset = 0;
    byte_vector data;  ///< one byte or more

    void encode(byte_writer& out) const;
    [[nodiscard]] static result<dl_data> decode(bytes_view payload);
    bool operator==(const dl_data&) const = default;
};

/// The answer OK to DL_DATA. Source: firmware-protocol.md §10.2.
struct dl_data_answer {
    std::uint32_t next = 0;  ///< offset that is expected next

    void encode(byte_writer& out) const;
    [[nodiscard]] static result<dl_data_answer> decode(bytes_view payload);
    bool operator==(const dl_data_answer&) const = default;
};

/// DL_END and DL_ABORT. Source: firmware-protocol.md §10.3, §10.4.
struct area_number {
    std::uint8_t area = 0;

    void encode(byte_writer& out) const;
    [[nodiscard]] static result<area_number> decode(bytes_view payload);
    bool operator==(const area_number&) const = default;
};

/// UL_READ. Source: firmware-protocol.md §10.5.
struct ul_read {
    std::uint8_t area = 0;
    std::uint32_t offset = 0;
    std::uint16_t length = 0;  ///< 1 to max_message - ul_read_answer::overhead

    void encode(byte_writer& out) const;
    [[nodiscard]] static result<ul_read> decode(bytes_view payload);
    bool operator==(const ul_read&) const = default;
};

/// The answer OK to UL_READ. Source: firmware-protocol.md §10.5.
struct ul_read_answer {
    static constexpr std::size_t overhead = 8;  ///< payload bytes before the data

    std::uint32_t size = 0;  ///< bytes of the whole content
    std::uint32_t crc = 0;   ///< crc32() of the whole content
    byte_vector data;

    void encode(byte_writer& out) const;
    [[nodiscard]] static result<ul_read_answer> decode(bytes_view payload);
    bool operator==(const ul_read_answer&) const = default;
};

/// CRC-32 as in zlib; "123456789" gives 0xCBF43926. Source: firmware-protocol.md §10.
[[nodiscard]] std::uint32_t crc32(bytes_view bytes);

}  // namespace offhook::protocol
