/** What of a scenario can be changed inside its page, and what somebody has chosen. */
import type { Override } from '../../scenarios/index.js';

/** A scenario in its document, and what was changed about it before its page was made. */
export interface PageSubject {
  readonly document: string;
  readonly name: string;
  /** The seed included. */
  readonly overrides: readonly Override[];
  readonly seed: string;
  /** The command line that repeats the run as it was made, and the token that stands for it. */
  readonly repeat: string;
  readonly replay: string;
  /** Of the run as it was made: what the engine in the page has to come to. */
  readonly fingerprint: string;
}

/** Everything that has a control. */
export interface Controls {
  readonly seed: string;
  readonly skews: readonly SkewControl[];
  readonly resolver: ChoiceControl;
  readonly topology: ChoiceControl;
  readonly faults: readonly FaultControl[];
}

/** How far a region's clock is ahead at the start. */
export interface SkewControl {
  readonly region: string;
  readonly skewMs: number;
  /** How far its slider goes, either way. */
  readonly mostMs: number;
}

/** One of some words. */
export interface ChoiceControl {
  readonly chosen: string;
  /** Those that the scenario can be run with, {@link chosen} among them. */
  readonly choices: readonly string[];
}

/** One fault, as the document writes it. */
export interface FaultControl {
  /** Such as `partition us-east | eu-west, ap-south`. */
  readonly words: string;
  readonly at: string;
  /** Empty where it lasts, or has no end. */
  readonly until: string;
  readonly canEnd: boolean;
  /** All of it as it stands in the document. */
  readonly written: Readonly<Record<string, unknown>>;
}

/** What a person has chosen; a position in a list is that of {@link Controls}. */
export interface Settings {
  readonly seed: string;
  readonly skewsMs: readonly number[];
  readonly resolver: string;
  readonly topology: string;
  readonly faults: readonly FaultSetting[];
}

/** What a person has made of a fault. */
export interface FaultSetting {
  readonly isOn: boolean;
  readonly at: string;
  readonly until: string;
}

/** What the controls say before anybody has touched them. */
export function settingsAsWritten({ seed, skews, resolver, topology, faults }: Controls): Settings {
  return {
    seed,
    skewsMs: skews.map(({ skewMs }) => skewMs),
    resolver: resolver.chosen,
    topology: topology.chosen,
    faults: faults.map(({ at, until }) => ({ isOn: true, at, until })),
  };
}
