// How a model declares its parameters: once, with name, unit, draw number and meaning.
#pragma once

#include "kernels/core/macros.hpp"

// A model lists its parameters as  entry(name, unit, draw, meaning).  From the list come the fields of its
// struct, the keys of the cohort file, the unit that is checked there and the address of the random number. A
// draw number is never reused: a new parameter takes a new one.
#define TWINARM_FIELD(name, unit, draw, meaning) V name;
