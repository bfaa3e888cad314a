#include "sim/plug/uhid_plug.hpp"

#include "driver/protocol/report_descriptor.hpp"
#include "sim/plug/usb_ids.hpp"

#include <spdlog/spdlog.h>

#include <fcntl.h>
#include <linux/input.h>
#include <linux/uhid.h>
#include <unistd.h>
#include <boost/asio/buffer.hpp>
#include <boost/asio/posix/stream_descriptor.hpp>
#include <cstring>

namespace offhook::sim {

using boost::system::error_code;

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

}  // namespace

// One open /dev/uhid. It outlives the plug while a read is under way, but does nothing any more.
class uhid_plug::device : public std::enable_shared_from_this<device> {
public:
    device(boost::asio::io_context& context, rack& handsets, std::size_t number)
        : rack_(handsets), number_(number), node_(context, open_node()) {}

    // False when the kernel refuses; errno says why.
    bool create() {
        const auto& handset = rack_.at(number_);
        const auto descriptor = protocol::report_descriptor();
        uhid_event event{};
        event.type = UHID_CREATE2;
        auto& wanted = event.u.create2;
        copy_text(wanted.name, handset.what().maker + " " + handset.what().product);
        copy_text(wanted.phys, "offhook-sim/" + std::to_string(number_));
        copy_text(wanted.uniq, handset.serial());
        std::memcpy(wanted.rd_data, descriptor.data(), descriptor.size());
        wanted.rd_size = static_cast<__u16>(descriptor.size());
        wanted.bus = BUS_USB;
        wanted.vendor = usb_vendor;
        wanted.product = usb_product;
        wanted.version = usb_release;
        return send(event, sizeof event);
    }

    void destroy() {
        uhid_event event{};
        event.type = UHID_DESTROY;
        (void)send(event, sizeof event.type);
    }

    void input(protocol::bytes_view report) {
        uhid_event event;
        event.type = UHID_INPUT2;
        event.u.input2.size = static_cast<__u16>(report.size());
        std::memcpy(event.u.input2.data, report.data(), report.size());
        // Fails while no driver of the kernel has the device: nobody is there to hear it.
        (void)send(event, offsetof(uhid_event, u.input2.data) + report.size());
    }

    void read() {
        node_.async_read_some(boost::asio::buffer(&event_, sizeof event_),
                              [self = shared_from_this()](error_code error, std::size_t) {
                                  if (self->closed_ || error) return self->report_end(error);
                                  self->on_event();
                                  self->read();
                              });
    }

    void close() {
        closed_ = true;
        error_code ignored;
        (void)node_.close(ignored);
    }

private:
    bool send(const uhid_event& event, std::size_t size) {
        return ::write(node_.native_handle(), &event, size) >= 0;
    }

    void report_end(const error_code& error) const {
        if (!closed_) spdlog::error("cannot read from {}: {}", node, error.message());
    }

    void on_event() {
        switch (event_.type) {
            case UHID_OUTPUT: return on_output(event_.u.output);
            case UHID_GET_REPORT: return on_get_report(event_.u.get_report);
            case UHID_SET_REPORT: return on_set_report(event_.u.set_report);
            default: return;  // START, STOP, OPEN, CLOSE: the device is there all the time
        }
    }

    void on_output(const uhid_output_req& request) {
        if (request.rtype != UHID_OUTPUT_REPORT) return;
        rack_.output(number_, {request.data, std::min<std::size_t>(request.size, UHID_DATA_MAX)});
    }

    void on_get_report(const uhid_get_report_req& request) {
        uhid_event answer{};
        answer.type = UHID_GET_REPORT_REPLY;
        auto& reply = answer.u.get_report_reply;
        reply.id = request.id;
        reply.err = EIO;  // what a stall becomes
        const auto report = request.rtype == UHID_FEATURE_REPORT
                                ? rack_.at(number_).get_feature(request.rnum)
                                : std::nullopt;
        if (report) {
            reply.err = 0;
            reply.size = static_cast<__u16>(report->size());
            std::memcpy(reply.data, report->data(), report->size());
        }
        (void)send(answer, sizeof answer);
    }

    void on_set_report(const uhid_set_report_req& request) {
        const protocol::bytes_view report(request.data,
                                          std::min<std::size_t>(request.size, UHID_DATA_MAX));
        bool done = request.rtype == UHID_OUTPUT_REPORT;  // hosts may write these on either pipe
        if (done) rack_.output(number_, report);
        if (request.rtype == UHID_FEATURE_REPORT) done = rack_.set_feature(number_, report);
        uhid_event answer{};
        answer.type = UHID_SET_REPORT_REPLY;
        answer.u.set_report_reply.id = request.id;
        answer.u.set_report_reply.err = done ? 0 : EIO;
        (void)send(answer, sizeof answer);
    }

    rack& rack_;
    std::size_t number_;
    boost::asio::posix::stream_descriptor node_;
    uhid_event event_{};
    bool closed_ = false;
};

uhid_plug::uhid_plug(boost::asio::io_context& context, rack& handsets) : rack_(handsets) {
    for (std::size_t i = 0; i < rack_.size(); ++i) {
        devices_.push_back(std::make_shared<device>(context, rack_, i));
        if (rack_.at(i).is_plugged() && !devices_[i]->create()) {
            throw uhid_error(std::string(node) + " does not take handset " + std::to_string(i) +
                             ": " + std::strerror(errno));
        }
    }
    for (const auto& one : devices_) one->read();
    rack_.attach(*this);
}

uhid_plug::~uhid_plug() {
    rack_.detach(*this);
    for (const auto& one : devices_) one->close();  // closing takes the device away
}

void uhid_plug::on_plugged(std::size_t number) {
    if (devices_[number]->create()) return;
    spdlog::error("{} does not take handset {}: {}", node, number, std::strerror(errno));
}

void uhid_plug::on_unplugged(std::size_t number) {
    devices_[number]->destroy();
}

void uhid_plug::on_input(std::size_t number, protocol::bytes_view report) {
    devices_[number]->input(report);
}

}  // namespace offhook::sim
