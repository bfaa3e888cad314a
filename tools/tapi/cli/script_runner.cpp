#include "tools/tapi/cli/script_runner.hpp"

#include <spdlog/fmt/fmt.h>

#include <cstring>
#include <thread>

#include "tools/tapi/cli/names.hpp"
#include "tools/tapi/cli/shapes.hpp"
#include "tools/tapi/cli/text.hpp"
#include "tools/tapi/error_names.hpp"

namespace offhook::tapi::cli {
namespace {

using std::chrono::steady_clock;

/// The application of commands that name none.
constexpr const char* default_application = "offhook-tapi";

DWORD number(const script_command& command, std::size_t index, DWORD otherwise = 0) {
    return index < command.arguments.size() ? command.arguments[index].number : otherwise;
}

std::string word(const script_command& command, std::size_t index) {
    return index < command.arguments.size() ? command.arguments[index].text : std::string();
}

}  // namespace

script_runner::script_runner(tapi_host& host, output& out, const run_options& options)
    : host_(host), out_(out), options_(options), session_(host, out, options.api_version) {}

bool script_runner::start() {
    HPHONEAPP app = 0;
    return session_.application_of(default_application, app) == 0 &&
           host_.provider_failures().empty();
}

void script_runner::run(const script_command& command) {
    switch (command.what) {
        case verb::open: open(command); return;
        case verb::close: close(command); return;
        case verb::wait: wait(command); return;
        case verb::devices: show_devices(command); return;
        case verb::counters: show_counters(command); return;
        case verb::init_again: print(command, host_.overlap_init(), {}); return;
        case verb::shutdown_again: print(command, host_.overlap_shutdown(), {}); return;
        case verb::use:
            session_.use(handle_for(command, word(command, 0)).name);
            print(command, 0, {{"phone", word(command, 0)}});
            return;
        case verb::pause:
            std::this_thread::sleep_for(std::chrono::milliseconds(number(command, 0)));
            print(command, 0, {});
            return;
        case verb::get_caps: {
            members answer;
            const LONG result = query_caps(command, answer);
            print(command, result, std::move(answer));
            return;
        }
        default: run_on_handle(command, handle_for(command, command.handle)); return;
    }
}

bool script_runner::open_quietly(DWORD device_id) {
    named_handle wanted;
    wanted.name = session_.free_name();
    wanted.application = default_application;
    wanted.device_id = device_id;
    wanted.owner = true;
    const LONG result = session_.open(wanted);
    if (result != 0) {
        out_.line({{"op", "Open"},
                   {"result", result},
                   {"result_name", result_name(result)},
                   {"device", device_id}});
    }
    return result == 0;
}

void script_runner::run_on_handle(const script_command& command, const named_handle& handle) {
    if (is_asynchronous_operation(command.what)) {
        start_operation(command, handle);
        return;
    }
    members answer;
    const auto started = steady_clock::now();
    const LONG result = query(command, handle, answer);
    const std::chrono::duration<double, std::micro> us = steady_clock::now() - started;
    members line{{"phone", handle.name}};
    for (const auto& [key, value] : answer) {
        line[key] = value;
    }
    line["us"] = us.count();
    print(command, result, std::move(line));
}

void script_runner::open(const script_command& command) {
    named_handle wanted;
    wanted.name = command.name.empty() ? session_.free_name() : command.name;
    wanted.application = command.application.empty() ? default_application : command.application;
    wanted.device_id = number(command, 0);
    wanted.owner = command.owner;
    const auto same_name = session_.find(wanted.name);
    if (!command.name.empty() && same_name && !same_name->closed) {
        throw script_error(
            fmt::format("open: a handle '{}' is open already; close it or choose "
                        "another name after 'as'",
                        command.name));
    }
    const LONG result = session_.open(wanted);
    print(command,
          result,
          {{"phone", wanted.name},
           {"device", wanted.device_id},
           {"privilege", wanted.owner ? "OWNER" : "MONITOR"},
           {"application", wanted.application},
           {"api_version", version_name(wanted.api_version)}});
}

void script_runner::close(const script_command& command) {
    const std::string name = word(command, 0).empty() ? command.handle : word(command, 0);
    const named_handle handle = handle_for(command, name);
    std::size_t suppressed = 0;
    const LONG result = session_.close(handle, suppressed);
    print(command, result, {{"phone", handle.name}, {"suppressed_replies", suppressed}});
}

void script_runner::wait(const script_command& command) {
    const auto limit =
        command.arguments.empty() ? options_.limit : std::chrono::milliseconds(number(command, 0));
    const std::size_t left = session_.wait_for_replies(steady_clock::now() + limit);
    members line{{"op", command.op},
                 {"outstanding", left},
                 {"result_name", left == 0 ? "OK" : "not every reply came in time"},
                 {"line", command.line}};
    out_.line(line);
}

void script_runner::show_devices(const script_command& command) {
    HPHONEAPP app = 0;
    const LONG result = session_.application_of(default_application, app);
    host_.flush();
    print(command, result, {{"phones", host_.phone_count()}});
}

void script_runner::show_counters(const script_command& command) {
    const host_counters c = host_.counters();
    print(command,
          0,
          {{"completions", c.completions},
           {"unknown_completions", c.unknown_completions},
           {"duplicate_completions", c.duplicate_completions},
           {"suppressed_replies", c.suppressed_replies},
           {"abandoned_requests", c.abandoned_requests},
           {"wrong_returns", c.wrong_returns},
           {"completions_after_error", c.completions_after_error},
           {"positive_results", c.positive_results},
           {"stale_events", c.stale_events},
           {"filtered_events", c.filtered_events},
           {"outstanding_requests", host_.outstanding_requests()}});
}

void script_runner::start_operation(const script_command& command, const named_handle& handle) {
    session_.perform({.op = command.op,
                      .handle = handle,
                      .line = command.line,
                      .in_background = command.asynchronous,
                      .start = [&] { return call_operation(command, handle); }},
                     options_.limit);
}

LONG script_runner::call_operation(const script_command& command, const named_handle& handle) {
    const HPHONE phone = handle.phone;
    const DWORD first = number(command, 0);
    const DWORD second = number(command, 1);
    // The provider gets a copy it may do anything with.
    std::vector<std::byte> block = command.arguments.back().bytes;
    const auto size = static_cast<DWORD>(block.size());
    switch (command.what) {
        case verb::dev_specific: return host_.phone_dev_specific(phone, block.data(), size);
        case verb::set_button_info: return set_button_info(command, handle);
        case verb::set_data: return host_.phone_set_data(phone, first, block.data(), size);
        case verb::set_display: {
            const std::u16string text = to_utf16(word(command, 2)).value_or(std::u16string());
            // With its terminator, as TSPI_phoneSetDisplay counts it.
            return host_.phone_set_display(phone, first, second, {text.c_str(), text.size() + 1});
        }
        case verb::set_gain: return host_.phone_set_gain(phone, first, second);
        case verb::set_hook_switch: return host_.phone_set_hook_switch(phone, first, second);
        case verb::set_lamp: return host_.phone_set_lamp(phone, first, second);
        case verb::set_ring: return host_.phone_set_ring(phone, first, second);
        default: return host_.phone_set_volume(phone, first, second);
    }
}

LONG script_runner::set_button_info(const script_command& command, const named_handle& handle) {
    const std::u16string text = to_utf16(word(command, 3)).value_or(std::u16string());
    const DWORD fixed_size = tspi::phonebuttoninfo_fixed_size(handle.api_version);
    const auto text_size = static_cast<DWORD>((text.size() + 1) * sizeof(char16_t));
    std::vector<std::byte> block(
        std::max<std::size_t>(sizeof(PHONEBUTTONINFO), fixed_size + text_size));
    PHONEBUTTONINFO info{};
    info.dwTotalSize = fixed_size + text_size;
    info.dwNeededSize = info.dwTotalSize;
    info.dwUsedSize = info.dwTotalSize;
    info.dwButtonMode = number(command, 1);
    info.dwButtonFunction = number(command, 2);
    info.dwButtonTextSize = text_size;
    info.dwButtonTextOffset = fixed_size;
    std::memcpy(block.data(), &info, fixed_size);
    std::memcpy(block.data() + fixed_size, text.c_str(), text_size);
    return host_.phone_set_button_info(
        handle.phone, number(command, 0), reinterpret_cast<PHONEBUTTONINFO*>(block.data()));
}

named_handle script_runner::handle_for(const script_command& command,
                                       const std::string& name) const {
    const auto found = session_.find(name);
    if (found) {
        return *found;
    }
    const std::string what = name.empty() ? "no phone is open" : "no handle '" + name + "' is open";
    throw script_error(
        fmt::format("{}: {}; open one first, for example: open 0 owner as desk", command.op, what));
}

void script_runner::print(const script_command& command, LONG result, const members& answer) {
    members line{{"op", command.op}};
    line["result"] = result;
    line["result_name"] = result_name(result);
    for (const auto& [key, value] : answer) {
        line[key] = value;
    }
    line["line"] = command.line;
    out_.line(line);
    if (result != 0) {
        session_.note_failure();
    }
}

}  // namespace offhook::tapi::cli
