// Includes: found, read, merged.
#include "host/toml/document.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>
#include <optional>
#include <utility>

#include "host/base/output_file.hpp"
#include "host/base/sha256.hpp"
#include "host/toml/merge.hpp"
#include "host/toml/values.hpp"

namespace twinarm::toml {
namespace {

namespace fs = std::filesystem;

/// Files that include two others each would be read 2^n times.
constexpr int most_includes = 100;

/// No more than parse_toml() takes and one: a device may have no end.
std::optional<std::string> bytes_of(const fs::path& path, bool included, std::string& cause) {
    std::error_code error;
    if (fs::is_directory(path, error)) {
        cause = "it is a folder";
        return std::nullopt;
    }
    if (included && fs::is_other(path, error)) {
        cause = "it is a pipe or a device";  // opening one may block for good
        return std::nullopt;
    }
    errno = 0;
    std::ifstream file(path, std::ios::binary);
    std::string bytes(largest_file_bytes + 1, '\0');
    if (file) file.read(bytes.data(), std::streamsize(bytes.size()));
    if (!file.is_open() || file.bad()) {
        cause = errno != 0 ? std::strerror(errno) : "it cannot be opened";
        return std::nullopt;
    }
    bytes.resize(std::size_t(file.gcount()));
    return bytes;
}

fs::path identity(const fs::path& path) {
    std::error_code error;
    const fs::path canonical = fs::weakly_canonical(path, error);
    return error ? path : canonical;
}

class Loader {
  public:
    Loader(Document& document, base::Report& report) : document_(document), report_(report) {}

    /// `asked` is the place that names the file: the include, or the file itself for the first one.
    Node load(const fs::path& path, const base::Place& asked) {
        std::string cause;
        const std::optional<std::string> bytes = bytes_of(path, !open_.empty(), cause);
        if (!bytes) {
            report_.add(asked, "cannot read " + path.string() + ": " + cause);
            return {};
        }
        read_bytes_ += bytes->size();
        if (!open_.empty() && read_bytes_ > largest_file_bytes) {
            if (!std::exchange(too_large_, true))
                report_.add(asked, fmt::format("the files together are larger than {} bytes: this is not a "
                                               "cohort",
                                               largest_file_bytes));
            return {};
        }
        return take(path, *bytes);
    }

    /// `bytes` are those of `path`.
    Node take(const fs::path& path, const std::string& bytes) {
        const std::string name = base::name_of_input(path.string());
        remember(name, bytes);
        open_.push_back(identity(path));
        Node own = parse_toml(bytes, name, report_);
        Node merged;
        merged.key = merged.place = own.place;
        include(own, path, merged);
        merge(merged, std::move(own));
        open_.pop_back();
        return merged;
    }

  private:
    void include(Node& own, const fs::path& path, Node& merged) {
        const Node* list = own.find("include");
        if (list == nullptr) return;
        if (!list->is_array()) {
            report_.add(list->place,
                        "`include` is a list of files, as in include = [\"drugs/aldesleukin.toml\"]");
        } else {
            for (const Node& name : list->children) include_one(name, path, merged);
        }
        own.children.erase(own.children.begin() + (list - own.children.data()));
    }

    void include_one(const Node& name, const fs::path& path, Node& merged) {
        if (!name.is_text()) {
            report_.add(name.place, std::string("an include is a file name, got ") + name_of(name.kind));
            return;
        }
        if (!text_value(&name, report_)) return;
        if (++included_ > most_includes) {
            if (included_ == most_includes + 1)
                report_.add(name.place, fmt::format("more than {} files are included", most_includes));
            return;
        }
        // What comes through a pipe names files of the folder where the program was started.
        const fs::path folder = base::is_stream(path) ? fs::path() : path.parent_path();
        const fs::path file = (folder / name.text).lexically_normal();
        const auto again = std::find(open_.begin(), open_.end(), identity(file));
        if (again != open_.end()) {
            std::string circle;
            for (auto one = again; one != open_.end(); ++one) circle += one->filename().string() + " -> ";
            report_.add(name.place, "files include each other: " + circle + again->filename().string());
            return;
        }
        merge(merged, load(file, name.place));
    }

    void remember(const std::string& name, const std::string& bytes) {
        for (const InputFile& known : document_.files)
            if (known.path == name) return;
        document_.files.push_back({name, base::sha256_of(bytes)});
    }

    Document& document_;
    base::Report& report_;
    int included_ = 0;
    std::size_t read_bytes_ = 0;  ///< of all files
    bool too_large_ = false;
    std::vector<fs::path> open_;  ///< files being read, each included by the one before
};

}  // namespace

Document load_document(const fs::path& path, base::Report& report) {
    Document document;
    document.root = Loader(document, report).load(path, {path.string(), 1, 1});
    return document;
}

Document load_document(const fs::path& path, const std::string& text, base::Report& report) {
    Document document;
    document.root = Loader(document, report).take(path, text);
    return document;
}

}  // namespace twinarm::toml
