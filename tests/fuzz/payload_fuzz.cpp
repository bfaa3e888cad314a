#include "driver/protocol/batch.hpp"
#include "driver/protocol/data_area.hpp"
#include "driver/protocol/event.hpp"
#include "driver/protocol/handset_state.hpp"
#include "driver/protocol/hello.hpp"
#include "driver/protocol/info.hpp"
#include "tests/fuzz/round_trip.hpp"

using namespace offhook::protocol;

namespace {

struct any_event {
    opcode code;
    void check(bytes_view payload) const {
        const auto value = decode_event(code, payload);
        if (!value) return;
        const auto again = decode_event(opcode_of(*value), encode_event(*value));
        offhook::fuzz::require(again && *again == *value, "an event encodes to its equal");
    }
};

struct any_setting {
    opcode code;
    void check(bytes_view payload) const {
        const auto value = decode_setting(code, payload);
        if (!value) return;
        const auto again = decode_setting(opcode_of(*value), encode_setting(*value));
        offhook::fuzz::require(again && *again == *value, "a setting encodes to its equal");
    }
};

void check_detail(status code, bytes_view payload) {
    const auto detail = decode_detail(code, payload);
    if (!detail) return;
    const auto again = decode_detail(code, encode_detail(code, *detail));
    offhook::fuzz::require(again == detail, "a detail encodes to its equal");
}

void check_requests(bytes_view payload) {
    offhook::fuzz::check_round_trips<hello,
                                     get_info,
                                     lamp_setting,
                                     ring_setting,
                                     hook_setting,
                                     volume_setting,
                                     gain_setting,
                                     display_setting,
                                     button_setting,
                                     batch,
                                     dl_begin,
                                     dl_data,
                                     area_number,
                                     ul_read>(payload);
}

void check_answers(bytes_view payload) {
    offhook::fuzz::check_round_trips<hello_answer,
                                     info_limits,
                                     info_names,
                                     info_buttons,
                                     info_areas,
                                     handset_state,
                                     batch_answer,
                                     dl_data_answer,
                                     ul_read_answer>(payload);
}

}  // namespace

// The first byte is the opcode (or a status), the others are the payload of a request, an answer or
// an event; every decoder gets them.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const bytes_view payload(data + 1, size - 1);
    any_event{static_cast<opcode>(data[0])}.check(payload);
    any_setting{static_cast<opcode>(data[0])}.check(payload);
    check_detail(static_cast<status>(data[0]), payload);
    check_requests(payload);
    check_answers(payload);
    return 0;
}
