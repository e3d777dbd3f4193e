// Memory and streams that free themselves.
#pragma once

#include <cstddef>
#include <type_traits>
#include <utility>

#include "kernels/launch/cuda_call.cuh"

namespace twinarm {

/// `size` uninitialised values on the device.
template <class T>
class DeviceArray {
    static_assert(std::is_trivially_copyable_v<T>);

  public:
    explicit DeviceArray(std::size_t size) : size_(size) {
        if (size > 0) TWINARM_CUDA_CALL(cudaMalloc(&data_, size * sizeof(T)));
    }
    /// What `host` holds, for kernels in any stream: a copy from memory that can be paged may return before
    /// the device has it, and streams that do not block start without it.
    DeviceArray(const T* host, std::size_t size) : DeviceArray(size) {
        TWINARM_CUDA_CALL(cudaMemcpy(data_, host, size * sizeof(T), cudaMemcpyHostToDevice));
        TWINARM_CUDA_CALL(cudaStreamSynchronize(cudaStreamLegacy));
    }
    ~DeviceArray() { (void)cudaFree(data_); }
    DeviceArray(const DeviceArray&) = delete;  // device memory must never be copied by accident
    DeviceArray& operator=(const DeviceArray&) = delete;

    T* data() { return static_cast<T*>(data_); }
    const T* data() const { return static_cast<const T*>(data_); }
    std::size_t size() const { return size_; }
    void copy_to(T* host, std::size_t count) const {
        if (count > 0) TWINARM_CUDA_CALL(cudaMemcpy(host, data_, count * sizeof(T), cudaMemcpyDeviceToHost));
    }

  private:
    void* data_ = nullptr;
    std::size_t size_;
};

/// Page-locked memory of the host, from and to which copies run beside kernels.
template <class T>
class PinnedArray {
  public:
    explicit PinnedArray(std::size_t size) { TWINARM_CUDA_CALL(cudaMallocHost(&data_, size * sizeof(T))); }
    ~PinnedArray() { (void)cudaFreeHost(data_); }
    PinnedArray(const PinnedArray&) = delete;
    PinnedArray& operator=(const PinnedArray&) = delete;
    T* data() { return static_cast<T*>(data_); }

  private:
    void* data_ = nullptr;
};

class Stream {
  public:
    Stream() { TWINARM_CUDA_CALL(cudaStreamCreateWithFlags(&stream_, cudaStreamNonBlocking)); }
    ~Stream() { (void)cudaStreamDestroy(stream_); }
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;
    operator cudaStream_t() const { return stream_; }  // NOLINT(google-explicit-constructor)

  private:
    cudaStream_t stream_ = nullptr;
};

}  // namespace twinarm
