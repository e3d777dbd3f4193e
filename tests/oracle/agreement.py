"""When two courses agree: |x - s| <= 1e-4 max(|x|, floor) at every end of a leg and every midnight."""

import json
import pathlib

import numpy

from second_model import COLUMNS

TOLERANCE = 1e-4

# Quantity of the SBML: column of `twinarm show --csv`, floor, unit. Floors are far below what matters: a scan reads
# less than 5 mm as 0, a lymphocyte count has two digits, the lowest EC50 is 0.01 nmol/L, half of PD-1 is occupied at
# 0.6 ug/mL, doses are omitted from a leak of about 0.4 on.
QUANTITIES = {
    "true_sld": ("true_sld_mm", 1.0, "mm"),
    "blood_lymphocytes": ("lymphocytes", 0.01, "of baseline"),
    "il2_concentration": ("il2_nmol_per_l", 1e-4, "nmol/L"),
    "one_chain_concentration": ("one_chain_nmol_per_l", 1e-4, "nmol/L"),
    "two_chain_concentration": ("two_chain_nmol_per_l", 1e-4, "nmol/L"),
    "nivolumab_concentration": ("nivolumab_ug_per_ml", 0.01, "ug/mL"),
    "cd8_occupied": ("occupancy_cd8", 1e-3, ""),
    "nk_occupied": ("occupancy_nk", 1e-3, ""),
    "treg_occupied": ("occupancy_treg", 1e-3, ""),
    "tumour_t_occupied": ("occupancy_tumour_t", 1e-3, ""),
    "endothelium_occupied": ("occupancy_endothelium", 1e-3, ""),
}
QUANTITIES |= {state: (state, 1e-3 if state == "leak" else 0.01, "") for state in COLUMNS}
# Twinarm follows these from reading to reading, and so does second_model.py; the SBML has them as differential equations.
# What bends their drive within a day is lost: early in the first day after a dose, up to a third of them.
FOLLOWED = ("eosinophils", "soluble_cd25")
QUANTITIES |= {marker: (marker, 1.0, "of baseline") for marker in FOLLOWED}


class Agreement:
    """The largest difference of each quantity and program so far; `followed`: what is allowed to those of FOLLOWED."""

    def __init__(self, followed: float = TOLERANCE):
        self.worst = {}
        self.allowed = {quantity: followed if quantity in FOLLOWED else TOLERANCE for quantity in QUANTITIES}
        self.courses = 0

    def add(self, program: str, patient: int, arm: str, course, other):
        """`course` is twinarm's, `other` that of the program; None where the program failed."""
        self.courses += 1
        for quantity, (column, floor, _) in QUANTITIES.items():
            x = course[column]
            s = numpy.full_like(x, numpy.nan) if other is None else other[quantity]
            difference = numpy.abs(x - s) / numpy.maximum(numpy.abs(x), floor)
            difference[~numpy.isfinite(difference)] = numpy.inf
            worst = int(difference.argmax())
            if difference[worst] >= self.worst.get((program, quantity), (0,))[0]:
                self.worst[program, quantity] = (float(difference[worst]), patient, arm, float(course["time_h"][worst]))

    def holds(self) -> bool:
        return self.courses > 0 and all(difference <= self.allowed[quantity]
                                        for (_, quantity), (difference, *_) in self.worst.items())

    def table(self) -> str:
        lines = [f"{self.courses} courses; largest |x - s| / max(|x|, floor), allowed {TOLERANCE}, of what follows readings "
                 f"{self.allowed[FOLLOWED[0]]}"]
        for (program, quantity), (difference, patient, arm, hour) in self.worst.items():
            _, floor, unit = QUANTITIES[quantity]
            lines.append(f"  {program:14} {quantity:24} {difference:8.1e}  floor {floor:g} {unit:12} patient {patient}, "
                         f"{arm}, hour {hour:g}{'' if difference <= self.allowed[quantity] else '   DIFFERS'}")
        return "\n".join(lines)

    def write(self, file: pathlib.Path):
        rows = [{"program": p, "quantity": q, "floor": QUANTITIES[q][1], "unit": QUANTITIES[q][2], "difference": d,
                 "patient": n, "arm": a, "hour": h} for (p, q), (d, n, a, h) in self.worst.items()]
        said = {"tolerance": TOLERANCE, "of_readings": self.allowed[FOLLOWED[0]], "courses": self.courses, "largest": rows}
        file.write_text(json.dumps(said, indent=1) + "\n")
