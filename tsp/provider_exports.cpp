#include "tsp/provider.hpp"
#include "tsp/tspi_guard.hpp"
#include "tsp/versions.hpp"

using offhook::tsp::operation;
using offhook::tsp::phone_guard;
using offhook::tsp::provider_guard;
using offhook::tsp::the_provider;
using offhook::tsp::to_result;

LONG TSPIAPI TSPI_lineNegotiateTSPIVersion(DWORD dwDeviceID,
                                           DWORD dwLowVersion,
                                           DWORD dwHighVersion,
                                           LPDWORD lpdwTSPIVersion) {
    // There are no lines: only the question to the whole provider has an answer.
    return provider_guard("NegotiateTSPIVersion", [&] {
        if (dwDeviceID != INITIALIZE_NEGOTIATION) return to_result(LINEERR_OPERATIONUNAVAIL);
        const auto best = offhook::tsp::negotiate(dwLowVersion, dwHighVersion);
        if (!best) return to_result(LINEERR_INCOMPATIBLEAPIVERSION);
        *lpdwTSPIVersion = *best;
        return LONG{0};
    });
}

LONG TSPIAPI TSPI_providerEnumDevices(DWORD /*dwPermanentProviderID*/,
                                      LPDWORD lpdwNumLines,
                                      LPDWORD lpdwNumPhones,
                                      HPROVIDER hProvider,
                                      LINEEVENT /*lpfnLineCreateProc*/,
                                      PHONEEVENT lpfnPhoneCreateProc) {
    return provider_guard("EnumDevices", [&] {
        *lpdwNumLines = 0;
        return the_provider().enumerate({hProvider, lpfnPhoneCreateProc}, *lpdwNumPhones);
    });
}

LONG TSPIAPI TSPI_providerInit(DWORD dwTSPIVersion,
                               DWORD dwPermanentProviderID,
                               DWORD /*dwLineDeviceIDBase*/,
                               DWORD dwPhoneDeviceIDBase,
                               DWORD_PTR /*dwNumLines*/,
                               DWORD_PTR dwNumPhones,
                               ASYNC_COMPLETION lpfnCompletionProc,
                               LPDWORD lpdwTSPIOptions) {
    return provider_guard("Init", [&] {
        *lpdwTSPIOptions = 0;  // calls may come from several threads at once
        return the_provider().init({dwTSPIVersion,
                                    dwPermanentProviderID,
                                    dwPhoneDeviceIDBase,
                                    dwNumPhones,
                                    lpfnCompletionProc});
    });
}

LONG TSPIAPI TSPI_providerShutdown(DWORD /*dwTSPIVersion*/, DWORD dwPermanentProviderID) {
    return provider_guard("Shutdown",
                          [&] { return the_provider().shut_down(dwPermanentProviderID); });
}

LONG TSPIAPI TSPI_providerCreatePhoneDevice(DWORD_PTR dwTempID, DWORD dwDeviceID) {
    return phone_guard(operation::create_device,
                       [&] { return the_provider().create_device(dwTempID, dwDeviceID); });
}

// Never called by TAPI 2.0 or later; the control panel looks whether they are exported
// (tspi-phone.md §1.4).

LONG TSPIAPI TSPI_providerInstall(HWND /*hwndOwner*/, DWORD /*dwPermanentProviderID*/) {
    return 0;
}

LONG TSPIAPI TSPI_providerRemove(HWND /*hwndOwner*/, DWORD /*dwPermanentProviderID*/) {
    return 0;
}

LONG TSPIAPI TSPI_providerConfig(HWND /*hwndOwner*/, DWORD /*dwPermanentProviderID*/) {
    return 0;
}
