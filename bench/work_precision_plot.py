#!/usr/bin/env python3
# Draws the work-precision diagram: work_precision_plot.py work_precision.json work_precision.svg
import json
import math
import sys

WIDTH, HEIGHT, LEFT, RIGHT, TOP, BOTTOM = 860, 560, 80, 220, 60, 60
COLOURS = ["#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#000000"]


def decades(values):
    return math.floor(math.log10(min(values))), math.ceil(math.log10(max(values)))


def label(exponent):
    return f'10<tspan dy="-5" font-size="9">{exponent}</tspan>'


def draw(report):
    points = [p for p in report["points"] if p["failed"] == 0 and p["sld_error_p99"] < 1]
    # An error of exactly 0 has no place on a logarithmic axis.
    points = [p for p in points if p["sld_error_p99"] > 0]
    left, right = decades([p["sld_error_p99"] for p in points])
    speeds = [p["patient_arms_per_s"] for p in points]
    low, high = math.log10(min(speeds)) - 0.05, math.log10(max(speeds)) + 0.05

    def x(error):
        return LEFT + (right - math.log10(error)) / (right - left) * (WIDTH - LEFT - RIGHT)

    def y(speed):
        return TOP + (high - math.log10(speed)) / (high - low) * (HEIGHT - TOP - BOTTOM)

    out = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" font-family="sans-serif" font-size="12">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
        f'<text x="{LEFT}" y="24" font-size="15">Steppers on {report["cohort"]}: {report["patients"]} patients x {report["arms"]} arms</text>',
        f'<text x="{LEFT}" y="42" fill="#555">{report["processor"]}, {report["instructions"]}, one thread, '
        f'{report["lanes"]} lanes, {report["build"]} build, {report["date"]}; simulated data</text>',
    ]
    for e in range(left, right + 1):
        at = x(10.0**e)
        out.append(f'<line x1="{at:.1f}" x2="{at:.1f}" y1="{TOP}" y2="{HEIGHT - BOTTOM}" stroke="#ddd"/>')
        out.append(f'<text x="{at:.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{label(e)}</text>')
    for decade in range(math.floor(low), math.ceil(high) + 1):
        for digit in (1, 2, 5):
            speed = digit * 10.0**decade
            if not low <= math.log10(speed) <= high:
                continue
            at = y(speed)
            out.append(f'<line x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{at:.1f}" y2="{at:.1f}" stroke="#ddd"/>')
            out.append(f'<text x="{LEFT - 8}" y="{at + 4:.1f}" text-anchor="end">{speed:,.0f}</text>')
    out.append(
        f'<text x="{(LEFT + WIDTH - RIGHT) / 2}" y="{HEIGHT - 16}" text-anchor="middle">'
        "relative error of the SLD, p99 over patients and visits (smaller to the right)</text>"
    )
    out.append(
        f'<text transform="translate(20 {(TOP + HEIGHT - BOTTOM) / 2}) rotate(-90)" text-anchor="middle">'
        "patient-arms a second</text>"
    )
    names = list(dict.fromkeys(p["stepper"] for p in points))
    for i, name in enumerate(names):
        colour = COLOURS[i % len(COLOURS)]
        own = [p for p in points if p["stepper"] == name]
        path = " ".join(f'{x(p["sld_error_p99"]):.1f},{y(p["patient_arms_per_s"]):.1f}' for p in own)
        out.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        for p in own:
            setting = p.get("relative_tolerance", p.get("longest_step_h"))
            unit = "" if "relative_tolerance" in p else " h"
            out.append(
                f'<circle cx="{x(p["sld_error_p99"]):.1f}" cy="{y(p["patient_arms_per_s"]):.1f}" r="4" fill="{colour}">'
                f'<title>{name}, {setting:g}{unit}: p99 {p["sld_error_p99"]:.1e}, {p["patient_arms_per_s"]:.0f}/s, '
                f'{p["best_response_flips"]} best responses differ</title></circle>'
            )
        at = TOP + 20 + 22 * i
        out.append(f'<line x1="{WIDTH - RIGHT + 16}" x2="{WIDTH - RIGHT + 40}" y1="{at}" y2="{at}" stroke="{colour}" stroke-width="2"/>')
        out.append(f'<text x="{WIDTH - RIGHT + 46}" y="{at + 4}">{name}</text>')
    out.append("</svg>")
    return "\n".join(out) + "\n"


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: work_precision_plot.py work_precision.json work_precision.svg")
    with open(sys.argv[1]) as file:
        report = json.load(file)
    with open(sys.argv[2], "w") as file:
        file.write(draw(report))
