// Every other function of tapi32: a program that names them must load, and none of them can do
// anything here. Flat tables of names. TAPI's own declarations are left out on purpose: no argument
// matters, and on 64-bit systems a callee may ignore them all.

#include <cstdint>

static_assert(sizeof(void*) == 8, "callees that ignore arguments need a caller that clears them");

#ifdef _WIN32
#define OFFHOOK_EXPORT extern "C" std::int32_t __stdcall
#else
#define OFFHOOK_EXPORT extern "C" __attribute__((visibility("default"))) std::int32_t
#endif

namespace {

/// LINEERR_OPERATIONUNAVAIL; for names without documentation too, whatever they return on Windows:
/// no false success.
constexpr auto unavailable = static_cast<std::int32_t>(0x80000049);
/// TAPIERR_NOREQUESTRECIPIENT: nobody takes requests (TAPI: tapiRequestMakeCall).
constexpr std::int32_t no_request_recipient = -2;
/// TAPIERR_REQUESTFAILED (TAPI: tapiGetLocationInfo).
constexpr std::int32_t request_failed = -16;

}  // namespace

// NOLINTBEGIN: the names are Microsoft's.

#define OFFHOOK_ANSWER(name, answer) \
    OFFHOOK_EXPORT name();           \
    OFFHOOK_EXPORT name() {          \
        return answer;               \
    }

// Of a call, by HCALL.
OFFHOOK_ANSWER(lineAccept, unavailable)
OFFHOOK_ANSWER(lineAddToConference, unavailable)
OFFHOOK_ANSWER(lineAnswer, unavailable)
OFFHOOK_ANSWER(lineBlindTransfer, unavailable)
OFFHOOK_ANSWER(lineBlindTransferA, unavailable)
OFFHOOK_ANSWER(lineBlindTransferW, unavailable)
OFFHOOK_ANSWER(lineCompleteCall, unavailable)
OFFHOOK_ANSWER(lineCompleteTransfer, unavailable)
OFFHOOK_ANSWER(lineDeallocateCall, unavailable)
OFFHOOK_ANSWER(lineDial, unavailable)
OFFHOOK_ANSWER(lineDialA, unavailable)
OFFHOOK_ANSWER(lineDialW, unavailable)
OFFHOOK_ANSWER(lineDrop, unavailable)
OFFHOOK_ANSWER(lineGatherDigits, unavailable)
OFFHOOK_ANSWER(lineGatherDigitsA, unavailable)
OFFHOOK_ANSWER(lineGatherDigitsW, unavailable)
OFFHOOK_ANSWER(lineGenerateDigits, unavailable)
OFFHOOK_ANSWER(lineGenerateDigitsA, unavailable)
OFFHOOK_ANSWER(lineGenerateDigitsW, unavailable)
OFFHOOK_ANSWER(lineGenerateTone, unavailable)
OFFHOOK_ANSWER(lineGetCallInfo, unavailable)
OFFHOOK_ANSWER(lineGetCallInfoA, unavailable)
OFFHOOK_ANSWER(lineGetCallInfoW, unavailable)
OFFHOOK_ANSWER(lineGetCallStatus, unavailable)
OFFHOOK_ANSWER(lineGetConfRelatedCalls, unavailable)
OFFHOOK_ANSWER(lineHandoff, unavailable)
OFFHOOK_ANSWER(lineHandoffA, unavailable)
OFFHOOK_ANSWER(lineHandoffW, unavailable)
OFFHOOK_ANSWER(lineHold, unavailable)
OFFHOOK_ANSWER(lineMonitorDigits, unavailable)
OFFHOOK_ANSWER(lineMonitorMedia, unavailable)
OFFHOOK_ANSWER(lineMonitorTones, unavailable)
OFFHOOK_ANSWER(linePark, unavailable)
OFFHOOK_ANSWER(lineParkA, unavailable)
OFFHOOK_ANSWER(lineParkW, unavailable)
OFFHOOK_ANSWER(linePrepareAddToConference, unavailable)
OFFHOOK_ANSWER(linePrepareAddToConferenceA, unavailable)
OFFHOOK_ANSWER(linePrepareAddToConferenceW, unavailable)
OFFHOOK_ANSWER(lineRedirect, unavailable)
OFFHOOK_ANSWER(lineRedirectA, unavailable)
OFFHOOK_ANSWER(lineRedirectW, unavailable)
OFFHOOK_ANSWER(lineReleaseUserUserInfo, unavailable)
OFFHOOK_ANSWER(lineRemoveFromConference, unavailable)
OFFHOOK_ANSWER(lineSecureCall, unavailable)
OFFHOOK_ANSWER(lineSendUserUserInfo, unavailable)
OFFHOOK_ANSWER(lineSetAppSpecific, unavailable)
OFFHOOK_ANSWER(lineSetCallData, unavailable)
OFFHOOK_ANSWER(lineSetCallParams, unavailable)
OFFHOOK_ANSWER(lineSetCallPrivilege, unavailable)
OFFHOOK_ANSWER(lineSetCallQualityOfService, unavailable)
OFFHOOK_ANSWER(lineSetCallTreatment, unavailable)
OFFHOOK_ANSWER(lineSetMediaMode, unavailable)
OFFHOOK_ANSWER(lineSetupConference, unavailable)
OFFHOOK_ANSWER(lineSetupConferenceA, unavailable)
OFFHOOK_ANSWER(lineSetupConferenceW, unavailable)
OFFHOOK_ANSWER(lineSetupTransfer, unavailable)
OFFHOOK_ANSWER(lineSetupTransferA, unavailable)
OFFHOOK_ANSWER(lineSetupTransferW, unavailable)
OFFHOOK_ANSWER(lineSwapHold, unavailable)
OFFHOOK_ANSWER(lineUnhold, unavailable)

// Of an open line, by HLINE.
OFFHOOK_ANSWER(lineAgentSpecific, unavailable)
OFFHOOK_ANSWER(lineClose, unavailable)
OFFHOOK_ANSWER(lineCreateAgentA, unavailable)
OFFHOOK_ANSWER(lineCreateAgentSessionA, unavailable)
OFFHOOK_ANSWER(lineCreateAgentSessionW, unavailable)
OFFHOOK_ANSWER(lineCreateAgentW, unavailable)
OFFHOOK_ANSWER(lineDevSpecific, unavailable)
OFFHOOK_ANSWER(lineDevSpecificFeature, unavailable)
OFFHOOK_ANSWER(lineForward, unavailable)
OFFHOOK_ANSWER(lineForwardA, unavailable)
OFFHOOK_ANSWER(lineForwardW, unavailable)
OFFHOOK_ANSWER(lineGetAddressID, unavailable)
OFFHOOK_ANSWER(lineGetAddressIDA, unavailable)
OFFHOOK_ANSWER(lineGetAddressIDW, unavailable)
OFFHOOK_ANSWER(lineGetAddressStatus, unavailable)
OFFHOOK_ANSWER(lineGetAddressStatusA, unavailable)
OFFHOOK_ANSWER(lineGetAddressStatusW, unavailable)
OFFHOOK_ANSWER(lineGetAgentActivityListA, unavailable)
OFFHOOK_ANSWER(lineGetAgentActivityListW, unavailable)
OFFHOOK_ANSWER(lineGetAgentGroupListA, unavailable)
OFFHOOK_ANSWER(lineGetAgentGroupListW, unavailable)
OFFHOOK_ANSWER(lineGetAgentInfo, unavailable)
OFFHOOK_ANSWER(lineGetAgentSessionInfo, unavailable)
OFFHOOK_ANSWER(lineGetAgentSessionList, unavailable)
OFFHOOK_ANSWER(lineGetAgentStatusA, unavailable)
OFFHOOK_ANSWER(lineGetAgentStatusW, unavailable)
OFFHOOK_ANSWER(lineGetGroupListA, unavailable)
OFFHOOK_ANSWER(lineGetGroupListW, unavailable)
OFFHOOK_ANSWER(lineGetID, unavailable)
OFFHOOK_ANSWER(lineGetIDA, unavailable)
OFFHOOK_ANSWER(lineGetIDW, unavailable)
OFFHOOK_ANSWER(lineGetLineDevStatus, unavailable)
OFFHOOK_ANSWER(lineGetLineDevStatusA, unavailable)
OFFHOOK_ANSWER(lineGetLineDevStatusW, unavailable)
OFFHOOK_ANSWER(lineGetNewCalls, unavailable)
OFFHOOK_ANSWER(lineGetNumRings, unavailable)
OFFHOOK_ANSWER(lineGetQueueInfo, unavailable)
OFFHOOK_ANSWER(lineGetQueueListA, unavailable)
OFFHOOK_ANSWER(lineGetQueueListW, unavailable)
OFFHOOK_ANSWER(lineGetStatusMessages, unavailable)
OFFHOOK_ANSWER(lineMakeCall, unavailable)
OFFHOOK_ANSWER(lineMakeCallA, unavailable)
OFFHOOK_ANSWER(lineMakeCallW, unavailable)
OFFHOOK_ANSWER(linePickup, unavailable)
OFFHOOK_ANSWER(linePickupA, unavailable)
OFFHOOK_ANSWER(linePickupW, unavailable)
OFFHOOK_ANSWER(lineProxyMessage, unavailable)
OFFHOOK_ANSWER(lineProxyResponse, unavailable)
OFFHOOK_ANSWER(lineSetAgentActivity, unavailable)
OFFHOOK_ANSWER(lineSetAgentGroup, unavailable)
OFFHOOK_ANSWER(lineSetAgentMeasurementPeriod, unavailable)
OFFHOOK_ANSWER(lineSetAgentSessionState, unavailable)
OFFHOOK_ANSWER(lineSetAgentState, unavailable)
OFFHOOK_ANSWER(lineSetAgentStateEx, unavailable)
OFFHOOK_ANSWER(lineSetLineDevStatus, unavailable)
OFFHOOK_ANSWER(lineSetMediaControl, unavailable)
OFFHOOK_ANSWER(lineSetNumRings, unavailable)
OFFHOOK_ANSWER(lineSetQueueMeasurementPeriod, unavailable)
OFFHOOK_ANSWER(lineSetStatusMessages, unavailable)
OFFHOOK_ANSWER(lineSetTerminal, unavailable)
OFFHOOK_ANSWER(lineUncompleteCall, unavailable)
OFFHOOK_ANSWER(lineUnpark, unavailable)
OFFHOOK_ANSWER(lineUnparkA, unavailable)
OFFHOOK_ANSWER(lineUnparkW, unavailable)

// Of a line device, by HLINEAPP and ID.
OFFHOOK_ANSWER(lineGetAddressCaps, unavailable)
OFFHOOK_ANSWER(lineGetAddressCapsA, unavailable)
OFFHOOK_ANSWER(lineGetAddressCapsW, unavailable)
OFFHOOK_ANSWER(lineGetAgentCapsA, unavailable)
OFFHOOK_ANSWER(lineGetAgentCapsW, unavailable)
OFFHOOK_ANSWER(lineGetProxyStatus, unavailable)
OFFHOOK_ANSWER(lineSetTollList, unavailable)
OFFHOOK_ANSWER(lineSetTollListA, unavailable)
OFFHOOK_ANSWER(lineSetTollListW, unavailable)

// Of a line device, by ID alone.
OFFHOOK_ANSWER(lineConfigDialog, unavailable)
OFFHOOK_ANSWER(lineConfigDialogA, unavailable)
OFFHOOK_ANSWER(lineConfigDialogEdit, unavailable)
OFFHOOK_ANSWER(lineConfigDialogEditA, unavailable)
OFFHOOK_ANSWER(lineConfigDialogEditW, unavailable)
OFFHOOK_ANSWER(lineConfigDialogW, unavailable)
OFFHOOK_ANSWER(lineGetDevConfig, unavailable)
OFFHOOK_ANSWER(lineGetDevConfigA, unavailable)
OFFHOOK_ANSWER(lineGetDevConfigW, unavailable)
OFFHOOK_ANSWER(lineGetIcon, unavailable)
OFFHOOK_ANSWER(lineGetIconA, unavailable)
OFFHOOK_ANSWER(lineGetIconW, unavailable)
OFFHOOK_ANSWER(lineSetDevConfig, unavailable)
OFFHOOK_ANSWER(lineSetDevConfigA, unavailable)
OFFHOOK_ANSWER(lineSetDevConfigW, unavailable)

// Of an application: numbers, requests and locations are the business of lines.
OFFHOOK_ANSWER(lineGetRequest, unavailable)
OFFHOOK_ANSWER(lineGetRequestA, unavailable)
OFFHOOK_ANSWER(lineGetRequestW, unavailable)
OFFHOOK_ANSWER(lineGetTranslateCaps, unavailable)
OFFHOOK_ANSWER(lineGetTranslateCapsA, unavailable)
OFFHOOK_ANSWER(lineGetTranslateCapsW, unavailable)
OFFHOOK_ANSWER(lineRegisterRequestRecipient, unavailable)
OFFHOOK_ANSWER(lineSetCurrentLocation, unavailable)
OFFHOOK_ANSWER(lineTranslateAddress, unavailable)
OFFHOOK_ANSWER(lineTranslateAddressA, unavailable)
OFFHOOK_ANSWER(lineTranslateAddressW, unavailable)
OFFHOOK_ANSWER(lineTranslateDialog, unavailable)
OFFHOOK_ANSWER(lineTranslateDialogA, unavailable)
OFFHOOK_ANSWER(lineTranslateDialogW, unavailable)

// Of the system: priorities and countries.
OFFHOOK_ANSWER(lineGetAppPriority, unavailable)
OFFHOOK_ANSWER(lineGetAppPriorityA, unavailable)
OFFHOOK_ANSWER(lineGetAppPriorityW, unavailable)
OFFHOOK_ANSWER(lineGetCountry, unavailable)
OFFHOOK_ANSWER(lineGetCountryA, unavailable)
OFFHOOK_ANSWER(lineGetCountryW, unavailable)
OFFHOOK_ANSWER(lineSetAppPriority, unavailable)
OFFHOOK_ANSWER(lineSetAppPriorityA, unavailable)
OFFHOOK_ANSWER(lineSetAppPriorityW, unavailable)

// Assisted telephony: nobody takes requests.
OFFHOOK_ANSWER(tapiRequestMakeCall, no_request_recipient)
OFFHOOK_ANSWER(tapiRequestMakeCallA, no_request_recipient)
OFFHOOK_ANSWER(tapiRequestMakeCallW, no_request_recipient)
OFFHOOK_ANSWER(tapiRequestMediaCall, no_request_recipient)
OFFHOOK_ANSWER(tapiRequestMediaCallA, no_request_recipient)
OFFHOOK_ANSWER(tapiRequestMediaCallW, no_request_recipient)

// And what is left of it.
OFFHOOK_ANSWER(tapiGetLocationInfo, request_failed)
OFFHOOK_ANSWER(tapiGetLocationInfoA, request_failed)
OFFHOOK_ANSWER(tapiGetLocationInfoW, request_failed)
OFFHOOK_ANSWER(tapiRequestDrop, request_failed)

// What only Windows' own programs call: no document has them, nor does tapi.h.
OFFHOOK_ANSWER(GetTapi16CallbackMsg, unavailable)
OFFHOOK_ANSWER(LAddrParamsInited, unavailable)
OFFHOOK_ANSWER(LOpenDialAsst, unavailable)
OFFHOOK_ANSWER(LocWizardDlgProc, unavailable)
OFFHOOK_ANSWER(MMCAddProvider, unavailable)
OFFHOOK_ANSWER(MMCConfigProvider, unavailable)
OFFHOOK_ANSWER(MMCGetAvailableProviders, unavailable)
OFFHOOK_ANSWER(MMCGetDeviceFlags, unavailable)
OFFHOOK_ANSWER(MMCGetLineInfo, unavailable)
OFFHOOK_ANSWER(MMCGetLineStatus, unavailable)
OFFHOOK_ANSWER(MMCGetPhoneInfo, unavailable)
OFFHOOK_ANSWER(MMCGetPhoneStatus, unavailable)
OFFHOOK_ANSWER(MMCGetProviderList, unavailable)
OFFHOOK_ANSWER(MMCGetServerConfig, unavailable)
OFFHOOK_ANSWER(MMCInitialize, unavailable)
OFFHOOK_ANSWER(MMCRemoveProvider, unavailable)
OFFHOOK_ANSWER(MMCSetLineInfo, unavailable)
OFFHOOK_ANSWER(MMCSetPhoneInfo, unavailable)
OFFHOOK_ANSWER(MMCSetServerConfig, unavailable)
OFFHOOK_ANSWER(MMCShutdown, unavailable)
OFFHOOK_ANSWER(NonAsyncEventThread, unavailable)
OFFHOOK_ANSWER(TAPIWndProc, unavailable)
OFFHOOK_ANSWER(internalConfig, unavailable)
OFFHOOK_ANSWER(internalCreateDefLocation, unavailable)
OFFHOOK_ANSWER(internalNewLocationW, unavailable)
OFFHOOK_ANSWER(internalPerformance, unavailable)
OFFHOOK_ANSWER(internalRemoveLocation, unavailable)
OFFHOOK_ANSWER(internalRenameLocationW, unavailable)

// NOLINTEND
