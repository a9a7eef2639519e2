/**
 * Quorums: which answers are enough for a request.
 *
 * @see Gifford, Weighted voting for replicated data, SOSP 1979
 * @see Apache Cassandra, Architecture: Dynamo, Tunable consistency
 */
import { assertNever } from '../../base/assert.js';
import type { ConsistencyLevel } from '../../scenario.js';

/** So many answers have to come from these nodes. */
interface Share {
  readonly of: readonly number[];
  readonly least: number;
}

/** Collects the answers to one request. */
export class Quorum {
  private readonly shares: readonly Share[];
  private readonly answered = new Set<number>();

  /** `homes` keep copies of the key; `datacenters` has every node's. */
  constructor(
    level: ConsistencyLevel,
    parts: {
      readonly homes: readonly number[];
      readonly datacenters: readonly number[];
      readonly coordinator: number;
    },
  ) {
    this.shares = listShares(level, parts);
  }

  get isReached(): boolean {
    return this.shares.every(({ of, least }) => of.filter((node) => this.answered.has(node)).length >= least);
  }

  /** A home has answered, or somebody who stands in for it. */
  add(home: number): void {
    this.answered.add(home);
  }

  has(home: number): boolean {
    return this.answered.has(home);
  }
}

function listShares(
  level: ConsistencyLevel,
  { homes, datacenters, coordinator }: ConstructorParameters<typeof Quorum>[1],
): readonly Share[] {
  const inDatacenter = (wanted: number): readonly number[] =>
    homes.filter((home) => datacenters[home] === wanted);
  switch (level.kind) {
    case 'count':
      return [{ of: homes, least: level.count }];
    case 'all':
      return [{ of: homes, least: homes.length }];
    case 'quorum':
      return [majorityOf(homes)];
    case 'local-quorum':
      return [majorityOf(inDatacenter(datacenters[coordinator]))];
    case 'each-quorum':
      return [...new Set(homes.map((home) => datacenters[home]))].map((one) => majorityOf(inDatacenter(one)));
    default:
      return assertNever(level);
  }
}

function majorityOf(nodes: readonly number[]): Share {
  return { of: nodes, least: Math.floor(nodes.length / 2) + 1 };
}
