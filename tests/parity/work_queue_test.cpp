// How workers share a run; here the workers are host threads that stand for devices.
#include "kernels/launch/work_queue.hpp"

#include <gtest/gtest.h>

#include <chrono>
#include <cstring>
#include <numeric>
#include <stdexcept>
#include <string>

#include "kernels/launch/simulate.hpp"
#include "tests/kernels/reference_study.hpp"

namespace twinarm {
namespace {

std::vector<int> devices(int count) {
    std::vector<int> numbers(static_cast<std::size_t>(count));
    std::iota(numbers.begin(), numbers.end(), 0);
    return numbers;
}

TEST(WorkQueue, EveryPatientIsHandedOutOnce) {
    constexpr std::uint64_t patients = 1000;
    for (const int count : {1, 2, 7}) {
        for (const std::uint64_t largest : {1u, 7u, 999u, 1000u, 5000u}) {
            std::vector<std::atomic<int>> taken(patients);
            WorkQueue queue(patients, largest);
            share_work(devices(count), queue, [&](int, WorkQueue& chunks) {
                for (Chunk chunk{}; chunks.take(chunk);)
                    for (std::uint64_t k = 0; k < chunk.count; ++k) ++taken[chunk.done + k];
            });
            for (const auto& times : taken) ASSERT_EQ(times, 1) << count << " devices, chunks of " << largest;
        }
    }
}

TEST(WorkQueue, EachDeviceWorksInAThreadOfItsOwn) {
    WorkQueue queue(10, 1);
    std::mutex guard;
    std::vector<std::thread::id> threads;
    share_work(devices(5), queue, [&](int, WorkQueue&) {
        const std::lock_guard lock(guard);
        threads.push_back(std::this_thread::get_id());
    });
    std::sort(threads.begin(), threads.end());
    EXPECT_EQ(std::unique(threads.begin(), threads.end()) - threads.begin(), 5);
}

TEST(WorkQueue, ASlowDeviceTakesLess) {
    WorkQueue queue(200, 1);
    std::vector<std::uint64_t> done(2);
    share_work(devices(2), queue, [&](int device, WorkQueue& chunks) {
        for (Chunk chunk{}; chunks.take(chunk); done[std::size_t(device)] += chunk.count)
            std::this_thread::sleep_for(std::chrono::milliseconds(device == 0 ? 20 : 1));
    });
    EXPECT_EQ(done[0] + done[1], 200u);
    EXPECT_LT(done[0], done[1]);
}

TEST(WorkQueue, TheFailureOfADeviceEndsTheRunAndIsToldOnce) {
    WorkQueue queue(std::uint64_t{1} << 60, 1);  // would not end by itself
    try {
        share_work(devices(3), queue, [&](int device, WorkQueue& chunks) {
            for (Chunk chunk{}; chunks.take(chunk);)
                if (device == 1) throw std::runtime_error("device 1 failed");
        });
        FAIL() << "no exception";
    } catch (const std::runtime_error& error) {
        EXPECT_STREQ(error.what(), "device 1 failed");
    }
}

TEST(WorkQueue, AChunkIsADevicesShareOrWhatFits) {
    EXPECT_EQ(chunk_size(1000, 1, 100000), 1000u);
    EXPECT_EQ(chunk_size(1000, 3, 100000), 334u);
    EXPECT_EQ(chunk_size(1000, 3, 100), 100u);
    EXPECT_EQ(chunk_size(1, 8, 100), 1u);
    EXPECT_EQ(chunk_size(0, 8, 100), 1u);
}

TEST(WorkQueue, OutcomesDoNotDependOnTheSplit) {
    const Study study = reference::reference_study(12 * reference::week);
    constexpr std::uint64_t patients = 40;
    const auto arms = std::uint64_t(study.arm_count);
    std::vector<Outcome> alone(patients * arms), shared(alone.size());
    simulate_on_cpu(study, 5, patients, alone.data());
    WorkQueue queue(patients, 7);
    share_work(devices(3), queue, [&](int, WorkQueue& chunks) {
        for (Chunk chunk{}; chunks.take(chunk);)
            simulate_on_cpu(study, 5 + chunk.done, chunk.count, shared.data() + chunk.done * arms,
                            {.threads = 1});
    });
    EXPECT_EQ(std::memcmp(alone.data(), shared.data(), alone.size() * sizeof(Outcome)), 0);
}

}  // namespace
}  // namespace twinarm
