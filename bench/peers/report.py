"""The measured comparison as a table for people: printed, peers.md and peers.svg."""

# Times as fast, reproducible build.
GOALS = [("cvode", "reproducible", 80), ("odeint", "reproducible", 4), ("desolve", "reproducible", 50),
         ("roadrunner", "reproducible", 50), ("cvode", "reproducible float", 150), ("odeint", "reproducible float", 8)]


def factor(result, key, threads, engine="reproducible", rate="per_second"):
    ours, theirs = (result["rounds"].get(f"{name}, {threads}") for name in (f"twinarm {engine}", key))
    return ours[rate] / theirs[rate] if ours and theirs else None


def cell(number):
    return "" if number is None else f"{number:,.1f}" if number < 100 else f"{number:,.0f}"


def rows(result):
    timed = result["rounds"]
    one, two = (lambda name: timed.get(f"{name}, 1")), (lambda name: timed.get(f"{name}, 2"))
    for name in ("reproducible", "fast", "reproducible float", "fast float", "one lane"):
        if one(f"twinarm {name}"):
            error = result["float_p99"] if "float" in name else next(
                p["p99"] for p in result["grid"]["twinarm"] if p["rtol"] == 0)
            yield [f"**twinarm, {name}**", "its own default", f"{error:.1e}", cell(one(f"twinarm {name}")["per_second"]),
                   cell(one(f"twinarm {name}")["per_second_median"]), cell(two(f"twinarm {name}")["per_second"]), "", "", "", ""]
    for key, best in result["chosen"].items():
        name = result["names"][key]
        if not best:
            yield [name, "no setting is as exact", *[""] * 8]
            continue
        yield [name, f"{best['method']}, rtol {best['rtol']:.2g}", f"{best['p99']:.1e}", cell(one(key)["per_second"]),
               cell(one(key)["per_second_median"]), cell(two(key)["per_second"]), cell(factor(result, key, 1)),
               cell(factor(result, key, 2)), cell(factor(result, key, 1, rate="per_cpu_second")),
               cell(factor(result, key, 2, "fast"))]
    for key, reason in result["absent"].items():
        yield [key, f"absent: {reason}", *[""] * 8]


def goals(result):
    for key, engine, goal in GOALS:
        reached = factor(result, key, 2, engine)
        name, precision = result["names"].get(key, key), "float" if "float" in engine else "double"
        verdict = ("not measured" if reached is None else
                   f"{'met' if reached >= goal else f'missed by a factor of {goal / reached:.1f}'}: {reached:.1f} times")
        yield f"{precision}, at least {goal} times {name}, two threads each: {verdict}"


def table(result):
    head = ["", "setting", "p99 error", "1 thread", "median", "2 threads", "twinarm: 1 thread, x", "2 threads, x",
            "1 thread by processor time, x", "fast build, 2 threads, x"]
    lines = [head, ["---"] * 2 + ["---:"] * 8, *rows(result)]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)


def disturbance(result):
    # Of one thread only: processor time of forked peers (R, Python) is not that of the process that was timed.
    shares = [run["processor_share"] for name, run in result["rounds"].items() if name.endswith(", 1")]
    return ("" if min(shares) > 0.95 else f"**Disturbed**: other programs ran beside some of these (the least "
            f"processor share of a best round was {min(shares):.2f}); the column by processor time suffers less.\n\n")


def write(result, folder):
    machine = result["machine"]
    target = result["target_p99"]
    text = f"""# twinarm beside other simulators

{result['date']}, commit {result['commit'][:12]}{' with uncommitted changes' if result['changed_files'] else ''}; {machine['cores']} cores of {machine['processor']} (family/model {machine['family_and_model']}, {', '.join(machine['instructions'])}); {result['compiler']}; load {result['load_before_and_after'][0][0]} before and {result['load_before_and_after'][1][0]} after.

Patient-arms a second on `{result['cohort']}`, best and median of {len(next(iter(result['rounds'].values()))['seconds'])} rounds in turns. A peer stands with the fastest of its settings whose p99 error of true SLD over patients and visits is not larger than that of twinarm's default on the same patients ({', '.join(f'{p99:.1e} over {n} patients' for n, p99 in target.items())}); reference: rtol {result['reference_rtol']:.0e}; errors relative to SLD, at least to {result['error_floor_mm']:g} mm.

{disturbance(result)}{table(result)}

{chr(10).join('- ' + line for line in goals(result))}
"""
    (folder / "peers.md").write_text(text)
    print(text)
    plot(result, folder / "peers.svg")


def plot(result, path):
    import matplotlib

    matplotlib.use("svg")
    matplotlib.rcParams["svg.hashsalt"] = "twinarm"
    from matplotlib import pyplot

    figure, axes = pyplot.subplots(figsize=(8, 5.5))
    for number, (key, points) in enumerate(result["grid"].items()):
        for style, method in enumerate(dict.fromkeys(p["method"] for p in points)):
            curve = sorted((p["p99"], p["per_cpu_second"]) for p in points if p["method"] == method and p["rtol"] > 0)
            curve = [(x, y) for x, y in curve if 0 < x < 1]
            own = key == "twinarm"
            axes.plot(*zip(*curve), color=f"C{number}", linestyle=("-", "--", ":", "-.")[style % 4],
                      marker=".sxv^"[style // 4] if not own else "o", markersize=5, linewidth=2.5 if own else 1,
                      label=f"{result['names'][key]}: {method}")
    default = next(p for p in result["grid"]["twinarm"] if p["rtol"] == 0)
    axes.plot(default["p99"], default["per_cpu_second"], "k*", markersize=14, label="twinarm's default")
    axes.set(xscale="log", yscale="log", xlabel="p99 relative error of SLD over patients and visits",
             ylabel="patient-arms a second of processor time, one thread")
    axes.invert_xaxis()
    axes.grid(True, which="major", alpha=0.3)
    axes.legend(fontsize=7, loc="center left", bbox_to_anchor=(1, 0.5))
    figure.savefig(path, bbox_inches="tight", metadata={"Date": None})
