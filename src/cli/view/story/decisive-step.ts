/** The step by which a write was lost: the oracle says the cause, the trace says where it happened. */
import type { TraceEvent } from '../../../sim/record/trace.js';
import type { LossCause } from '../../../sim/report.js';
import { fateOf } from '../../../sim/simulate.js';
import type { RunIndex } from './run-index.js';
import { listSteps } from './write-steps.js';
import type { StoryStep } from './write-story.js';

/** How a write was lost. */
export interface Loss {
  readonly cause: LossCause;
  /** The write that was lost by that step: itself, or one that was built on it and took its place. */
  readonly write: number;
  /** Null where nobody did anything: it was never brought to whom it was due. */
  readonly step: StoryStep | null;
}

/** Finds it; null where the write is not lost. */
export function findLoss(index: RunIndex, write: number, steps: readonly StoryStep[]): Loss | null {
  const lost = index.lossOf(write);
  if (lost === null) return null;
  const { cause } = lost;
  const own = pick(index, write, cause, steps);
  if (own !== null) return { cause, write, step: own };
  const seen = new Set([write]);
  for (const each of seen) {
    for (const child of index.childrenOf(each)) {
      if (seen.has(child) || seen.size > mostDescendants || !isGone(index, child)) continue;
      seen.add(child);
      const step = pick(index, child, cause, listSteps(index, child));
      if (step !== null) return { cause, write: child, step };
    }
  }
  return { cause, write, step: steps.findLast(({ kind }) => kind === 'fault') ?? null };
}

/** Writes after a lost one that are looked through. */
const mostDescendants = 200;

function isGone(index: RunIndex, write: number): boolean {
  const fate = fateOf(index.told.run, write);
  return fate === 'lost' || fate === null;
}

/** The first fitting step at a replica that does not have it at the end, else the first fitting one. */
function pick(
  index: RunIndex,
  write: number,
  cause: LossCause,
  steps: readonly StoryStep[],
): StoryStep | null {
  const fitting = steps.filter((step) => fits(index.told.trace[step.event], step, cause, write));
  const missing = fitting.find((step) => !index.isReflected(missingAt(index, step), write));
  return missing ?? fitting[0] ?? null;
}

/** Whom a step kept the write from: of a dropped copy, the replica that it was for. */
function missingAt({ told: { trace } }: RunIndex, step: StoryStep): string {
  const event = trace[step.event];
  return event.kind === 'drop' ? event.to : step.replica;
}

function fits(event: TraceEvent, step: StoryStep, cause: LossCause, write: number): boolean {
  switch (cause) {
    case 'failover':
      return event.kind === 'rewind' || event.kind === 'leave';
    case 'disk':
      return event.kind === 'wipe' || event.kind === 'leave' || event.kind === 'rewind';
    case 'queue':
      return step.kind === 'drop';
    case 'loop-filter':
      return event.kind === 'drop';
    case 'apply-error':
      return event.kind === 'apply-error' && event.write === write;
    case 'collision':
      return event.kind === 'collide' || isChoice(event, step);
    case 'skew':
    case 'resolution':
      return isChoice(event, step);
  }
}

function isChoice(event: TraceEvent, { kind }: StoryStep): boolean {
  return (
    kind === 'discard' &&
    (event.kind === 'apply' || event.kind === 'accept' || event.kind === 'tombstone')
  );
}
