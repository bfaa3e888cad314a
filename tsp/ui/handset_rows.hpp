#pragma once

#include "tsp/ui/dialog_message.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace offhook::tsp::ui {

/// The pattern that a row of its own stands for at the top of the list.
inline constexpr std::string_view every_usb_handset = "hid:*";

/// A row of the list of handsets.
struct handset_row {
    enum class tick : std::uint8_t {
        off,
        on,
        none,  ///< a ticked pattern takes it already
    };
    std::string address;
    std::string name;                  ///< for people
    std::string state;                 ///< for people
    std::string device;                ///< TAPI's device ID, or empty
    std::uint32_t number = no_number;  ///< for questions; none: the provider does not drive it
    tick ticked = tick::off;
    bool operator==(const handset_row&) const = default;
};

/// What there is to say of a row that is no handset in use, for people.
[[nodiscard]] std::string text_of(const handset_row& row);

/// Does a pattern stand for an address too? By their texts.
[[nodiscard]] bool covers(std::string_view pattern, std::string_view address);

/// What the list of handsets shows: which ones there are, and which are to be used. The first row
/// is every_usb_handset; then come those of the settings, in their order, then what else was found.
class handset_rows {
public:
    /// Everything that was chosen is ticked.
    explicit handset_rows(std::vector<std::string> chosen);

    /// What the provider lists now. Ticks stay; a row that is neither chosen nor found goes.
    void update(const std::vector<handset_line>& found);

    /// Nothing is known any more of what is there.
    void forget();

    /// Ticks an address, and adds a row if there is none. False if it is ticked already.
    bool add(const std::string& address);

    /// Ticks a row or takes its tick; one that has none stays without.
    void set_tick(std::size_t row, bool on);

    [[nodiscard]] const std::vector<handset_row>& rows() const { return rows_; }

    /// The ticked addresses in order.
    [[nodiscard]] std::vector<std::string> chosen() const;

private:
    [[nodiscard]] bool is_chosen(std::string_view address) const;
    [[nodiscard]] bool is_covered(std::string_view address) const;
    void add_row(const std::string& address);
    void make_rows();

    std::vector<std::string> order_;   ///< addresses that were ever chosen; the file's order
    std::vector<std::string> chosen_;  ///< the ticked ones of them
    std::vector<handset_line> found_;
    bool known_ = false;  ///< is found_ what there is?
    std::vector<handset_row> rows_;
};

}  // namespace offhook::tsp::ui
