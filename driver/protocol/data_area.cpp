#include "driver/protocol/data_area.hpp"

#include "driver/protocol/byte_reader.hpp"

#include <boost/crc.hpp>

namespace offhook::protocol {
namespace {

byte_vector copy_of(bytes_view bytes) {
    return {bytes.begin(), bytes.end()};
}

}  // namespace

void dl_begin::encode(byte_writer& out) const {
    out.u8(area);
    out.u32(size);
    out.u32(crc);
}

result<dl_begin> dl_begin::decode(bytes_view payload) {
    byte_reader in(payload);
    dl_begin value;
    value.area = in.u8();
    value.size = in.u32();
    value.crc = in.u32();
    if (in.failed()) return errc::wrong_length;
    return value;
}

void dl_data::encode(byte_writer& out) const {
    out.u8(area);
    out.u32(offset);
    out.bytes(data);
}

result<dl_data> dl_data::decode(bytes_view payload) {
    byte_reader in(payload);
    dl_data value;
    value.area = in.u8();
    value.offset = in.u32();
    if (in.failed() || in.left() == 0) return errc::wrong_length;
    value.data = copy_of(in.rest());
    return value;
}

void dl_data_answer::encode(byte_writer& out) const {
    out.u32(next);
}

result<dl_data_answer> dl_data_answer::decode(bytes_view payload) {
    byte_reader in(payload);
    dl_data_answer value;
    value.next = in.u32();
    if (in.failed()) return errc::wrong_length;
    return value;
}

void area_number::encode(byte_writer& out) const {
    out.u8(area);
}

result<area_number> area_number::decode(bytes_view payload) {
    byte_reader in(payload);
    area_number value;
    value.area = in.u8();
    if (in.failed()) return errc::wrong_length;
    return value;
}

void ul_read::encode(byte_writer& out) const {
    out.u8(area);
    out.u32(offset);
    out.u16(length);
}

result<ul_read> ul_read::decode(bytes_view payload) {
    byte_reader in(payload);
    ul_read value;
    value.area = in.u8();
    value.offset = in.u32();
    value.length = in.u16();
    if (in.failed()) return errc::wrong_length;
    return value;
}

void ul_read_answer::encode(byte_writer& out) const {
    out.u32(size);
    out.u32(crc);
    out.bytes(data);
}

result<ul_read_answer> ul_read_answer::decode(bytes_view payload) {
    byte_reader in(payload);
    ul_read_answer value;
    value.size = in.u32();
    value.crc = in.u32();
    if (in.failed()) return errc::wrong_length;
    value.data = copy_of(in.rest());
    return value;
}

std::uint32_t crc32(bytes_view bytes) {
    boost::crc_32_type crc;
    crc.process_bytes(bytes.data(), bytes.size());
    return crc.checksum();
}

}  // namespace offhook::protocol
