#pragma once

#include "tsp/device_table.hpp"
#include "tsp/phone.hpp"
#include "tsp/ui/dialog_message.hpp"
#include "tsp/ui/ring_trial.hpp"
#include "tsp/ui/survey.hpp"

#include <map>
#include <memory>
#include <mutex>
#include <optional>

namespace offhook::tsp::ui {

/// The provider's end of its dialogs: answers about the phones of one session. Answers come from
/// what is known; what takes time is begun, and told by a later answer. Any thread.
class dialog_desk {
public:
    using table = device_table<phone>;

    /// `phones` must outlive the desk.
    dialog_desk(std::shared_ptr<runtime> driver, const table& phones)
        : driver_(driver), phones_(phones), survey_(std::move(driver)) {}

    /// `own` is the device ID of the phone that the dialog is for; none if it is for the provider.
    [[nodiscard]] answer handsets(const ask_handsets& what);
    [[nodiscard]] answer status(const ask_status& what, std::optional<DWORD> own);
    [[nodiscard]] answer ring(const ask_ring& what, std::optional<DWORD> own);

    /// Looks for nothing any more; before the driver's thread ends.
    void end() { survey_.end(); }

private:
    [[nodiscard]] std::optional<table::listed> find(std::uint32_t number,
                                                    std::optional<DWORD> own) const;
    [[nodiscard]] std::vector<handset_line> all_lines();

    std::shared_ptr<runtime> driver_;
    const table& phones_;
    survey survey_;
    std::mutex mutex_;
    std::map<table::number, std::shared_ptr<ring_trial>> trials_;  ///< guarded by mutex_
};

/// Answers a dialog while there is no session, and the questions that need none.
[[nodiscard]] answer answer_without_session(const question& what);

/// How the provider stands, with its configuration file and what the environment overrides.
[[nodiscard]] overview make_overview(bool in_session);

}  // namespace offhook::tsp::ui
