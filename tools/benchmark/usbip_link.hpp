#pragma once

#include "driver/protocol/bytes.hpp"

#include <cstdint>
#include <string>

namespace offhook::bench {

/// One imported handset, driven with bare socket calls: each operation is a PING to the handset and
/// its answer, 64 bytes each way, over one OUT and one IN transfer.
class usbip_link {
public:
    /// Connects to a USB/IP server at 127.0.0.1 and imports. Throws std::runtime_error.
    usbip_link(std::uint16_t port, const std::string& bus_id);
    ~usbip_link();

    usbip_link(usbip_link&& other) noexcept;
    usbip_link(const usbip_link&) = delete;
    usbip_link& operator=(const usbip_link&) = delete;

    /// Opens a session of the vendor pipe: afterwards PINGs are carried out.
    void hello();

    /// Asks for so many input reports ahead.
    void arm(std::size_t transfers);

    /// Sends one request, and one IN transfer to make up for the one that it will use: one write.
    void send();

    /// Waits until one request is answered: its OUT and an IN transfer have ended.
    void receive();

    /// So many requests, at most `window` of them under way.
    void run(std::size_t operations, std::size_t window);

private:
    void write_all(protocol::bytes_view bytes) const;
    void read_some();
    void put_submit(std::uint32_t way, protocol::bytes_view report);

    int socket_ = -1;
    std::uint32_t number_ = 0;
    std::uint8_t session_ = 0;
    std::uint8_t next_slot_ = 0;
    std::uint8_t generation_ = 1;
    std::size_t answers_ = 0;  // input reports that have come and were not counted yet
    std::size_t taken_ = 0;    // output reports that were taken and not counted yet
    protocol::byte_vector out_;
    protocol::byte_vector unread_;
    protocol::byte_vector last_;  // the newest input report
};

}  // namespace offhook::bench
