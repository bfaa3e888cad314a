#pragma once

#include "driver/runtime.hpp"

#include <map>
#include <memory>
#include <mutex>
#include <vector>

namespace offhook::tsp::ui {

/// Which handsets are plugged into this computer, whether the configuration names them or not.
/// Looks only while somebody asks: it begins with the first question and ends `patience` after the
/// last one.
class survey {
public:
    static constexpr std::chrono::seconds patience{15};

    explicit survey(std::shared_ptr<runtime> driver) : driver_(std::move(driver)) {}

    /// What has been found so far; the first answer is empty. Any thread; does not wait.
    [[nodiscard]] std::vector<found_handset> ask();

    /// Finds nothing any more. Before the driver's thread ends; not inside ask().
    void end();

private:
    void begin();
    void lapse();

    std::shared_ptr<runtime> driver_;
    std::mutex mutex_;
    // Guarded by mutex_.
    bool asked_ = false;  ///< since the last look of lapse()
    bool ended_ = false;
    std::unique_ptr<handset_watch> watch_;
    std::map<std::string, found_handset> found_;
    std::unique_ptr<alarm> lapsing_;  ///< on the driver's thread, and after its end
};

}  // namespace offhook::tsp::ui
