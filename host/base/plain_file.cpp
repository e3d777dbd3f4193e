// A plain file: recognised, then read.
#include "host/base/plain_file.hpp"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "host/base/errors.hpp"

namespace twinarm::base {

bool is_there(const std::filesystem::path& path) {
    std::error_code none;
    return std::filesystem::exists(std::filesystem::symlink_status(path, none));
}

PlainFile::Descriptor::~Descriptor() {
    if (number >= 0) ::close(number);
}

PlainFile::PlainFile(std::filesystem::path path, const std::string& remedy, FileFacts expected)
    : path_(std::move(path)), expected_(std::move(expected)), buffer_(1 << 18) {
    open(remedy);
    if (expected_.sha256.empty()) return;
    go_to_the_beginning();
    while (fill()) {
    }
    go_to_the_beginning();
}

void PlainFile::open(const std::string& remedy) {
    // Without O_NONBLOCK a pipe would be waited for.
    file_.number = ::open(path_.c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
    const int error = errno;
    struct stat there {};
    if (file_.number < 0 || ::fstat(file_.number, &there) != 0 || !S_ISREG(there.st_mode)) {
        const bool not_plain = file_.number >= 0 || error == ELOOP || error == ENXIO;
        throw FileError(
            path_.string(),
            not_plain ? "is not a plain file" : std::string("cannot be read: ") + std::strerror(error),
            remedy);
    }
    if (!expected_.sha256.empty() && std::uint64_t(there.st_size) != expected_.bytes)
        refuse(fmt::format("it has {} bytes, run.json says {}", there.st_size, expected_.bytes));
}

void PlainFile::go_to_the_beginning() {
    ::lseek(file_.number, 0, SEEK_SET);
    next_ = end_ = 0;
    hash_.emplace();
}

bool PlainFile::fill() {
    ssize_t count = 0;
    do count = ::read(file_.number, buffer_.data(), buffer_.size());
    while (count < 0 && errno == EINTR);
    if (count < 0)
        throw FileError(path_.string(), std::string("cannot be read to its end: ") + std::strerror(errno),
                        "");
    next_ = 0;
    end_ = std::size_t(count);
    if (!hash_) return count > 0;
    hash_->add({buffer_.data(), end_});
    if (count > 0) return true;
    const std::string found = hash_->hex();
    hash_.reset();
    if (found != expected_.sha256) refuse("its SHA-256 is not that of run.json");
    return false;
}

void PlainFile::refuse(const std::string& cause) const {
    throw VerificationError(
        fmt::format("{}: is not the file that the run wrote: {}\n"
                    "  It was changed or damaged; run the cohort again.",
                    path_.string(), cause));
}

bool PlainFile::at_end() {
    return next_ == end_ && !fill();
}

bool PlainFile::line(std::string& text, bool& cut_off) {
    text.clear();
    cut_off = true;
    while (!at_end()) {
        if (text.size() > longest_line)
            throw DataError(path_.string() +
                            ": a line is longer than any that a run writes\n  The file was "
                            "changed; run the cohort again.");
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

std::string read_plain_file(const std::filesystem::path& path, const std::string& remedy,
                            const FileFacts& expected, std::size_t most_bytes) {
    PlainFile file(path, remedy, expected);
    std::string text;
    while (file.append_to(text))
        if (text.size() > most_bytes)
            throw FileError(path.string(), "has more bytes than any run writes", remedy);
    return text;
}

}  // namespace twinarm::base
