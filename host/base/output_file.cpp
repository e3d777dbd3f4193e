// A file of results that gets its name only when it is complete.
#include "host/base/output_file.hpp"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <iostream>

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
            return "Choose a place that you can write to.";
        case EFBIG:
            return "A file may not be this long here: see `ulimit -f`, or choose a place on another disk.";
        case EMFILE:
        case ENFILE:
            return "Too many files are open: see `ulimit -n`.";
        case EISDIR:
            return "There is a folder of that name; choose another place.";
        case EIO:
            return "The disk reports an error; choose a place on another disk.";
        default:
            return "Choose another place.";
    }
}

[[noreturn]] void fail_at(const std::filesystem::path& path, int error) {
    throw FileError(path.string(), std::string("cannot be written: ") + std::strerror(error),
                    remedy_for(error));
}

/// Its length and times, too, or the names in a folder.
bool is_wholly_synced(int descriptor) {
    return ::fsync(descriptor) == 0 || errno == EINVAL || errno == EROFS;
}

}  // namespace

bool is_synced(int descriptor) {
    return ::fdatasync(descriptor) == 0 || errno == EINVAL || errno == EROFS;
}

std::filesystem::path partial_name(std::filesystem::path path) {
    return path += ".partial";
}

void give_name(const std::filesystem::path& path) {
    const std::filesystem::path partial = partial_name(path);
    if (::rename(partial.c_str(), path.c_str()) != 0) fail_at(partial, errno);
}

void keep_names(const std::filesystem::path& folder) {
    const int descriptor = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (descriptor < 0) fail_at(folder, errno);
    const bool synced = is_wholly_synced(descriptor);
    const int error = errno;
    ::close(descriptor);
    if (!synced) fail_at(folder, error);
}

namespace {

/// Streams and devices by name: /dev/stdout, /dev/fd/1. What is in /dev/shm is a file.
bool is_of_the_system(const std::filesystem::path& path) {
    std::error_code ignored;
    const std::string folder =
        std::filesystem::weakly_canonical(std::filesystem::absolute(path).parent_path(), ignored).string();
    return folder == "/dev" || folder.starts_with("/proc/");
}

}  // namespace

OutputFile::OutputFile(std::filesystem::path path, Naming naming)
    : path_(std::move(path)), partial_(partial_name(path_)), naming_(naming) {
    struct stat there {};
    if (path_ == "-")
        throw FileError("-", "results cannot be written to standard output", "Give the name of a file.");
    // A link to a file or a folder is replaced; one to a device or a pipe stays.
    if (::lstat(path_.c_str(), &there) == 0 && S_ISLNK(there.st_mode) &&
        (::stat(path_.c_str(), &there) != 0 || S_ISDIR(there.st_mode)))
        there.st_mode = S_IFREG;
    if (is_of_the_system(path_) || (there.st_mode != 0 && !S_ISREG(there.st_mode))) {
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

OutputFile::OutputFile(std::filesystem::path path, std::uint64_t kept)
    : path_(std::move(path)), partial_(partial_name(path_)), naming_(Naming::later) {
    PlainFile there(partial_, "");
    for (std::string part; bytes_ < kept && there.append_to(part); part.clear()) {
        part.resize(std::min<std::uint64_t>(part.size(), kept - bytes_));
        hash_.add(part);
        bytes_ += part.size();
    }
    if (bytes_ < kept)
        throw FileError(partial_.string(), "is shorter than it was", "Run the cohort again, with --force.");
    descriptor_ = ::open(partial_.c_str(), O_WRONLY | O_NOFOLLOW | O_CLOEXEC);
    if (descriptor_ < 0 || ::ftruncate(descriptor_, off_t(kept)) != 0 ||
        ::lseek(descriptor_, 0, SEEK_END) != off_t(kept))
        fail(errno);
    buffer_.reserve(buffer_bytes + 4096);
}

OutputFile::~OutputFile() {
    if (descriptor_ < 0) return;
    try {
        flush();
    } catch (const FileError&) {
        // An earlier error is already being thrown, or the file was never finished.
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

FileFacts OutputFile::keep() {
    flush();
    if (!is_synced(descriptor_)) fail(errno);
    return {hash_.hex_so_far(), bytes_};
}

void OutputFile::finish() {
    flush();
    if (!is_wholly_synced(descriptor_)) fail(errno);
    const int closed = ::close(descriptor_);
    descriptor_ = -1;
    if (closed != 0) fail(errno);
    digest_ = hash_.hex();
    if (naming_ == Naming::when_finished && ::rename(partial_.c_str(), path_.c_str()) != 0) fail(errno);
}

void OutputFile::fail(int error) {
    failed_ = true;
    fail_at(partial_, error);
}

std::string write_file(const std::filesystem::path& path, std::string_view text, Naming naming) {
    OutputFile file(path, naming);
    file.write(text);
    file.finish();
    return file.sha256();
}

namespace {

std::string all_of(std::istream& stream, std::size_t most_bytes) {
    std::string text;
    char part[1 << 14];
    while (text.size() < most_bytes) {
        stream.read(part, std::streamsize(std::min(sizeof part, most_bytes - text.size())));
        if (stream.gcount() == 0) break;
        text.append(part, std::size_t(stream.gcount()));
    }
    return text;
}

}  // namespace

std::string read_file(const std::filesystem::path& path, const std::string& remedy, std::size_t most_bytes) {
    std::error_code ignored;
    if (std::filesystem::is_directory(path, ignored))
        throw FileError(path.string(), "is a folder, not a file", remedy);
    const bool standard_input = path == "-";
    errno = 0;
    std::ifstream file;
    if (!standard_input) file.open(path, std::ios::binary);
    std::istream& stream = standard_input ? std::cin : file;
    if (!stream)
        throw FileError(name_of_input(path.string()),
                        errno != 0 ? std::string("cannot be read: ") + std::strerror(errno)
                                   : std::string("was read to its end before: it can be read once"),
                        remedy);
    std::string text = all_of(stream, most_bytes);
    if (stream.bad()) throw FileError(name_of_input(path.string()), "cannot be read to its end", remedy);
    if (text.empty() && is_stream(path))
        throw FileError(name_of_input(path.string()), "gives nothing to read: a pipe can be read once",
                        remedy);
    return text;
}

std::string name_of_input(const std::string& path) {
    return path == "-" ? "<stdin>" : path;
}

bool is_stream(const std::filesystem::path& path) {
    std::error_code ignored;
    return path == "-" || std::filesystem::is_other(path, ignored);
}

}  // namespace twinarm::base
