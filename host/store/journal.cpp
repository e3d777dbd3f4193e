// A file that grows line by line.
#include "host/store/journal.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <string_view>

#include "host/base/errors.hpp"
#include "host/base/output_file.hpp"
#include "host/base/sha256.hpp"

namespace twinarm::store {

namespace {

constexpr std::size_t seal_digits = 32;
constexpr char before_seal = '\t';
constexpr std::size_t most_bytes = std::size_t(1) << 30;

std::string seal_of(const std::string& seal_before, std::string_view line) {
    base::Sha256 hash;
    hash.add(seal_before);
    hash.add(line);
    return hash.hex().substr(0, seal_digits);
}

}  // namespace

JournalLines JournalLines::first(std::size_t count) const {
    JournalLines some;
    some.lines.assign(lines.begin(), lines.begin() + std::ptrdiff_t(count));
    some.seals.assign(seals.begin(), seals.begin() + std::ptrdiff_t(count));
    for (const std::string& line : some.lines) some.bytes += line.size() + 1 + seal_digits + 1;
    return some;
}

bool begins_as(const std::filesystem::path& path, const std::string& first_words) {
    std::error_code none;
    if (!std::filesystem::is_regular_file(std::filesystem::symlink_status(path, none))) return false;
    const std::string text = base::read_file(path, "", first_words.size());
    return first_words.starts_with(text.substr(0, text.find('\0')));
}

JournalLines read_journal(const std::filesystem::path& path, const JournalRemedies& remedies) {
    const std::string text = base::read_plain_file(path, "", {}, most_bytes);
    JournalLines read;
    for (std::size_t end; (end = text.find('\n', read.bytes)) != std::string::npos; read.bytes = end + 1) {
        const std::string_view whole(text.data() + read.bytes, end - read.bytes);
        const std::size_t tab = whole.rfind(before_seal);
        const std::string_view line = whole.substr(0, tab);
        std::string seal = seal_of(read.seals.empty() ? "" : read.seals.back(), line);
        if (tab == std::string_view::npos || whole.substr(tab + 1) != seal) {
            if (end + 1 == text.size()) break;  // the last write was cut off
            throw base::VerificationError(
                fmt::format("{}:{}: the line was changed: its seal is not that of what it says\n  {}",
                            path.string(), read.lines.size() + 1, remedies.changed));
        }
        read.lines.emplace_back(line);
        read.seals.push_back(std::move(seal));
    }
    return read;
}

Journal::Journal(std::filesystem::path path) : path_(std::move(path)) {
    if (::unlink(path_.c_str()) != 0 && errno != ENOENT) fail_to_write(errno);
    descriptor_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
    if (descriptor_ < 0) fail_to_write(errno);
}

Journal::Journal(std::filesystem::path path, const JournalLines& read, JournalRemedies remedies)
    : path_(std::move(path)),
      remedies_(std::move(remedies)),
      bytes_(read.bytes),
      seal_(read.seals.empty() ? "" : read.seals.back()) {
    descriptor_ = ::open(path_.c_str(), O_WRONLY | O_NOFOLLOW | O_CLOEXEC);
    if (descriptor_ < 0) fail_to_write(errno);
    // What was cut off must not come back behind the next line after a loss of power.
    if (::ftruncate(descriptor_, off_t(bytes_)) == 0 && base::is_synced(descriptor_)) return;
    const int error = errno;
    ::close(descriptor_);
    fail_to_write(error);
}

void Journal::fail_to_write(int error) const {
    throw base::FileError(path_.string(), std::string("cannot be written: ") + std::strerror(error),
                          remedies_.no_room);
}

Journal::~Journal() {
    ::close(descriptor_);
}

void Journal::append(const std::string& line) {
    std::string seal = seal_of(seal_, line);
    const std::string text = line + before_seal + seal + '\n';
    int error = 0;
    for (std::size_t done = 0; done < text.size() && error == 0;) {
        const ssize_t written =
            ::pwrite(descriptor_, text.data() + done, text.size() - done, off_t(bytes_ + done));
        if (written >= 0) done += std::size_t(written);
        if (written < 0 && errno != EINTR) error = errno;
    }
    if (error == 0 && !base::is_synced(descriptor_)) error = errno;
    if (error != 0) {
        // A part of a line at the end does no harm where it cannot be cut off.
        static_cast<void>(::ftruncate(descriptor_, off_t(bytes_)) == 0);
        fail_to_write(error);
    }
    bytes_ += text.size();
    seal_ = std::move(seal);
}

}  // namespace twinarm::store
