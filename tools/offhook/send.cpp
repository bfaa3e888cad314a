#include "driver/protocol/report_id.hpp"
#include "driver/words/hex.hpp"
#include "driver/words/report_words.hpp"
#include "tools/offhook/connection.hpp"
#include "tools/offhook/devices.hpp"
#include "tools/offhook/failure.hpp"
#include "tools/offhook/look.hpp"
#include "tools/offhook/setting_words.hpp"
#include "tools/offhook/state_words.hpp"
#include "tools/offhook/values.hpp"
#include "tools/offhook/verb.hpp"

#include <spdlog/fmt/fmt.h>
#include <CLI/CLI.hpp>
#include <memory>

namespace offhook::cli {
namespace {

using boost::system::error_code;
using protocol::byte_vector;
using protocol::direction;
using std::chrono::milliseconds;

constexpr const char* help = R"(
For those who make firmware. HEX may have blanks or colons between the bytes.
  send HEX              a vendor request in a session (firmware-protocol.md 8.8), and its answer
  send --report HEX...  output reports as they are, ID first, without a session and beside whatever
                        else drives the handset; tells the input reports that come within --for.
                        Each is filled with zeros to the length of its report, unless --as-is
  send --feature ID     reads a feature report: 22 is the identity, 05 the display
JSON: a vendor request {"send":"cafe01","acknowledged":true,"data":"01feca","us":412}
  a report {"way":"to-device","hex":..,"text":..}, to-host or feature
Exit codes: 0 answered, or all reports written; 1 refused or failed; 2 wrong call; 3 not reachable.
Examples: offhook send CAFE01
          offhook send --feature 22
          offhook send --report "20 00 08 01 00 0000 0A00 1122334455667788 0100"     HELLO)";

constexpr milliseconds usual_span{1000};
constexpr milliseconds open_limit{2500};
constexpr milliseconds answer_limit{6000};  // hidraw takes 5 s to give a silent device up

byte_vector bytes_of(const std::string& hex) {
    const auto bytes = words::from_hex(hex);
    if (!bytes || bytes->empty()) {
        throw failure(exit_bad_call,
                      "'" + hex + "' is no bytes in hex, such as 20005C or 20 00 5C");
    }
    return *bytes;
}

/// Reports as they are, told as they pass.
class raw_link : public std::enable_shared_from_this<raw_link> {
public:
    explicit raw_link(const surroundings& with) : with_(with) {}

    /// Waits until the handset is there; throws `failure` when it is not.
    void open(const std::string& address) {
        const auto tell = with_.here.teller(weak_from_this());
        report_link_events events;
        events.on_open = [tell](const auto&) {
            tell([](raw_link& self) { self.is_open_ = true; });
        };
        events.on_report = [tell](protocol::bytes_view report) {
            const byte_vector bytes(report.begin(), report.end());
            tell([bytes](raw_link& self) { self.print(direction::input, bytes); });
        };
        events.on_lost = [tell](error_code reason, const std::string& detail) {
            const auto text = detail.empty() ? reason.message() : detail;
            tell([text](raw_link& self) { self.lost_ = text; });
        };
        auto made = with_.driver.link_reports(address, std::move(events));
        if (!made.value) throw failure(exit_bad_call, made.error);
        link_ = std::move(made.value);
        with_.here.run_until([this] { return is_open_ || !lost_.empty(); }, open_limit);
        if (!lost_.empty()) throw failure(exit_unreachable, lost_);
        if (!is_open_) throw failure(exit_unreachable, "nothing is plugged in at " + address);
    }

    /// Writes a report and waits until the device's side has taken it. False: it was not.
    [[nodiscard]] bool write(const byte_vector& report) {
        print(direction::output, report);
        const auto how = std::make_shared<std::optional<error_code>>();
        link_->write(report, [&here = with_.here, how](error_code result) {
            here.post([how, result] { *how = result; });
        });
        with_.here.run_until([&] { return how->has_value() || !lost_.empty(); }, answer_limit);
        return check(how->value_or(error_code()), how->has_value());
    }

    [[nodiscard]] bool read_feature(std::uint8_t id) {
        constexpr std::size_t longest = 1024;
        const auto how = std::make_shared<std::optional<std::pair<error_code, byte_vector>>>();
        link_->get_feature(
            id, longest, [&here = with_.here, how](error_code result, protocol::bytes_view report) {
                const byte_vector bytes(report.begin(), report.end());
                here.post([how, result, bytes] { *how = {result, bytes}; });
            });
        with_.here.run_until([&] { return how->has_value() || !lost_.empty(); }, answer_limit);
        const auto answer = how->value_or(std::pair<error_code, byte_vector>{});
        if (!check(answer.first, how->has_value())) return false;
        print(direction::feature, answer.second);
        return true;
    }

private:
    [[nodiscard]] bool check(error_code result, bool has_ended) const {
        if (has_ended && !result) return true;
        complain(!lost_.empty() ? lost_ : has_ended ? result.message() : "no answer in time");
        return false;
    }

    void print(direction way, const byte_vector& report) const {
        const bool out = way == direction::output;
        const auto text = printable(words::report_words(way, report));
        with_.out.line(fmt::format("{} {}", out ? "->" : "<-", text));
        for (const auto& line : hex_dump(report)) with_.out.line("   " + line);
        const auto* const name = out                         ? "to-device"
                                 : way == direction::feature ? "feature"
                                                             : "to-host";
        with_.out.object({{"way", name}, {"hex", words::to_hex(report)}, {"text", text}});
    }

    const surroundings& with_;
    bool is_open_ = false;
    std::string lost_;  // why the link is gone
    std::unique_ptr<report_link> link_;
};

class send_verb final : public verb {
public:
    void describe(CLI::App& app) override {
        command_ = app.add_subcommand("send", "Send bytes of your own, and tell the answer");
        command_->footer(help);
        auto* const vendor = command_->add_option("HEX", vendor_, "A vendor request");
        auto* const reports =
            command_->add_option("--report", reports_, "Output reports, the ID first")
                ->type_name("HEX")
                ->excludes(vendor);
        command_->add_option("--feature", feature_, "Reads this feature report")
            ->type_name("ID")
            ->excludes(vendor)
            ->excludes(reports);
        command_->add_option("--for", span_, "How long to listen after --report; else 1")
            ->type_name("SECONDS")
            ->needs(reports);
        command_->add_flag("--as-is", is_as_is_, "Do not fill reports with zeros")->needs(reports);
    }

    [[nodiscard]] bool is_wanted() const override { return command_->parsed(); }

    [[nodiscard]] int run(const surroundings& with) override {
        const auto limit = with.configuration.first_look;
        const auto reports = prepared_reports();
        const auto span = span_.empty() ? usual_span : seconds_of(span_, "--for");
        if (vendor_.empty() && reports.empty() && feature_.empty()) {
            throw failure(exit_bad_call, "send: give HEX, --report HEX or --feature ID");
        }
        const auto vendor = vendor_.empty() ? byte_vector() : bytes_of(vendor_);
        const auto feature = feature_.empty() ? byte_vector() : bytes_of(feature_);
        const auto address = the_one(with.driver, with.here, with.addresses, limit);
        if (!vendor.empty()) return send_vendor(with, address, vendor);
        const auto link = std::make_shared<raw_link>(with);
        link->open(address);
        if (!feature.empty()) return link->read_feature(feature[0]) ? exit_ok : exit_failed;
        for (const auto& report : reports) {
            if (!link->write(report)) return exit_failed;
        }
        with.here.pause(span);
        return exit_ok;
    }

private:
    [[nodiscard]] std::vector<byte_vector> prepared_reports() const {
        std::vector<byte_vector> all;
        for (const auto& text : reports_) {
            auto bytes = bytes_of(text);
            const auto length = protocol::length_of(static_cast<protocol::report_id>(bytes[0]));
            if (!is_as_is_) bytes.resize(std::max(bytes.size(), length));
            all.push_back(std::move(bytes));
        }
        return all;
    }

    static int send_vendor(const surroundings& with,
                           const std::string& address,
                           const byte_vector& bytes) {
        connection handset(with.driver, with.here, address, with.configuration.timing);
        const engine::command command = engine::vendor_request{bytes};
        const auto how = handset.perform(command);
        auto object = to_json(command);
        object["acknowledged"] = !how.result.error;
        if (how.result.error) {
            const auto reason = reason_of(how.result);
            object["error"] = reason;
            with.out.object(object);
            complain(fmt::format("{}: {}", in_words(command), reason));
            complain(hint_for(command, *handset.profile()));
            return exit_failed;
        }
        object["data"] = words::to_hex(how.result.data);
        object["us"] = how.took.count();
        with.out.object(object);
        with.out.line(fmt::format("OK after {:.2f} ms, {} bytes",
                                  static_cast<double>(how.took.count()) / 1000,
                                  how.result.data.size()));
        for (const auto& line : hex_dump(how.result.data)) with.out.line(line);
        return exit_ok;
    }

    CLI::App* command_ = nullptr;
    std::string vendor_;
    std::vector<std::string> reports_;
    std::string feature_;
    std::string span_;
    bool is_as_is_ = false;
};

}  // namespace

std::unique_ptr<verb> make_send_verb() {
    return std::make_unique<send_verb>();
}

}  // namespace offhook::cli
