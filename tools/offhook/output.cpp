#include "tools/offhook/output.hpp"

#include <algorithm>
#include <boost/json/serialize.hpp>
#include <cstdio>

namespace offhook::cli {
namespace {

void write_line(std::FILE* to, std::string text) {
    text += '\n';
    std::fwrite(text.data(), 1, text.size(), to);
    std::fflush(to);
}

/// Characters of a UTF-8 text: bytes that do not go on with one.
std::size_t width_of(std::string_view text) {
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) {
        return (static_cast<unsigned char>(c) & 0xC0U) != 0x80;
    }));
}

std::vector<std::size_t> widths_of(const std::vector<std::vector<std::string>>& rows) {
    std::vector<std::size_t> widths;
    for (const auto& row : rows) {
        widths.resize(std::max(widths.size(), row.size()));
        for (std::size_t i = 0; i < row.size(); ++i) {
            widths[i] = std::max(widths[i], width_of(row[i]));
        }
    }
    return widths;
}

}  // namespace

void output::line(std::string_view text) const {
    if (!as_json_) write_line(stdout, std::string(text));
}

void output::object(const boost::json::object& what) const {
    if (as_json_) write_line(stdout, boost::json::serialize(what));
}

void complain(std::string_view text) {
    write_line(stderr, "offhook: " + std::string(text));
}

std::vector<std::string> in_columns(const std::vector<std::vector<std::string>>& rows) {
    const auto widths = widths_of(rows);
    std::vector<std::string> lines;
    for (const auto& row : rows) {
        std::string line;
        for (std::size_t i = 0; i < row.size(); ++i) {
            line += row[i];
            if (i + 1 < row.size()) line.append(widths[i] - width_of(row[i]) + 2, ' ');
        }
        line.erase(line.find_last_not_of(' ') + 1);
        lines.push_back(std::move(line));
    }
    return lines;
}

std::string printable(std::string_view text) {
    std::string out(text);
    std::replace_if(
        out.begin(),
        out.end(),
        [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; },
        '?');
    return out;
}

}  // namespace offhook::cli
