#include "driver/engine/timing.hpp"

namespace offhook::engine {

const request_timing& timing::of(protocol::opcode code) const {
    using protocol::opcode;
    switch (code) {
        case opcode::hello:
        case opcode::ping:
        case opcode::cancel:
        case opcode::bye: return link;
        case opcode::dl_begin:
        case opcode::dl_end: return commit;
        case opcode::lamp:
        case opcode::ring:
        case opcode::hook:
        case opcode::volume:
        case opcode::gain:
        case opcode::set_button:
        case opcode::batch: return setting;
        default: return slow;
    }
}

}  // namespace offhook::engine
