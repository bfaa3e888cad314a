// Who may open the face: sim/web/README.md.
#include "sim/web/request_policy.hpp"

#include <gtest/gtest.h>

namespace offhook::sim {
namespace {

constexpr std::string_view here = "127.0.0.1:7311";
const std::string secret = "0123456789abcdef0123456789abcdef";

unsigned status(const web_request& request, const web_access& access = {}) {
    return decide(access, request).status;
}

TEST(RequestPolicy, ServesThePageAndNothingElse) {
    EXPECT_EQ(decide({}, {.method = "GET", .target = "/", .host = here}).file->type,
              "text/html; charset=utf-8");
    EXPECT_EQ(status({.method = "HEAD", .target = "/face.js?x=1", .host = here}), 200U);
    for (const std::string_view target : {"", "/index", "/../face.js", "//", "/face.js/", "*"}) {
        EXPECT_EQ(status({.method = "GET", .target = target, .host = here}), 404U) << target;
    }
    for (const std::string_view method : {"POST", "PUT", "OPTIONS", "CONNECT", "get", ""}) {
        EXPECT_EQ(status({.method = method, .target = "/", .host = here}), 405U) << method;
    }
}

TEST(RequestPolicy, KnowsTheNamesThatNobodyElseCanHave) {
    for (const std::string_view host : {"localhost",
                                        "LocalHost:7311",
                                        "127.0.0.1",
                                        "[::1]:7311",
                                        "[::1]",
                                        "10.1.2.3:1",
                                        "desk:7311"}) {
        EXPECT_EQ(status({.method = "GET", .target = "/", .host = host}, {.machine = "Desk"}), 200U)
            << host;
    }
}

TEST(RequestPolicy, RefusesTheNameOfAnotherSiteThatLeadsHere) {
    for (const std::string_view host : {"",
                                        "evil.example",
                                        "127.0.0.1.evil.example:7311",
                                        "localhost.evil.example",
                                        "localhost@evil.example",
                                        "localhost:7311x",
                                        "[::1",
                                        "[::1]x",
                                        "[]",
                                        ":7311",
                                        "desk"}) {
        EXPECT_EQ(status({.method = "GET", .target = "/", .host = host}), 421U) << host;
        EXPECT_EQ(status({.method = "GET",
                          .target = web_socket_path,
                          .host = host,
                          .origin = "http://" + std::string(host),
                          .upgrade = true}),
                  421U)
            << host;
    }
}

unsigned opened_from(std::string_view origin) {
    return status({.method = "GET",
                   .target = web_socket_path,
                   .host = here,
                   .origin = origin,
                   .upgrade = true});
}

TEST(RequestPolicy, OpensTheSocketForItsOwnPageAndForPrograms) {
    EXPECT_EQ(opened_from("http://127.0.0.1:7311"), 101U);
    EXPECT_EQ(opened_from("https://127.0.0.1:7311"), 101U) << "a proxy speaks TLS before us";
    EXPECT_EQ(opened_from(""), 101U) << "no browser: a browser always says where it comes from";
    EXPECT_EQ(status({.method = "GET", .target = web_socket_path, .host = here}), 426U);
}

TEST(RequestPolicy, RefusesAnotherPageOfTheSameBrowser) {
    for (const std::string_view origin : {"http://evil.example",
                                          "http://127.0.0.1:3000",
                                          "http://127.0.0.1",
                                          "http://localhost:7311",
                                          "http://127.0.0.1:7311.evil.example",
                                          "null",
                                          "file://",
                                          "127.0.0.1:7311"}) {
        EXPECT_EQ(opened_from(origin), 403U) << origin;
    }
}

TEST(RequestPolicy, AsksForTheTokenEverywhere) {
    const web_access access{.token = secret, .port = 7311};
    for (const std::string_view target : {"/", "/face.js", "/control", "/nowhere"}) {
        for (const std::string_view cookie : {"",
                                              "offhook-7311=",
                                              "offhook-7311=0123",
                                              "offhook-80=0123456789abcdef0123456789abcdef"}) {
            EXPECT_EQ(status({.method = "GET",
                              .target = target,
                              .host = here,
                              .cookie = cookie,
                              .upgrade = true},
                             access),
                      403U)
                << target << " " << cookie;
        }
    }
    EXPECT_EQ(status({.method = "GET", .target = "/?token=" + secret + "0", .host = here}, access),
              403U);
}

TEST(RequestPolicy, TurnsTheTokenOfTheAddressIntoACookie) {
    const web_access access{.token = secret, .port = 7311};
    const std::string first = "/?x=1&token=" + secret;

    const auto kept = decide(access, {.method = "GET", .target = first, .host = here});

    EXPECT_EQ(kept.status, 303U);
    EXPECT_EQ(kept.location, "/");
    EXPECT_EQ(kept.set_cookie, "offhook-7311=" + secret + "; Path=/; HttpOnly; SameSite=Strict");
    const auto cookie = "a=b; offhook-7311=" + secret;
    EXPECT_EQ(status({.method = "GET", .target = "/", .host = here, .cookie = cookie}, access),
              200U);
    EXPECT_EQ(
        status(
            {.method = "GET", .target = "/control?token=" + secret, .host = here, .upgrade = true},
            access),
        101U)
        << "a program needs no cookie";
}

}  // namespace
}  // namespace offhook::sim
