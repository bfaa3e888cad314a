#pragma once

#include <boost/json.hpp>
#include <cstdio>
#include <functional>
#include <mutex>
#include <string>

namespace offhook::tapi::cli {

/// What a program prints on standard output: one object a line, as JSON or in words. A whole line
/// at a time and flushed at once, from any thread.
class output {
public:
    enum class format { words, json };

    /// Keeps standard output for itself: whatever else writes there from now on (a provider that
    /// logs to it) comes out on standard error instead.
    explicit output(format how);
    ~output();
    output(const output&) = delete;
    output& operator=(const output&) = delete;

    /// One line.
    void line(const boost::json::object& what);

    /// In words: one member a line, aligned, under a heading. As JSON: one line.
    void page(const std::string& heading, const boost::json::object& what);

    /// Text as it is, for people only: nothing as JSON.
    void text(const std::string& what);

    /// An object for programs only: nothing in words.
    void json_line(const boost::json::object& what);

    /// Whether a person looks at it on a terminal that takes colours (and NO_COLOR is not set).
    [[nodiscard]] bool coloured() const noexcept;

    /// Where lines go; open as long as this.
    [[nodiscard]] std::FILE* stream() const noexcept { return file_; }

    /// From now on each line is offered to `taker` first, which answers whether it took it; null
    /// ends that. It is called on the thread that prints, one call at a time.
    void divert(std::function<bool(const std::string& line)> taker);

    [[nodiscard]] format how() const noexcept { return format_; }

private:
    void write(const std::string& text);

    format format_;
    std::mutex mutex_;
    std::FILE* file_;
    std::function<bool(const std::string&)> taker_;
};

/// The object in words on one line: "SetLamp  request 5  OK  123.4 us".
[[nodiscard]] std::string in_words(const boost::json::object& what);

/// The object in words, one member a line: "display rows   2".
[[nodiscard]] std::string page_in_words(const boost::json::object& what);

}  // namespace offhook::tapi::cli
