#pragma once

#include "tsp/tspi_types.hpp"

// The entry points of a phone provider, for platforms without tspi.h. Include "tsp/tspi.hpp". What
// each one owes its host is in tspi-phone.md §2; S = synchronous (0 or a negative error), A =
// asynchronous (dwRequestID, never 0, or a negative error; then exactly one ASYNC_COMPLETION).

// NOLINTBEGIN: the names are Microsoft's.

// A provider's entry points are found by name, so they are visible whatever the module's default.
#pragma GCC visibility push(default)

extern "C" {

// Provider functions, all S; errors are LINEERR_*.

/// Mandatory also without lines: dwDeviceID INITIALIZE_NEGOTIATION speaks for the whole provider.
LONG TSPIAPI TSPI_lineNegotiateTSPIVersion(DWORD dwDeviceID,
                                           DWORD dwLowVersion,
                                           DWORD dwHighVersion,
                                           LPDWORD lpdwTSPIVersion);
LONG TSPIAPI TSPI_providerEnumDevices(DWORD dwPermanentProviderID,
                                      LPDWORD lpdwNumLines,
                                      LPDWORD lpdwNumPhones,
                                      HPROVIDER hProvider,
                                      LINEEVENT lpfnLineCreateProc,
                                      PHONEEVENT lpfnPhoneCreateProc);
LONG TSPIAPI TSPI_providerInit(DWORD dwTSPIVersion,
                               DWORD dwPermanentProviderID,
                               DWORD dwLineDeviceIDBase,
                               DWORD dwPhoneDeviceIDBase,
                               DWORD_PTR dwNumLines,
                               DWORD_PTR dwNumPhones,
                               ASYNC_COMPLETION lpfnCompletionProc,
                               LPDWORD lpdwTSPIOptions);
LONG TSPIAPI TSPI_providerShutdown(DWORD dwTSPIVersion, DWORD dwPermanentProviderID);
LONG TSPIAPI TSPI_providerCreateLineDevice(DWORD_PTR dwTempID, DWORD dwDeviceID);
/// Errors are PHONEERR_*. Called for a PHONE_CREATE only.
LONG TSPIAPI TSPI_providerCreatePhoneDevice(DWORD_PTR dwTempID, DWORD dwDeviceID);
/// Obsolete and never called; the control panel tests whether these three are exported.
LONG TSPIAPI TSPI_providerInstall(HWND hwndOwner, DWORD dwPermanentProviderID);
LONG TSPIAPI TSPI_providerRemove(HWND hwndOwner, DWORD dwPermanentProviderID);
LONG TSPIAPI TSPI_providerConfig(HWND hwndOwner, DWORD dwPermanentProviderID);
/// The buffer holds at least MAX_PATH (260) characters.
LONG TSPIAPI TSPI_providerUIIdentify(LPWSTR lpszUIDLLName);
LONG TSPIAPI TSPI_providerGenericDialogData(DWORD_PTR dwObjectID,
                                            DWORD dwObjectType,
                                            LPVOID lpParams,
                                            DWORD dwSize);
LONG TSPIAPI TSPI_providerFreeDialogInstance(HDRVDIALOGINSTANCE hdDlgInst);

// Phone functions by device ID, all S; the device need not be open.

LONG TSPIAPI TSPI_phoneNegotiateTSPIVersion(DWORD dwDeviceID,
                                            DWORD dwLowVersion,
                                            DWORD dwHighVersion,
                                            LPDWORD lpdwTSPIVersion);
LONG TSPIAPI TSPI_phoneGetDevCaps(DWORD dwDeviceID,
                                  DWORD dwTSPIVersion,
                                  DWORD dwExtVersion,
                                  LPPHONECAPS lpPhoneCaps);
LONG TSPIAPI TSPI_phoneGetExtensionID(DWORD dwDeviceID,
                                      DWORD dwTSPIVersion,
                                      LPPHONEEXTENSIONID lpExtensionID);
LONG TSPIAPI TSPI_phoneNegotiateExtVersion(DWORD dwDeviceID,
                                           DWORD dwTSPIVersion,
                                           DWORD dwLowVersion,
                                           DWORD dwHighVersion,
                                           LPDWORD lpdwExtVersion);
LONG TSPIAPI TSPI_phoneGetIcon(DWORD dwDeviceID, LPCWSTR lpszDeviceClass, LPHICON lphIcon);
/// At most one open a device: the host merges all application handles into it.
LONG TSPIAPI TSPI_phoneOpen(DWORD dwDeviceID,
                            HTAPIPHONE htPhone,
                            LPHDRVPHONE lphdPhone,
                            DWORD dwTSPIVersion,
                            PHONEEVENT lpfnEventProc);

// Phone functions by hdPhone, S.

/// Every outstanding operation is completed before it returns; no event afterwards.
LONG TSPIAPI TSPI_phoneClose(HDRVPHONE hdPhone);
LONG TSPIAPI TSPI_phoneSelectExtVersion(HDRVPHONE hdPhone, DWORD dwExtVersion);
LONG TSPIAPI TSPI_phoneSetStatusMessages(HDRVPHONE hdPhone,
                                         DWORD dwPhoneStates,
                                         DWORD dwButtonModes,
                                         DWORD dwButtonStates);
LONG TSPIAPI TSPI_phoneGetStatus(HDRVPHONE hdPhone, LPPHONESTATUS lpPhoneStatus);
LONG TSPIAPI TSPI_phoneGetButtonInfo(HDRVPHONE hdPhone,
                                     DWORD dwButtonLampID,
                                     LPPHONEBUTTONINFO lpButtonInfo);
LONG TSPIAPI TSPI_phoneGetData(HDRVPHONE hdPhone, DWORD dwDataID, LPVOID lpData, DWORD dwSize);
LONG TSPIAPI TSPI_phoneGetDisplay(HDRVPHONE hdPhone, LPVARSTRING lpDisplay);
LONG TSPIAPI TSPI_phoneGetGain(HDRVPHONE hdPhone, DWORD dwHookSwitchDev, LPDWORD lpdwGain);
/// The result is a mask of the devices that are off-hook, not a mode.
LONG TSPIAPI TSPI_phoneGetHookSwitch(HDRVPHONE hdPhone, LPDWORD lpdwHookSwitchDevs);
LONG TSPIAPI TSPI_phoneGetID(HDRVPHONE hdPhone,
                             LPVARSTRING lpDeviceID,
                             LPCWSTR lpszDeviceClass,
                             HANDLE hTargetProcess);
LONG TSPIAPI TSPI_phoneGetLamp(HDRVPHONE hdPhone, DWORD dwButtonLampID, LPDWORD lpdwLampMode);
LONG TSPIAPI TSPI_phoneGetRing(HDRVPHONE hdPhone, LPDWORD lpdwRingMode, LPDWORD lpdwVolume);
LONG TSPIAPI TSPI_phoneGetVolume(HDRVPHONE hdPhone, DWORD dwHookSwitchDev, LPDWORD lpdwVolume);

// The nine asynchronous phone operations, A. What a pointer names is read before they return.

LONG TSPIAPI TSPI_phoneDevSpecific(DRV_REQUESTID dwRequestID,
                                   HDRVPHONE hdPhone,
                                   LPVOID lpParams,
                                   DWORD dwSize);
LONG TSPIAPI TSPI_phoneSetButtonInfo(DRV_REQUESTID dwRequestID,
                                     HDRVPHONE hdPhone,
                                     DWORD dwButtonLampID,
                                     LPPHONEBUTTONINFO const lpButtonInfo);
LONG TSPIAPI TSPI_phoneSetData(DRV_REQUESTID dwRequestID,
                               HDRVPHONE hdPhone,
                               DWORD dwDataID,
                               LPVOID const lpData,
                               DWORD dwSize);
/// dwSize in bytes; row and column from 0.
LONG TSPIAPI TSPI_phoneSetDisplay(DRV_REQUESTID dwRequestID,
                                  HDRVPHONE hdPhone,
                                  DWORD dwRow,
                                  DWORD dwColumn,
                                  LPCWSTR lpsDisplay,
                                  DWORD dwSize);
LONG TSPIAPI TSPI_phoneSetGain(DRV_REQUESTID dwRequestID,
                               HDRVPHONE hdPhone,
                               DWORD dwHookSwitchDev,
                               DWORD dwGain);
/// Several device bits allowed, one mode.
LONG TSPIAPI TSPI_phoneSetHookSwitch(DRV_REQUESTID dwRequestID,
                                     HDRVPHONE hdPhone,
                                     DWORD dwHookSwitchDevs,
                                     DWORD dwHookSwitchMode);
LONG TSPIAPI TSPI_phoneSetLamp(DRV_REQUESTID dwRequestID,
                               HDRVPHONE hdPhone,
                               DWORD dwButtonLampID,
                               DWORD dwLampMode);
/// Mode 0 to dwNumRingModes; 0 is silence.
LONG TSPIAPI TSPI_phoneSetRing(DRV_REQUESTID dwRequestID,
                               HDRVPHONE hdPhone,
                               DWORD dwRingMode,
                               DWORD dwVolume);
LONG TSPIAPI TSPI_phoneSetVolume(DRV_REQUESTID dwRequestID,
                                 HDRVPHONE hdPhone,
                                 DWORD dwHookSwitchDev,
                                 DWORD dwVolume);

// The UI half, run in the application's process by a UI DLL, all S.

LONG TSPIAPI TUISPI_phoneConfigDialog(TUISPIDLLCALLBACK lpfnUIDLLCallback,
                                      DWORD dwDeviceID,
                                      HWND hwndOwner,
                                      LPCWSTR lpszDeviceClass);
LONG TSPIAPI TUISPI_providerInstall(TUISPIDLLCALLBACK lpfnUIDLLCallback,
                                    HWND hwndOwner,
                                    DWORD dwPermanentProviderID);
LONG TSPIAPI TUISPI_providerRemove(TUISPIDLLCALLBACK lpfnUIDLLCallback,
                                   HWND hwndOwner,
                                   DWORD dwPermanentProviderID);
LONG TSPIAPI TUISPI_providerConfig(TUISPIDLLCALLBACK lpfnUIDLLCallback,
                                   HWND hwndOwner,
                                   DWORD dwPermanentProviderID);
LONG TSPIAPI TUISPI_providerGenericDialog(TUISPIDLLCALLBACK lpfnUIDLLCallback,
                                          HTAPIDIALOGINSTANCE htDlgInst,
                                          LPVOID lpParams,
                                          DWORD dwSize,
                                          HANDLE hEvent);
LONG TSPIAPI TUISPI_providerGenericDialogData(HTAPIDIALOGINSTANCE htDlgInst,
                                              LPVOID lpParams,
                                              DWORD dwSize);

}  // extern "C"

#pragma GCC visibility pop

// NOLINTEND
