#pragma once

#include <string>

namespace offhook::tsp {

/// Notes in the log how this module crashed, for a crash ends the host's process and every other
/// service in it. While the object lives:
///
/// - a hardware exception (access violation and the like) whose address is in this module, or in
///   what this module called, is noted with its stack, and goes on to whoever handles it: nothing
///   is swallowed, and exceptions of anybody else are not looked at;
/// - std::terminate and abort() of this module's own code are noted, and end the process without
///   the message box that a C runtime would open in a service.
///
/// Lines are written with what works in a crash: no lock, no heap. They have addresses relative to
/// the modules; tsp/README.md says how to read them. Does nothing on other systems than Windows,
/// where core dumps do it better. At most one object in a module.
class crash_report {
public:
    crash_report();
    ~crash_report();
    crash_report(const crash_report&) = delete;
    crash_report& operator=(const crash_report&) = delete;

    /// Where reports go from now on; empty: standard error. A path of more than 1023 bytes changes
    /// nothing. One thread at a time.
    static void write_to(const std::string& file);
};

}  // namespace offhook::tsp
