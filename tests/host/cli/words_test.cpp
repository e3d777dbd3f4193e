// Numbers, durations, progress and devices in words.
#include <gtest/gtest.h>

#include "host/base/csv_line.hpp"
#include "host/base/errors.hpp"
#include "host/base/number_text.hpp"
#include "host/cli/progress.hpp"
#include "host/study/device.hpp"
#include "host/study/run_study.hpp"

namespace twinarm::cli {
namespace {

TEST(NumberText, ThousandsAreSetApart) {
    EXPECT_EQ(base::with_commas(0), "0");
    EXPECT_EQ(base::with_commas(999), "999");
    EXPECT_EQ(base::with_commas(1000), "1,000");
    EXPECT_EQ(base::with_commas(1234567), "1,234,567");
}

TEST(NumberText, BytesAreShort) {
    EXPECT_EQ(base::bytes_in_words(640), "640 B");
    EXPECT_EQ(base::bytes_in_words(3400), "3.4 kB");
    EXPECT_EQ(base::bytes_in_words(48e6), "48 MB");
    EXPECT_EQ(base::bytes_in_words(999999), "1.0 MB");
}

TEST(Csv, AFieldWithACommaOrAQuoteIsQuoted) {
    EXPECT_EQ(base::csv_field("a,b"), "\"a,b\"");
    EXPECT_EQ(base::csv_field("say \"a\""), "\"say \"\"a\"\"\"");
    EXPECT_EQ(base::csv_field("plain"), "plain");
}

TEST(Progress, SaysHowFarHowFastAndHowLongStill) {
    EXPECT_EQ(progress_line(2500, 10000, 4, 10.0),
              " 25%  2,500 of 10,000 patients  1,000 patient-arms/s  30 s left");
    EXPECT_EQ(progress_line(0, 10000, 4, 0), "  0%  0 of 10,000 patients");
}

TEST(Progress, DurationsAreReadable) {
    EXPECT_EQ(base::duration_in_words(0.84), "0.8 s");
    EXPECT_EQ(base::duration_in_words(59.6), "1 min 0 s");
    EXPECT_EQ(base::duration_in_words(7500), "2 h 5 min");
    EXPECT_EQ(base::duration_in_words(1e300), "very long");
}

TEST(Device, WordsAreRead) {
    EXPECT_EQ(study::parse_device("auto").kind, study::DeviceRequest::Kind::automatic);
    EXPECT_EQ(study::parse_device("cpu").kind, study::DeviceRequest::Kind::cpu);
    EXPECT_EQ(study::parse_device("cuda").index, 0);
    EXPECT_EQ(study::parse_device("cuda:3").index, 3);
    for (const char* wrong : {"", "gpu", "cuda:", "cuda:-1", "cuda:1x", "CPU"})
        EXPECT_THROW(study::parse_device(wrong), base::UsageError) << wrong;
}

TEST(Chunk, OutcomesOfAChunkStayBelowTheirLimitForAnyNumberOfArms) {
    for (int arms = 1; arms <= max_arms; ++arms) {
        EXPECT_LE(study::largest_chunk(arms) * std::uint64_t(arms) * sizeof(Outcome),
                  study::chunk_memory_bytes);
        EXPECT_GE(study::largest_chunk(arms), 1000u);  // enough to keep all lanes busy
    }
}

}  // namespace
}  // namespace twinarm::cli
