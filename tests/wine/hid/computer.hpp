#pragma once

#include "tests/wine/hid/cable.hpp"
#include "tests/wine/hid/device_file.hpp"
#include "tests/wine/hid/notifier.hpp"

#include <boost/asio/io_context.hpp>
#include <memory>
#include <mutex>
#include <set>
#include <string>
#include <vector>

namespace offhook::wine_hid {

/// A handset that is plugged in. The cable stays over replugs, this does not.
struct plugged_handset {
    std::shared_ptr<cable> wire;
    protocol::stream::plug what;
    std::vector<collection> collections;
};

/// A device interface: one top-level collection of a handset that is plugged in.
struct hid_interface {
    std::shared_ptr<plugged_handset> of;
    std::size_t index = 0;  ///< of the collection, from 0
    std::wstring path;
    std::wstring instance_id;

    [[nodiscard]] const collection& what() const { return of->collections[index]; }
};

/// The stand-in for what Windows has plugged in: the handsets of the simulator that the environment
/// names (OFFHOOK_HID_STAND_IN, HOST:PORT of its socket plug). Safe from any thread.
class computer final : public cable_listener {
public:
    /// The one of this process; it is never destroyed.
    static computer& of_this_process();

    computer();

    /// What is plugged in now. Asks the environment anew, so that another simulator may follow.
    [[nodiscard]] std::vector<hid_interface> interfaces();

    /// By path or by instance ID, without regard to case; without a handset when it is not there.
    [[nodiscard]] hid_interface find(std::wstring_view name);

    [[nodiscard]] notifier& notifications() { return notifier_; }

    // Files. A handle that is not one of ours gives null.
    [[nodiscard]] HANDLE open(const std::wstring& path, bool may_transfer);
    [[nodiscard]] bool close(HANDLE handle);
    [[nodiscard]] bool is_ours(HANDLE handle);

    /// ReadFile, WriteFile, CancelIo and IOCTL_HID_GET_FEATURE: errors of Windows.
    [[nodiscard]] DWORD read(HANDLE handle, void* buffer, DWORD size, OVERLAPPED& overlapped);
    [[nodiscard]] DWORD write(HANDLE handle, protocol::bytes_view report, OVERLAPPED& overlapped);
    void cancel(HANDLE handle);
    [[nodiscard]] DWORD get_feature(HANDLE handle, std::span<std::uint8_t> buffer, DWORD& size);

    /// What an open file is of; without a handset when it is gone.
    [[nodiscard]] hid_interface interface_of(HANDLE handle);
    void keep_reports(HANDLE handle, std::size_t count);

private:
    struct open_file {
        std::shared_ptr<device_file> file;
        hid_interface of;
    };

    void follow_environment();
    [[nodiscard]] std::vector<hid_interface> listed() const;
    [[nodiscard]] open_file file_of(HANDLE handle);
    void send(const open_file& to, const protocol::byte_vector& report, OVERLAPPED& overlapped);
    void take_away(std::uint16_t handset);
    [[nodiscard]] std::vector<std::wstring> paths_of(std::uint16_t handset) const;

    void on_plug(std::uint16_t handset, const protocol::stream::plug& what) override;
    void on_unplug(std::uint16_t handset) override;
    void on_input(std::uint16_t handset, protocol::bytes_view report) override;

    std::mutex following_;  // one at a time asks the environment
    std::string address_;   // the simulator that is connected

    boost::asio::io_context context_{1};
    notifier notifier_;
    std::mutex mutex_;  // of what follows
    std::vector<std::shared_ptr<cable>> cables_;
    std::map<std::uint16_t, std::shared_ptr<plugged_handset>> plugged_;
    std::map<HANDLE, open_file> files_;
};

}  // namespace offhook::wine_hid
