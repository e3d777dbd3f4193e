#!/usr/bin/env python3
"""Peer: diffrax on JAX (CPU, double), all courses of an arm as one vmap; legs by jumps of the step controller."""

import functools

import numpy as np

from serve import serve


class Solver:
    def __init__(self, problem):
        import jax

        jax.config.update("jax_enable_x64", True)
        jax.config.update("jax_platforms", "cpu")
        from diffrax_model import check, parameters_of

        check(problem)
        self.problem, self.parameters = problem, parameters_of(problem)
        self.start = problem.courses[:, problem.column("course", "start")]

    def batch(self, courses):
        """Legs and visits of these courses, padded to the longest of the problem."""
        p = self.problem
        longest = np.max(np.diff(p.first_leg))
        most = np.max(np.diff(p.first_visit))
        column = lambda name: p.column("leg", name)
        starts = np.full((len(courses), longest), np.inf)
        drugs, alive = np.zeros((len(courses), longest, 27)), np.zeros((len(courses), longest, 2))
        ends, visits, at_visit = np.zeros(len(courses)), np.zeros((len(courses), most)), np.zeros((len(courses), most, 2))
        for i, course in enumerate(courses):
            legs = p.legs[p.first_leg[course]: p.first_leg[course + 1]]
            times = np.concatenate([[0], np.cumsum(legs[:, column("length")])])
            starts[i, : len(legs)], ends[i] = times[:-1], times[-1]
            drugs[i, : len(legs)] = legs[:, column("drug")]
            alive[i, : len(legs)] = legs[:, [column("alive_sensitive"), column("alive_resistant")]]
            read = legs[:, column("scan")] >= 0
            # Just before the edge, where the step has ended.
            visits[i] = np.append(times[1:][read], np.full(most - read.sum(), times[-1])) - 1e-9
            at_visit[i, : read.sum()] = legs[read][:, [column("at_end_sensitive"), column("at_end_resistant")]]
        parameters = {name: values[courses] for name, values in self.parameters.items()}
        return parameters, self.start[courses], starts, drugs, alive, ends, visits, at_visit

    def prepare(self, request, patients):
        import jax

        arms = self.problem.head["arms"]
        batches = [self.batch(np.array(patients) * arms + arm) for arm in range(arms)]
        run = lambda batch: jax.block_until_ready(solve(request["method"], *batch, request["rtol"], request["atol"]))
        run(batches[0])  # compiles

        def solve_all():
            by_arm = [np.asarray(run(batch)) for batch in batches]
            count = np.diff(self.problem.first_visit)
            return [by_arm[arm][k, : count[patient * arms + arm]]
                    for k, patient in enumerate(patients) for arm in range(arms)]

        return solve_all


@functools.cache
def compiled(method):
    import diffrax
    import jax
    import jax.numpy as jnp

    from diffrax_model import LOG_STATES, slopes

    def one(parameters, start, starts, drugs, alive, end, visits, at_visit, rtol, atol):
        def field(t, y, _):
            leg = jnp.searchsorted(starts, t, side="right") - 1
            return slopes(parameters, drugs[leg], alive[leg], starts[leg], t - starts[leg], y)

        # As in twinarm the error of a logarithm is a relative one.
        control = diffrax.PIDController(rtol=jnp.where(LOG_STATES, 0, rtol), atol=jnp.where(LOG_STATES, rtol, atol))
        edges = jnp.where(jnp.isfinite(starts), starts, 2 * end)[1:]
        solution = diffrax.diffeqsolve(
            diffrax.ODETerm(field), getattr(diffrax, method)(), 0.0, end, 1e-3, start,
            saveat=diffrax.SaveAt(ts=visits), max_steps=None, throw=False,
            stepsize_controller=diffrax.ClipStepSizeController(control, jump_ts=edges))
        clones = jnp.exp(solution.ys[:, np.flatnonzero(LOG_STATES)])
        return jnp.sum(at_visit * clones, axis=1)

    return jax.jit(jax.vmap(one, in_axes=(0,) * 8 + (None, None)))


def solve(method, *arguments):
    return compiled(method)(*arguments)


if __name__ == "__main__":
    import importlib.metadata

    version = importlib.metadata.version
    serve("diffrax_peer", {"peer": f"diffrax {version('diffrax')} (JAX {version('jax')})",
                           "methods": ["Tsit5", "Kvaerno5"], "patients": 32, "rtols": [1e-2, 1e-3, 1e-4, 1e-5, 1e-6, 1e-7]})
