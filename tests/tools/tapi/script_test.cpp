#include "tools/tapi/cli/script.hpp"

#include <gtest/gtest.h>

#include <fstream>

#include "tests/support/temporary_folder.hpp"
#include "tools/tapi/cli/names.hpp"
#include "tools/tapi/cli/text.hpp"

namespace offhook::tapi::cli {
namespace {

script_command parsed(const std::string& line) {
    const auto command = parse_script_line(line, 1);
    EXPECT_TRUE(command.has_value()) << line;
    return command.value_or(script_command{});
}

std::vector<DWORD> numbers(const script_command& command) {
    std::vector<DWORD> out;
    for (const script_argument& each : command.arguments) out.push_back(each.number);
    return out;
}

std::string complaint_about(const std::string& line) {
    try {
        static_cast<void>(parse_script_line(line, 1));
    } catch (const script_error& error) {
        return error.what();
    }
    return "";
}

TEST(Script, SkipsEmptyLinesAndComments) {
    EXPECT_FALSE(parse_script_line("", 1).has_value());
    EXPECT_FALSE(parse_script_line("  \t\r", 1).has_value());
    EXPECT_FALSE(parse_script_line("  # open 0", 1).has_value());
}

TEST(Script, ReadsOpenInAnyOrder) {
    const script_command all = parsed("open 2 monitor as desk by second");
    EXPECT_EQ(all.what, verb::open);
    EXPECT_EQ(numbers(all), std::vector<DWORD>{2});
    EXPECT_FALSE(all.owner);
    EXPECT_EQ(all.name, "desk");
    EXPECT_EQ(all.application, "second");

    const script_command shortest = parsed("open");
    EXPECT_TRUE(shortest.owner);
    EXPECT_TRUE(shortest.arguments.empty());
    EXPECT_TRUE(shortest.name.empty());
    EXPECT_TRUE(parsed("open as x owner 1").owner);
}

TEST(Script, ReadsNamesAndNumbersAlike) {
    struct row {
        const char* line;
        std::vector<DWORD> expected;
    };
    const row rows[] = {
        {"set-lamp 12 steady", {12, PHONELAMPMODE_STEADY}},
        {"set-lamp 12 brokenflutter", {12, PHONELAMPMODE_BROKENFLUTTER}},
        {"set-lamp 0x0C 0x40", {12, PHONELAMPMODE_BROKENFLUTTER}},
        {"set-gain headset 65535", {PHONEHOOKSWITCHDEV_HEADSET, 65535}},
        {"set-volume 2 70000", {PHONEHOOKSWITCHDEV_SPEAKER, 70000}},
        {"set-hook-switch handset,speaker micspeaker", {3, PHONEHOOKSWITCHMODE_MICSPEAKER}},
        {"set-hook-switch all onhook", {7, PHONEHOOKSWITCHMODE_ONHOOK}},
        {"set-hook-switch none 0", {0, 0}},
        {"set-ring 1 100", {1, 100}},
        {"get-data 3 256", {3, 256}},
        {"get-caps", {}},
        {"status-messages lamp,display", {PHONESTATE_LAMP | PHONESTATE_DISPLAY}},
        {"status-messages all keypad,feature down,UP", {0x00FFFFFF, 12, 3}},
        {"status-messages none", {0}},
        {"wait", {}},
        {"wait 250", {250}},
    };
    for (const row& each : rows) {
        SCOPED_TRACE(each.line);
        EXPECT_EQ(numbers(parsed(each.line)), each.expected);
    }
}

TEST(Script, TakesTheRestOfTheLineAsText) {
    EXPECT_EQ(parsed("set-display 0 5 Hello  big world ").arguments[2].text, "Hello  big world");
    EXPECT_EQ(parsed("set-display 1 0 \"  two  \"").arguments[2].text, "  two  ");
    EXPECT_EQ(parsed("set-display 1 0 \"a \\\"b\\\" \\\\\"").arguments[2].text, "a \"b\" \\");
    EXPECT_EQ(parsed("set-display 1 0 \"\"").arguments[2].text, "");
    EXPECT_EQ(parsed("set-display 0 0 Grüße").arguments[2].text, "Grüße");
    const script_command button = parsed("set-button-info 12 feature hold Hold on");
    EXPECT_EQ(numbers(button),
              (std::vector<DWORD>{12, PHONEBUTTONMODE_FEATURE, PHONEBUTTONFUNCTION_HOLD, 0}));
    EXPECT_EQ(button.arguments[3].text, "Hold on");
}

TEST(Script, ReadsDataInThreeWays) {
    const test::temporary_folder folder;
    const std::string path = folder.file("data");
    std::ofstream(path, std::ios::binary) << std::string("\x00\x01", 2);
    const auto data_of = [](const std::string& what) {
        return to_hex(parsed("set-data 1 " + what).arguments[1].bytes);
    };

    EXPECT_EQ(data_of("00FFab"), "00ffab");
    EXPECT_EQ(data_of("\"00\""), "3030");
    EXPECT_EQ(data_of("@" + path), "0001");
    EXPECT_EQ(to_hex(parsed("dev-specific 0102").arguments[0].bytes), "0102");
}

TEST(Script, GoesOnInTheBackground) {
    for (const char* line :
         {"async set-lamp 1 off", "set-lamp 1 off &", "async set-lamp 1 off &"}) {
        SCOPED_TRACE(line);
        const script_command command = parsed(line);
        EXPECT_TRUE(command.asynchronous);
        EXPECT_EQ(numbers(command), (std::vector<DWORD>{1, PHONELAMPMODE_OFF}));
    }
    EXPECT_FALSE(parsed("set-lamp 1 off").asynchronous);
    EXPECT_EQ(parsed("set-display 0 0 you & me").arguments[2].text, "you & me");
}

TEST(Script, NamesAnotherHandle) {
    const script_command command = parsed("async @desk set-lamp 1 off");
    EXPECT_EQ(command.handle, "desk");
    EXPECT_EQ(command.op, "SetLamp");
}

TEST(Script, SaysWhatIsWrongAndWhatWouldBeRight) {
    struct row {
        const char* line;
        std::vector<const char*> words;
    };
    const row rows[] = {
        {"set-lmap 1 off", {"'set-lmap' is no command", "set-lamp"}},
        {"set-lamp", {"ID is missing", "set-lamp ID MODE", "set-lamp 12 steady"}},
        {"set-lamp 1", {"MODE is missing"}},
        {"set-lamp one off", {"ID is 'one', which is not a number"}},
        {"set-lamp 1 of", {"MODE is 'of'", "off steady wink flash flutter brokenflutter"}},
        {"set-lamp 1 off now", {"'now' is too much"}},
        {"set-lamp -1 off", {"ID is '-1'"}},
        {"set-lamp 4294967296 off", {"ID is '4294967296'"}},
        {"set-lamp 0x off", {"ID is '0x'"}},
        {"set-volume hand 1", {"DEV is 'hand'", "handset speaker headset"}},
        {"set-volume handset loud", {"LEVEL is 'loud'", "0 to 65535"}},
        {"set-hook-switch handset,phone mic", {"DEVS is 'handset,phone'"}},
        {"set-hook-switch handset up", {"MODE is 'up'", "onhook mic speaker micspeaker"}},
        {"set-display 0 0", {"TEXT is missing"}},
        {"set-display 0 0 \"open", {"does not end with one"}},
        {"set-display 0 0 \"a\" b", {"does not end with one"}},
        {"set-display 0 0 \xff", {"is not UTF-8"}},
        {"set-data 0", {"HEX|@FILE|\"TEXT\" is missing"}},
        {"set-data 0 012", {"which is not pairs of hex digits"}},
        {"set-data 0 zz", {"which is not pairs of hex digits"}},
        {"set-data 0 @/no/such/file", {"file '/no/such/file' cannot be read", "No such file"}},
        {"status-messages lmap", {"STATES is 'lmap'", "all, none"}},
        {"open desk", {"'desk' is not understood", "as NAME"}},
        {"open 0 1", {"'1' is not understood"}},
        {"open as", {"after 'as' a name is missing"}},
        {"open by", {"after 'by' a name is missing"}},
        {"pause", {"MS is missing"}},
        {"get-lamp 1 &", {"get-lamp: only dev-specific and the set- commands"}},
        {"async open", {"open: only dev-specific"}},
        {"async", {"'' is no command"}},
    };
    for (const row& each : rows) {
        SCOPED_TRACE(each.line);
        const std::string complaint = complaint_about(each.line);
        for (const char* word : each.words) {
            EXPECT_NE(complaint.find(word), std::string::npos) << complaint;
        }
        EXPECT_EQ(complaint.find('\n'), std::string::npos);
    }
}

TEST(Script, DescribesEveryCommand) {
    const std::string help = script_help();
    for (const char* name :
         {"open [DEVICE]", "set-button-info ID MODE FUNCTION TEXT", "wait [MS]"}) {
        EXPECT_NE(help.find(name), std::string::npos) << help;
    }
}

TEST(Names, PutsWhatHasNoNameAtTheEnd) {
    EXPECT_EQ(names_of_bits(phone_states, PHONESTATE_LAMP | PHONESTATE_OTHER | 0x80000000U),
              (std::vector<std::string>{"OTHER", "LAMP", "0x80000000"}));
    EXPECT_TRUE(names_of_bits(phone_states, 0).empty());
    EXPECT_EQ(name_of(lamp_modes, PHONELAMPMODE_WINK), "WINK");
    EXPECT_EQ(name_of(lamp_modes, 3), "0x3");
}

TEST(Names, ReadsVersions) {
    EXPECT_EQ(version_of("3.1"), std::optional<DWORD>(0x00030001));
    EXPECT_EQ(version_of("0x00020000"), std::optional<DWORD>(0x00020000));
    EXPECT_EQ(version_of("2.x"), std::nullopt);
    EXPECT_EQ(version_of("70000.1"), std::nullopt);
    EXPECT_EQ(version_name(0x00010004), "1.4");
}

TEST(Text, GoesToUtf16AndBack) {
    for (const char* text : {"", "Hello", "Grüße", "€", "𝄞 key"}) {
        SCOPED_TRACE(text);
        ASSERT_TRUE(to_utf16(text).has_value());
        EXPECT_EQ(to_utf8(*to_utf16(text)), text);
    }
    EXPECT_EQ(*to_utf16("𝄞"), u"\xD834\xDD1E");
}

TEST(Text, RefusesWhatIsNotUtf8) {
    const char* const rows[] = {
        "\x80",              // a continuation alone
        "\xC3",              // cut off
        "\xC0\x80",          // longer than needed
        "\xE0\x80\x80",      // longer than needed
        "\xED\xA0\x80",      // a surrogate
        "\xF4\x90\x80\x80",  // beyond U+10FFFF
        "\xFF",
        "\xC3(",
    };
    for (const char* each : rows) {
        SCOPED_TRACE(to_hex(std::as_bytes(std::span(each, std::char_traits<char>::length(each)))));
        EXPECT_FALSE(to_utf16(each).has_value());
    }
}

TEST(Text, ReplacesALoneSurrogate) {
    EXPECT_EQ(to_utf8(u"a\xD834"), "a\xEF\xBF\xBD");
    EXPECT_EQ(to_utf8(u"\xDD1E"), "\xEF\xBF\xBD");
}

}  // namespace
}  // namespace offhook::tapi::cli
