#pragma once

#include <boost/json/object.hpp>
#include <string>
#include <string_view>
#include <vector>

namespace offhook::cli {

/// Standard output: words for a person, or JSON for a program, one object a line. Whole lines,
/// flushed at once.
class output {
public:
    explicit output(bool as_json) : as_json_(as_json) {}

    [[nodiscard]] bool is_json() const { return as_json_; }

    /// A line for a person; nothing as JSON.
    void line(std::string_view text) const;

    /// An object for a program; nothing in words.
    void object(const boost::json::object& what) const;

private:
    bool as_json_;
};

/// Standard error: what is wrong, with the program's name in front.
void complain(std::string_view text);

/// Columns with two blanks between, as wide as their widest cell; the last one as it is. UTF-8.
[[nodiscard]] std::vector<std::string> in_columns(
    const std::vector<std::vector<std::string>>& rows);

/// Text from outside on one line of a terminal: control characters become "?".
[[nodiscard]] std::string printable(std::string_view text);

}  // namespace offhook::cli
