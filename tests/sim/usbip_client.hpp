#pragma once

#include "sim/plug/usbip_protocol.hpp"
#include "tests/sim/stream_client.hpp"

#include <boost/endian/conversion.hpp>

namespace offhook::test {

/// A USB/IP host by hand: what it asks and what it hears, in the same io_context as the plug.
class usbip_client {
public:
    usbip_client(boost::asio::io_context& context, const sim::listen_address& where)
        : socket(context, where) {}

    /// How an import ended; 0 is well. The device's 312 bytes are in `device` then.
    std::uint32_t import(std::string_view bus_id) {
        socket.write(import_request(bus_id));
        const auto head = socket.read(8);
        if (head.size() < 8) throw std::runtime_error("no answer to an import");
        const auto status = boost::endian::load_big_u32(head.data() + 4);
        if (status == 0) device = socket.read(sim::usbip::device_size);
        return status;
    }

    static protocol::byte_vector import_request(std::string_view bus_id) {
        protocol::byte_vector bytes{0x01, 0x11, 0x80, 0x03, 0, 0, 0, 0};
        bytes.insert(bytes.end(), bus_id.begin(), bus_id.end());
        bytes.resize(40);
        return bytes;
    }

    static protocol::byte_vector in(std::uint32_t number, std::uint32_t length = 64) {
        return message({1, number, 0x10002, 1, 1, 0, length, 0, 0, 4, 0, 0});
    }

    static protocol::byte_vector out(std::uint32_t number, protocol::bytes_view report) {
        const auto length = static_cast<std::uint32_t>(report.size());
        auto bytes = message({1, number, 0x10002, 0, 1, 0, length, 0, 0, 4, 0, 0});
        bytes.insert(bytes.end(), report.begin(), report.end());
        return bytes;
    }

    /// A control transfer to the host; `setup` is its eight bytes.
    static protocol::byte_vector control(std::uint32_t number, std::uint64_t setup) {
        return message({1,
                        number,
                        0x10002,
                        1,
                        0,
                        0,
                        0x100,
                        0,
                        0,
                        0,
                        static_cast<std::uint32_t>(setup >> 32),
                        static_cast<std::uint32_t>(setup)});
    }

    static protocol::byte_vector unlink(std::uint32_t number, std::uint32_t victim) {
        return message({2, number, 0x10002, 0, 0, victim, 0, 0, 0, 0, 0, 0});
    }

    void send(const protocol::byte_vector& bytes) { socket.write(bytes); }

    struct reply {
        std::uint32_t command = 0;
        std::uint32_t number = 0;
        std::int32_t status = 0;
        protocol::byte_vector data;  ///< of an IN transfer
    };

    /// The next reply; `with_data` if it ends an IN transfer. Command 0 when the plug has closed.
    reply next(bool with_data = false) {
        const auto head = socket.read(sim::usbip::header_size);
        if (head.size() < sim::usbip::header_size) return {};
        const auto word = [&](std::size_t at) {
            return boost::endian::load_big_u32(head.data() + at);
        };
        reply heard{word(0), word(4), static_cast<std::int32_t>(word(20)), {}};
        if (with_data) heard.data = socket.read(word(24));
        return heard;
    }

    socket_client socket;
    protocol::byte_vector device;

private:
    static protocol::byte_vector message(const std::array<std::uint32_t, 12>& words) {
        protocol::byte_vector bytes(sim::usbip::header_size);
        for (std::size_t i = 0; i < words.size(); ++i) {
            boost::endian::store_big_u32(bytes.data() + 4 * i, words[i]);
        }
        return bytes;
    }
};

}  // namespace offhook::test
