#include "sim/control/control_request.hpp"
#include "sim/control/control_session.hpp"
#include "sim/control/profile_json.hpp"
#include "sim/control/state_json.hpp"

#include <boost/json/array.hpp>

namespace offhook::sim {

namespace json = boost::json;

namespace {

using topic = control_session::topic;

std::vector<topic> topics_of(control_request& asked) {
    std::vector<topic> topics;
    for (const auto& word : asked.fields.words_or_first("to", {"changes", "reports", "faults"})) {
        topics.push_back(word == "reports"  ? topic::wire
                         : word == "faults" ? topic::faults
                                            : topic::changes);
    }
    return topics;
}

json::object summary_of(std::size_t number, const handset& device) {
    return {{"handset", number},
            {"serial", device.serial()},
            {"product", device.what().product},
            {"plugged", device.is_plugged()},
            {"session", device.session() != 0}};
}

}  // namespace

void read_hello(control_request& asked) {
    (void)asked.fields.handset(asked.hub.handsets().size());  // as in version 1
    const auto spoken = asked.fields.number_or("version", 65535, control_hub::version);
    if (spoken < control_hub::oldest_version || spoken > control_hub::version) {
        asked.fields.fail("version " + std::to_string(spoken) +
                          " is not spoken here; spoken are 1 to " +
                          std::to_string(control_hub::version));
    }
    asked.answer["offhook"] = control_hub::version;
    asked.answer["handsets"] = asked.hub.handsets().size();
    asked.answer["program"] = "offhook-sim " OFFHOOK_VERSION;
    asked.answer["simulated"] = true;
    asked.answer["plugs"] = json::array(asked.hub.plugs().begin(), asked.hub.plugs().end());
}

void read_list(control_request& asked) {
    (void)asked.fields.handset(asked.hub.handsets().size());
    json::array all;
    auto& handsets = asked.hub.handsets();
    for (std::size_t i = 0; i < handsets.size(); ++i) all.push_back(summary_of(i, handsets.at(i)));
    asked.answer["handsets"] = std::move(all);
}

void read_describe(control_request& asked) {
    asked.handset = asked.fields.handset(asked.hub.handsets().size());
    asked.answer["profile"] = profile_json(asked.device());
}

void read_state(control_request& asked) {
    const auto numbers = asked.fields.handsets(asked.hub.handsets().size());
    asked.handset = numbers.empty() ? 0 : numbers.front();
    // One answer for one handset, a list for a list.
    if (numbers.size() == 1) {
        asked.answer["state"] = state_json(asked.handset, asked.hub.handsets());
        return;
    }
    json::array states;
    for (const auto one : numbers) states.push_back(state_json(one, asked.hub.handsets()));
    asked.answer["states"] = std::move(states);
}

void read_subscribe(control_request& asked) {
    const auto numbers = asked.fields.handsets(asked.hub.handsets().size());
    const bool deltas = asked.fields.flag("deltas");
    for (const auto what : topics_of(asked)) {
        asked.then(
            [&asked, what, numbers, deltas] { asked.session.subscribe(what, numbers, deltas); });
    }
}

void read_unsubscribe(control_request& asked) {
    const auto numbers = asked.fields.handsets(asked.hub.handsets().size());
    for (const auto what : topics_of(asked)) {
        asked.then([&asked, what, numbers] { asked.session.unsubscribe(what, numbers); });
    }
}

void read_wait(control_request& asked) {
    constexpr std::size_t day = 24 * 60 * 60 * 1000;
    asked.handset = asked.fields.handset(asked.hub.handsets().size());
    json::value until = asked.fields.object("until");
    const auto within = asked.fields.number_or("within_ms", day, 5000);
    asked.then([&asked, until = std::move(until), within] {
        asked.answers_later = true;
        asked.session.wait(asked, until, milliseconds(within));
    });
}

}  // namespace offhook::sim
