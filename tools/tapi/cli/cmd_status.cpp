#include <spdlog/fmt/fmt.h>

#include "tools/tapi/cli/application.hpp"
#include "tools/tapi/cli/commands.hpp"
#include "tools/tapi/cli/names.hpp"
#include "tools/tapi/cli/shapes.hpp"

namespace offhook::tapi::cli {
namespace {

/// One phone; 0 or PHONEERR_*.
LONG print_status(tapi_host& host, output& out, HPHONEAPP app, DWORD device_id, DWORD highest) {
    DWORD version = 0;
    LONG result =
        host.phone_negotiate_api_version(app, device_id, {tspi::version_1_3, highest}, &version);
    HPHONE phone = 0;
    if (result == 0) {
        result = host.phone_open(app, device_id, {.api_version = version}, &phone);
    }
    if (result != 0) {
        return result;
    }
    structure_reader<PHONESTATUS> reader(sizeof(PHONESTATUS));
    result = fill_structure(
        reader, [&](PHONESTATUS* status) { return host.phone_get_status(phone, status); });
    static_cast<void>(host.phone_close(phone));
    if (result != 0) {
        return result;
    }
    boost::json::object page{{"device", device_id}, {"api_version", version_name(version)}};
    for (const auto& [key, value] : status_object(reader, version)) {
        page[key] = value;
    }
    out.page(fmt::format("phone {}", device_id), page);
    return 0;
}

}  // namespace

exit_code run_status(tapi_host& host, output& out, const run_options& options) {
    const application_session application(host, options);
    if (!application.ready()) {
        return exit_failed;
    }
    exit_code code = exit_ok;
    for (DWORD id = 0; id < application.phone_count(); ++id) {
        const LONG result = print_status(host, out, application.app(), id, options.api_version);
        if (result != 0) {
            out.line({{"op", "GetStatus"},
                      {"device", id},
                      {"result", result},
                      {"result_name", result_name(result)}});
            code = exit_failed;
        }
    }
    return code;
}

}  // namespace offhook::tapi::cli
