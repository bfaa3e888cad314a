#pragma once

#include "driver/handset.hpp"
#include "tsp/tspi.hpp"

#include <array>
#include <cstdint>
#include <vector>

namespace offhook::tsp {

/// One PHONEEVENT without its handle.
struct phone_message {
    DWORD message = 0;
    DWORD_PTR p1 = 0;
    DWORD_PTR p2 = 0;
    DWORD_PTR p3 = 0;

    bool operator==(const phone_message&) const = default;
};

/// What the host wants to be told; all off until it says so (TSPI: TSPI_phoneSetStatusMessages).
struct status_masks {
    DWORD states = 0;         ///< PHONESTATE_
    DWORD button_modes = 0;   ///< PHONEBUTTONMODE_; 0: no button messages
    DWORD button_states = 0;  ///< PHONEBUTTONSTATE_; counts only with modes
};

/// 0, or the PHONEERR of an undefined flag, or of modes without states. Flags that no handset ever
/// reports are fine (tspi-phone.md §4.3).
[[nodiscard]] DWORD check_masks(const status_masks& masks);

/// Turns what a handset tells into PHONEEVENTs for one open phone, as its version has them, and
/// leaves out what the host does not want. On the driver's thread.
class event_translator {
public:
    explicit event_translator(DWORD version) : version_(version) {}

    /// `mode` is the PHONEBUTTONMODE_ of the button that a button event names.
    [[nodiscard]] std::vector<phone_message> translate(const engine::handset_event& event,
                                                       DWORD mode,
                                                       const status_masks& masks);

private:
    [[nodiscard]] phone_message button_message(const protocol::button_event& event, DWORD mode);
    [[nodiscard]] phone_message caps_change() const;

    DWORD version_;
    /// Mode under which each button went down. Its up is told under the same one, so that a mask
    /// never lets only half of a press through when SetButtonInfo comes in between.
    std::array<std::uint8_t, 256> held_{};
};

/// Bytes from the handset for the maker's application (TSPI: PHONE_DEVSPECIFIC, which leaves the
/// parameters to us), in as many messages as it takes:
/// p1 = ID of the DevSpecific request that they answer, 0 when the handset sent them by itself;
/// p2 = length of the whole in the low word, offset of this piece in the high word;
/// p3 = the piece, up to sizeof(DWORD_PTR) bytes, the first one lowest.
/// None for no bytes. The messages come before the request's completion.
[[nodiscard]] std::vector<phone_message> vendor_messages(DRV_REQUESTID request,
                                                         protocol::bytes_view data);

}  // namespace offhook::tsp
