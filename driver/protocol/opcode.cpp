#include "driver/protocol/opcode.hpp"

namespace offhook::protocol {

std::string_view name_of(opcode code) noexcept {
    switch (code) {
        case opcode::hello: return "HELLO";
        case opcode::get_info: return "GET_INFO";
        case opcode::ping: return "PING";
        case opcode::cancel: return "CANCEL";
        case opcode::get_state: return "GET_STATE";
        case opcode::bye: return "BYE";
        case opcode::lamp: return "LAMP";
        case opcode::ring: return "RING";
        case opcode::hook: return "HOOK";
        case opcode::volume: return "VOLUME";
        case opcode::gain: return "GAIN";
        case opcode::display: return "DISPLAY";
        case opcode::set_button: return "SET_BUTTON";
        case opcode::get_button: return "GET_BUTTON";
        case opcode::batch: return "BATCH";
        case opcode::vendor: return "VENDOR";
        case opcode::dl_begin: return "DL_BEGIN";
        case opcode::dl_data: return "DL_DATA";
        case opcode::dl_end: return "DL_END";
        case opcode::dl_abort: return "DL_ABORT";
        case opcode::ul_read: return "UL_READ";
        case opcode::button_event: return "BUTTON";
        case opcode::hook_changed: return "HOOK_CHANGED";
        case opcode::level_changed: return "LEVEL_CHANGED";
        case opcode::state_changed: return "STATE_CHANGED";
        case opcode::lost: return "LOST";
        case opcode::reset: return "RESET";
        case opcode::data_changed: return "DATA_CHANGED";
        case opcode::vendor_event: return "VENDOR_EVENT";
        case opcode::taken: return "TAKEN";
    }
    return {};
}

}  // namespace offhook::protocol
