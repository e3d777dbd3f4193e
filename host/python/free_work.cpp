// Long work beside Python.
#include "host/python/free_work.hpp"

#include <chrono>
#include <condition_variable>
#include <csignal>
#include <exception>
#include <mutex>
#include <thread>

namespace twinarm::python {

namespace nb = nanobind;

namespace {

constexpr std::chrono::milliseconds between_looks{50};

/// The work's thread, and what it and the caller tell each other.
class Worker {
  public:
    explicit Worker(const FreeWork& work) : thread_([this, &work] { run(work); }) {}

    /// Waits for the end, but not longer than between two looks. True at the end.
    bool wait() {
        std::unique_lock lock(guard_);
        return changed_.wait_for(lock, between_looks, [this] { return ended_; });
    }
    void ask_to_stop(int signal) {
        int none = 0;
        signal_.compare_exchange_strong(none, signal);
    }
    std::uint64_t done() const { return done_; }
    std::uint64_t of() const { return of_; }
    const std::exception_ptr& error() const { return error_; }

  private:
    void run(const FreeWork& work) {
        try {
            work(
                [this](std::uint64_t done, std::uint64_t of) {
                    of_ = of;
                    done_ = done;
                },
                base::StopToken(signal_));
        } catch (...) {
            error_ = std::current_exception();
        }
        const std::lock_guard lock(guard_);
        ended_ = true;
        changed_.notify_all();
    }

    std::mutex guard_;
    std::condition_variable changed_;
    bool ended_ = false;
    std::exception_ptr error_;
    std::atomic<int> signal_ = 0;
    std::atomic<std::uint64_t> done_ = 0, of_ = 0;
    std::jthread thread_;  // last: it uses the others
};

/// Signals that came, then the caller's progress.
void look(const nb::object& progress, const Worker& worker, std::uint64_t& told) {
    if (PyErr_CheckSignals() != 0) nb::raise_python_error();
    const std::uint64_t done = worker.done();
    if (progress.is_none() || worker.of() == 0 || done == told) return;
    told = done;
    progress(done, worker.of());
}

}  // namespace

void work_freely(const nb::object& progress, const std::shared_ptr<StopFlag>& flag, const FreeWork& work) {
    std::exception_ptr raised;
    std::exception_ptr failed;
    {
        Worker worker(work);
        std::uint64_t told = 0;
        for (bool ended = false; !ended;) {
            {
                const nb::gil_scoped_release free;
                ended = worker.wait();
            }
            if (flag && flag->signal != 0) worker.ask_to_stop(flag->signal);
            if (raised) continue;
            try {
                look(progress, worker, told);
            } catch (const nb::python_error& error) {
                worker.ask_to_stop(SIGINT);
                if (!error.matches(PyExc_KeyboardInterrupt)) raised = std::current_exception();
            }
        }
        failed = worker.error();
    }
    if (raised) std::rethrow_exception(raised);
    if (failed) std::rethrow_exception(failed);
}

void raise_interrupted(const char* message) {
    PyErr_SetString(PyExc_KeyboardInterrupt, message);
    nb::raise_python_error();
}

}  // namespace twinarm::python
