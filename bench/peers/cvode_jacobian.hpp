// The model's analytic Jacobian in SUNDIALS' matrices: dense, or sparse for KLU.
#pragma once

#include <sunmatrix/sunmatrix_dense.h>
#include <sunmatrix/sunmatrix_sparse.h>

#include <vector>

#include "bench/jacobian/jacobian.hpp"

namespace twinarm::peers {

/// Writes `jacobian` into a dense matrix that is all zeros outside of the pattern.
inline void fill_dense(const Jacobian<double>& jacobian, SUNMatrix matrix) {
    for (int k = 0; k < JacobianPattern::count; ++k)
        SM_ELEMENT_D(matrix, JacobianPattern::entries[k].row, JacobianPattern::entries[k].column) =
            jacobian[k];
}

/// The pattern column by column, with the whole diagonal: CVODE adds the identity in place.
class SparseJacobian {
  public:
    SparseJacobian() {
        for (int column = 0; column < state_count; ++column) {
            starts_.push_back(sunindextype(rows_.size()));
            for (int row = 0; row < state_count; ++row) {
                const int place = JacobianPattern::place(row, column);
                if (place < 0 && row != column) continue;
                rows_.push_back(row);
                places_.push_back(place);
            }
        }
        starts_.push_back(sunindextype(rows_.size()));
    }
    sunindextype count() const { return sunindextype(rows_.size()); }
    void fill(const Jacobian<double>& jacobian, SUNMatrix matrix) const {
        std::copy(starts_.begin(), starts_.end(), SM_INDEXPTRS_S(matrix));
        std::copy(rows_.begin(), rows_.end(), SM_INDEXVALS_S(matrix));
        for (std::size_t k = 0; k < places_.size(); ++k)
            SM_DATA_S(matrix)[k] = places_[k] < 0 ? 0 : jacobian[places_[k]];
    }

  private:
    std::vector<sunindextype> starts_, rows_;
    std::vector<int> places_;
};

}  // namespace twinarm::peers
