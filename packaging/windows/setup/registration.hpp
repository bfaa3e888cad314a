#pragma once

#include "packaging/windows/setup/provider_list.hpp"

namespace offhook::setup {

/// How a provider came into TAPI's list or out of it.
enum class registered {
    already,   ///< it was so before
    by_tapi,   ///< a running telephony service knows
    directly,  ///< in the registry; a running telephony service finds out when it starts again
};

/// Puts offhook.tsp into TAPI's list: asks TAPI, looks whether it did so, and otherwise writes the
/// list itself. Says what it did on standard output. Throws setup_error.
registered register_provider();

/// Takes every entry of it out, the same way.
registered unregister_provider();

}  // namespace offhook::setup
