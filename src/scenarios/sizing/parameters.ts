/** What a system's size follows from: how much is written, by how many leaders, and how long a link may be down. */
import type { KeyChoice } from '../../sim/scenario.js';

/** All that the formulas ask for. Times in microseconds, sizes in bytes. */
export interface SizingParameters {
  /** Writes a second that one leader accepts and sends to each of its peers. */
  readonly writesPerS: number;
  /** Writes a second that each of the other leaders accepts. */
  readonly othersPerS: number;
  readonly payloadBytes: number;
  /** What replication adds to each payload. */
  readonly metadataBytes: number;
  /** Leaders, one a region, each linked to all others. */
  readonly regions: number;
  /** Copies of the data in each region: the leader and its followers. */
  readonly replicas: number;
  /** How often the write rate goes into the bandwidth of a link. */
  readonly headroom: number;
  /** How long a link may be down. */
  readonly partitionUs: number;
  /** The most that a queue to one peer may hold; null where nobody said. */
  readonly queueBytes: number | null;
  readonly keys: number;
  readonly choose: KeyChoice;
  /** How long a write is on its way to another leader. */
  readonly lagUs: number;
}

/** Where a parameter is from: an option, a scenario, or neither of them, and then the published example. */
export type ParameterSource = 'option' | 'scenario' | 'assumed';

/** Where each parameter is from. */
export type ParameterSources = Readonly<Record<keyof SizingParameters, ParameterSource>>;

/** The example that is published: 50,000 writes a second of 1.5 KiB, 2.5 times the bandwidth, half an hour apart. */
export const publishedParameters: SizingParameters = {
  writesPerS: 50_000,
  othersPerS: 50_000,
  payloadBytes: 1024,
  metadataBytes: 512,
  regions: 2,
  replicas: 1,
  headroom: 2.5,
  partitionUs: 1800e6,
  queueBytes: null,
  keys: 1_000_000,
  choose: { kind: 'uniform' },
  lagUs: 100_000,
};

/** The share of its capacity at which a queue gives up its peer, so that the node survives. */
export const dropShare = 0.8;

/** The most that may be asked for. */
export const mostRegions = 50;
