"""The Lorenz ensemble with diffrax's Tsit5 on JAX: one vmap over all trajectories."""

import functools
import time

import numpy as np


@functools.cache
def ensemble(fixed):
    import diffrax
    import jax
    import jax.numpy as jnp

    def field(_, u, rho):
        x, y, z = u
        return 10 * (y - x), x * (rho - z) - y, x * y - 8 / 3 * z

    def one(rho, tolerance):
        number = lambda x: jnp.asarray(x, rho.dtype)
        control = diffrax.ConstantStepSize() if fixed else diffrax.PIDController(rtol=tolerance, atol=tolerance)
        solution = diffrax.diffeqsolve(
            diffrax.ODETerm(field), diffrax.Tsit5(), number(0), number(1), number(1e-3),
            (number(1), number(0), number(0)), args=rho, stepsize_controller=control,
            saveat=diffrax.SaveAt(t1=True), max_steps=None, throw=False)
        return jnp.stack([u[-1] for u in solution.ys])

    return jax.jit(jax.vmap(one, in_axes=(0, None)))


def solve(count, tolerance, precision):
    """Seconds and end states; compiling is left out."""
    import jax
    import jax.numpy as jnp

    rho = jnp.linspace(0, 21, count, dtype=precision)
    run = lambda: jax.block_until_ready(ensemble(tolerance == 0)(rho, jnp.asarray(tolerance, precision)))
    if (count, tolerance, precision) not in warm:
        run()
        warm.add((count, tolerance, precision))
    start = time.perf_counter()
    ends = run()
    return time.perf_counter() - start, np.asarray(ends, float)


warm = set()
