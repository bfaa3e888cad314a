#pragma once

#include <boost/json/object.hpp>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

#include <sys/types.h>

namespace offhook::tests {

/// A folder of its own for sockets and profiles, removed at the end.
class temporary_folder {
public:
    temporary_folder();
    ~temporary_folder();
    temporary_folder(const temporary_folder&) = delete;
    temporary_folder& operator=(const temporary_folder&) = delete;

    [[nodiscard]] std::string file(const std::string& name) const { return path_ / name; }
    /// Writes a file and returns its path.
    [[nodiscard]] std::string write(const std::string& name, std::string_view text) const;

private:
    std::filesystem::path path_;
};

/// offhook-sim as a process of its own over Unix sockets; with OFFHOOK_CHAIN_PLUG=uhid or =usb the
/// handsets are devices of this computer's kernel, and reached as such. Every wrong turn throws
/// with the reason.
class simulator {
public:
    explicit simulator(const temporary_folder& folder, std::vector<std::string> options = {});
    ~simulator();
    simulator(const simulator&) = delete;
    simulator& operator=(const simulator&) = delete;

    /// Starts it (again) and waits until it is ready.
    void start();
    /// Ends it as a crash does.
    void kill();
    /// Stops the process without closing anything, like firmware that hangs; then on again.
    void freeze();
    void thaw();

    [[nodiscard]] std::string address(int handset = 0) const;
    /// Of all its handsets.
    [[nodiscard]] std::string pattern() const { return "sim:" + listen_ + "/*"; }

    /// Asks the operator's channel; throws unless the answer says ok. `request` without the outer
    /// braces.
    boost::json::object operate(const std::string& request);

    /// What the handset shows now.
    [[nodiscard]] boost::json::object state(int handset = 0);

private:
    void connect_control();
    [[nodiscard]] std::string read_line(int from);
    void close_all();

    std::string listen_;
    std::string control_path_;
    std::vector<std::string> options_;
    pid_t process_ = -1;
    int output_ = -1;
    int control_ = -1;
    std::string pending_;
};

}  // namespace offhook::tests
