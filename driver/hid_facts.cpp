#include "driver/hid_facts.hpp"

#include "driver/transport/hidapi_library.hpp"

#include <set>

namespace offhook {

hid_facts look_at_hid() {
    const auto library = transport::shared_hidapi(transport::backend_of_environment());
    auto about = library->about();
    std::set<std::string> devices;  // one of them may have several lines
    for (const auto& entry : library->enumerate(0, 0)) {
        devices.insert(entry.container.empty() ? entry.path : entry.container);
    }
    return {std::move(about.back_end),
            std::move(about.version),
            std::move(about.error),
            devices.size()};
}

}  // namespace offhook
