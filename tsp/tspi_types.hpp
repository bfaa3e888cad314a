#pragma once

#include <cstdint>

// The types of tapi.h and tspi.h for platforms without them, in the Windows x64 data model, so that
// one set of structures serves the ELF and the PE build. Include "tsp/tspi.hpp", which takes the
// platform's own headers where they exist. Source: tspi-phone.md §2 and §5.

/// Calling conventions: the platform's own; on Windows both are __stdcall (tspi.h).
#define CALLBACK
#define TSPIAPI

// NOLINTBEGIN: the names are Microsoft's.

using DWORD = std::uint32_t;
using LONG = std::int32_t;
/// One UTF-16 code unit: every TSPI string is UTF-16 (TSPI: Functions with Unicode versions).
using WCHAR = char16_t;
using DWORD_PTR = std::uintptr_t;
using HANDLE = void*;
using LPVOID = void*;
using LPDWORD = DWORD*;
using LPWSTR = WCHAR*;
using LPCWSTR = const WCHAR*;
using HWND = struct HWND__*;
using HICON = struct HICON__*;
using LPHICON = HICON*;

/// Provider handles: any value but null, never dereferenced by the host (TSPI: HDRVPHONE).
using HDRVPHONE = const struct HDRVPHONE__*;
using HDRVDIALOGINSTANCE = const struct HDRVDIALOGINSTANCE__*;
/// Host handles: opaque, never dereferenced by the provider (TSPI: HTAPIPHONE).
using HTAPIPHONE = const struct HTAPIPHONE__*;
using HTAPILINE = const struct HTAPILINE__*;
using HTAPICALL = const struct HTAPICALL__*;
using HPROVIDER = const struct HPROVIDER__*;
using LPHDRVPHONE = HDRVPHONE*;

/// Application handles and dialog instances are 32 bits on every platform.
using HPHONE = DWORD;
using HPHONEAPP = DWORD;
using HTAPIDIALOGINSTANCE = DWORD;
/// 1 to 0x7FFFFFFF, chosen by the host, not used again before its completion (TSPI: DRV_REQUESTID).
using DRV_REQUESTID = DWORD;

struct GUID {
    std::uint32_t Data1;
    std::uint16_t Data2;
    std::uint16_t Data3;
    std::uint8_t Data4[8];
};

#pragma pack(push, 1)

/// TSPI: VARSTRING. Sizes and offsets are bytes from the start of the structure.
struct VARSTRING {
    DWORD dwTotalSize;
    DWORD dwNeededSize;
    DWORD dwUsedSize;
    DWORD dwStringFormat;
    DWORD dwStringSize;
    DWORD dwStringOffset;
};

/// TSPI: PHONEEXTENSIONID. All zero: the phone has no extensions.
struct PHONEEXTENSIONID {
    DWORD dwExtensionID0;
    DWORD dwExtensionID1;
    DWORD dwExtensionID2;
    DWORD dwExtensionID3;
};

/// TSPI: PHONEBUTTONINFO. dwButtonState exists from version 1.4 on.
struct PHONEBUTTONINFO {
    DWORD dwTotalSize;
    DWORD dwNeededSize;
    DWORD dwUsedSize;
    DWORD dwButtonMode;
    DWORD dwButtonFunction;
    DWORD dwButtonTextSize;
    DWORD dwButtonTextOffset;
    DWORD dwDevSpecificSize;
    DWORD dwDevSpecificOffset;
    DWORD dwButtonState;
};

/// TSPI: PHONECAPS. From dwDeviceClassesSize on: version 2.0; PermanentPhoneGuid: version 2.2.
struct PHONECAPS {
    DWORD dwTotalSize;
    DWORD dwNeededSize;
    DWORD dwUsedSize;
    DWORD dwProviderInfoSize;
    DWORD dwProviderInfoOffset;
    DWORD dwPhoneInfoSize;
    DWORD dwPhoneInfoOffset;
    DWORD dwPermanentPhoneID;
    DWORD dwPhoneNameSize;
    DWORD dwPhoneNameOffset;
    DWORD dwStringFormat;
    DWORD dwPhoneStates;
    DWORD dwHookSwitchDevs;
    DWORD dwHandsetHookSwitchModes;
    DWORD dwSpeakerHookSwitchModes;
    DWORD dwHeadsetHookSwitchModes;
    DWORD dwVolumeFlags;
    DWORD dwGainFlags;
    DWORD dwDisplayNumRows;
    DWORD dwDisplayNumColumns;
    DWORD dwNumRingModes;
    DWORD dwNumButtonLamps;
    DWORD dwButtonModesSize;
    DWORD dwButtonModesOffset;
    DWORD dwButtonFunctionsSize;
    DWORD dwButtonFunctionsOffset;
    DWORD dwLampModesSize;
    DWORD dwLampModesOffset;
    DWORD dwNumSetData;
    DWORD dwSetDataSize;
    DWORD dwSetDataOffset;
    DWORD dwNumGetData;
    DWORD dwGetDataSize;
    DWORD dwGetDataOffset;
    DWORD dwDevSpecificSize;
    DWORD dwDevSpecificOffset;
    DWORD dwDeviceClassesSize;
    DWORD dwDeviceClassesOffset;
    DWORD dwPhoneFeatures;
    DWORD dwSettableHandsetHookSwitchModes;
    DWORD dwSettableSpeakerHookSwitchModes;
    DWORD dwSettableHeadsetHookSwitchModes;
    DWORD dwMonitoredHandsetHookSwitchModes;
    DWORD dwMonitoredSpeakerHookSwitchModes;
    DWORD dwMonitoredHeadsetHookSwitchModes;
    GUID PermanentPhoneGuid;
};

/// TSPI: PHONESTATUS. dwPhoneFeatures exists from version 2.0 on. dwTotalSize, dwNumOwners,
/// dwNumMonitors and the owner name belong to the host (TSPI: TSPI_phoneGetStatus).
struct PHONESTATUS {
    DWORD dwTotalSize;
    DWORD dwNeededSize;
    DWORD dwUsedSize;
    DWORD dwStatusFlags;
    DWORD dwNumOwners;
    DWORD dwNumMonitors;
    DWORD dwRingMode;
    DWORD dwRingVolume;
    DWORD dwHandsetHookSwitchMode;
    DWORD dwHandsetVolume;
    DWORD dwHandsetGain;
    DWORD dwSpeakerHookSwitchMode;
    DWORD dwSpeakerVolume;
    DWORD dwSpeakerGain;
    DWORD dwHeadsetHookSwitchMode;
    DWORD dwHeadsetVolume;
    DWORD dwHeadsetGain;
    DWORD dwDisplaySize;
    DWORD dwDisplayOffset;
    DWORD dwLampModesSize;
    DWORD dwLampModesOffset;
    DWORD dwOwnerNameSize;
    DWORD dwOwnerNameOffset;
    DWORD dwDevSpecificSize;
    DWORD dwDevSpecificOffset;
    DWORD dwPhoneFeatures;
};

/// TAPI: PHONEMESSAGE, as phoneGetMessage gives it to an application.
struct PHONEMESSAGE {
    DWORD hDevice;
    DWORD dwMessageID;
    DWORD_PTR dwCallbackInstance;
    DWORD_PTR dwParam1;
    DWORD_PTR dwParam2;
    DWORD_PTR dwParam3;
};

#pragma pack(pop)

using LPVARSTRING = VARSTRING*;
using LPPHONEEXTENSIONID = PHONEEXTENSIONID*;
using LPPHONEBUTTONINFO = PHONEBUTTONINFO*;
using LPPHONECAPS = PHONECAPS*;
using LPPHONESTATUS = PHONESTATUS*;
using LPPHONEMESSAGE = PHONEMESSAGE*;

extern "C" {

/// TSPI: ASYNC_COMPLETION. Any thread; may come before the TSPI function returned.
using ASYNC_COMPLETION = void(CALLBACK*)(DRV_REQUESTID dwRequestID, LONG lResult);
/// TSPI: LINEEVENT. A phone provider gets one, and needs it only for dialogs of its own.
using LINEEVENT = void(CALLBACK*)(HTAPILINE htLine,
                                  HTAPICALL htCall,
                                  DWORD dwMsg,
                                  DWORD_PTR dwParam1,
                                  DWORD_PTR dwParam2,
                                  DWORD_PTR dwParam3);
/// TSPI: PHONEEVENT. Parameters are pointer sized: a DWORD here loses events on x64.
using PHONEEVENT = void(CALLBACK*)(
    HTAPIPHONE htPhone, DWORD dwMsg, DWORD_PTR dwParam1, DWORD_PTR dwParam2, DWORD_PTR dwParam3);
/// TSPI: TUISPIDLLCALLBACK.
using TUISPIDLLCALLBACK = LONG(CALLBACK*)(DWORD_PTR dwObjectID,
                                          DWORD dwObjectType,
                                          LPVOID lpParams,
                                          DWORD dwSize);

}  // extern "C"

// NOLINTEND
