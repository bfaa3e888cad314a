#include "sim/plug/usb_device.hpp"

namespace offhook::sim {

using protocol::byte_vector;
using protocol::bytes_view;

namespace {

constexpr std::uint8_t in_bit = 0x80;

// Takes the transfer of that number out of a list; false if it is not there.
template <class List, class NumberOf>
bool take_back(List& list, std::uint32_t number, NumberOf number_of) {
    return std::erase_if(list, [&](const auto& one) { return number_of(one) == number; }) != 0;
}

}  // namespace

usb_device::usb_device(usb_identity who, usb_pace pace, usb_reports& device, byte_vector& out)
    : device_(device),
      out_(out),
      control_(std::move(who), device),
      in_polls_(pace),
      out_polls_(pace) {}

bool usb_device::submit(time_point now, const usbip::submit& urb) {
    if (ins_.size() + outs_.size() + unanswered_.size() >= most_transfers) return false;
    const bool in = urb.way == usbip::direction::in;
    const auto address = static_cast<std::uint8_t>(urb.endpoint | (in ? in_bit : 0));
    if (urb.endpoint == 0) {
        submit_control(urb);
    } else if (urb.endpoint != interrupt_endpoint || control_.is_halted(address)) {
        usbip::append_failed(out_, {urb.number, urb.packets}, usbip::stalled);
    } else if (in) {
        submit_in(now, urb);
    } else {
        submit_out(now, urb);
    }
    return true;
}

// The data of a control transfer is clipped twice: the request names a length, and the host's
// buffer has one.
void usb_device::submit_control(const usbip::submit& urb) {
    const usbip::pending what{urb.number, urb.packets};
    const auto asked = usb_setup::of(urb.setup);
    const auto fate = fate_of(asked);
    if (fate == usb_trouble::request::hold) return unanswered_.push_back(urb.number);
    const auto answer =
        fate == usb_trouble::request::stall ? std::nullopt : control_.on_request(asked, urb.data);
    if (!answer) return usbip::append_failed(out_, what, usbip::stalled);
    if (urb.way == usbip::direction::out) return usbip::append_done_out(out_, what, urb.length);
    const auto most = std::min<std::size_t>(asked.length, urb.length);
    usbip::append_done_in(out_, what, bytes_view(*answer).first(std::min(answer->size(), most)));
}

usb_trouble::request usb_device::fate_of(const usb_setup& asked) const {
    constexpr std::uint8_t from_hid = 0xA1;
    constexpr std::uint8_t get_report = 0x01;
    if (trouble_.silent) return usb_trouble::request::hold;
    const bool is_troubled = asked.type == from_hid && asked.request == get_report;
    return is_troubled ? trouble_.on_get_report : usb_trouble::request::answer;
}

void usb_device::submit_in(time_point now, const usbip::submit& urb) {
    ins_.push_back({{urb.number, urb.packets}, urb.length, now});
    if (!in_polls_.are_paced()) on_time(now);
}

void usb_device::submit_out(time_point now, const usbip::submit& urb) {
    const usbip::pending what{urb.number, urb.packets};
    if (!out_polls_.are_paced() && outs_.empty() && takes_output()) {
        return take_output(what, urb.length, urb.data);
    }
    // One byte more than any report has is enough for the handset to see that it is too long.
    const auto kept = urb.data.first(std::min(urb.data.size(), usb_packet_size + 1));
    outs_.push_back({what, urb.length, now, {kept.begin(), kept.end()}});
}

void usb_device::unlink(const usbip::unlink& asked) {
    const auto number_of = [](const auto& one) { return one.what.number; };
    const bool held =
        take_back(ins_, asked.victim, number_of) || take_back(outs_, asked.victim, number_of) ||
        take_back(unanswered_, asked.victim, [](std::uint32_t number) { return number; });
    usbip::append_unlink_end(out_, asked.number, held ? usbip::unlinked : usbip::done);
}

void usb_device::input(time_point now, bytes_view bytes) {
    control_.note_input(bytes);
    if (!in_polls_.are_paced() && reports_.empty() && !ins_.empty() && !trouble_.silent) {
        const auto to = ins_.front();
        ins_.pop_front();
        return give_input(to, bytes);
    }
    if (reports_.size() >= most_reports) {
        ++dropped_;
        return;
    }
    reports_.push_back({serving_.value_or(now), {bytes.begin(), bytes.end()}});
}

bool usb_device::takes_output() const {
    return !trouble_.silent && trouble_.on_output != usb_trouble::output::hold;
}

std::optional<time_point> usb_device::next_in() const {
    if (ins_.empty() || reports_.empty() || trouble_.silent) return std::nullopt;
    const auto ready = std::max(ins_.front().since, reports_.front().since);
    return in_polls_.are_paced() ? in_polls_.next(ready) : ready;
}

std::optional<time_point> usb_device::next_out() const {
    if (outs_.empty() || !takes_output()) return std::nullopt;
    const auto ready = outs_.front().since;
    return out_polls_.are_paced() ? out_polls_.next(ready) : ready;
}

std::optional<time_point> usb_device::next_deadline() const {
    const auto in = next_in();
    const auto out = next_out();
    if (!in || !out) return in ? in : out;
    return std::min(*in, *out);
}

// When it comes late it makes up for the frames that it missed.
void usb_device::on_time(time_point now) {
    for (auto due = next_deadline(); due && *due <= now; due = next_deadline()) {
        if (next_out() == due) {
            end_out(*due);
        } else {
            end_in(*due);
        }
    }
}

void usb_device::end_out(time_point when) {
    out_polls_.served(when);
    const auto one = std::move(outs_.front());
    outs_.pop_front();
    serving_ = when;
    take_output(one.what, one.length, one.data);
    serving_.reset();
}

void usb_device::end_in(time_point when) {
    in_polls_.served(when);
    const auto to = ins_.front();
    const auto one = std::move(reports_.front());
    ins_.pop_front();
    reports_.pop_front();
    give_input(to, one.bytes);
}

// The transfer ends before the handset acts: its answer comes behind it.
void usb_device::take_output(usbip::pending what, std::uint32_t length, bytes_view bytes) {
    switch (trouble_.on_output) {
        case usb_trouble::output::stall: return usbip::append_failed(out_, what, usbip::stalled);
        case usb_trouble::output::unplug: is_pulled_ = true; return;
        default: break;
    }
    usbip::append_done_out(out_, what, length);
    device_.output(bytes);
}

void usb_device::give_input(const in_transfer& to, bytes_view bytes) {
    if (trouble_.cut_next_input) {
        bytes = bytes.first(std::min(bytes.size(), *trouble_.cut_next_input));
        trouble_.cut_next_input.reset();
    }
    if (bytes.size() > to.length) {
        return usbip::append_failed(out_, to.what, usbip::overflowed);
    }
    usbip::append_done_in(out_, to.what, bytes);
}

void usb_device::set_trouble(time_point now, const usb_trouble& trouble) {
    trouble_ = trouble;
    on_time(now);
}

}  // namespace offhook::sim
