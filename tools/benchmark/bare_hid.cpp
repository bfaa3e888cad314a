#include "tools/benchmark/bare_hid.hpp"

#include "driver/protocol/byte_writer.hpp"
#include "driver/protocol/hello.hpp"
#include "driver/protocol/sequence.hpp"
#include "driver/protocol/settings.hpp"

#include <chrono>
#include <stdexcept>
#include <thread>

namespace offhook::bench {
namespace {

using protocol::report_id;

constexpr int answer_limit_ms = 5000;
constexpr std::uint16_t vendor = 0x1209;
constexpr std::uint16_t product = 0x0001;

}  // namespace

bare_hid::bare_hid(const std::string& library, const std::wstring& serial) {
    auto loaded = transport::load_hidapi(library);
    if (!loaded.functions) throw std::runtime_error(loaded.error);
    hid_ = std::move(loaded.functions);
    if (hid_->init() != 0) throw std::runtime_error("hid_init failed");
    open_device(serial);
    open_session();
}

bare_hid::~bare_hid() {
    if (device_ != nullptr) hid_->close(device_);
    hid_->exit();
}

/// A device that was let go of just now takes a moment to come back (libusb).
void bare_hid::open_device(const std::wstring& serial) {
    const auto end = std::chrono::steady_clock::now() + std::chrono::seconds(10);
    while (device_ == nullptr && std::chrono::steady_clock::now() < end) {
        hid_device_info* const all = hid_->enumerate(vendor, product);
        for (const auto* each = all; each != nullptr && device_ == nullptr; each = each->next) {
            const bool is_it = each->serial_number != nullptr && serial == each->serial_number;
            if (is_it) device_ = hid_->open_path(each->path);
        }
        hid_->free_enumeration(all);
        if (device_ == nullptr) std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    if (device_ == nullptr) throw std::runtime_error("the handset cannot be opened");
}

void bare_hid::open_session() {
    const protocol::hello greeting{.nonce = {1, 2, 3, 4, 5, 6, 7, 8},
                                   .major = protocol::major_version,
                                   .minor = protocol::minor_version};
    const auto answer = exchange({.session = 0,
                                  .sequence = protocol::hello_sequence,
                                  .code = protocol::opcode::hello,
                                  .payload = protocol::encoded(greeting)});
    const auto frame = protocol::decode_frame(report_id::frame_to_host, answer);
    const auto session = protocol::hello_answer::decode(frame.value().data);
    if (!session) throw std::runtime_error("HELLO: " + session.error().message());
    session_ = session->session;
}

void bare_hid::set_lamp(std::uint8_t lamp, protocol::lamp_mode mode) {
    sequence_ = protocol::next_in_slot(sequence_);
    (void)exchange({.session = session_,
                    .sequence = sequence_,
                    .code = protocol::opcode::lamp,
                    .payload = protocol::encoded(protocol::lamp_setting{lamp, mode})});
}

/// The answer's report; events in between are passed over.
protocol::frame_report bare_hid::exchange(const protocol::message& request) {
    for (const auto& report : protocol::split(report_id::frame_to_device, request)) {
        if (hid_->write(device_, report.data(), report.size()) < 0) {
            throw std::runtime_error("hid_write failed");
        }
    }
    for (;;) {
        protocol::frame_report answer;
        const int length =
            hid_->read_timeout(device_, answer.data(), answer.size(), answer_limit_ms);
        if (length <= 0) throw std::runtime_error("the handset does not answer");
        const auto frame = protocol::decode_frame(
            report_id::frame_to_host, {answer.data(), static_cast<std::size_t>(length)});
        if (!frame || frame->code != request.code || frame->sequence != request.sequence) continue;
        if (frame->control != 0) throw std::runtime_error("the handset refuses");
        return answer;
    }
}

}  // namespace offhook::bench
