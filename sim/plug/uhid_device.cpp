#include "sim/plug/uhid_device.hpp"

#include "driver/protocol/report_descriptor.hpp"
#include "sim/plug/uhid_plug.hpp"
#include "sim/plug/usb_ids.hpp"

#include <spdlog/spdlog.h>

#include <fcntl.h>
#include <linux/input.h>
#include <unistd.h>
#include <cstring>

namespace offhook::sim {

using boost::system::error_code;
using protocol::byte_vector;
using protocol::bytes_view;

namespace {

constexpr const char* node = "/dev/uhid";

std::string advice(int error) {
    switch (error) {
        case ENOENT:
        case ENODEV:
            return "the kernel's module is not there; load it (as root: modprobe uhid), or leave "
                   "out --uhid";
        case EACCES:
        case EPERM:
            return "no permission; run as root, give your user access to it (udev rule: "
                   "KERNEL==\"uhid\", TAG+=\"uaccess\"), or leave out --uhid";
        default: return std::strerror(error);
    }
}

int open_node() {
    const int opened = ::open(node, O_RDWR | O_CLOEXEC | O_NONBLOCK);
    if (opened < 0) throw uhid_error(std::string("cannot open ") + node + ": " + advice(errno));
    return opened;
}

// Copies as much as fits, with a final 0; the event was zeroed before.
template <std::size_t Size>
void copy_text(__u8 (&to)[Size], std::string_view text) {
    std::memcpy(to, text.data(), std::min(text.size(), Size - 1));
}

uhid_event creation_of(const handset& device, std::size_t number) {
    const auto descriptor = protocol::report_descriptor();
    uhid_event event{};
    event.type = UHID_CREATE2;
    auto& wanted = event.u.create2;
    copy_text(wanted.name, device.what().maker + " " + device.what().product);
    copy_text(wanted.phys, "offhook-sim/" + std::to_string(number));
    copy_text(wanted.uniq, device.serial());
    std::memcpy(wanted.rd_data, descriptor.data(), descriptor.size());
    wanted.rd_size = static_cast<__u16>(descriptor.size());
    wanted.bus = BUS_USB;
    wanted.vendor = usb_vendor;
    wanted.product = usb_product;
    wanted.version = usb_release;
    return event;
}

}  // namespace

uhid_device::uhid_device(boost::asio::io_context& context, rack& handsets, std::size_t number)
    : rack_(handsets), number_(number), node_(context, open_node()), turn_(context) {}

void uhid_device::create() {
    const auto event = creation_of(rack_.at(number_), number_);
    if (!send(event, sizeof event)) {
        throw uhid_error(std::string(node) + " does not take handset " + std::to_string(number_) +
                         ": " + std::strerror(errno));
    }
    await_events();
}

void uhid_device::close() {
    closed_ = true;
    error_code ignored;
    (void)node_.close(ignored);
    turn_.cancel();
}

void uhid_device::await_events() {
    node_.async_wait(boost::asio::posix::stream_descriptor::wait_read,
                     [self = shared_from_this()](const error_code& error) {
                         if (self->closed_) return;
                         if (error) {
                             spdlog::error("cannot read from {}: {}", node, error.message());
                             return;
                         }
                         self->on_readable();
                         if (!self->closed_) self->await_events();
                     });
}

// The kernel keeps 32 events and drops what comes then, so all of them are taken out before any of
// them is worked on.
void uhid_device::on_readable() {
    std::vector<uhid_event> events(1);
    while (read_event(events.back())) events.emplace_back();
    events.pop_back();
    for (const auto& one : events) {
        if (closed_) return;
        on_event(one);
    }
}

bool uhid_device::read_event(uhid_event& event) {
    return ::read(node_.native_handle(), &event, sizeof event) > 0;
}

void uhid_device::on_event(const uhid_event& event) {
    switch (event.type) {
        case UHID_OPEN: is_open_ = true; return pass_inputs();
        case UHID_CLOSE: is_open_ = false; return;
        case UHID_GET_REPORT: return on_get_report(event.u.get_report);
        case UHID_SET_REPORT: return on_set_report(event.u.set_report);
        case UHID_OUTPUT: {
            const auto& request = event.u.output;
            if (request.rtype != UHID_OUTPUT_REPORT) return;
            const auto size = std::min<std::size_t>(request.size, UHID_DATA_MAX);
            return rack_.output(number_, {request.data, size});
        }
        default: return;  // START, STOP: the device is there all the time
    }
}

// Whoever asks waits for at most 5 s, so an answer is never put off.
void uhid_device::on_get_report(const uhid_get_report_req& request) {
    uhid_event answer{};
    answer.type = UHID_GET_REPORT_REPLY;
    auto& reply = answer.u.get_report_reply;
    reply.id = request.id;
    reply.err = EIO;  // what a stall becomes
    if (const auto report = find_report(request)) {
        reply.err = 0;
        reply.size = static_cast<__u16>(report->size());
        std::memcpy(reply.data, report->data(), report->size());
    }
    (void)send(answer, sizeof answer);
}

std::optional<byte_vector> uhid_device::find_report(const uhid_get_report_req& request) const {
    switch (request.rtype) {
        case UHID_FEATURE_REPORT: return rack_.get_feature(number_, request.rnum);
        case UHID_INPUT_REPORT: return inputs_.get(request.rnum);
        default: return std::nullopt;
    }
}

void uhid_device::on_set_report(const uhid_set_report_req& request) {
    const bytes_view report(request.data, std::min<std::size_t>(request.size, UHID_DATA_MAX));
    bool done = request.rtype == UHID_OUTPUT_REPORT;  // hosts may write these on either pipe
    if (request.rtype == UHID_FEATURE_REPORT) done = rack_.set_feature(number_, report);
    uhid_event answer{};
    answer.type = UHID_SET_REPORT_REPLY;
    answer.u.set_report_reply.id = request.id;
    answer.u.set_report_reply.err = done ? 0 : EIO;
    (void)send(answer, sizeof answer);
    if (request.rtype == UHID_OUTPUT_REPORT) rack_.output(number_, report);
}

// As on a real bus, reports wait in the device until somebody opens it.
void uhid_device::input(bytes_view report) {
    inputs_.note(report);
    if (waiting_.size() >= most_waiting) return;
    if (!is_open_ && waiting_.size() >= input_valve::burst) return;
    waiting_.emplace_back(report.begin(), report.end());
    pass_inputs();
}

void uhid_device::pass_inputs() {
    while (is_open_ && !is_waiting_ && !waiting_.empty()) {
        if (!valve_.take(std::chrono::steady_clock::now())) {
            is_waiting_ = true;
            turn_.expires_at(valve_.next());
            turn_.async_wait([self = shared_from_this()](const error_code&) {
                self->is_waiting_ = false;
                if (!self->closed_) self->pass_inputs();
            });
            return;
        }
        send_input(waiting_.front());
        waiting_.pop_front();
    }
}

void uhid_device::send_input(bytes_view report) {
    uhid_event event;
    event.type = UHID_INPUT2;
    event.u.input2.size = static_cast<__u16>(report.size());
    std::memcpy(event.u.input2.data, report.data(), report.size());
    // Fails while no driver of the kernel has the device: nobody is there to hear it.
    (void)send(event, offsetof(uhid_event, u.input2.data) + report.size());
}

bool uhid_device::send(const uhid_event& event, std::size_t size) {
    return ::write(node_.native_handle(), &event, size) >= 0;
}

}  // namespace offhook::sim
