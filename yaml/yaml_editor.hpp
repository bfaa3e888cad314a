#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace offhook {

/// Changes a YAML text as a person would: the lines that say something else change, comments, order
/// and unknown keys stay. It knows files as people write them, one key or list item a line; what is
/// written otherwise (in braces, with anchors, over several lines) it may get wrong, so parse the
/// result and compare.
///
/// A key lies in a section, which is a key at the top that has a map below; "" is the top itself.
class yaml_editor {
public:
    explicit yaml_editor(std::string_view text);

    /// Gives a key a value, at its place, or else as the last one of its section.
    void set(std::string_view section, std::string_view key, std::string_view value);

    /// Takes a key and its value out.
    void remove(std::string_view section, std::string_view key);

    /// Makes the list below a key at the top these items: those that are there keep their lines,
    /// new ones come last.
    void set_list(std::string_view key, const std::vector<std::string>& items);

    [[nodiscard]] std::string text() const;

private:
    /// Lines [first, last).
    struct range {
        std::size_t first = 0;
        std::size_t last = 0;
    };

    [[nodiscard]] std::optional<std::size_t> find_key(std::string_view key,
                                                      range where,
                                                      bool at_top) const;
    [[nodiscard]] range body_of(std::size_t header, bool items_at_top) const;
    [[nodiscard]] std::size_t end_of_text(range body) const;
    void insert(std::size_t at, std::string line);
    void erase(std::size_t at);

    std::vector<std::string> lines_;
    std::string line_end_;
};

/// The text as a YAML scalar: as it is where that is safe, else in single quotes. No line breaks.
[[nodiscard]] std::string yaml_scalar(std::string_view text);

}  // namespace offhook
