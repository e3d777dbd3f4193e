// What the engine would give at any hyper-parameters: a surface through the rows for each column.
#pragma once

#include <vector>

#include "host/calibrate/reference_table.hpp"
#include "host/statistics/quadratic_surface.hpp"

namespace twinarm::calibrate {

class Emulator {
  public:
    /// Fitted to these rows of the table; columns are shared among threads and do not depend on their number.
    Emulator(const Calibration& calibration, const ReferenceTable& table,
             const std::vector<std::size_t>& rows, int threads);

    std::size_t columns() const { return surface_.size(); }
    const statistics::QuadraticSurface& surface(std::size_t column) const { return surface_[column]; }
    /// All columns at these latents, on their scales.
    Eigen::VectorXd predicted(const Eigen::VectorXd& latent) const;
    /// Adds the slopes of sum by_column * column at these latents.
    void add_gradient(const Eigen::VectorXd& latent, const Eigen::VectorXd& by_column,
                      Eigen::VectorXd& gradient) const;
    /// sd of what the engine gives about what the surface says, Monte-Carlo error apart.
    double error_sd(std::size_t column) const;

  private:
    std::vector<statistics::QuadraticSurface> surface_;
};

/// How well an emulator says what rows give that it was not fitted to.
struct EmulatorCheck {
    double mean = 0, sd = 0;  ///< of the residuals in their standard deviations: 0 and 1 where it is right
    double within_95 = 0;     ///< share of rows within 1.96 of them
    double misfit = 0;        ///< error_sd() of the column
    double explained = 0;     ///< share of the rows' variance beyond Monte-Carlo error
};
std::vector<EmulatorCheck> check_emulator(const Calibration& calibration, const Emulator& emulator,
                                          const ReferenceTable& table, const std::vector<std::size_t>& rows);

/// The rows of generations [first, last).
std::vector<std::size_t> rows_of(const ReferenceTable& table, int first, int last);

}  // namespace twinarm::calibrate
