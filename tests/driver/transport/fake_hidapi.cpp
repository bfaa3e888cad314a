// A shared library with the names of hidapi: all that later versions have, or, as
// OFFHOOK_OLD_HIDAPI or OFFHOOK_BROKEN_HIDAPI, those of 0.13.1, or fewer. Only to be looked into.
#define NAME(name)                                                 \
    extern "C" __attribute__((visibility("default"))) int name() { \
        return 0;                                                  \
    }

NAME(hid_init)
NAME(hid_exit)
NAME(hid_enumerate)
NAME(hid_free_enumeration)
NAME(hid_open_path)
NAME(hid_close)
NAME(hid_write)
NAME(hid_get_feature_report)
NAME(hid_get_device_info)
NAME(hid_error)
#ifndef OFFHOOK_BROKEN_HIDAPI
NAME(hid_read_timeout)
#endif
#ifndef OFFHOOK_OLD_HIDAPI
NAME(hid_get_report_descriptor)
NAME(hid_read_error)
NAME(hid_read_interrupt)
#endif
