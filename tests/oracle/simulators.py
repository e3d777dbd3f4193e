"""The two simulators that read the exported SBML: libRoadRunner (CVODE) and COPASI (LSODA), both at tight tolerance."""

import os
import pathlib

import numpy

# CVODE warns of each infusion that starts at the end of a step.
os.environ.setdefault("SUNLOGGER_WARNING_FILENAME", "/dev/null")

RELATIVE_TOLERANCE = 1e-10
ABSOLUTE_TOLERANCE = 1e-12  # of amounts in nmol and mg, of states relative to baseline
MOST_STEPS = 10_000_000


def roadrunner_course(file: pathlib.Path, hours, quantities):
    """Values of each quantity at each time."""
    import roadrunner

    roadrunner.Logger.setLevel(roadrunner.Logger.LOG_ERROR)
    model = roadrunner.RoadRunner(str(file))
    integrator = model.getIntegrator()
    integrator.relative_tolerance = RELATIVE_TOLERANCE
    # One a state: a single number would be scaled by the state's value at each event, down to 0.
    integrator.absolute_tolerance = [ABSOLUTE_TOLERANCE] * model.model.getNumRateRules()
    integrator.maximum_num_steps = MOST_STEPS
    table = numpy.asarray(model.simulate(times=list(hours), selections=["time", *quantities]))
    assert numpy.array_equal(table[:, 0], hours), "libRoadRunner answers at other times than it was asked for"
    return {quantity: table[:, i + 1].copy() for i, quantity in enumerate(quantities)}


def copasi_course(file: pathlib.Path, hours, quantities):
    """Values of each quantity at each time. COPASI's table leaves out what never changes."""
    import basico

    model = basico.load_model(str(file))
    try:
        table = basico.run_time_course(
            model=model, values=[float(hour) for hour in hours], use_sbml_id=True, method="deterministic",
            r_tol=RELATIVE_TOLERANCE, a_tol=ABSOLUTE_TOLERANCE, max_steps=MOST_STEPS)
        constants = basico.get_parameters(model=model)
        constants = dict(zip(constants["sbml_id"], constants["initial_value"]))
    finally:
        basico.remove_datamodel(model)
    assert numpy.allclose(table.index.to_numpy(), hours, rtol=0, atol=1e-9), "COPASI answers at other times"
    return {quantity: table[quantity].to_numpy() if quantity in table else numpy.full(len(hours), constants[quantity])
            for quantity in quantities}


SIMULATORS = {"libRoadRunner": roadrunner_course, "COPASI": copasi_course}
