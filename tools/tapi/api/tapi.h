/* TAPI for phones, as a C library on Linux: libtapi32.so has the names, types and values of Windows'
 * tapi32.dll (x64), so that one program serves both. Works from C11 and C++11; from other languages
 * the functions are called with the platform's own C convention.
 *
 *     cc program.c -I<this folder> -L<build>/bin -ltapi32
 *
 * Which service providers (*.tsp) it loads says a small file:
 *
 *     # permanent ID = file; a name without a folder lies beside libtapi32.so
 *     1 = /usr/lib/offhook/offhook.tsp
 *     next = 2          # the ID for the next one that lineAddProvider adds; may be missing
 *
 * It is read when the first application initialises. The first of these that is set names it:
 * $OFFHOOK_TAPI_PROVIDERS, $XDG_CONFIG_HOME/offhook/providers, $HOME/.config/offhook/providers. Where
 * that file does not exist, /etc/offhook/providers is read instead; lineAddProvider and
 * lineRemoveProvider write the former. $OFFHOOK_TAPI_LOG names a file for what the library has to
 * say about providers and that list; otherwise it says it on standard error.
 *
 * Strings of the W functions are UTF-16 (char16_t, u"text"); those of the A functions and of the
 * functions without a letter, which are the same, are UTF-8 here (the ANSI code page on Windows).
 * Display and data buffers are bytes in both. Results: 0 or PHONEERR_..., LINEERR_... as a LONG; compare with
 * (LONG)PHONEERR_X. The nine asynchronous functions (phoneDevSpecific and phoneSet... but
 * phoneSetStatusMessages) give a positive request ID, and PHONE_REPLY follows with it. A null pointer
 * gets ..._INVALPOINTER. Every function may be called on any thread.
 *
 * Where the documentation is silent: lines are never there; an application of phoneInitialize counts
 * as one of 1.3 until it negotiates 1.4; phoneSetHookSwitch takes several devices; PHONE_CLOSE comes
 * by a forced close only; PHONE_REPLY carries the phone's handle; a second owner gets
 * PHONEERR_INUSE. */
#ifndef OFFHOOK_TAPI_H
#define OFFHOOK_TAPI_H

#ifdef _WIN32
#error "on Windows include <windows.h> and its own <tapi.h>"
#endif

#include "tapi_phone.h"

#include "tapi_constants.h"

#include "tapi_application.h"

#include "tapi_functions.h"

#endif
