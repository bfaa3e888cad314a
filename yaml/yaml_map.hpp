#pragma once

#include <yaml-cpp/yaml.h>

#include <concepts>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace offhook {

/// The mistakes of a YAML file, each with its place.
class yaml_problems {
public:
    /// `name`: the file, as the user wrote it.
    explicit yaml_problems(std::string_view name) : name_(name) {}

    /// Keeps `NAME:LINE:COLUMN: what`.
    void add(const YAML::Mark& where, const std::string& what);

    [[nodiscard]] bool empty() const { return lines_.empty(); }

    [[nodiscard]] const std::vector<std::string>& lines() const { return lines_; }

    /// All of them, a line each.
    [[nodiscard]] std::string text() const;

private:
    std::string name_;
    std::vector<std::string> lines_;
};

/// A word and what it stands for.
template <class Value>
struct yaml_word {
    std::string_view word;
    Value value;
};

/// Reads the fields of a YAML map into values that keep what they have when the field is missing or
/// wrong; each mistake goes to the problems, unknown and doubled fields included.
class yaml_map {
public:
    /// `problems` must outlive the object. A node that is no map is a mistake.
    yaml_map(const YAML::Node& node,
             yaml_problems& problems,
             std::initializer_list<std::string_view> allowed);

    /// A whole number from `least` to `most`, decimal or 0x....
    template <std::unsigned_integral Number>
    void number(std::string_view name,
                Number& into,
                std::uint64_t least = 0,
                std::uint64_t most = std::numeric_limits<Number>::max()) {
        if (const auto found = whole(name, least, most)) into = static_cast<Number>(*found);
    }

    /// A text of at most `longest` bytes of UTF-8.
    void text(std::string_view name, std::string& into, std::size_t longest);

    /// true or false.
    void flag(std::string_view name, bool& into);

    /// One of some words.
    template <class Words, class Value>
    void one_of(std::string_view name, const Words& words, Value& into) {
        const auto node = field(name);
        if (!node) return;
        for (const auto& known : words) {
            if (node->IsScalar() && node->Scalar() == known.word) {
                into = known.value;
                return;
            }
        }
        wrong(*node, name, list_of(words));
    }

    /// A list of some words, as the bits that they stand for.
    template <class Words, class Bits>
    void bits(std::string_view name, const Words& words, Bits& into) {
        const auto node = field(name);
        if (!node) return;
        if (!node->IsSequence()) return wrong(*node, name, "a list of " + list_of(words));
        Bits found = 0;
        for (const auto& item : *node) found = static_cast<Bits>(found | bit_of(item, name, words));
        into = found;
    }

    /// The field's node, if it is there.
    [[nodiscard]] std::optional<YAML::Node> field(std::string_view name) const;

    /// The items of a list; none when it is missing or wrong.
    [[nodiscard]] std::vector<YAML::Node> items(std::string_view name);

    /// Adds `'name' is ...; allowed: ...` at the node's place.
    void wrong(const YAML::Node& node, std::string_view name, const std::string& allowed);

    [[nodiscard]] yaml_problems& problems() { return problems_; }
    [[nodiscard]] YAML::Mark where() const { return node_.Mark(); }

private:
    [[nodiscard]] std::optional<std::uint64_t> whole(std::string_view name,
                                                     std::uint64_t least,
                                                     std::uint64_t most);

    template <class Words>
    static std::string list_of(const Words& words) {
        std::string list;
        for (const auto& known : words)
            list += (list.empty() ? "" : ", ") + std::string(known.word);
        return list;
    }

    template <class Words>
    unsigned bit_of(const YAML::Node& item, std::string_view name, const Words& words) {
        for (const auto& known : words) {
            if (item.IsScalar() && item.Scalar() == known.word) {
                return static_cast<unsigned>(known.value);
            }
        }
        wrong(item, name, list_of(words));
        return 0;
    }

    YAML::Node node_;
    yaml_problems& problems_;
};

/// A whole number, decimal or 0x..., or none.
[[nodiscard]] std::optional<std::uint64_t> whole_number(std::string_view text);

}  // namespace offhook
