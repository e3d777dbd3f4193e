// The Lorenz ensemble on a GPU with the product's stepper: the general-purpose comparison of the ensemble
// papers.
#include <algorithm>
#include <vector>

#include "bench/gpu_variants.hpp"
#include "bench/peers/lorenz/ensemble.hpp"
#include "kernels/launch/device_array.cuh"
#include "kernels/ode/tsit5.hpp"

namespace twinarm {
namespace {

template <class T>
struct LorenzSystem {
    T rho;
    __device__ Vector<T, 3> operator()(T, const Vector<T, 3>& u) const {
        return {{T(10) * (u[1] - u[0]), u[0] * (rho - u[2]) - u[1], u[0] * u[1] - T(8.0 / 3.0) * u[2]}};
    }
};

template <class T>
__global__ void integrate_lorenz(std::size_t count, Vector<T, 3>* ends) {
    const std::size_t i = std::size_t(blockIdx.x) * blockDim.x + threadIdx.x;
    if (i >= count) return;
    const LorenzSystem<T> system{T(21.0 * double(i) / double(count - 1))};
    Vector<T, 3> u{{T(1), T(0), T(0)}}, slope = system(T(0), u);
    for (int step = 0; step < lorenz::fixed_steps; ++step) {
        const auto trial = Tsit5::step(system, T(0), u, slope, T(1e-3));
        u = trial.end;
        slope = trial.slope_at_end;
    }
    ends[i] = u;
}

template <class T>
LorenzResult run(std::size_t count) {
    DeviceArray<Vector<T, 3>> ends(count);
    cudaEvent_t start, stop;
    TWINARM_CUDA_CALL(cudaEventCreate(&start));
    TWINARM_CUDA_CALL(cudaEventCreate(&stop));
    std::vector<float> milliseconds;
    for (int i = 0; i < 4; ++i) {
        TWINARM_CUDA_CALL(cudaEventRecord(start));
        integrate_lorenz<T><<<unsigned((count + 255) / 256), 256>>>(count, ends.data());
        TWINARM_CUDA_CALL(cudaEventRecord(stop));
        TWINARM_CUDA_CALL(cudaEventSynchronize(stop));
        float passed = 0;
        TWINARM_CUDA_CALL(cudaEventElapsedTime(&passed, start, stop));
        if (i > 0) milliseconds.push_back(passed);  // the first run warms up
    }
    TWINARM_CUDA_CALL(cudaEventDestroy(start));
    TWINARM_CUDA_CALL(cudaEventDestroy(stop));
    std::sort(milliseconds.begin(), milliseconds.end());
    Vector<T, 3> last;
    TWINARM_CUDA_CALL(cudaMemcpy(&last, ends.data() + count - 1, sizeof last, cudaMemcpyDeviceToHost));
    return {milliseconds[1] / 1000.0, {double(last[0]), double(last[1]), double(last[2])}};
}

}  // namespace

LorenzResult lorenz_on_gpu(std::size_t trajectories, Precision precision) {
    return precision == Precision::single_precision ? run<float>(trajectories) : run<double>(trajectories);
}

}  // namespace twinarm
