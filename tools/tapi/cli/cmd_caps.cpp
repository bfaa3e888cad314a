#include <spdlog/fmt/fmt.h>

#include "tools/tapi/cli/application.hpp"
#include "tools/tapi/cli/commands.hpp"
#include "tools/tapi/cli/names.hpp"
#include "tools/tapi/cli/shapes.hpp"

namespace offhook::tapi::cli {
namespace {

/// One phone; 0 or PHONEERR_*.
LONG print_caps(tapi_host& host, output& out, HPHONEAPP app, DWORD device_id, DWORD highest) {
    DWORD version = 0;
    PHONEEXTENSIONID extension{};
    LONG result = host.phone_negotiate_api_version(
        app, device_id, {tspi::version_1_3, highest}, &version, &extension);
    if (result != 0) {
        return result;
    }
    structure_reader<PHONECAPS> reader(sizeof(PHONECAPS));
    result = fill_structure(reader, [&](PHONECAPS* caps) {
        return host.phone_get_dev_caps(app, device_id, version, caps);
    });
    if (result != 0) {
        return result;
    }
    boost::json::object page{{"device", device_id}, {"api_version", version_name(version)}};
    page["extension_id"] = fmt::format("{:08x}-{:08x}-{:08x}-{:08x}",
                                       static_cast<std::uint32_t>(extension.dwExtensionID0),
                                       static_cast<std::uint32_t>(extension.dwExtensionID1),
                                       static_cast<std::uint32_t>(extension.dwExtensionID2),
                                       static_cast<std::uint32_t>(extension.dwExtensionID3));
    for (const auto& [key, value] : caps_object(reader, version)) {
        page[key] = value;
    }
    out.page(fmt::format("phone {}", device_id), page);
    return 0;
}

}  // namespace

exit_code run_caps(tapi_host& host, output& out, const run_options& options) {
    const application_session application(host, options);
    if (!application.ready()) {
        return exit_failed;
    }
    exit_code code = exit_ok;
    for (DWORD id = 0; id < application.phone_count(); ++id) {
        const LONG result = print_caps(host, out, application.app(), id, options.api_version);
        if (result != 0) {
            out.line({{"op", "GetDevCaps"},
                      {"device", id},
                      {"result", result},
                      {"result_name", result_name(result)}});
            code = exit_failed;
        }
    }
    return code;
}

}  // namespace offhook::tapi::cli
