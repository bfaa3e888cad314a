#include "yaml/yaml_editor.hpp"

#include <algorithm>

namespace offhook {
namespace {

constexpr std::string_view blanks = " \t\r";

bool is_one_of(char c, std::string_view set) {
    return set.find(c) != std::string_view::npos;
}

std::size_t indent_of(std::string_view line) {
    return std::min(line.find_first_not_of(' '), line.size());
}

bool is_empty(std::string_view line) {
    const auto first = line.find_first_not_of(blanks);
    return first == std::string_view::npos || line[first] == '#';
}

std::string_view trimmed_right(std::string_view text) {
    return text.substr(0, text.find_last_not_of(blanks) + 1);
}

/// Where the comment of a line begins, blanks before it included; the end when there is none.
std::size_t comment_in(std::string_view line, std::size_t from) {
    char quote = 0;
    for (std::size_t at = from; at < line.size(); ++at) {
        const char c = line[at];
        if (quote != 0) {
            if (c == quote) quote = 0;
        } else if (c == '\'' || c == '"') {
            quote = c;
        } else if (c == '#' && at > 0 && is_one_of(line[at - 1], blanks)) {
            return trimmed_right(line.substr(0, at)).size();
        }
    }
    return line.size();
}

bool is_key(std::string_view line, std::string_view key) {
    line.remove_prefix(indent_of(line));
    if (!line.starts_with(key)) return false;
    line.remove_prefix(key.size());
    return line.starts_with(':') && (line.size() == 1 || is_one_of(line[1], blanks));
}

/// Without its quotes; good enough for the texts of yaml_scalar() and the usual double quotes.
std::string unquoted(std::string_view text) {
    text = trimmed_right(text);
    if (text.size() < 2 || text.front() != text.back()) return std::string(text);
    if (text.front() == '"') return std::string(text.substr(1, text.size() - 2));
    if (text.front() != '\'') return std::string(text);
    std::string plain;
    for (std::size_t at = 1; at + 1 < text.size(); ++at) {
        plain += text[at];
        if (text[at] == '\'') ++at;
    }
    return plain;
}

bool is_item(std::string_view line) {
    const auto at = indent_of(line);
    return line.substr(at).starts_with("- ");
}

std::string item_of(std::string_view line) {
    const auto at = line.find_first_not_of(blanks, indent_of(line) + 1);
    if (at == std::string_view::npos) return {};
    return unquoted(line.substr(at, comment_in(line, at) - at));
}

}  // namespace

yaml_editor::yaml_editor(std::string_view text)
    : line_end_(text.find("\r\n") == std::string_view::npos ? "\n" : "\r\n") {
    while (!text.empty()) {
        const auto end = std::min(text.find('\n'), text.size());
        auto line = text.substr(0, end);
        if (line.ends_with('\r')) line.remove_suffix(1);
        lines_.emplace_back(line);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
}

std::string yaml_editor::text() const {
    std::string all;
    for (const auto& line : lines_) all += line + line_end_;
    return all;
}

void yaml_editor::insert(std::size_t at, std::string line) {
    lines_.insert(lines_.begin() + static_cast<std::ptrdiff_t>(at), std::move(line));
}

void yaml_editor::erase(std::size_t at) {
    lines_.erase(lines_.begin() + static_cast<std::ptrdiff_t>(at));
}

std::optional<std::size_t> yaml_editor::find_key(std::string_view key,
                                                 range where,
                                                 bool at_top) const {
    for (auto at = where.first; at < where.last; ++at) {
        const auto& line = lines_[at];
        if (!is_empty(line) && (indent_of(line) == 0) == at_top && is_key(line, key)) return at;
    }
    return std::nullopt;
}

/// What belongs to the key in line `header`. The items of a list may stand below it unindented.
yaml_editor::range yaml_editor::body_of(std::size_t header, bool items_at_top) const {
    auto last = header + 1;
    for (; last < lines_.size(); ++last) {
        const auto& line = lines_[last];
        const bool inside =
            is_empty(line) || indent_of(line) > 0 || (items_at_top && is_item(line));
        if (!inside) break;
    }
    return {header + 1, last};
}

/// After the last line that says something; comments at the end belong to what follows.
std::size_t yaml_editor::end_of_text(range body) const {
    while (body.last > body.first && is_empty(lines_[body.last - 1])) --body.last;
    return body.last;
}

void yaml_editor::set(std::string_view section, std::string_view key, std::string_view value) {
    range body{0, lines_.size()};
    const bool at_top = section.empty();
    std::string indent;
    if (!at_top) {
        auto header = find_key(section, body, true);
        if (!header) {
            header = lines_.size();
            insert(*header, std::string(section) + ":");
        }
        body = body_of(*header, false);
        const auto end = end_of_text(body);
        indent = end > body.first ? std::string(indent_of(lines_[end - 1]), ' ') : "  ";
    }
    auto text = indent + std::string(key) + ": " + std::string(value);
    const auto found = find_key(key, body, at_top);
    if (!found) return insert(end_of_text(body), std::move(text));
    auto& line = lines_[*found];
    const auto comment = line.substr(comment_in(line, line.find(':') + 1));
    line = line.substr(0, line.find(':')) + ": " + std::string(value) + comment;
}

void yaml_editor::remove(std::string_view section, std::string_view key) {
    range body{0, lines_.size()};
    if (!section.empty()) {
        const auto header = find_key(section, body, true);
        if (!header) return;
        body = body_of(*header, false);
    }
    const auto found = find_key(key, body, section.empty());
    if (!found) return;
    erase(*found);
    // A section of nothing would be wrong: it is no map.
    if (section.empty() || end_of_text({body.first, body.last - 1}) > body.first) return;
    erase(body.first - 1);
}

void yaml_editor::set_list(std::string_view key, const std::vector<std::string>& items) {
    auto header = find_key(key, {0, lines_.size()}, true);
    if (!header) {
        header = lines_.size();
        insert(*header, std::string(key) + ":");
    }
    auto body = body_of(*header, true);
    auto end = body.first;
    auto missing = items;
    std::string indent = "  ";
    for (auto at = body.first; at < body.last;) {
        if (!is_item(lines_[at])) {
            ++at;
            continue;
        }
        indent = std::string(indent_of(lines_[at]), ' ');
        const auto known = std::find(missing.begin(), missing.end(), item_of(lines_[at]));
        if (known == missing.end()) {
            erase(at);
            --body.last;
        } else {
            missing.erase(known);
            end = ++at;
        }
    }
    for (const auto& item : missing) insert(end++, indent + "- " + yaml_scalar(item));
}

std::string yaml_scalar(std::string_view text) {
    const auto is_word = [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    };
    const auto is_safe = [&](char c) { return is_word(c) || is_one_of(c, ":./_*-"); };
    // A colon at the end makes a map, and so do other signs at the start something else.
    if (!text.empty() && (is_word(text.front()) || text.front() == '/') && text.back() != ':' &&
        std::all_of(text.begin(), text.end(), is_safe)) {
        return std::string(text);
    }
    std::string quoted = "'";
    for (const char c : text) quoted += c == '\'' ? "''" : std::string(1, c);
    return quoted + "'";
}

}  // namespace offhook
