#pragma once

#include "tsp/identity.hpp"
#include "tsp/phone_view.hpp"
#include "tsp/tspi.hpp"

namespace offhook::tsp {

/// Which members there are.
struct caps_versions {
    DWORD tspi = 0;
    DWORD extension = 0;  ///< 0: no extension
};

/// TSPI: TSPI_phoneGetDevCaps: what the phone is, as the given version has it. Of a phone that was
/// never connected only who it is; the rest comes with PHONESTATE_CAPSCHANGE. What the extension
/// adds (extension.hpp) is there in its version only. Returns 0, or PHONEERR_OPERATIONFAILED with
/// nothing written when not even the fixed part fits.
[[nodiscard]] DWORD write_caps(PHONECAPS* target,
                               const caps_versions& versions,
                               const phone_identity& identity,
                               const phone_view& view);

/// PHONESTATE_ flags that this phone may report; null: one that was never connected.
[[nodiscard]] DWORD reported_states(const engine::handset_profile* profile, DWORD version);

}  // namespace offhook::tsp
