#pragma once

#include "tsp/phone_view.hpp"
#include "tsp/tspi.hpp"

namespace offhook::tsp {

// The Get functions that answer with numbers or bytes (tspi-phone.md §2.3). The view is of a
// connected phone; nothing is asked of the device. Each returns 0 or a PHONEERR, and
// PHONEERR_OPERATIONUNAVAIL for what the handset does not have.

/// TSPI: TSPI_phoneGetVolume, TSPI_phoneGetGain. Exactly one device.
[[nodiscard]] DWORD get_volume(const phone_view& view, DWORD device, DWORD& level);
[[nodiscard]] DWORD get_gain(const phone_view& view, DWORD device, DWORD& level);

/// TSPI: TSPI_phoneGetHookSwitch. A mask of the devices that are off-hook, no mode.
[[nodiscard]] DWORD get_hook_switch(const phone_view& view, DWORD& devices);

/// TSPI: TSPI_phoneGetLamp.
[[nodiscard]] DWORD get_lamp(const phone_view& view, DWORD id, DWORD& mode);

/// TSPI: TSPI_phoneGetRing. Mode 0: it does not ring.
[[nodiscard]] DWORD get_ring(const phone_view& view, DWORD& mode, DWORD& volume);

/// TSPI: TSPI_phoneGetData. At most `size` bytes of the area; what is behind its content stays as
/// it is. PHONEERR_RESOURCEUNAVAIL until the driver has read the area after connecting.
[[nodiscard]] DWORD get_data(const phone_view& view, DWORD id, void* data, DWORD size);

}  // namespace offhook::tsp
