#include "tests/driver/transport/socket_fixture.hpp"

#include <sys/stat.h>
#include <unistd.h>

// A Unix socket has an owner; where the user may not be changed (Windows), there is no such test.
namespace offhook::transport::test {
namespace {

class SocketTransportPermission : public socket_fixture {};
INSTANTIATE_TEST_SUITE_P(, SocketTransportPermission, unix_kind(), kind_name);

TEST_P(SocketTransportPermission, NamesThePathThatThisUserMayNotUse) {
    const auto path = std::get<unix_address>(plug_->address()).path;
    ::chmod(path.c_str(), 0);
    const bool is_root = ::geteuid() == 0;
    ASSERT_TRUE(!is_root || ::seteuid(65534) == 0);

    subject_->open();
    ASSERT_TRUE(!is_root || ::seteuid(0) == 0);
    run_until_lost();

    EXPECT_EQ(told_.lost.front(), errc::no_permission);
    EXPECT_NE(told_.details.front().find(path), std::string::npos);
}

}  // namespace
}  // namespace offhook::transport::test
