// A file of results that appears under its name only when it is whole.
#include "host/base/output_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <fstream>
#include <sstream>

#include "host/base/errors.hpp"

namespace twinarm::base {

namespace {

constexpr std::size_t buffer_bytes = 1 << 18;

const char* remedy_for(int error) {
    switch (error) {
        case ENOSPC:
        case EDQUOT:
            return "Free some space or choose a place on another disk.";
        case EACCES:
        case EPERM:
        case EROFS:
            return "Choose a place that you may write to.";
        case EISDIR:
            return "A folder has that name; choose another place.";
        case EIO:
            return "The disk reports an error; choose a place on another disk.";
        default:
            return "Choose another place.";
    }
}

}  // namespace

OutputFile::OutputFile(std::filesystem::path path) : path_(std::move(path)), partial_(path_) {
    partial_ += ".partial";
    struct stat there {};
    if (::lstat(path_.c_str(), &there) == 0 && !S_ISREG(there.st_mode) && !S_ISLNK(there.st_mode)) {
        if (S_ISDIR(there.st_mode)) fail(EISDIR);
        throw FileError(path_.string(), "is a device or a pipe, which no file may replace",
                        remedy_for(EEXIST));
    }
    // What another run left goes first. If it is a link, the link goes and never what it points to.
    if (::unlink(partial_.c_str()) != 0 && errno != ENOENT) fail(errno);
    descriptor_ = ::open(partial_.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0666);
    if (descriptor_ < 0) fail(errno);
    buffer_.reserve(buffer_bytes + 4096);
}

OutputFile::~OutputFile() {
    if (descriptor_ < 0) return;
    try {
        flush();
    } catch (const FileError&) {
        // An earlier error is on its way already, or nobody asked for this file to be finished.
    }
    ::close(descriptor_);
}

void OutputFile::write(std::string_view text) {
    buffer_.append(text);
    if (buffer_.size() >= buffer_bytes) flush();
}

void OutputFile::flush() {
    std::size_t done = 0;
    while (done < buffer_.size()) {
        const ssize_t written = ::write(descriptor_, buffer_.data() + done, buffer_.size() - done);
        if (written < 0 && errno == EINTR) continue;
        if (written < 0) {
            const int error = errno;
            buffer_.clear();
            fail(error);
        }
        done += std::size_t(written);
    }
    hash_.add(buffer_);
    bytes_ += buffer_.size();
    buffer_.clear();
}

void OutputFile::finish() {
    flush();
    // A file system that cannot sync (a pipe, some network folders) says EINVAL; that is no loss.
    if (::fsync(descriptor_) != 0 && errno != EINVAL && errno != EROFS) fail(errno);
    const int closed = ::close(descriptor_);
    descriptor_ = -1;
    if (closed != 0) fail(errno);
    if (::rename(partial_.c_str(), path_.c_str()) != 0) fail(errno);
    digest_ = hash_.hex();
}

void OutputFile::fail(int error) {
    failed_ = true;
    throw FileError(partial_.string(), std::string("cannot be written: ") + std::strerror(error),
                    remedy_for(error));
}

std::string write_file(const std::filesystem::path& path, std::string_view text) {
    OutputFile file(path);
    file.write(text);
    file.finish();
    return file.sha256();
}

std::string read_file(const std::filesystem::path& path, const std::string& remedy) {
    std::error_code ignored;
    if (std::filesystem::is_directory(path, ignored))
        throw FileError(path.string(), "is a folder, not a file", remedy);
    std::ifstream file(path, std::ios::binary);
    if (!file) throw FileError(path.string(), std::string("cannot be read: ") + std::strerror(errno), remedy);
    std::ostringstream text;
    text << file.rdbuf();
    if (file.bad()) throw FileError(path.string(), "cannot be read to its end", remedy);
    return text.str();
}

}  // namespace twinarm::base
