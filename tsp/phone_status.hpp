#pragma once

#include "tsp/phone_view.hpp"
#include "tsp/tspi.hpp"

namespace offhook::tsp {

// The structures that tell how a phone stands, as the negotiated version has them. Each returns 0,
// or PHONEERR_OPERATIONFAILED with nothing written when not even the fixed part fits; a host has
// refused that before (tspi-phone.md §6.4).

/// TSPI: TSPI_phoneGetStatus. Also of a phone that is not connected: then as last known, without
/// CONNECTED and without features. What belongs to the host is left alone.
[[nodiscard]] DWORD write_status(PHONESTATUS* target, DWORD version, const phone_view& view);

/// TSPI: TSPI_phoneGetButtonInfo. The view is of a connected phone.
[[nodiscard]] DWORD write_button_info(PHONEBUTTONINFO* target,
                                      DWORD version,
                                      const phone_view& view,
                                      DWORD id);

/// TSPI: TSPI_phoneGetDisplay. Rows times columns UTF-16 units, row by row, an empty place is a
/// space; no terminator, as every place is told. The view is of a connected phone.
[[nodiscard]] DWORD write_display(VARSTRING* target, const phone_view& view);

}  // namespace offhook::tsp
