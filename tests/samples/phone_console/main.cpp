// A plain TAPI program for phones: it knows of no provider and no handset, only tapi.h and tapi32.
// Built twice from these sources, for the A functions and for the W functions.

#include <functional>
#include <map>
#include <sstream>
#include <stdexcept>
#include <thread>
#include <utility>

#include "tests/samples/phone_console/phone.hpp"
#include "tests/samples/phone_console/providers.hpp"
#include "tests/samples/phone_console/text.hpp"
#include "tests/samples/phone_console/words.hpp"

namespace {

using namespace sample;

constexpr const char* usage =
    "usage: phone_console [event|port|window]\n"
    "How TAPI is to tell its news; event if left out. Then a command a line:\n"
    "  start | stop                   phoneInitializeEx, phoneShutdown\n"
    "  list | caps ID | dialog ID     the phones\n"
    "  open ID [monitor] | close      owner if not monitor\n"
    "  status                         of the open phone\n"
    "  lamp ID MODE | ring MODE VOLUME | hook DEVICE MODE | display ROW COLUMN TEXT\n"
    "  lines                          how many there are\n"
    "  providers | add FILE | remove ID | config ID\n"
    "  quit";

std::shared_ptr<mailbox> make_mailbox(const std::string& word) {
    if (word == "event") {
        return make_event_mailbox();
    }
    if (word == "port") {
        return make_port_mailbox();
    }
    return word == "window" ? make_window_mailbox() : nullptr;
}

/// Takes lines from standard input to the mailbox, for ever; its end is the line "quit". It may
/// outlive main(), which is why it owns the mailbox too.
void read_lines(const std::shared_ptr<mailbox>& news) {
    std::string line;
    char each = 0;
    DWORD size = 0;
    // Not by way of the C library, whose lock would keep the program from ending.
    while (ReadFile(GetStdHandle(STD_INPUT_HANDLE), &each, 1, &size, nullptr) && size == 1) {
        if (each == '\n') {
            news->post(std::exchange(line, {}));
        } else if (each != '\r') {
            line += each;
        }
    }
    news->post("quit");
}

/// The words of a command line, as its commands want them.
class arguments {
public:
    explicit arguments(const std::string& line) : stream_(line) {}

    std::string word() {
        std::string text;
        stream_ >> text;
        return text;
    }
    DWORD number() {
        DWORD value = 0;
        if (!(stream_ >> value)) {
            throw std::runtime_error("a number is missing");
        }
        return value;
    }
    std::string rest() {
        std::string text;
        std::getline(stream_ >> std::ws, text);
        return text;
    }

private:
    std::istringstream stream_;
};

using commands = std::map<std::string, std::function<void(arguments&)>>;

commands commands_of(phone_application& app) {
    return {
        {"start", [&](arguments&) { app.start(); }},
        {"stop", [&](arguments&) { app.stop(); }},
        {"list", [&](arguments&) { app.list(); }},
        {"caps", [&](arguments& given) { app.print_caps(given.number()); }},
        {"dialog", [&](arguments& given) { app.dialog(given.number()); }},
        {"open",
         [&](arguments& given) {
             const DWORD id = given.number();
             app.open(id,
                      given.word() == "monitor" ? PHONEPRIVILEGE_MONITOR : PHONEPRIVILEGE_OWNER);
         }},
        {"close", [&](arguments&) { app.close(); }},
        {"status", [&](arguments&) { app.print_status(); }},
        {"lamp",
         [&](arguments& given) {
             const DWORD lamp = given.number();
             app.set_lamp(lamp, lamp_mode(given.word()));
         }},
        {"ring",
         [&](arguments& given) {
             const DWORD mode = given.number();
             app.set_ring(mode, given.number());
         }},
        {"hook",
         [&](arguments& given) {
             const DWORD device = hook_device(given.word());
             app.set_hook(device, hook_mode(given.word()));
         }},
        {"display",
         [&](arguments& given) {
             const DWORD row = given.number();
             const DWORD column = given.number();
             app.set_display(row, column, given.rest());
         }},
        {"lines", [](arguments&) { count_lines(); }},
        {"providers", [](arguments&) { list_providers(); }},
        {"add", [](arguments& given) { add_provider(given.rest()); }},
        {"remove", [](arguments& given) { remove_provider(given.number()); }},
        {"config", [](arguments& given) { config_provider(given.number()); }},
    };
}

void run(const commands& all, const std::string& line) {
    arguments given(line);
    const std::string name = given.word();
    const auto found = all.find(name);
    if (found == all.end()) {
        say("'" + name + "' is no command\n" + usage);
        return;
    }
    try {
        found->second(given);
    } catch (const std::runtime_error& error) {
        say(error.what());
    }
}

}  // namespace

int main(int count, char** words) {
    const auto news = make_mailbox(count > 1 ? words[1] : "event");
    if (news == nullptr) {
        say(usage);
        return 2;
    }
    phone_application app(*news);
    const commands all = commands_of(app);
    std::thread(read_lines, news).detach();
    for (;;) {
        const auto what = news->wait();
        if (const auto* message = std::get_if<PHONEMESSAGE>(&what)) {
            app.take(*message);
            continue;
        }
        const auto& line = std::get<std::string>(what);
        if (line == "quit") {
            break;
        }
        run(all, line);
    }
    say("bye");
    return 0;
}
