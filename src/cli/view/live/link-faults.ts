/** What the scenario's faults do to a link at a moment. */
import type { Fault, Scenario } from '../../../sim/scenario.js';

/** A link that is cut, or whose end is not there. */
export interface LinkOutage {
  /** `parted`: the ends are there and cannot reach each other. */
  readonly why: 'parted' | 'down';
  readonly sinceUs: number;
  /** Null: not in this run. */
  readonly untilUs: number | null;
}

/** The outage of a directed link between regions, by their places in the scenario; null when no fault makes one. */
export function outageOf(
  { faults }: Scenario,
  { from, to }: { readonly from: number; readonly to: number },
  nowUs: number,
): LinkOutage | null {
  const active = faults.flatMap((fault) => {
    const why = causeOn(fault, from, to);
    const untilUs = endOf(fault);
    const isActive = fault.atUs <= nowUs && (untilUs === null || nowUs < untilUs);
    return why !== null && isActive ? [{ why, sinceUs: fault.atUs, untilUs }] : [];
  });
  const [first] = active;
  if (first === undefined) return null;
  const ends = active.map(({ untilUs }) => untilUs);
  return {
    why: active.some(({ why }) => why === 'parted') ? 'parted' : 'down',
    sinceUs: Math.min(...active.map(({ sinceUs }) => sinceUs)),
    untilUs: ends.includes(null) ? null : Math.max(...ends.map((end) => end ?? 0)),
  };
}

function causeOn(fault: Fault, from: number, to: number): LinkOutage['why'] | null {
  switch (fault.kind) {
    case 'partition':
      return fault.cuts.some((cut) => cut[0] === from && cut[1] === to) ? 'parted' : null;
    case 'offline':
      return fault.region === from || fault.region === to ? 'parted' : null;
    case 'crash':
    case 'outage':
      return fault.region === from || fault.region === to ? 'down' : null;
    default:
      return null;
  }
}

function endOf(fault: Fault): number | null {
  return 'untilUs' in fault ? fault.untilUs : null;
}
