// Times the simulation on a GPU: product, naive kernel and other shapes side by side, and writes one JSON.
#include <cuda_runtime.h>
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstring>
#include <fstream>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "bench/gpu_variants.hpp"
#include "host/cli/parse.hpp"
#include "host/cohort/read_cohort.hpp"
#include "kernels/launch/arm_order.hpp"
#include "kernels/launch/simulate.hpp"
#include "tests/parity/compare_outcomes.hpp"

namespace {

using namespace twinarm;
using nlohmann::json;
using Clock = std::chrono::steady_clock;

void check(cudaError_t error) {
    if (error != cudaSuccess) throw std::runtime_error(cudaGetErrorString(error));
}

template <class T>
struct OnDevice {
    T* data = nullptr;
    explicit OnDevice(std::size_t size) { check(cudaMalloc(&data, size * sizeof(T))); }
    ~OnDevice() { (void)cudaFree(data); }
    OnDevice(const OnDevice&) = delete;
    OnDevice& operator=(const OnDevice&) = delete;
};

double seconds_of(const std::function<void()>& work) {
    const auto start = Clock::now();
    work();
    return std::chrono::duration<double>(Clock::now() - start).count();
}

const char* name_of(Precision precision) {
    return precision == Precision::single_precision ? "float" : "double";
}

/// The study and its outcomes on the device; launches of any variant go there.
struct Stage {
    Study study;
    std::uint64_t patients;
    OnDevice<Study> on_device{1};
    OnDevice<Outcome> outcomes;
    OnDevice<unsigned long long> next{1};

    Stage(const Study& s, std::uint64_t n) : study(s), patients(n), outcomes(n * std::uint64_t(s.arm_count)) {
        check(cudaMemcpy(on_device.data, &study, sizeof study, cudaMemcpyHostToDevice));
    }
    void launch(const GpuVariant& variant, std::uint64_t count, int patience) {
        LaunchWork work{on_device.data, 0, count, outcomes.data, next.data, study.arm_count, {}};
        const auto order = arms_by_cost(study);
        std::copy(order.begin(), order.end(), work.arms);
        variant.launch(work, patience, nullptr);
    }
    std::vector<Outcome> fetch(std::uint64_t count) {
        std::vector<Outcome> result(count * std::uint64_t(study.arm_count));
        check(cudaMemcpy(result.data(), outcomes.data, result.size() * sizeof(Outcome),
                         cudaMemcpyDeviceToHost));
        return result;
    }
};

/// Seconds of one launch, by events: the median of three after a short one that warms up.
double time_of(Stage& stage, const GpuVariant& variant, std::uint64_t count, int patience) {
    cudaEvent_t start, stop;
    check(cudaEventCreate(&start));
    check(cudaEventCreate(&stop));
    stage.launch(variant, std::min<std::uint64_t>(count, 1000), patience);
    std::vector<float> milliseconds(3);
    for (float& one : milliseconds) {
        check(cudaEventRecord(start));
        stage.launch(variant, count, patience);
        check(cudaEventRecord(stop));
        check(cudaEventSynchronize(stop));
        check(cudaEventElapsedTime(&one, start, stop));
    }
    check(cudaEventDestroy(start));
    check(cudaEventDestroy(stop));
    std::sort(milliseconds.begin(), milliseconds.end());
    return milliseconds[1] / 1000.0;
}

/// Outcomes that are not those of `expected`, and the first of them in words.
json difference(const std::vector<Outcome>& expected, const std::vector<Outcome>& found) {
    std::uint64_t different = 0;
    json result = {{"outcomes", expected.size()}};
    for (std::size_t i = 0; i < expected.size(); ++i) {
        const std::string fields = differing_fields(expected[i], found[i]);
        if (fields.empty() || ++different > 1) continue;
        result["first"] = {{"patient", expected[i].patient}, {"arm", expected[i].arm}, {"fields", fields}};
    }
    result["different"] = different;
    return result;
}

json device_facts() {
    cudaDeviceProp properties{};
    int driver = 0, runtime = 0, clock = 0;
    check(cudaGetDeviceProperties(&properties, 0));
    check(cudaDriverGetVersion(&driver));
    check(cudaRuntimeGetVersion(&runtime));
    check(cudaDeviceGetAttribute(&clock, cudaDevAttrClockRate, 0));
    return {{"name", properties.name},
            {"compute_capability", fmt::format("{}.{}", properties.major, properties.minor)},
            {"multiprocessors", properties.multiProcessorCount},
            {"clock_MHz", clock / 1000},
            {"memory_bytes", properties.totalGlobalMem},
            {"driver_CUDA", driver},
            {"runtime_CUDA", runtime}};
}

json row_of(const GpuVariant& variant, int patience, double arms, double seconds) {
    cudaFuncAttributes attributes{};
    check(cudaFuncGetAttributes(&attributes, variant.kernel));
    fmt::print(
        "{:8} {:6} {:3} x {}  patience {:2}  {:10.0f} patient-arms/s  ({} registers, {} local bytes)\n",
        variant.name, name_of(variant.precision), variant.block, variant.blocks_per_multiprocessor, patience,
        arms / seconds, attributes.numRegs, attributes.localSizeBytes);
    std::fflush(stdout);
    return {{"kernel", variant.name},
            {"build", variant.fast ? "fast" : "reproducible"},
            {"precision", name_of(variant.precision)},
            {"block", variant.block},
            {"blocks_per_multiprocessor", variant.blocks_per_multiprocessor},
            {"patience", patience},
            {"registers", attributes.numRegs},
            {"local_bytes_per_thread", attributes.localSizeBytes},
            {"seconds", seconds},
            {"patient_arms_per_second", arms / seconds}};
}

constexpr int product_patience = 6;  // kernels/launch/simulate_kernel.cu

json kernels(const Study& study, std::uint64_t patients) {
    std::vector<GpuVariant> variants;
    for (const auto& more : {mixed_variants(), fast_variants(), called_variants(), inlined_variants(),
                             looped_variants(), naive_variants()})
        variants.insert(variants.end(), more.begin(), more.end());
    json rows = json::array();
    Stage stage(study, patients);
    const double arms = double(patients) * study.arm_count;
    constexpr std::uint64_t compared = 1000;
    for (const Precision precision : {Precision::double_precision, Precision::single_precision}) {
        stage.study.solver.precision = precision;
        std::vector<Outcome> expected(compared * std::uint64_t(study.arm_count));
        simulate_on_cpu(stage.study, 0, compared, expected.data());
        bool first = true;
        for (const GpuVariant& variant : variants) {
            if (variant.precision != precision) continue;
            const std::vector<int> patiences = first ? std::vector<int>{product_patience, 1, 2, 4, 8, 16, 32}
                                                     : std::vector<int>{product_patience};
            first = false;
            for (const int patience : patiences) {
                // What is slow is timed on fewer patients.
                const std::uint64_t count =
                    variant.name == "naive" ? std::max<std::uint64_t>(patients / 4, 1) : patients;
                const double seconds = time_of(stage, variant, count, patience);
                json row = row_of(variant, patience, arms * double(count) / double(patients), seconds);
                stage.launch(variant, compared, patience);
                row["against_cpu"] = difference(expected, stage.fetch(compared));
                rows.push_back(row);
            }
        }
    }
    return rows;
}

/// As the program runs it: outcomes come back to the host.
json end_to_end(Study study, std::uint64_t patients) {
    json rows = json::array();
    for (const Precision precision : {Precision::double_precision, Precision::single_precision}) {
        study.solver.precision = precision;
        const double arms = study.arm_count;
        std::vector<Outcome> outcomes(patients * std::uint64_t(study.arm_count));
        simulate_on_gpu(study, 0, 1000, outcomes.data());
        const double brought =
            seconds_of([&] { simulate_on_gpu(study, 0, patients, outcomes.data(), every_gpu); });
        const std::uint64_t few = std::min<std::uint64_t>(patients, 4000);
        std::vector<Outcome> by_cpu(few * std::uint64_t(study.arm_count));
        const double cpu = seconds_of([&] { simulate_on_cpu(study, 0, few, by_cpu.data()); });
        rows.push_back(
            {{"precision", name_of(precision)},
             {"outcomes_to_host", {{"patient_arms", double(patients) * arms}, {"seconds", brought}}},
             {"own_cpu_engine", {{"patient_arms", double(few) * arms}, {"seconds", cpu}}},
             {"gpu_over_cpu", double(patients) / brought / (double(few) / cpu)}});
        fmt::print("{}: {:.0f} patient-arms/s with outcomes brought back, {:.0f} on the CPU\n",
                   name_of(precision), double(patients) * arms / brought, double(few) * arms / cpu);
    }
    return rows;
}

json lorenz(std::size_t trajectories) {
    json rows = json::array();
    for (const Precision precision : {Precision::single_precision, Precision::double_precision}) {
        const LorenzResult result = lorenz_on_gpu(trajectories, precision);
        fmt::print("Lorenz, 1000 fixed steps, {}: {} trajectories in {:.4f} s\n", name_of(precision),
                   trajectories, result.seconds);
        rows.push_back({{"precision", name_of(precision)},
                        {"trajectories", trajectories},
                        {"seconds", result.seconds},
                        {"last_end", {result.end[0], result.end[1], result.end[2]}}});
    }
    return rows;
}

}  // namespace

int main(int count, char** arguments) try {
    cli::Verb program("bench.gpu", "Times the simulation on a GPU");
    std::string file = TWINARM_SOURCE_DIR "/cohorts/head_to_head.toml", out;
    std::uint64_t patients = 100000, trajectories = std::uint64_t{1} << 23;
    bool one_launch = false, single = false;
    program.option("--cohort", &file, "the study");
    program.option("-n", &patients, "patients of one launch");
    program.option("--lorenz", &trajectories, "trajectories of the Lorenz ensemble; 0: none");
    program.option("-o,--out", &out, "JSON file");
    program.option("--one-launch", &one_launch, "only one launch of the product's kernel, for a profiler");
    program.option("--single", &single, "that launch in single precision");
    const cli::Request request = cli::parse(program, count, arguments);
    if (!request.verb) return int(request.code);

    const GpuState state = gpu_state();
    if (!state.usable) {
        fmt::print(stderr, "bench.gpu: no GPU: {}\n", state.reason);
        return 7;
    }
    const Study study = cohort::read_cohort(file).study;
    if (one_launch) {
        Stage stage(study, patients);
        const Precision wanted = single ? Precision::single_precision : Precision::double_precision;
        for (const GpuVariant& variant : mixed_variants()) {
            if (variant.precision != wanted) continue;
            stage.launch(variant, patients, product_patience);
            check(cudaDeviceSynchronize());
            return 0;
        }
    }
    json result = {{"device", device_facts()},
                   {"study", file},
                   {"patients", patients},
                   {"outcome_bytes", sizeof(Outcome)}};
    result["kernels"] = kernels(study, patients);
    result["end_to_end"] = end_to_end(study, patients);
    if (trajectories > 1) result["lorenz"] = lorenz(trajectories);
    if (!out.empty()) std::ofstream(out) << result.dump(1) << '\n';
    return 0;
} catch (const std::exception& error) {
    fmt::print(stderr, "bench.gpu: {}\n", error.what());
    return 1;
}
