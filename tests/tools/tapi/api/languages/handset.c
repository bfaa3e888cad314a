/* A phone application in C: the event, and the A functions. It compiles as it is against Windows'
 * tapi.h too, but for the wait. usage: handset_c; see languages_test.py for what it prints. */
#include <poll.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "tapi.h"

#define LINE_1 12
#define TEXT u"Hello from C"

static HPHONEAPP app;
static int event;

static void check(const char *what, LONG result) {
    if (result < 0) {
        printf("%s: error 0x%08X\n", what, (unsigned)result);
        exit(1);
    }
}

static void initialize(void) {
    PHONEINITIALIZEEXPARAMS parameters = {0};
    DWORD phones = 0;
    DWORD version = 0x00030001;
    parameters.dwTotalSize = sizeof parameters;
    parameters.dwOptions = PHONEINITIALIZEEXOPTION_USEEVENT;
    check("phoneInitializeExA",
          phoneInitializeExA(&app, NULL, NULL, "handset.c", &phones, &version, &parameters));
    event = (int)(intptr_t)parameters.Handles.hEvent;
    printf("phones %u\n", (unsigned)phones);
}

static void print_name(DWORD version) {
    union {
        PHONECAPS caps;
        char bytes[8192];
    } room;
    room.caps.dwTotalSize = sizeof room;
    check("phoneGetDevCapsA", phoneGetDevCapsA(app, 0, version, 0, &room.caps));
    printf("phone %s\n", room.bytes + room.caps.dwPhoneNameOffset);
}

/* Waits for the event, as a program with a loop of its own does. */
static PHONEMESSAGE next_message(void) {
    struct pollfd waited = {event, POLLIN, 0};
    PHONEMESSAGE message;
    while (phoneGetMessage(app, &message, 0) != 0) {
        poll(&waited, 1, -1);
    }
    return message;
}

static void await_reply(const char *what, LONG request) {
    check(what, request);
    for (;;) {
        PHONEMESSAGE message = next_message();
        if (message.dwMessageID == PHONE_REPLY && message.dwParam1 == (DWORD_PTR)request) {
            check(what, (LONG)message.dwParam2);
            printf("%s done\n", what);
            return;
        }
    }
}

static void await_button(DWORD state) {
    for (;;) {
        PHONEMESSAGE message = next_message();
        if (message.dwMessageID == PHONE_BUTTON && message.dwParam3 == state) {
            printf("button %u %s\n", (unsigned)message.dwParam1,
                   state == PHONEBUTTONSTATE_DOWN ? "down" : "up");
            return;
        }
    }
}

int main(void) {
    PHONEEXTENSIONID extension;
    HPHONE phone = 0;
    DWORD version = 0;

    setvbuf(stdout, NULL, _IOLBF, 0);
    initialize();
    check("phoneNegotiateAPIVersion",
          phoneNegotiateAPIVersion(app, 0, 0x00010003, 0x00030001, &version, &extension));
    print_name(version);
    check("phoneOpen", phoneOpen(app, 0, &phone, version, 0, 0, PHONEPRIVILEGE_OWNER));
    check("phoneSetStatusMessages",
          phoneSetStatusMessages(phone, 0, PHONEBUTTONMODE_KEYPAD,
                                 PHONEBUTTONSTATE_DOWN | PHONEBUTTONSTATE_UP));
    await_reply("phoneSetLamp", phoneSetLamp(phone, LINE_1, PHONELAMPMODE_STEADY));
    await_reply("phoneSetDisplay",
                phoneSetDisplay(phone, 0, 0, (const char *)TEXT, sizeof TEXT - sizeof(WCHAR)));
    printf("ready\n");
    await_button(PHONEBUTTONSTATE_DOWN);
    await_button(PHONEBUTTONSTATE_UP);
    check("phoneClose", phoneClose(phone));
    check("phoneShutdown", phoneShutdown(app));
    printf("done\n");
    return 0;
}
