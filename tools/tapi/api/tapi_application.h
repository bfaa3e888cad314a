/* What TAPI's applications have and its providers have not: callbacks, initialisation, lines and the
 * list of providers. A part of "tapi.h", which includes it; the library's own sources have it as well,
 * beside tsp/tspi.hpp. */
#ifndef OFFHOOK_TAPI_APPLICATION_H
#define OFFHOOK_TAPI_APPLICATION_H

/* NOLINTBEGIN: the names are Microsoft's. */

/* The platform's own calling convention. */
#define WINAPI

typedef const char *LPCSTR;
typedef struct HINSTANCE__ *HINSTANCE;
typedef HPHONE *LPHPHONE;
typedef HPHONEAPP *LPHPHONEAPP;

/* Lines: there are none in this library, so no HLINE is ever given out. */
typedef DWORD HLINEAPP;
typedef DWORD HLINE;
typedef HLINEAPP *LPHLINEAPP;
typedef HLINE *LPHLINE;
typedef struct LINEDEVCAPS LINEDEVCAPS, *LPLINEDEVCAPS;
typedef struct LINECALLPARAMS LINECALLPARAMS, *LPLINECALLPARAMS;

/* TAPI: phoneCallbackFunc. dwInstance is what phoneOpen was given. */
typedef void(CALLBACK *PHONECALLBACK)(DWORD hDevice, DWORD dwMessage, DWORD_PTR dwInstance,
                                      DWORD_PTR dwParam1, DWORD_PTR dwParam2, DWORD_PTR dwParam3);
typedef void(CALLBACK *LINECALLBACK)(DWORD hDevice, DWORD dwMessage, DWORD_PTR dwInstance,
                                     DWORD_PTR dwParam1, DWORD_PTR dwParam2, DWORD_PTR dwParam3);

#pragma pack(push, 1)

/* How an application wants to hear of its messages: dwTotalSize and dwOptions are given, and
 *
 * ..._USEEVENT           Handles.hEvent comes back. On Linux it is a file descriptor, as
 *                        (int)(intptr_t)hEvent: an eventfd that is readable while messages wait. Only
 *                        poll, select or epoll it, and fetch with phoneGetMessage; never read or close
 *                        it. It is closed by phoneShutdown.
 * ..._USEHIDDENWINDOW    the callback is called. On Windows the application's thread does so when it
 *                        dispatches window messages. On Linux, which has none, a thread of the library
 *                        does so, one message at a time; a PHONE_REPLY may be there before the
 *                        function that asked has returned. The callback may call any function, also
 *                        phoneShutdown. After phoneShutdown has returned it is not called any more;
 *                        so phoneShutdown waits for a callback that runs on that thread: hold no lock
 *                        that it needs.
 * ..._USECOMPLETIONPORT  Handles.hCompletionPort and dwCompletionKey are given. On Linux, which has no
 *                        completion ports, PHONEERR_INVALPARAM. */
typedef struct PHONEINITIALIZEEXPARAMS {
    DWORD dwTotalSize;
    DWORD dwNeededSize;
    DWORD dwUsedSize;
    DWORD dwOptions;
    union {
        HANDLE hEvent;
        HANDLE hCompletionPort;
    } Handles;
    DWORD dwCompletionKey;
} PHONEINITIALIZEEXPARAMS, *LPPHONEINITIALIZEEXPARAMS;

/* The same for lines. No line message ever comes. */
typedef struct LINEINITIALIZEEXPARAMS {
    DWORD dwTotalSize;
    DWORD dwNeededSize;
    DWORD dwUsedSize;
    DWORD dwOptions;
    union {
        HANDLE hEvent;
        HANDLE hCompletionPort;
    } Handles;
    DWORD dwCompletionKey;
} LINEINITIALIZEEXPARAMS, *LPLINEINITIALIZEEXPARAMS;

typedef struct LINEMESSAGE {
    DWORD hDevice;
    DWORD dwMessageID;
    DWORD_PTR dwCallbackInstance;
    DWORD_PTR dwParam1;
    DWORD_PTR dwParam2;
    DWORD_PTR dwParam3;
} LINEMESSAGE, *LPLINEMESSAGE;

typedef struct LINEEXTENSIONID {
    DWORD dwExtensionID0;
    DWORD dwExtensionID1;
    DWORD dwExtensionID2;
    DWORD dwExtensionID3;
} LINEEXTENSIONID, *LPLINEEXTENSIONID;

/* lineGetProviderList: an array of LINEPROVIDERENTRY lies at dwProviderListOffset. */
typedef struct LINEPROVIDERLIST {
    DWORD dwTotalSize;
    DWORD dwNeededSize;
    DWORD dwUsedSize;
    DWORD dwNumProviders;
    DWORD dwProviderListSize;
    DWORD dwProviderListOffset;
} LINEPROVIDERLIST, *LPLINEPROVIDERLIST;

/* The offset counts from the start of the LINEPROVIDERLIST. */
typedef struct LINEPROVIDERENTRY {
    DWORD dwPermanentProviderID;
    DWORD dwProviderFilenameSize;
    DWORD dwProviderFilenameOffset;
} LINEPROVIDERENTRY, *LPLINEPROVIDERENTRY;

#pragma pack(pop)

/* Scalars, not flags. */
#define PHONEINITIALIZEEXOPTION_USEHIDDENWINDOW 0x00000001u
#define PHONEINITIALIZEEXOPTION_USEEVENT 0x00000002u
#define PHONEINITIALIZEEXOPTION_USECOMPLETIONPORT 0x00000003u
#define LINEINITIALIZEEXOPTION_USEHIDDENWINDOW 0x00000001u
#define LINEINITIALIZEEXOPTION_USEEVENT 0x00000002u
#define LINEINITIALIZEEXOPTION_USECOMPLETIONPORT 0x00000003u
#define LINEINITIALIZEEXOPTION_CALLHUBTRACKING 0x80000000u

/* lineOpen: any line that fits. */
#define LINEMAPPER 0xFFFFFFFFu

/* phoneGetMessage, lineGetMessage: wait until a message comes. */
#define INFINITE 0xFFFFFFFFu

/* More results of the line functions. */
#define LINEERR_INVALAPPHANDLE 0x80000014u
#define LINEERR_INVALAPPNAME 0x80000015u
#define LINEERR_INVALCALLHANDLE 0x80000018u
#define LINEERR_INVALLINEHANDLE 0x8000002Bu
#define LINEERR_LINEMAPPERFAILED 0x80000040u

/* NOLINTEND */

#endif
