#pragma once

#include "driver/transport/hid_watch.hpp"

#include <memory>
#include <string>
#include <vector>

namespace offhook::transport {

/// A folder, and the beginning of the names in it that matter.
struct watched_names {
    std::string folder;
    std::string prefix;
};

/// Linux: watches folders for device nodes that come, go, or change their mode. udev sets the mode
/// a moment after the kernel made the node, so that is a change of its own.
class inotify_watch final : public hid_watch {
public:
    /// Null, with errno set, when the system does not let us watch one of the folders.
    static std::unique_ptr<inotify_watch> make(std::vector<watched_names> names);

    ~inotify_watch() override;
    inotify_watch(const inotify_watch&) = delete;
    inotify_watch& operator=(const inotify_watch&) = delete;

    outcome wait(std::optional<std::chrono::milliseconds> limit) override;
    void stop() override;

private:
    struct watched_folder {
        int number = -1;  // of inotify
        std::string prefix;
    };

    inotify_watch();
    bool add(const watched_names& names);
    bool take_events();
    [[nodiscard]] bool matters(int folder, const char* name) const;

    int events_ = -1;
    int wake_ = -1;
    std::vector<watched_folder> folders_;
};

}  // namespace offhook::transport
