#!/bin/sh
# Sweeps a parameter over many seeds as a Slurm array of eight tasks, on a file system that all of them see:
#
#   sbatch sweep-array.sh
#   quarrel merge part-*.jsonl
#
# Part i is task i, so the array begins with 1. A part that was lost can be submitted alone, and goes on where it
# stopped: sbatch --array=3 sweep-array.sh
#SBATCH --job-name=sweep
#SBATCH --array=1-8
#SBATCH --cpus-per-task=4
#SBATCH --mem=2G
#SBATCH --time=02:00:00
#SBATCH --requeue
set -eu
quarrel sweep split-brain \
  --vary regions.us-east.clock.skew=0ms..200ms/20ms \
  --seeds 1000 \
  --threads "${SLURM_CPUS_PER_TASK:-1}" \
  --shard auto/8 \
  --out "part-$SLURM_ARRAY_TASK_ID.jsonl"
