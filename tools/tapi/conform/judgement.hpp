#pragma once

#include <spdlog/fmt/fmt.h>

#include <exception>
#include <string>
#include <string_view>
#include <utility>

namespace offhook::tapi::conform {

/// How a case ends.
enum class verdict {
    pass,
    /// The rule is broken.
    fail,
    /// The rule says nothing about this provider or this phone, or cannot be seen from here.
    not_applicable,
    /// The provider broke another rule on the way, which another case judges.
    blocked,
};

/// "pass", "fail", "n/a" or "blocked".
[[nodiscard]] std::string_view name_of(verdict what) noexcept;

/// A case's end and what there is to say about it; a pass may have a remark.
struct judgement {
    verdict what = verdict::pass;
    std::string reason;
};

/// Ends a case from wherever it is.
class judged : public std::exception {
public:
    explicit judged(judgement how) : how_(std::move(how)) {}
    [[nodiscard]] const judgement& how() const noexcept { return how_; }
    [[nodiscard]] const char* what() const noexcept override { return how_.reason.c_str(); }

private:
    judgement how_;
};

/// The rule is broken; `args` are fmt's.
template <class... Args>
[[noreturn]] void fail(fmt::format_string<Args...> text, Args&&... args) {
    throw judged({verdict::fail, fmt::format(text, std::forward<Args>(args)...)});
}

/// There is nothing to judge.
template <class... Args>
[[noreturn]] void not_applicable(fmt::format_string<Args...> text, Args&&... args) {
    throw judged({verdict::not_applicable, fmt::format(text, std::forward<Args>(args)...)});
}

/// Something else went wrong before the rule could be judged.
template <class... Args>
[[noreturn]] void blocked(fmt::format_string<Args...> text, Args&&... args) {
    throw judged({verdict::blocked, fmt::format(text, std::forward<Args>(args)...)});
}

/// The rule holds, with a remark.
template <class... Args>
[[noreturn]] void pass_with(fmt::format_string<Args...> text, Args&&... args) {
    throw judged({verdict::pass, fmt::format(text, std::forward<Args>(args)...)});
}

/// fail() unless `good`.
template <class... Args>
void require(bool good, fmt::format_string<Args...> text, Args&&... args) {
    if (!good) fail(text, std::forward<Args>(args)...);
}

}  // namespace offhook::tapi::conform
