// How workers share the patients of a run: chunks for whoever is free, a host thread a worker.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstdint>
#include <exception>
#include <mutex>
#include <system_error>
#include <thread>
#include <vector>

namespace twinarm {

/// Patients [done, done + count) of a run, counted from its first.
struct Chunk {
    std::uint64_t done, count;
};

/// Hands out the patients of a run chunk by chunk, each once, to any number of threads.
class WorkQueue {
  public:
    WorkQueue(std::uint64_t patients, std::uint64_t largest)
        : patients_(patients), largest_(std::max<std::uint64_t>(largest, 1)) {}

    /// False where nothing is left, or where another thread has closed the queue.
    bool take(Chunk& chunk) {
        if (closed_) return false;
        chunk.done = next_.fetch_add(largest_, std::memory_order_relaxed);
        if (chunk.done >= patients_) return false;
        chunk.count = std::min(largest_, patients_ - chunk.done);
        return true;
    }
    void close() { closed_ = true; }

  private:
    std::uint64_t patients_, largest_;
    std::atomic<std::uint64_t> next_{0};
    std::atomic<bool> closed_{false};
};

/// Patients of a chunk where `workers` share a run: all at once if they fit, else at most `largest`.
inline std::uint64_t chunk_size(std::uint64_t patients, std::size_t workers, std::uint64_t largest) {
    const std::uint64_t share = (patients + workers - 1) / std::max<std::uint64_t>(workers, 1);
    return std::clamp<std::uint64_t>(share, 1, std::max<std::uint64_t>(largest, 1));
}

/// Calls work(worker, queue) once for each worker, each in its own thread, the first in this one; for fewer
/// where the system gives no more threads. Where one throws, the others get no more work, and once all have
/// ended the first failure is thrown.
template <class Worker, class Work>
void share_work(const std::vector<Worker>& workers, WorkQueue& queue, const Work& work) {
    std::exception_ptr failure;
    std::mutex guard;
    const auto attempt = [&](const Worker& worker) {
        try {
            work(worker, queue);
        } catch (...) {
            queue.close();
            const std::lock_guard lock(guard);
            if (!failure) failure = std::current_exception();
        }
    };
    {
        std::vector<std::jthread> others;
        try {
            for (std::size_t i = 1; i < workers.size(); ++i)
                others.emplace_back([&, i] { attempt(workers[i]); });
        } catch (const std::system_error&) {  // the others do its share
        }
        if (!workers.empty()) attempt(workers[0]);
    }
    if (failure) std::rethrow_exception(failure);
}

}  // namespace twinarm
