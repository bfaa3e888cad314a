#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <utility>
#include <vector>

#include <sys/types.h>

namespace offhook::tests {

using variables = std::vector<std::pair<std::string, std::string>>;

/// Who runs a program. Somebody else than root is told what root is not.
enum class user { the_same, nobody };

/// How a program has ended.
struct finished {
    int code = -1;  ///< below 0: the signal that ended it
    std::string out;
    std::string err;
};

/// `offhook` as a process of its own. No OFFHOOK_ variable of the tests reaches it but those that
/// are given, and no configuration file of this computer. Whatever takes longer than 60 s throws.
class program {
public:
    explicit program(const std::vector<std::string>& arguments,
                     const variables& environment = {},
                     user who = user::the_same);
    ~program();
    program(const program&) = delete;
    program& operator=(const program&) = delete;

    /// The next line of its standard output.
    [[nodiscard]] std::string next_line();

    /// As next_line(), of its standard error.
    [[nodiscard]] std::string next_complaint();

    /// Ctrl-C.
    void interrupt() const;

    /// Waits for its end; what was not read of its output.
    [[nodiscard]] finished wait();

private:
    [[nodiscard]] static std::string read_line(int from, std::string& pending);
    [[nodiscard]] static bool read_more(int from, std::string& pending);

    pid_t process_ = -1;
    int out_ = -1;
    int err_ = -1;
    std::string pending_out_;
    std::string pending_err_;
};

/// Runs it to its end.
[[nodiscard]] finished run(const std::vector<std::string>& arguments,
                           const variables& environment = {},
                           user who = user::the_same);

/// The lines of a text, each as an object.
[[nodiscard]] std::vector<boost::json::object> objects_in(const std::string& text);

}  // namespace offhook::tests
