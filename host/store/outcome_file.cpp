// outcomes.bin, written and read.
#include "host/store/outcome_file.hpp"

#include <fmt/format.h>

#include <bit>
#include <limits>

#include "host/base/errors.hpp"
#include "host/base/words.hpp"

namespace twinarm::store {

namespace {

static_assert(std::endian::native == std::endian::little, "records are written as they are in memory");

template <class Number>
void append(std::string& bytes, Number number) {
    bytes.append(reinterpret_cast<const char*>(&number), sizeof(number));
}

int regimens_of(const cohort::Cohort& cohort, const Outcome& outcome) {
    return cohort.study.arms[outcome.arm].regimen_count;
}

}  // namespace

std::string outcome_file_header(const cohort::Cohort& cohort) {
    return fmt::format("twinarm outcomes 1; true SLD at scans, doses by regimen; study {}; {}\n", cohort.id,
                       base::simulated_note);
}

void append_outcome_record(std::string& bytes, const cohort::Cohort& cohort, const Outcome& outcome) {
    const int scans = outcome.status == Status::ok ? outcome.scans : 0;
    append(bytes, std::uint8_t(scans));
    if (scans == 0) return;
    for (int k = 0; k < scans; ++k) append(bytes, outcome.true_sld_mm[k]);
    append(bytes, outcome.os_h);
    for (int r = 0; r < regimens_of(cohort, outcome); ++r) {
        append(bytes, outcome.doses_given[r]);
        append(bytes, outcome.doses_held[r]);
    }
}

OutcomeFile::OutcomeFile(const std::filesystem::path& path, const cohort::Cohort& cohort,
                         base::FileFacts expected)
    : cohort_(cohort),
      file_(path, "The run was cut short, or written by a version that did not keep it; run it again.",
            std::move(expected)) {
    std::string header;
    bool cut_off = false;
    file_.line(header, cut_off);
    if (header + '\n' != outcome_file_header(cohort))
        fail("does not begin like a file of this version and study");
}

void OutcomeFile::read(Outcome& outcome) {
    const auto scans = number<std::uint8_t>();
    if ((scans == 0) != (outcome.status != Status::ok) || scans > cohort_.study.scans[outcome.arm].count)
        fail(fmt::format("{} scans of patient {} in arm {} are impossible", scans, outcome.patient,
                         cohort_.arms[std::size_t(outcome.arm)].id));
    outcome.scans = scans;
    if (scans == 0) return;
    const auto up_to = [&](double largest) {
        const auto value = number<double>();
        if (!(value >= 0 && value <= largest))
            fail(fmt::format("patient {} has an impossible tumour or time", outcome.patient));
        return value;
    };
    for (int k = 0; k < scans; ++k) outcome.true_sld_mm[k] = up_to(std::numeric_limits<double>::max());
    outcome.os_h = up_to(cohort_.study.horizon_min / 60.0 + 24);
    for (int r = 0; r < regimens_of(cohort_, outcome); ++r) {
        outcome.doses_given[r] = number<std::int32_t>();
        outcome.doses_held[r] = number<std::int32_t>();
        if (outcome.doses_given[r] < 0 || outcome.doses_held[r] < 0)
            fail(fmt::format("patient {} has an impossible number of doses", outcome.patient));
    }
}

void OutcomeFile::require_end() {
    if (!file_.at_end()) fail("goes on after the last patient");
}

template <class Number>
Number OutcomeFile::number() {
    Number read;
    if (!file_.bytes(&read, sizeof read)) fail("is cut off");
    return read;
}

void OutcomeFile::fail(const std::string& what) const {
    throw base::DataError(
        fmt::format("{}: {}\n  The file is half-written or was changed; run the cohort again.",
                    file_.path().string(), what));
}

}  // namespace twinarm::store
