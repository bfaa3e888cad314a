#include "tsp/ui/handset_rows.hpp"

#include <algorithm>

namespace offhook::tsp::ui {
namespace {

bool has(const std::vector<std::string>& all, std::string_view wanted) {
    return std::find(all.begin(), all.end(), wanted) != all.end();
}

bool is_pattern(std::string_view address) {
    return address.ends_with('*');
}

std::string name_of(std::string_view address) {
    if (address == every_usb_handset) return "Every USB handset";
    if (address == "hid:") return "The first USB handset";
    if (address.starts_with("sim:")) {
        return is_pattern(address) ? "Every handset of a simulator" : "Simulated handset";
    }
    return is_pattern(address) ? "Every USB handset of this kind" : "USB handset";
}

std::string state_of(const handset_line& line) {
    if (line.connected) return "Connected";
    if (line.number == no_number) return "Plugged in, not used";
    return "Not connected: " + line.problem;
}

std::string count_text(std::ptrdiff_t count) {
    return count == 0 ? "None there" : std::to_string(count) + " there";
}

}  // namespace

bool covers(std::string_view pattern, std::string_view address) {
    if (!is_pattern(pattern) || is_pattern(address) || address == "hid:") return false;
    const auto stem = pattern.substr(0, pattern.size() - 1);
    if (address.starts_with(stem)) return true;
    // sim:HOST:PORT/* stands for sim:HOST:PORT, its handset 0, too.
    return stem.ends_with('/') && address == stem.substr(0, stem.size() - 1);
}

std::string text_of(const handset_row& row) {
    if (is_pattern(row.address)) {
        return "Handsets that fit " + row.address +
               " are phones from their first connection on; each has a line of its own below.";
    }
    if (row.state == "Unknown") return "Nothing is known of it now.";
    const bool chosen = row.ticked != handset_row::tick::off;
    return chosen ? "It is used when the telephony service starts Offhook next."
                  : "It is not used. Tick it to make it a phone.";
}

handset_rows::handset_rows(std::vector<std::string> chosen)
    : order_(chosen), chosen_(std::move(chosen)) {
    make_rows();
}

void handset_rows::update(const std::vector<handset_line>& found) {
    found_ = found;
    known_ = true;
    make_rows();
}

void handset_rows::forget() {
    found_.clear();
    known_ = false;
    make_rows();
}

bool handset_rows::add(const std::string& address) {
    if (is_chosen(address)) return false;
    if (!has(order_, address)) order_.push_back(address);
    chosen_.push_back(address);
    make_rows();
    return true;
}

void handset_rows::set_tick(std::size_t row, bool on) {
    if (row >= rows_.size() || rows_[row].ticked == handset_row::tick::none) return;
    const auto address = rows_[row].address;
    if (on) {
        add(address);
    } else {
        std::erase(chosen_, address);
        make_rows();
    }
}

std::vector<std::string> handset_rows::chosen() const {
    // One that was unticked and ticked again has its place back.
    std::vector<std::string> all;
    std::copy_if(order_.begin(), order_.end(), std::back_inserter(all), [&](const auto& each) {
        return is_chosen(each);
    });
    return all;
}

bool handset_rows::is_chosen(std::string_view address) const {
    return has(chosen_, address);
}

bool handset_rows::is_covered(std::string_view address) const {
    return std::any_of(
        chosen_.begin(), chosen_.end(), [&](const auto& each) { return covers(each, address); });
}

void handset_rows::add_row(const std::string& address) {
    handset_row row;
    row.address = address;
    row.name = name_of(address);
    const bool chosen = is_chosen(address);
    const auto line = std::find_if(
        found_.begin(), found_.end(), [&](const auto& each) { return each.address == address; });
    if (line != found_.end()) {
        if (!line->name.empty()) row.name = line->name;
        row.state = state_of(*line);
        row.number = line->number;
        if (line->device != no_device) row.device = std::to_string(line->device);
    } else if (!known_) {
        row.state = "Unknown";
    } else if (is_pattern(address)) {
        row.state = count_text(std::count_if(found_.begin(), found_.end(), [&](const auto& each) {
            return covers(address, each.address);
        }));
    } else if (chosen) {
        row.state = "Not in use yet";
    }
    const bool tickable = chosen || !is_covered(address);
    row.ticked = !tickable ? handset_row::tick::none
                 : chosen  ? handset_row::tick::on
                           : handset_row::tick::off;
    rows_.push_back(std::move(row));
}

void handset_rows::make_rows() {
    rows_.clear();
    add_row(std::string(every_usb_handset));
    for (const auto& each : order_) {
        if (each != every_usb_handset) add_row(each);
    }
    for (const auto& each : found_) {
        if (!has(order_, each.address) && each.address != every_usb_handset) add_row(each.address);
    }
}

}  // namespace offhook::tsp::ui
