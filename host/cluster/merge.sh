#!/bin/bash
# Puts the shards of a run together once no task of the array is left:
#   sbatch --dependency=afterany:JOB merge.sh results
# Where a task failed it changes nothing, names each missing shard with the command that makes it, and ends with 4.
#SBATCH --job-name=twinarm_merge
#SBATCH --cpus-per-task=4
#SBATCH --mem-per-cpu=500M
#SBATCH --time=01:00:00
#SBATCH --requeue
#SBATCH --open-mode=append
#SBATCH --output=%x_%j.log

# --force: a merge that was killed, or is made again, begins from the start; the shards hold everything.
exec twinarm merge "$@" --force --threads "${SLURM_CPUS_PER_TASK:-1}"
