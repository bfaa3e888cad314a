#include "tools/tapi/api/provider_list_file.hpp"

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>

#include <unistd.h>

namespace offhook::tapi::api {
namespace {

namespace fs = std::filesystem;

std::string_view trimmed(std::string_view text) {
    constexpr std::string_view blanks = " \t\r";
    const auto first = text.find_first_not_of(blanks);
    if (first == std::string_view::npos) {
        return {};
    }
    return text.substr(first, text.find_last_not_of(blanks) - first + 1);
}

/// 0: it is no ID.
DWORD parse_id(std::string_view text) {
    DWORD id = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), id);
    return error == std::errc{} && end == text.data() + text.size() ? id : 0;
}

/// One line at a time, so that what is wrong can be said with its place.
class list_parser {
public:
    explicit list_parser(const std::string& name) : name_(name) {}

    void add(std::string_view line) {
        ++line_;
        const auto text = trimmed(line.substr(0, line.find('#')));
        if (text.empty()) {
            return;
        }
        const auto sign = text.find('=');
        if (sign == std::string_view::npos) {
            fail("expected `ID = FILE`");
        }
        add(trimmed(text.substr(0, sign)), trimmed(text.substr(sign + 1)));
    }

    [[nodiscard]] provider_entries finish() {
        for (const provider_file& each : entries_.providers) {
            entries_.next_id = std::max(entries_.next_id, each.permanent_id + 1);
        }
        return std::move(entries_);
    }

private:
    void add(std::string_view key, std::string_view value) {
        if (key == "next") {
            entries_.next_id = id_of(value);
            return;
        }
        const DWORD id = id_of(key);
        const bool twice = std::any_of(entries_.providers.begin(),
                                       entries_.providers.end(),
                                       [&](const auto& each) { return each.permanent_id == id; });
        if (twice) {
            fail("the ID " + std::to_string(id) + " is there twice");
        }
        const fs::path path(value);
        if (value.empty() || (path.has_parent_path() && path.is_relative())) {
            fail("expected an absolute path, or a name without a folder, and not '" +
                 std::string(value) + "'");
        }
        entries_.providers.push_back({id, std::string(value)});
    }

    [[nodiscard]] DWORD id_of(std::string_view text) const {
        const DWORD id = parse_id(text);
        if (id == 0 || id == 0xFFFFFFFF) {
            fail("'" + std::string(text) + "' is no ID: a number from 1 to 4294967294");
        }
        return id;
    }

    [[noreturn]] void fail(const std::string& what) const {
        throw list_error(name_ + ":" + std::to_string(line_) + ": " + what);
    }

    const std::string& name_;
    int line_ = 0;
    provider_entries entries_;
};

std::string environment(const char* name) {
    const char* value = std::getenv(name);
    return value == nullptr ? "" : value;
}

/// The user's own list (XDG Base Directory Specification), in the order of tapi.h.
fs::path own_list() {
    if (const auto named = environment("OFFHOOK_TAPI_PROVIDERS"); !named.empty()) {
        return named;
    }
    if (const fs::path base = environment("XDG_CONFIG_HOME"); base.is_absolute()) {
        return base / "offhook" / "providers";
    }
    const auto home = environment("HOME");
    return home.empty() ? fs::path() : fs::path(home) / ".config" / "offhook" / "providers";
}

}  // namespace

provider_entries parse_provider_list(std::string_view text, const std::string& name) {
    list_parser parser(name);
    while (!text.empty()) {
        const auto end = text.find('\n');
        parser.add(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return parser.finish();
}

std::string format_provider_list(const provider_entries& entries) {
    std::ostringstream text;
    text << "# Telephony service providers: permanent ID = file. Kept by libtapi32.so.\n"
         << "next = " << entries.next_id << '\n';
    for (const provider_file& each : entries.providers) {
        text << each.permanent_id << " = " << each.path << '\n';
    }
    return text.str();
}

provider_list_file::provider_list_file(fs::path own, fs::path shared)
    : own_(std::move(own)), shared_(std::move(shared)) {}

provider_entries provider_list_file::read() {
    std::error_code ec;
    const fs::path& path = fs::exists(own_, ec) || shared_.empty() ? own_ : shared_;
    if (!fs::exists(path, ec)) {
        return {};
    }
    std::ifstream file(path, std::ios::binary);
    if (!file.is_open() || fs::is_directory(path, ec)) {
        throw list_error(path.string() + ": cannot be read; it is the list of service providers");
    }
    const std::string text{std::istreambuf_iterator<char>(file), {}};
    return parse_provider_list(text, path.string());
}

void provider_list_file::write(const provider_entries& entries) {
    std::error_code ec;
    fs::create_directories(own_.parent_path(), ec);
    const fs::path draft = own_.string() + "." + std::to_string(getpid());
    std::ofstream file(draft, std::ios::binary);
    file << format_provider_list(entries);
    file.close();
    if (file) {
        fs::rename(draft, own_, ec);
    }
    if (!file || ec) {
        fs::remove(draft, ec);
        throw list_error("'" + own_.string() + "': the list of service providers cannot be " +
                         "written; name a file that can be in OFFHOOK_TAPI_PROVIDERS");
    }
}

std::unique_ptr<provider_list> system_provider_list() {
    const bool named = !environment("OFFHOOK_TAPI_PROVIDERS").empty();
    return std::make_unique<provider_list_file>(own_list(),
                                                named ? fs::path() : "/etc/offhook/providers");
}

}  // namespace offhook::tapi::api
