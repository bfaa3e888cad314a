#pragma once

#include "tsp/tspi.hpp"

namespace offhook::tapi::broken {

/// Both take the host's callback and give the one for the real provider, which breaks the rule. Of
/// the completion callbacks of a session the first one counts, as TSPI_providerInit demands.
ASYNC_COMPLETION spoil_completions(ASYNC_COMPLETION host);
PHONEEVENT spoil_events(PHONEEVENT host);

/// The phone that events are told of when the provider makes them up.
void remember(HTAPIPHONE phone);

/// What an operation returns in the place of the real one's result.
LONG spoil_return(DRV_REQUESTID request, LONG returned);

/// After the real TSPI_phoneClose returned.
void after_close();

/// Before the real TSPI_providerShutdown: nothing runs on afterwards.
void before_shutdown();

}  // namespace offhook::tapi::broken
