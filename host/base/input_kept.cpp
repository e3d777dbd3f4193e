// Files compared by device and inode.
#include "host/base/input_kept.hpp"

#include <sys/stat.h>
#include <unistd.h>

#include "host/base/errors.hpp"
#include "host/base/output_file.hpp"

namespace twinarm::base {

namespace {

bool is_same(const struct stat& a, const struct stat& b) {
    return a.st_dev == b.st_dev && a.st_ino == b.st_ino;
}

bool find_input(const std::string& name, struct stat& found) {
    if (name == name_of_input("-")) return ::fstat(STDIN_FILENO, &found) == 0;
    return ::stat(name.c_str(), &found) == 0;
}

}  // namespace

void require_no_input(const std::filesystem::path& output, const std::vector<std::string>& inputs) {
    for (const std::filesystem::path& written : {output, partial_name(output)}) {
        struct stat there {
        }, input{};
        if (::stat(written.c_str(), &there) != 0) continue;
        for (const std::string& name : inputs)
            if (find_input(name, input) && is_same(there, input))
                throw UsageError(written.string() + ": is read by this command (" + name +
                                 ") and would be overwritten\n  Choose another place for the results.");
    }
}

}  // namespace twinarm::base
