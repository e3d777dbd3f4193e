#!/usr/bin/env Rscript
# Peer: deSolve's lsoda with a compiled model (desolve_model.cpp); threads are forked R processes.
suppressPackageStartupMessages({library(deSolve); library(jsonlite); library(parallel)})

arguments <- commandArgs(trailingOnly = TRUE)  # LIBRARY PROBLEM RESULT
dyn.load(arguments[1])
model <- sub("\\.so$", "", basename(arguments[1]))
invisible(.C("open_problem", arguments[2]))
arms <- fromJSON(file.path(arguments[2], "problem.json"))$arms

say <- function(x) { cat(toJSON(x, auto_unbox = TRUE, digits = NA), "\n", sep = ""); flush(stdout()) }

# Error weights as in twinarm: the error of a logarithm (states 17 and 18) is a relative one.
solve_course <- function(index, rtol, atol) {
    course <- .Call("choose_course", index)
    relative <- rep(rtol, 25); relative[17:18] <- 0
    absolute <- rep(atol, 25); absolute[17:18] <- rtol
    events <- if (length(course[[3]]) > 0) list(func = "event", time = course[[3]]) else NULL
    table <- try(lsoda(course[[1]], sort(unique(c(course[[2]], course[[3]]))), func = "derivs", parms = NULL,
                       dllname = model, events = events, rtol = relative, atol = absolute, maxsteps = 1e6),
                 silent = TRUE)
    if (inherits(table, "try-error")) return(rep(NaN, .Call("visits_of", index)))
    .Call("read_visits", table)
}

say(list(peer = paste("deSolve lsoda", packageVersion("deSolve")), methods = list("lsoda"), patients = 32))
input <- file("stdin", "r")
while (length(line <- readLines(input, 1)) > 0) {
    request <- fromJSON(line)
    courses <- seq_len(request$patients * arms) - 1L
    # mclapply deals element by element: patients' halves alternate, so that every process has every arm.
    order <- if (request$threads > 1) c(matrix(courses, nrow = 2, byrow = TRUE)) else courses
    solve <- function(i) solve_course(i, request$rtol, request$atol)
    cpu <- sum(proc.time()[-3])
    began <- Sys.time()
    sld <- if (request$threads > 1) mclapply(order, solve, mc.cores = request$threads) else lapply(order, solve)
    seconds <- as.numeric(difftime(Sys.time(), began, units = "secs"))
    sld[order + 1L] <- sld
    writeBin(as.double(unlist(sld)), arguments[3])
    say(list(seconds = seconds, cpu_seconds = sum(proc.time()[-3]) - cpu))
}
