// The GPU engine: one thread a patient and arm, two streams so that outcomes travel while others are
// computed.
#include <algorithm>
#include <cstring>

#include "kernels/launch/device_array.cuh"
#include "kernels/launch/simulate.hpp"
#include "kernels/launch/simulate_kernel.cuh"
#include "kernels/patient/simulate_patient.hpp"

namespace twinarm {

namespace {

constexpr int block_size = 128;

/// Threads of one arm stand side by side: the threads of a warp then meet the same doses and scans. Two
/// blocks an SM leave 255 registers a thread; without that promise ptxas settles for 32 on some
/// architectures.
template <int block>
__global__ void __launch_bounds__(block, 2)
    simulate(const Study* __restrict__ study, int arms, std::uint64_t first, std::uint64_t count,
             Outcome* outcomes) {
    const std::uint64_t number = std::uint64_t(blockIdx.x) * block + threadIdx.x;
    const int arm = int(blockIdx.y);
    if (number < count) simulate_patient<double>(*study, first + number, arm, outcomes[number * arms + arm]);
}

/// One of the two launches that are under way.
struct Flight {
    explicit Flight(std::size_t outcomes) : on_device(outcomes), landed(outcomes) {}

    Stream stream;
    DeviceArray<Outcome> on_device;
    PinnedArray<Outcome> landed;
    Outcome* destination = nullptr;
    std::size_t count = 0;

    void land() {
        TWINARM_CUDA_CALL(cudaStreamSynchronize(stream));
        if (count > 0) std::memcpy(destination, landed.data(), count * sizeof(Outcome));
        count = 0;
    }
};

}  // namespace

void launch_simulation(const Study* study, int arms, std::uint64_t first, std::uint64_t count,
                       Outcome* outcomes, cudaStream_t stream) {
    if (count == 0 || arms == 0) return;
    TWINARM_CUDA_CALL(cudaMemsetAsync(outcomes, 0, count * std::uint64_t(arms) * sizeof(Outcome), stream));
    const dim3 grid(unsigned((count + block_size - 1) / block_size), unsigned(arms));
    simulate<block_size><<<grid, block_size, 0, stream>>>(study, arms, first, count, outcomes);
    TWINARM_CUDA_CALL(cudaGetLastError());
}

const void* simulation_kernel() {
    return reinterpret_cast<const void*>(&simulate<block_size>);
}

std::uint64_t patients_per_launch(int arms) {
    return (std::uint64_t{256} << 20) / sizeof(Outcome) / std::uint64_t(std::max(arms, 1));
}

void simulate_on_gpu(const Study& study, std::uint64_t first, std::uint64_t count, Outcome* outcomes,
                     int device) {
    if (count == 0 || study.arm_count == 0) return;
    TWINARM_CUDA_CALL(cudaSetDevice(device));
    const auto arms = std::uint64_t(study.arm_count);
    const std::uint64_t chunk = std::min(patients_per_launch(study.arm_count), (count + 1) / 2);
    const DeviceArray<Study> on_device(&study, 1);
    Flight flights[2] = {Flight(chunk * arms), Flight(chunk * arms)};
    int turn = 0;
    for (std::uint64_t done = 0; done < count; done += chunk, turn = 1 - turn) {
        Flight& flight = flights[turn];
        flight.land();
        const std::uint64_t patients = std::min(chunk, count - done);
        launch_simulation(on_device.data(), study.arm_count, first + done, patients, flight.on_device.data(),
                          flight.stream);
        flight.destination = outcomes + done * arms;
        flight.count = patients * arms;
        TWINARM_CUDA_CALL(cudaMemcpyAsync(flight.landed.data(), flight.on_device.data(),
                                          flight.count * sizeof(Outcome), cudaMemcpyDeviceToHost,
                                          flight.stream));
    }
    for (Flight& flight : flights) flight.land();
}

}  // namespace twinarm
