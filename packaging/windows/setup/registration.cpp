#include "packaging/windows/setup/registration.hpp"

#include "packaging/windows/setup/provider_registry.hpp"
#include "packaging/windows/setup/setup_error.hpp"
#include "packaging/windows/setup/telephony.hpp"

#include <iostream>

namespace offhook::setup {
namespace {

constexpr std::u16string_view file = u"offhook.tsp";
constexpr const wchar_t* wide_file = L"offhook.tsp";

void tell_registered(std::uint32_t id, const char* how) {
    std::cout << "offhook.tsp is telephony provider " << id << how << "\n";
}

}  // namespace

registered register_provider() {
    auto list = read_providers();
    if (const auto id = find(list, file)) {
        const auto before = list;
        add(list, file);  // under its plain name, should somebody have given it a folder
        if (list != before) write_providers(list);
        tell_registered(*id,
                        list == before ? ", as before" : ", as before; its name was put right");
        return list == before ? registered::already : registered::directly;
    }
    std::string why = "it did not";
    const bool was_asked = ask_tapi_to_add(wide_file, why);
    list = read_providers();
    if (const auto id = find(list, file); was_asked && id) {
        tell_registered(*id, "");
        return registered::by_tapi;
    }
    const auto id = add(list, file);
    write_providers(list);
    tell_registered(id, (", written into its list, as TAPI did not (" + why + ")").c_str());
    return registered::directly;
}

registered unregister_provider() {
    auto list = read_providers();
    const auto id = find(list, file);
    std::string why = "it has no ID";
    if (id && ask_tapi_to_remove(*id, why)) list = read_providers();
    if (id && !find(list, file)) {
        std::cout << "TAPI has removed offhook.tsp, provider " << *id << "\n";
    }
    const bool was_left = remove(list, file);
    if (was_left) {
        write_providers(list);
        std::cout << "offhook.tsp is out of TAPI's list, written there as TAPI did not (" << why
                  << ")\n";
    }
    if (id) forget_provider(*id);
    if (was_left) return registered::directly;
    return id ? registered::by_tapi : registered::already;
}

}  // namespace offhook::setup
