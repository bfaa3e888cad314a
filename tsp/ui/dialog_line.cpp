#include "tsp/ui/dialog_line.hpp"

#include <cstdio>

namespace offhook::tsp::ui {
namespace {

/// As many phones as nobody has; a provider that lists more is not ours.
constexpr std::size_t most_handsets = 4096;

std::string hexadecimal(LONG error) {
    char text[16];
    std::snprintf(text, sizeof text, "0x%08X", static_cast<unsigned>(error));
    return text;
}

}  // namespace

reply dialog_line::ask(const question& what) const {
    if (callback_ == nullptr) return {std::nullopt, "the telephony service cannot be asked"};
    auto block = encode(what);
    const LONG result = callback_(object_, type_, block.data(), static_cast<DWORD>(block.size()));
    if (result != 0) {
        return {std::nullopt,
                "the telephony service does not answer (error " + hexadecimal(result) + ")",
                result};
    }
    auto found = decode_answer(block);
    if (found.value) return {std::move(found.value), {}};
    return {std::nullopt,
            found.problem == block_problem::other_version
                ? "the telephony service runs another version of Offhook; start it anew"
                : "the telephony service gave an answer that is not Offhook's"};
}

std::vector<handset_line> dialog_line::ask_all_handsets() const {
    std::vector<handset_line> all;
    while (all.size() < most_handsets) {
        const auto next = ask(ask_handsets{static_cast<std::uint32_t>(all.size())});
        const auto* page = next.value ? std::get_if<handset_page>(&*next.value) : nullptr;
        if (page == nullptr || page->first != all.size() || page->lines.empty()) break;
        all.insert(all.end(), page->lines.begin(), page->lines.end());
        if (all.size() >= page->total) break;
    }
    return all;
}

}  // namespace offhook::tsp::ui
