#include "tsp/result.hpp"
#include "tsp/ui/dialogs.hpp"

namespace offhook::tsp::ui {

/// There is no dialog. The list has no OPERATIONUNAVAIL (tspi-phone.md §2.1).
LONG show_provider_config(TUISPIDLLCALLBACK /*callback*/, HWND /*owner*/, DWORD /*provider*/) {
    return to_result(LINEERR_OPERATIONFAILED);
}

LONG show_phone_config(TUISPIDLLCALLBACK /*callback*/, HWND /*owner*/, DWORD /*device*/) {
    return to_result(PHONEERR_OPERATIONUNAVAIL);
}

LONG show_provider_install(TUISPIDLLCALLBACK /*callback*/, HWND /*owner*/, DWORD /*provider*/) {
    return 0;
}

LONG show_provider_remove(HWND /*owner*/) {
    return 0;
}

}  // namespace offhook::tsp::ui
