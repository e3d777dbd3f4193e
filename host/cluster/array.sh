#!/bin/bash
# One shard of a run for each task of a Slurm array. What comes after array.sh goes to `twinarm run`:
#   sbatch --array=1-16 array.sh FILE -n 1000000 --resume results
# The same line again goes on with the shards that are not complete; the others have nothing to do.
#SBATCH --job-name=twinarm
#SBATCH --cpus-per-task=4
#SBATCH --mem-per-cpu=500M
#SBATCH --time=04:00:00
#SBATCH --signal=B:TERM@120
#SBATCH --requeue
#SBATCH --open-mode=append
#SBATCH --output=%x_%A_%a.log

shards=${SHARDS:-$SLURM_ARRAY_TASK_MAX}
task=${SLURM_ARRAY_JOB_ID}_$SLURM_ARRAY_TASK_ID  # SLURM_JOB_ID of the last task is the whole array
restart=${SLURM_RESTART_COUNT:-0}
tries=3                   # on one node
pause=${RETRY_PAUSE:-30}  # seconds between them

say() { echo "$(date -u +%FT%TZ) shard $SLURM_ARRAY_TASK_ID/$shards on $SLURMD_NODENAME, restart $restart: $*"; }

# Puts this task back into the queue. Exit code 75 does so too where the cluster has RequeueExit=75.
begin_again() {
    say "$1; begins again, what is done is kept"
    scontrol requeue "$task"
    exit 75
}

# The warning of --signal reaches this shell only, so it is passed on: twinarm saves all that it has computed and ends with
# 143. Of a task that is cancelled every process has the signal, and the task does not run any more.
ending=""
on_term() {
    ending=$(squeue --noheader --jobs "$task" --format %T)
    say "SIGTERM, the task is $ending"
    [[ $ending == COMPLETING ]] || { ending=RUNNING; kill -TERM $! 2>/dev/null; }
}
trap on_term TERM

for ((try = 1; try <= tries; ++try)); do
    twinarm run "$@" --quiet --shard "$SLURM_ARRAY_TASK_ID/$shards" --threads "${SLURM_CPUS_PER_TASK:-1}" &
    while kill -0 $! 2>/dev/null; do wait $!; done  # a signal ends the wait, not twinarm
    wait $!
    code=$?
    case $code in
        0) say "complete"; exit 0 ;;
        5) say "complete, many patients failed"; exit 0 ;;  # the merge looks at all shards together
        2 | 3 | 4 | 8) say "ended with $code, and would again"; exit $code ;;
    esac
    [[ $ending ]] && break
    say "try $try of $tries ended with $code"
    ((try == tries)) || sleep "$pause"
done

[[ $ending == RUNNING ]] && ((restart < 100)) && begin_again "the time limit is near"
[[ ! $ending ]] && ((restart < 5)) && begin_again "$tries tries failed"
say "ended with $code"
exit "$code"
