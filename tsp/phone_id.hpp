#pragma once

#include "driver/handset.hpp"
#include "tsp/tspi.hpp"
#include "tsp/wave_devices.hpp"

#include <string>

namespace offhook::tsp {

/// Classes that TSPI_phoneGetID answers for this handset, each with its terminating 0 and one more
/// at the end, as PHONECAPS has them: "tapi/phone", and "wave/in", "wave/out", "wave/in/out" as far
/// as the handset says that it has audio (firmware-protocol.md §7.2). Null: never connected.
[[nodiscard]] std::u16string device_classes(const engine::handset_profile* profile);

/// What TSPI_phoneGetID is asked.
struct id_question {
    std::u16string_view device_class;
    DWORD device = 0;  ///< the phone's own device ID
};

/// TSPI: TSPI_phoneGetID. One DWORD in binary form, two for "wave/in/out": in, then out.
/// 0, or PHONEERR_INVALDEVICECLASS for a class that this handset does not have;
/// PHONEERR_RESOURCEUNAVAIL when the computer has no such wave device (now);
/// PHONEERR_OPERATIONFAILED with nothing written when not even the fixed part fits.
[[nodiscard]] DWORD write_id(VARSTRING* target,
                             const id_question& question,
                             const engine::handset_profile* profile,
                             const wave_devices& waves);

}  // namespace offhook::tsp
