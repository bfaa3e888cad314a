#include "sim/control/check_request.hpp"

namespace offhook::sim {
namespace {

struct no_sink final : control_sink {
    void send(std::string_view) override {}
    [[nodiscard]] bool has_room() const override { return false; }
};

// The place of the field that a message names in quotes.
YAML::Mark place_of(const std::string& what, const YAML::Node& written) {
    const auto open = what.find('\'');
    const auto close = what.find('\'', open + 1);
    if (!written.IsMap() || close == std::string::npos) return written.Mark();
    for (const auto& field : written) {
        if (field.first.Scalar() != what.substr(open + 1, close - open - 1)) continue;
        return what.starts_with("unknown") ? field.first.Mark() : field.second.Mark();
    }
    return written.Mark();
}

}  // namespace

control_sink& nowhere() {
    static no_sink sink;
    return sink;
}

void check_request(control_session& session,
                   const boost::json::object& request,
                   const YAML::Node& written,
                   yaml_problems& problems) {
    for (const auto& what : session.check(request)) problems.add(place_of(what, written), what);
}

}  // namespace offhook::sim
