#pragma once

#ifndef _WIN32
#include <signal.h>
#endif

namespace offhook::transport {

/// While it lives, the calling thread takes no signals, and neither do threads that it starts then,
/// for all their lives. A signal of the host's would end a read() of ours with EINTR, which hidapi
/// reports just as it reports a device that is gone. Nothing on Windows.
class signal_shield {
public:
#ifdef _WIN32
    signal_shield() {}
    ~signal_shield() {}
#else
    signal_shield() {
        sigset_t all;
        sigfillset(&all);
        pthread_sigmask(SIG_SETMASK, &all, &before_);
    }
    ~signal_shield() {
        pthread_sigmask(SIG_SETMASK, &before_, nullptr);
    }
#endif
    signal_shield(const signal_shield&) = delete;
    signal_shield& operator=(const signal_shield&) = delete;

private:
#ifndef _WIN32
    sigset_t before_{};
#endif
};

}  // namespace offhook::transport
