// The protocol between bench/peers/compare.py and a peer written in C++: JSON lines, results as a file of
// doubles.
#include "bench/peers/serve.hpp"

#include <fmt/format.h>

#include <atomic>
#include <chrono>
#include <cmath>
#include <ctime>
#include <fstream>
#include <iostream>
#include <limits>
#include <mutex>
#include <nlohmann/json.hpp>
#include <numeric>
#include <thread>

namespace twinarm::peers {
namespace {

using Json = nlohmann::json;

/// Courses handed out one by one to `threads` threads.
Answer solve_all(const Problem& problem, const Request& request,
                 const std::function<Solve(const Request&)>& make) {
    const std::size_t courses = request.patients * std::size_t(problem.arms);
    std::vector<std::size_t> first(courses + 1, 0);
    for (std::size_t i = 0; i < courses; ++i) first[i + 1] = first[i] + problem.courses[i].sld_mm.size();
    Answer all;
    all.sld_mm.assign(first[courses], std::numeric_limits<double>::quiet_NaN());
    std::atomic<std::size_t> next{0};
    std::mutex mutex;
    const auto work = [&] {
        Answer own;
        const Solve solve = make(request);
        for (std::size_t i = next++; i < courses; i = next++) {
            double* sld = all.sld_mm.data() + first[i];
            try {
                solve(problem.courses[i], sld, own);
            } catch (const std::runtime_error&) {
                std::fill(sld, all.sld_mm.data() + first[i + 1], std::numeric_limits<double>::quiet_NaN());
            }
        }
        const std::lock_guard lock(mutex);
        all.steps += own.steps, all.evaluations += own.evaluations;
    };
    std::vector<std::jthread> others(std::size_t(request.threads - 1));
    for (std::jthread& thread : others) thread = std::jthread(work);
    work();
    others.clear();
    return all;
}

}  // namespace

int serve(const Offer& offer, const std::function<Answer(const Problem&, const Request&)>& answer, int count,
          char** argument) {
    if (count < 3) {
        fmt::print(stderr, "usage: {} PROBLEM RESULT, then one request a line\n", argument[0]);
        return 2;
    }
    const Problem problem = read_problem(argument[1]);
    std::cout << Json{{"peer", offer.peer}, {"methods", offer.methods}} << std::endl;
    for (std::string line; std::getline(std::cin, line);) {
        const Json asked = Json::parse(line);
        const Request request{asked["method"], asked["rtol"], asked["atol"], asked["threads"],
                              asked["patients"]};
        const std::clock_t cpu = std::clock();
        const auto start = std::chrono::steady_clock::now();
        const Answer got = answer(problem, request);
        const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start;
        const double cpu_s = double(std::clock() - cpu) / CLOCKS_PER_SEC;
        std::ofstream(argument[2], std::ios::binary)
            .write(reinterpret_cast<const char*>(got.sld_mm.data()),
                   std::streamsize(got.sld_mm.size() * sizeof(double)));
        std::cout << Json{{"seconds", wall.count()},
                          {"cpu_seconds", cpu_s},
                          {"steps", got.steps},
                          {"evaluations", got.evaluations}}
                  << std::endl;
    }
    return 0;
}

int serve_courses(const Offer& offer, const std::function<Solve(const Request&)>& make, int count,
                  char** argument) {
    return serve(
        offer,
        [&](const Problem& problem, const Request& request) { return solve_all(problem, request, make); },
        count, argument);
}

}  // namespace twinarm::peers
