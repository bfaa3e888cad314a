#include "driver/words/report_words.hpp"

#include "driver/protocol/batch.hpp"
#include "driver/protocol/data_area.hpp"
#include "driver/protocol/event.hpp"
#include "driver/protocol/frame.hpp"
#include "driver/protocol/hello.hpp"
#include "driver/protocol/info.hpp"
#include "driver/protocol/overloaded.hpp"
#include "driver/protocol/sequence.hpp"
#include "driver/protocol/settings.hpp"
#include "driver/protocol/standard_report.hpp"
#include "driver/protocol/status.hpp"
#include "driver/protocol/text.hpp"
#include "driver/words/hex.hpp"
#include "driver/words/value_words.hpp"

#include <spdlog/fmt/fmt.h>

namespace offhook::words {

using protocol::bytes_view;
using protocol::direction;
using protocol::opcode;
using protocol::report_id;
using protocol::status;

namespace {

std::string devices_in(std::uint8_t mask) {
    std::string list;
    for (const auto device : protocol::hook_devices) {
        if ((mask & static_cast<std::uint8_t>(device)) == 0) continue;
        list += (list.empty() ? "" : " and ") + std::string(word_of(device));
    }
    return list.empty() ? "no device" : list;
}

std::string in_words(const protocol::setting& value) {
    return std::visit(
        overloaded{
            [](const protocol::lamp_setting& s) {
                return fmt::format("lamp {} {}", s.lamp, word_of(s.mode));
            },
            [](const protocol::ring_setting& s) {
                return s.mode == 0 ? std::string("silent")
                                   : fmt::format("melody {}, volume {}", s.mode, s.volume);
            },
            [](const protocol::hook_setting& s) {
                return devices_in(s.devices) + " " + std::string(word_of(s.mode));
            },
            [](const protocol::level_setting& s) {
                return fmt::format("{} to {}", devices_in(s.device), s.level);
            },
            [](const protocol::display_setting& s) {
                return fmt::format(
                    "row {}, column {}: \"{}\"", s.row, s.column, protocol::to_utf8(s.text));
            },
            [](const protocol::button_setting& s) {
                return fmt::format("button {} \"{}\", {}, function {}",
                                   s.button,
                                   protocol::to_utf8(s.label),
                                   word_of(s.mode),
                                   s.function);
            },
        },
        value);
}

std::string in_words(const protocol::event& value) {
    return std::visit(
        overloaded{
            [](const protocol::button_event& e) {
                return fmt::format("button {} {}", e.button, word_of(e.state));
            },
            [](const protocol::hook_changed& e) {
                return fmt::format("{} {}", word_of(e.device), word_of(e.mode));
            },
            [](const protocol::level_changed& e) {
                return fmt::format("{} of the {} is {}",
                                   e.control == opcode::gain ? "gain" : "volume",
                                   word_of(e.device),
                                   e.level);
            },
            [](const protocol::state_changed& e) { return fmt::format("mask {:#x}", e.mask); },
            [](const protocol::lost_events& e) { return fmt::format("{} events", e.count); },
            [](const protocol::device_reset& e) {
                constexpr std::array<const char*, 4> reasons{
                    "power", "watchdog", "firmware update", "on request"};
                const auto reason = static_cast<std::size_t>(e.reason);
                return std::string(reason < reasons.size() ? reasons[reason] : "other reason");
            },
            [](const protocol::data_changed& e) { return fmt::format("area {}", e.area); },
            [](const protocol::vendor_event& e) { return to_hex(e.data); },
            [](const protocol::session_taken&) {
                return std::string("another host has the handset");
            },
        },
        value);
}

// A whole payload decoded as T and told by `tell`, or its bytes.
template <class T, class Tell>
std::string told(bytes_view payload, Tell tell) {
    const auto decoded = T::decode(payload);
    return decoded ? tell(*decoded) : "malformed " + to_hex(payload);
}

std::string batch_words(const protocol::batch& all) {
    std::string text;
    for (const auto& item : all.items) {
        const auto one = protocol::decode_setting(item.code, item.payload);
        text += (text.empty() ? "" : "; ") + std::string(name_of(item.code)) + " " +
                (one ? in_words(*one) : "malformed");
    }
    return text;
}

std::string request_words(opcode code, bytes_view payload) {
    if (protocol::is_setting(code)) {
        const auto value = protocol::decode_setting(code, payload);
        return value ? in_words(*value) : "malformed " + to_hex(payload);
    }
    switch (code) {
        case opcode::hello:
            return told<protocol::hello>(payload, [](const auto& p) {
                return fmt::format("version {}.{}", p.major, p.minor);
            });
        case opcode::get_info:
            return told<protocol::get_info>(payload, [](const auto& p) {
                constexpr std::array<const char*, 4> pages{"limits", "names", "buttons", "areas"};
                const auto page = static_cast<std::size_t>(p.page);
                return fmt::format("{} from {}", page < 4 ? pages[page] : "page?", p.first);
            });
        case opcode::batch: return told<protocol::batch>(payload, batch_words);
        case opcode::dl_begin:
            return told<protocol::dl_begin>(payload, [](const auto& p) {
                return fmt::format("area {}, {} bytes, CRC {:08x}", p.area, p.size, p.crc);
            });
        case opcode::ul_read:
            return told<protocol::ul_read>(payload, [](const auto& p) {
                return fmt::format("area {}, {} bytes from {}", p.area, p.length, p.offset);
            });
        default: return payload.empty() ? std::string() : to_hex(payload);
    }
}

std::string answer_words(opcode code, status how, bytes_view payload) {
    if (how != status::ok) {
        const auto detail = protocol::decode_detail(how, payload);
        if (protocol::detail_size(how) == 0 || !detail) return {};
        const bool wait = how == status::pending || how == status::busy;
        return fmt::format("{}{}", *detail, wait ? " ms" : "");
    }
    if (code == opcode::hello) {
        return told<protocol::hello_answer>(payload, [](const auto& p) {
            return fmt::format("session {:02x}, window {}, messages up to {}, heartbeat {} ms",
                               p.session,
                               p.window,
                               p.max_message,
                               p.heartbeat_ms);
        });
    }
    return payload.empty() ? std::string() : to_hex(payload);
}

std::string with_colon(const std::string& head, const std::string& rest) {
    return rest.empty() ? head : head + ": " + rest;
}

// The name of the document, or the number of what it does not have.
template <class Code>
std::string name(Code code) {
    const auto known = name_of(code);
    return known.empty() ? fmt::format("{:#04x}", static_cast<unsigned>(code)) : std::string(known);
}

std::string frame_words(direction way, const protocol::frame& part) {
    const bool event = protocol::is_event(part.code);
    auto head = name(part.code);
    head += event ? fmt::format(" {}", part.sequence)
                  : fmt::format(" #{}.{}",
                                protocol::slot_of(part.sequence),
                                protocol::generation_of(part.sequence));
    const bool answer = way == direction::input && !event;
    const auto how = static_cast<status>(part.control);
    if (answer) head += " " + name(how);
    if (way == direction::output && (part.control & protocol::retry_flag) != 0) head += " again";
    if (part.data.size() != part.total) {
        return fmt::format("{}: bytes {} to {} of {}",
                           head,
                           part.offset,
                           part.offset + part.data.size() - 1,
                           part.total);
    }
    if (answer) return with_colon(head, answer_words(part.code, how, part.data));
    if (!event) return with_colon(head, request_words(part.code, part.data));
    const auto value = protocol::decode_event(part.code, part.data);
    return with_colon(head, value ? in_words(*value) : "malformed " + to_hex(part.data));
}

std::string telephony_words(const protocol::telephony_report& r) {
    constexpr std::array<const char*, 10> one_shots{"mute",
                                                    "flash",
                                                    "redial",
                                                    "hold",
                                                    "transfer",
                                                    "drop",
                                                    "conference",
                                                    "voice mail",
                                                    "feature",
                                                    "send"};
    std::string text = r.hook ? "off-hook" : "on-hook";
    if (r.speaker_phone) text += ", speaker on";
    for (std::size_t i = 0; i < one_shots.size(); ++i) {
        if ((r.one_shots >> i & 1U) != 0) text += std::string(", ") + one_shots[i];
    }
    if (r.keypad >= 1 && r.keypad <= 16) {
        text += std::string(", key ") + "0123456789*#ABCD"[r.keypad - 1];
    }
    if (r.programmable != 0) text += fmt::format(", buttons {:#x}", r.programmable);
    return text;
}

std::string standard_words(bytes_view report) {
    switch (static_cast<report_id>(report[0])) {
        case report_id::volume_keys:
            return told<protocol::volume_keys_report>(report, [](const auto& r) {
                return std::string("volume keys") + (r.up ? " up" : "") + (r.down ? " down" : "") +
                       (r.up || r.down ? "" : " released");
            });
        case report_id::telephony:
            return told<protocol::telephony_report>(
                report, [](const auto& r) { return "telephony: " + telephony_words(r); });
        case report_id::indicators:
            return told<protocol::indicators_report>(report, [](const auto& r) {
                return fmt::format("indicators {:#x}", r.indicators);
            });
        case report_id::display_control:
            return told<protocol::display_control_report>(report, [](const auto& r) {
                return fmt::format("display {}{}, brightness {}",
                                   r.enable ? "on" : "off",
                                   r.clear ? ", cleared" : "",
                                   r.brightness);
            });
        case report_id::display_text:
            return told<protocol::display_text_report>(report, [](const auto& r) {
                return fmt::format(
                    "text at {},{}: \"{}\"", r.row, r.column, protocol::to_utf8(r.text));
            });
        case report_id::display_status:
            return told<protocol::display_status_report>(
                report, [](const auto& r) { return fmt::format("display status {}", r.status); });
        case report_id::display_attributes:
            return told<protocol::display_attributes_report>(report, [](const auto& r) {
                return fmt::format("display of {} rows, {} columns", r.rows, r.columns);
            });
        case report_id::identity:
            return told<protocol::identity_report>(report, [](const auto& r) {
                return fmt::format("identity: protocol {}.{}, firmware {:08x}, capabilities {:#x}",
                                   r.major,
                                   r.minor,
                                   r.firmware,
                                   r.capabilities);
            });
        default: return fmt::format("unknown report {:02x}", report[0]);
    }
}

}  // namespace

std::string report_words(direction way, bytes_view report) {
    if (report.empty()) return "nothing";
    const auto id = static_cast<report_id>(report[0]);
    const auto frame =
        way == direction::input ? report_id::frame_to_host : report_id::frame_to_device;
    if (id != frame) return standard_words(report);
    const auto part = protocol::decode_frame(id, report);
    if (!part) return fmt::format("broken frame: {}", part.error().message());
    return frame_words(way, *part);
}

}  // namespace offhook::words
