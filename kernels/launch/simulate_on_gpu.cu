// The GPU engine: devices share the patients of a run; on each two launches are in flight, so that outcomes
// travel while others are computed. What has arrived must have the responses that the device counted.
#include <cstring>
#include <numeric>
#include <optional>
#include <stdexcept>

#include "kernels/launch/outcome_counter.cuh"
#include "kernels/launch/simulate.hpp"
#include "kernels/launch/simulate_kernel.cuh"
#include "kernels/launch/work_queue.hpp"

namespace twinarm {

namespace {

/// One of the two launches in flight on a device.
struct Flight {
    explicit Flight(std::size_t outcomes)
        : next(1), on_device(outcomes), landed(outcomes), counter(outcomes) {}

    Stream stream;
    DeviceArray<unsigned long long> next;
    DeviceArray<Outcome> on_device;
    PinnedArray<Outcome> landed;
    OutcomeCounter counter;
    Outcome* destination = nullptr;
    std::size_t count = 0;

    void land() {
        TWINARM_CUDA_CALL(cudaStreamSynchronize(stream));
        if (count == 0) return;
        std::memcpy(destination, landed.data(), count * sizeof(Outcome));
        if (count_outcomes(destination, count) != counter.counted())
            throw std::runtime_error("outcomes changed on their way from the GPU: run again, or use the CPU");
        count = 0;
    }
};

/// One device's share of a run.
void simulate_share(const Study& study, std::uint64_t first, std::uint64_t largest, Outcome* outcomes,
                    int device, WorkQueue& queue) {
    TWINARM_CUDA_CALL(cudaSetDevice(device));
    const DeviceStudy on_device(study);
    const auto arms = std::uint64_t(study.arm_count);
    std::optional<Flight> flights[2];  // the second only where there is a second chunk
    Chunk chunk{};
    for (int turn = 0; queue.take(chunk); turn = 1 - turn) {
        if (!flights[turn]) flights[turn].emplace(largest * arms);
        Flight& flight = *flights[turn];
        flight.land();
        on_device.launch(first + chunk.done, chunk.count, flight.on_device.data(), flight.next.data(),
                         flight.stream);
        flight.destination = outcomes + chunk.done * arms;
        flight.count = chunk.count * arms;
        flight.counter.start(flight.on_device.data(), flight.count, flight.stream);
        TWINARM_CUDA_CALL(cudaMemcpyAsync(flight.landed.data(), flight.on_device.data(),
                                          flight.count * sizeof(Outcome), cudaMemcpyDeviceToHost,
                                          flight.stream));
    }
    for (std::optional<Flight>& flight : flights)
        if (flight) flight->land();
}

std::vector<int> devices_for(int device) {
    if (device != every_gpu) return {device};
    int count = 0;
    TWINARM_CUDA_CALL(cudaGetDeviceCount(&count));
    std::vector<int> devices(static_cast<std::size_t>(count));
    std::iota(devices.begin(), devices.end(), 0);
    return devices;
}

}  // namespace

void simulate_on_gpu(const Study& study, std::uint64_t first, std::uint64_t count, Outcome* outcomes,
                     int device) {
    if (count == 0 || study.arm_count == 0) return;
    const std::vector<int> devices = devices_for(device);
    const std::uint64_t largest = chunk_size(count, devices.size(), patients_per_launch(study.arm_count));
    WorkQueue queue(count, largest);
    share_work(devices, queue, [&](int mine, WorkQueue& chunks) {
        simulate_share(study, first, largest, outcomes, mine, chunks);
    });
}

}  // namespace twinarm
