#include "driver/transport/inotify_watch.hpp"
#include "driver/transport/uevent_watch.hpp"
#include "tests/support/temporary_folder.hpp"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <fstream>
#include <thread>

// Watches that Linux has: folders, and the kernel's messages.
namespace offhook::transport::test {

using offhook::test::temporary_folder;
namespace {

using namespace std::chrono_literals;
using outcome = hid_watch::outcome;

class InotifyWatch : public testing::Test {
protected:
    void make_file(const char* name) { const std::ofstream made(folder_.file(name)); }

    temporary_folder folder_;
    std::unique_ptr<inotify_watch> watch_ =
        inotify_watch::make({{folder_.path().string(), "hidraw"}});
};

TEST_F(InotifyWatch, SeesANodeThatCame) {
    EXPECT_EQ(watch_->wait(0ms), outcome::timed_out);
    make_file("hidraw3");

    EXPECT_EQ(watch_->wait({}), outcome::changed);
    EXPECT_EQ(watch_->wait(0ms), outcome::timed_out);
}

TEST_F(InotifyWatch, SeesANodeThatGetsAnotherModeOrGoes) {
    make_file("hidraw3");
    EXPECT_EQ(watch_->wait({}), outcome::changed);

    ::chmod(folder_.file("hidraw3").c_str(), 0600);
    EXPECT_EQ(watch_->wait({}), outcome::changed);

    std::filesystem::remove(folder_.file("hidraw3"));
    EXPECT_EQ(watch_->wait({}), outcome::changed);
}

TEST_F(InotifyWatch, TakesSeveralChangesAtOnceAndDoesNotCareForOtherNames) {
    make_file("tty1");
    EXPECT_EQ(watch_->wait(0ms), outcome::timed_out);

    for (const char* name : {"tty2", "hidraw1", "hidraw2", "tty3"}) make_file(name);

    EXPECT_EQ(watch_->wait({}), outcome::changed);
    EXPECT_EQ(watch_->wait(0ms), outcome::timed_out);
}

TEST_F(InotifyWatch, WakesAThreadThatWaits) {
    outcome seen = outcome::timed_out;
    std::thread waiter([&] { seen = watch_->wait({}); });
    make_file("hidraw3");
    waiter.join();

    EXPECT_EQ(seen, outcome::changed);
}

TEST_F(InotifyWatch, StopsForGood) {
    outcome seen = outcome::timed_out;
    std::thread waiter([&] { seen = watch_->wait({}); });
    watch_->stop();
    waiter.join();
    EXPECT_EQ(seen, outcome::stopped);

    make_file("hidraw3");
    EXPECT_EQ(watch_->wait({}), outcome::stopped);
}

TEST_F(InotifyWatch, WatchesSeveralFoldersEachForItsOwnNames) {
    const temporary_folder other;
    const auto watch = inotify_watch::make({{folder_.path().string(), "hidraw"},
                                            {folder_.path().string(), "desk"},
                                            {other.path().string(), "phone"}});

    const std::ofstream not_there(other.file("hidraw1"));
    EXPECT_EQ(watch->wait(0ms), outcome::timed_out);
    make_file("desk");
    EXPECT_EQ(watch->wait(0ms), outcome::changed);
    const std::ofstream there(other.file("phone"));
    EXPECT_EQ(watch->wait(0ms), outcome::changed);
}

TEST_F(InotifyWatch, CannotWatchWhatIsNotThere) {
    EXPECT_EQ(inotify_watch::make({{folder_.file("nothing"), "hidraw"}}), nullptr);
}

std::string message(std::initializer_list<std::string_view> texts) {
    std::string whole;
    for (const auto text : texts) whole.append(text).push_back('\0');
    return whole;
}

TEST(UeventWatch, KnowsMessagesOfUsbAndHidDevices) {
    EXPECT_TRUE(is_device_message(message({"add@/devices/x", "ACTION=add", "SUBSYSTEM=hidraw"})));
    EXPECT_TRUE(is_device_message(message({"libudev", "\xFE\xED", "DEVTYPE=usb_device"})));
    EXPECT_FALSE(is_device_message(message({"libudev", "SUBSYSTEM=usb", "DEVTYPE=usb_interface"})));
    EXPECT_FALSE(is_device_message(message({"add@/devices/x", "SUBSYSTEM=tty"})));
    EXPECT_FALSE(is_device_message(message({"XSUBSYSTEM=hidraw", "SUBSYSTEM=hidraw2"})));
    EXPECT_FALSE(is_device_message("SUBSYSTEM"));
    EXPECT_FALSE(is_device_message(""));
}

TEST(UeventWatch, WaitsAndIsStopped) {
    const auto watch = uevent_watch::make();
    ASSERT_NE(watch, nullptr);
    watch->stop();

    EXPECT_EQ(watch->wait({}), outcome::stopped);
    EXPECT_EQ(watch->wait(1h), outcome::stopped);
}

}  // namespace
}  // namespace offhook::transport::test
