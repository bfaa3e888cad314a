// What a provider says to its dialogs (tspi-phone.md §1.6).

#include "tsp/provider.hpp"
#include "tsp/ui/dialog_desk.hpp"

#include <algorithm>
#include <variant>

namespace offhook::tsp {

LONG provider::answer_dialog(DWORD_PTR object, DWORD type, std::span<std::uint8_t> block) {
    const bool is_phone = type == DWORD{TUISPIDLL_OBJECT_PHONEID};
    if (!is_phone && type != DWORD{TUISPIDLL_OBJECT_PROVIDERID}) {
        return to_result(LINEERR_INVALPARAM);
    }
    const auto asked = ui::decode_question(block);
    ui::answer answer = ui::refusal{"it is another version of Offhook"};
    if (asked.value) {
        const auto phone = is_phone ? std::optional(static_cast<DWORD>(object)) : std::nullopt;
        answer = answer_to(*asked.value, phone);
    } else if (asked.problem != ui::block_problem::other_version) {
        return to_result(LINEERR_INVALPARAM);
    }
    std::ranges::copy(ui::encode(answer), block.begin());
    return 0;
}

ui::answer provider::answer_to(const ui::question& what, std::optional<DWORD> phone) const {
    const auto running = session();
    if (!running) return ui::answer_without_session(what);
    if (std::holds_alternative<ui::ask_overview>(what)) return ui::make_overview(true);
    auto& desk = running->desk();
    if (const auto* list = std::get_if<ui::ask_handsets>(&what)) return desk.handsets(*list);
    if (const auto* status = std::get_if<ui::ask_status>(&what)) {
        return desk.status(*status, phone);
    }
    if (const auto* ring = std::get_if<ui::ask_ring>(&what)) return desk.ring(*ring, phone);
    return ui::answer_without_session(what);
}

std::shared_ptr<device_set> provider::session() const {
    const std::lock_guard lock(mutex_);
    return inits_ == 0 ? nullptr : devices_;
}

}  // namespace offhook::tsp
