#pragma once

#include "sim/plug/listener.hpp"
#include "sim/plug/rack.hpp"

#include <memory>
#include <set>

namespace offhook::sim {

class socket_host;

/// Carries reports over TCP and Unix sockets: many hosts, many handsets, any number of hosts for
/// one handset. Source: firmware-protocol.md appendix B. One thread: the context's.
class socket_plug final : public plug {
public:
    /// A host that leaves more input reports unread than this is disconnected (§B.2).
    static constexpr std::size_t most_unread = 1024;

    /// Listens from now on; both must outlive the object. Throws listen_error.
    socket_plug(boost::asio::io_context& context, rack& handsets, const listen_address& where);
    ~socket_plug() override;

    socket_plug(const socket_plug&) = delete;
    socket_plug& operator=(const socket_plug&) = delete;

    /// Where it really listens.
    [[nodiscard]] const listen_address& where() const { return listener_.where(); }

    /// Hosts that are connected now.
    [[nodiscard]] std::size_t hosts() const { return hosts_.size(); }

    void on_plugged(std::size_t number) override;
    void on_unplugged(std::size_t number) override;
    void on_input(std::size_t number, protocol::bytes_view report) override;
    void on_broken(std::size_t number, breakage how) override;
    void on_told() override;

private:
    friend class socket_host;

    void add(stream_socket socket);
    void select(const std::shared_ptr<socket_host>& host, std::size_t number);
    void remove(const std::shared_ptr<socket_host>& host);
    void mark(const std::shared_ptr<socket_host>& host);

    boost::asio::io_context& context_;
    rack& rack_;
    std::set<std::shared_ptr<socket_host>> hosts_;
    std::vector<std::vector<std::shared_ptr<socket_host>>> hosts_of_;  // by handset
    std::vector<std::shared_ptr<socket_host>> unflushed_;
    listener listener_;
};

}  // namespace offhook::sim
