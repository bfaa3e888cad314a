#include "driver/protocol/standard_report.hpp"
#include "tests/fuzz/round_trip.hpp"

using namespace offhook::protocol;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    offhook::fuzz::check_round_trips<volume_keys_report,
                                     telephony_report,
                                     indicators_report,
                                     display_attributes_report,
                                     display_control_report,
                                     display_text_report,
                                     display_status_report,
                                     identity_report>({data, size});
    return 0;
}
