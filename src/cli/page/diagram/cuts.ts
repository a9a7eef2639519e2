/** When there was no way from one leader to another. */
import type { TraceEvent } from '../../../sim/record/trace.js';

/** A time, and between whom there was no way meanwhile. */
export interface Band {
  readonly fromUs: number;
  readonly untilUs: number;
  /** `us-east -> eu-west`, one a link. */
  readonly links: readonly string[];
}

/** One band for all links that are cut and healed together; what never heals lasts to the end. */
export function findCuts(trace: readonly TraceEvent[], endUs: number): readonly Band[] {
  const open = new Map<string, number>();
  const links = new Map<string, string[]>();
  const close = (link: string, untilUs: number) => {
    const fromUs = open.get(link);
    if (fromUs === undefined) return;
    open.delete(link);
    const key = `${fromUs}-${untilUs}`;
    links.set(key, [...(links.get(key) ?? []), link]);
  };
  for (const event of trace) {
    if (event.kind !== 'cut' && event.kind !== 'heal') continue;
    const link = `${event.from} -> ${event.to}`;
    if (event.kind === 'heal') close(link, event.atUs);
    else if (!open.has(link)) open.set(link, event.atUs);
  }
  for (const link of [...open.keys()]) close(link, endUs);
  return [...links].map(([key, of]) => {
    const [fromUs, untilUs] = key.split('-').map(Number);
    return { fromUs, untilUs, links: of };
  });
}
