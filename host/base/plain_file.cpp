// A plain file, read once and recognised.
#include "host/base/plain_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "host/base/errors.hpp"

namespace twinarm::base {

namespace {

[[noreturn]] void refuse(const std::filesystem::path& path) {
    throw VerificationError(path.string() +
                            ": is not the file that the run wrote: its SHA-256 is not that of run.json\n"
                            "  It was changed or damaged; run the cohort again.");
}

}  // namespace

PlainFile::PlainFile(std::filesystem::path path, const std::string& remedy)
    : path_(std::move(path)), buffer_(1 << 18) {
    // Without O_NONBLOCK a pipe would be waited for.
    descriptor_ = ::open(path_.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    const int error = errno;
    struct stat there {};
    const bool plain = descriptor_ >= 0 && ::fstat(descriptor_, &there) == 0 && S_ISREG(there.st_mode);
    if (plain) return;
    if (descriptor_ >= 0) ::close(descriptor_);
    const bool not_plain = descriptor_ >= 0 || error == ELOOP || error == ENXIO;
    throw FileError(
        path_.string(),
        not_plain ? "is not a plain file" : std::string("cannot be read: ") + std::strerror(error), remedy);
}

PlainFile::~PlainFile() {
    ::close(descriptor_);
}

bool PlainFile::fill() {
    ssize_t count = 0;
    do count = ::read(descriptor_, buffer_.data(), buffer_.size());
    while (count < 0 && errno == EINTR);
    if (count < 0)
        throw FileError(path_.string(), std::string("cannot be read to its end: ") + std::strerror(errno),
                        "");
    next_ = 0;
    end_ = std::size_t(count);
    hash_.add({buffer_.data(), end_});
    read_ += end_;
    return count > 0;
}

bool PlainFile::at_end() {
    return next_ == end_ && !fill();
}

bool PlainFile::line(std::string& text, bool& cut_off) {
    text.clear();
    cut_off = true;
    while (!at_end()) {
        const char* start = buffer_.data() + next_;
        const auto* end = static_cast<const char*>(std::memchr(start, '\n', end_ - next_));
        const std::size_t count = end == nullptr ? end_ - next_ : std::size_t(end - start);
        text.append(start, count);
        next_ += count;
        if (end == nullptr) continue;
        ++next_;
        cut_off = false;
        return true;
    }
    return !text.empty();
}

bool PlainFile::bytes(void* to, std::size_t count) {
    for (char* place = static_cast<char*>(to); count > 0;) {
        if (at_end()) return false;
        const std::size_t part = std::min(count, end_ - next_);
        std::memcpy(place, buffer_.data() + next_, part);
        place += part;
        next_ += part;
        count -= part;
    }
    return true;
}

bool PlainFile::append_to(std::string& text) {
    if (at_end()) return false;
    text.append(buffer_.data() + next_, end_ - next_);
    next_ = end_;
    return true;
}

void PlainFile::require_same(const FileFacts& expected) {
    do next_ = end_;
    while (fill());
    if (!expected.sha256.empty() && (read_ != expected.bytes || hash_.hex() != expected.sha256))
        refuse(path_);
}

std::string read_plain_file(const std::filesystem::path& path, const std::string& remedy,
                            std::size_t most_bytes) {
    PlainFile file(path, remedy);
    std::string text;
    while (file.append_to(text))
        if (text.size() > most_bytes)
            throw FileError(path.string(), "has more bytes than any run writes", remedy);
    return text;
}

void require_same(const std::filesystem::path& path, const std::string& text, const FileFacts& expected) {
    if (expected.sha256.empty()) return;
    Sha256 hash;
    hash.add(text);
    if (text.size() != expected.bytes || hash.hex() != expected.sha256) refuse(path);
}

}  // namespace twinarm::base
