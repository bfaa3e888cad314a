#pragma once

#include "packaging/windows/setup/provider_list.hpp"

namespace offhook::setup {

/// TAPI's list as it is now, in its key Telephony/Providers (tspi-phone.md §1.3); empty without the
/// key. Throws setup_error.
[[nodiscard]] provider_list read_providers();

/// Replaces the list. Other values of the key stay. Rows are written before their count grows, and
/// the count shrinks before rows go, so that a reader never finds a row missing. Throws
/// setup_error.
void write_providers(const provider_list& list);

/// Removes what TAPI keeps of one provider beside the list, Telephony\ProviderN; no error if there
/// is nothing.
void forget_provider(std::uint32_t id);

}  // namespace offhook::setup
