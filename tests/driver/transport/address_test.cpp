#include "driver/transport/address.hpp"

#include <gtest/gtest.h>

namespace offhook::transport {
namespace {

struct good_row {
    const char* text;
    address value;
    const char* written;  // by to_string
};

hid_address by_path(const char* path) {
    return {.path = path};
}

const good_row good_rows[] = {
    {"hid:", hid_address{}, "hid:"},
    {"hid:1209:0001", hid_address{0x1209, 0x0001, "", ""}, "hid:1209:0001"},
    {"hid:ABCD:ef01", hid_address{0xABCD, 0xEF01, "", ""}, "hid:abcd:ef01"},
    {"hid:1209:0001:S1", hid_address{0x1209, 0x0001, "S1", ""}, "hid:1209:0001:S1"},
    {"hid:1209:0001:a:b", hid_address{0x1209, 0x0001, "a:b", ""}, "hid:1209:0001:a:b"},
    {"hid:/dev/hidraw3", by_path("/dev/hidraw3"), "hid:/dev/hidraw3"},
    {"hid:\\\\?\\hid#vid_1209", by_path("\\\\?\\hid#vid_1209"), "hid:\\\\?\\hid#vid_1209"},
    {"hid:1-2.4:1.0", by_path("1-2.4:1.0"), "hid:1-2.4:1.0"},
    {"hid:DevSrvsID:4294970", by_path("DevSrvsID:4294970"), "hid:DevSrvsID:4294970"},
    {"sim:127.0.0.1:7310", tcp_address{"127.0.0.1", 7310, 0}, "sim:127.0.0.1:7310"},
    {"sim:127.0.0.1:7310/0", tcp_address{"127.0.0.1", 7310, 0}, "sim:127.0.0.1:7310"},
    {"sim:desk-3.local:65535/65535",
     tcp_address{"desk-3.local", 65535, 65535},
     "sim:desk-3.local:65535/65535"},
    {"sim:[::1]:7310/2", tcp_address{"::1", 7310, 2}, "sim:[::1]:7310/2"},
    {"sim:unix:/run/offhook", unix_address{"/run/offhook", 0}, "sim:unix:/run/offhook"},
    {"sim:unix:/run/offhook/7", unix_address{"/run/offhook", 7}, "sim:unix:/run/offhook/7"},
    {"sim:unix:/run/7/0", unix_address{"/run/7", 0}, "sim:unix:/run/7/0"},
    {"sim:unix:plug", unix_address{"plug", 0}, "sim:unix:plug"},
    {"sim:unix:7", unix_address{"7", 0}, "sim:unix:7"},
    {"hid:*", hid_address{.all = true}, "hid:*"},
    {"hid:1209:0001:*",
     hid_address{.vendor = 0x1209, .product = 1, .all = true},
     "hid:1209:0001:*"},
    {"hid:1209:0001:*1", hid_address{0x1209, 0x0001, "*1", ""}, "hid:1209:0001:*1"},
    {"sim:127.0.0.1:7310/*", tcp_address{"127.0.0.1", 7310, 0, true}, "sim:127.0.0.1:7310/*"},
    {"sim:[::1]:7310/*", tcp_address{"::1", 7310, 0, true}, "sim:[::1]:7310/*"},
    {"sim:unix:/run/offhook/*", unix_address{"/run/offhook", 0, true}, "sim:unix:/run/offhook/*"},
    {"sim:unix:/run/7/*", unix_address{"/run/7", 0, true}, "sim:unix:/run/7/*"},
    {"sim:unix:/run/a:b/v1", unix_address{"/run/a:b/v1", 0}, "sim:unix:/run/a:b/v1"},
};

TEST(Address, ReadsEveryFormAndWritesItAgain) {
    for (const auto& row : good_rows) {
        SCOPED_TRACE(row.text);

        const auto parsed = parse_address(row.text);

        ASSERT_TRUE(parsed.value) << parsed.error;
        EXPECT_EQ(parsed.error, "");
        EXPECT_EQ(*parsed.value, row.value);
        EXPECT_EQ(to_string(*parsed.value), row.written);
        EXPECT_EQ(parse_address(row.written).value, parsed.value);
    }
}

TEST(Address, KnowsAPatternByItsStar) {
    for (const auto& row : good_rows) {
        const std::string_view text(row.text);
        EXPECT_EQ(is_pattern(row.value), text.ends_with(":*") || text.ends_with("/*")) << text;
    }
}

struct bad_row {
    const char* text;
    const char* why;   // a part of the message
    const char* form;  // what it says to write instead
};

const bad_row bad_rows[] = {
    {"sim:127.0.0.1:7310/1/*", "not 0 to 65535", "sim:HOST:PORT[/N]"},
    {"hid:1209:*", "four hex digits", "hid:VVVV:PPPP[:SERIAL]"},
    {"sim:unix:/*", "the path is missing", "sim:unix:PATH[/N]"},
    {"", "is empty", "sim:HOST:PORT[/N]"},
    {"127.0.0.1:7310", "neither with hid: nor with sim:", "sim:HOST:PORT[/N]"},
    {"HID:", "neither with hid: nor with sim:", "hid:VVVV:PPPP[:SERIAL]"},
    {"sim:", "the host is missing", "sim:HOST:PORT[/N]"},
    {"sim:localhost", "the port is missing", "sim:127.0.0.1:7310"},
    {"sim::7310", "the host is missing", "sim:HOST:PORT[/N]"},
    {"sim:a b:7310", "no host name", "sim:HOST:PORT[/N]"},
    {"sim:[::1:7310", "no host name", "sim:HOST:PORT[/N]"},
    {"sim:[]:7310", "no host name", "sim:HOST:PORT[/N]"},
    {"sim:[g]:7310", "no host name", "sim:HOST:PORT[/N]"},
    {"sim:[::1]", "the port is missing", "sim:HOST:PORT[/N]"},
    {"sim:fe80::1:7310", "too many colons", "sim:[::1]:7310"},
    {"sim:localhost:", "the port is not 1 to 65535", "sim:HOST:PORT[/N]"},
    {"sim:localhost:0", "the port is not 1 to 65535", "sim:HOST:PORT[/N]"},
    {"sim:localhost:65536", "the port is not 1 to 65535", "sim:HOST:PORT[/N]"},
    {"sim:localhost:-1", "the port is not 1 to 65535", "sim:HOST:PORT[/N]"},
    {"sim:localhost:http", "the port is not 1 to 65535", "sim:HOST:PORT[/N]"},
    {"sim:localhost:7310/", "the handset number is not 0 to 65535", "sim:HOST:PORT[/N]"},
    {"sim:localhost:7310/65536", "the handset number is not 0 to 65535", "sim:HOST:PORT[/N]"},
    {"sim:localhost:7310/one", "the handset number is not 0 to 65535", "sim:HOST:PORT[/N]"},
    {"sim:unix:", "the path is missing", "sim:unix:PATH[/N]"},
    {"sim:unix:/3", "the path is missing", "sim:unix:PATH[/N]"},
    {"sim:unix:/run/70000", "a handset number is at most 65535", "sim:unix:PATH[/N]"},
    {"hid:12:34", "four hex digits each", "hid:VVVV:PPPP[:SERIAL]"},
    {"hid:1209", "four hex digits each", "hid:VVVV:PPPP[:SERIAL]"},
    {"hid:1209:", "four hex digits each", "hid:VVVV:PPPP[:SERIAL]"},
    {"hid:1209:000g", "four hex digits each", "hid:VVVV:PPPP[:SERIAL]"},
    {"hid:1209:00011", "four hex digits each", "hid:VVVV:PPPP[:SERIAL]"},
    {"hid:1209:0001:", "the serial number is missing", "hid:VVVV:PPPP[:SERIAL]"},
    {"hid:hidraw3", "a path is absolute", "hid:PATH"},
    {"sim:localhost:7310\n", "a control character", "sim:HOST:PORT[/N]"},
};

TEST(Address, SaysInOneLineWhatIsWrongAndWhatToWrite) {
    for (const auto& row : bad_rows) {
        SCOPED_TRACE(row.text);

        const auto parsed = parse_address(row.text);

        EXPECT_FALSE(parsed.value);
        EXPECT_NE(parsed.error.find(row.why), std::string::npos) << parsed.error;
        EXPECT_NE(parsed.error.find(row.form), std::string::npos) << parsed.error;
        EXPECT_EQ(parsed.error.find('\n'), std::string::npos);
    }
}

TEST(Address, NamesTheTextThatIsWrong) {
    EXPECT_EQ(parse_address("sim:localhost").error,
              "\"sim:localhost\" is no handset address: the port is missing; "
              "write sim:HOST:PORT[/N], such as sim:127.0.0.1:7310");
}

TEST(Address, RefusesASocketPathThatTheSystemCannotHold) {
    const std::string longest(107, 'p');

    EXPECT_TRUE(parse_address("sim:unix:" + longest).value);
    EXPECT_NE(parse_address("sim:unix:" + longest + "p").error.find("108 bytes"),
              std::string::npos);
}

TEST(Address, CutsAListAtCommas) {
    const std::vector<std::string> two{"hid:", "sim:unix:/a b"};

    EXPECT_EQ(split_addresses("hid:,sim:unix:/a b"), two);
    EXPECT_EQ(split_addresses(" , hid: ,,\tsim:unix:/a b\n,"), two);
    EXPECT_TRUE(split_addresses("").empty());
    EXPECT_TRUE(split_addresses(" , ").empty());
}

}  // namespace
}  // namespace offhook::transport
