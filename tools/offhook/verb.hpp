#pragma once

#include "driver/config.hpp"
#include "driver/runtime.hpp"
#include "tools/offhook/foreground.hpp"
#include "tools/offhook/output.hpp"

#include <memory>
#include <string>
#include <vector>

namespace CLI {
class App;
}

namespace offhook::cli {

/// What a verb works with.
struct surroundings {
    const output& out;
    const config& configuration;
    /// --device, else what the environment or the configuration file says; never empty.
    const std::vector<std::string>& addresses;
    bool is_device_given;  ///< --device was
    runtime& driver;
    foreground& here;
};

/// One verb of the command line, in a file of its own.
class verb {
public:
    verb() = default;
    virtual ~verb() = default;
    verb(const verb&) = delete;
    verb& operator=(const verb&) = delete;

    /// Adds its subcommand and options; they are written when the command line is read.
    virtual void describe(CLI::App& app) = 0;

    /// Whether the command line names it.
    [[nodiscard]] virtual bool is_wanted() const = 0;

    /// Does it. An exit_code; throws `failure`.
    [[nodiscard]] virtual int run(const surroundings& with) = 0;
};

[[nodiscard]] std::unique_ptr<verb> make_list_verb();
[[nodiscard]] std::unique_ptr<verb> make_info_verb();
[[nodiscard]] std::unique_ptr<verb> make_watch_verb();
[[nodiscard]] std::unique_ptr<verb> make_get_verb();
[[nodiscard]] std::unique_ptr<verb> make_set_verb();
[[nodiscard]] std::unique_ptr<verb> make_send_verb();
[[nodiscard]] std::unique_ptr<verb> make_doctor_verb();

}  // namespace offhook::cli
