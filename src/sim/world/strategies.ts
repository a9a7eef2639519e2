/** Strategies of a world: whoever replicates in place of, or beside, the shipping of leaders' logs. */
import type { Fingerprint } from '../base/fingerprint.js';
import type { RandomStreams } from '../base/random.js';
import type { LinkChannel } from '../network/link-channel.js';
import type { Ledger } from '../record/ledger.js';
import type { Tracer } from '../record/tracer.js';
import type { AntiEntropy } from '../replication/anti-entropy.js';
import type { PaxosRules } from '../replication/leaderless/paxos/paxos.js';
import type { MultiLeader } from '../replication/multi-leader.js';
import type { Pulling } from '../replication/pulling.js';
import type { Replica } from '../replication/replica.js';
import type { ReplicationLink } from '../replication/replication-link.js';
import type { Detector, RegisterResolver } from '../resolution/contract.js';
import { shippingRules, type Scenario } from '../scenario.js';
import type { OpLog } from '../storage/op-log.js';
import type { Clients } from '../workload/clients.js';
import type { Actor } from './actor.js';
import type { Agenda } from './agenda.js';
import { Certification } from './certification.js';
import { RepairActor } from './create-anti-entropy.js';
import { createPulling, PullActor } from './create-pulling.js';
import { listClients } from './leader-directories.js';
import type { LeaderStamps } from './leader-stamps.js';
import type { Node } from './node.js';
import { Quorums } from './quorums.js';
import type { RegionWays } from './region-ways.js';
import { SharedStorage } from './shared-storage.js';
import { SingleLeadership } from './single-leadership.js';

/** At most one of the first four is there: the scenario's strategy, unless that is multi-leader. */
export interface Strategies {
  /** Null where leaders answer by themselves. */
  readonly quorums: Quorums | null;
  /** Null where every region leads. */
  readonly leadership: SingleLeadership | null;
  /** Null where writes take effect where they are executed. */
  readonly certification: Certification | null;
  /** Null where leaders keep what they accept themselves. */
  readonly sharedStorage: SharedStorage | null;
  /** Null where everything is sent unasked. */
  readonly pulling: Pulling | null;
  /** Those of them that there are, and anti-entropy. */
  readonly actors: readonly Actor[];
}

/** What strategies are made of. */
export interface StrategyParts {
  readonly scenario: Scenario;
  readonly links: readonly ReplicationLink[];
  readonly channels: readonly LinkChannel[];
  readonly nodes: readonly Node[];
  readonly ways: RegionWays;
  readonly agenda: Agenda;
  readonly streams: RandomStreams;
  readonly replicas: readonly Replica[];
  readonly multiLeader: MultiLeader;
  readonly antiEntropy: AntiEntropy | null;
  readonly ops: OpLog;
  readonly keys: number;
  readonly detector: Detector;
  readonly resolver: RegisterResolver;
  readonly ledger: Ledger;
  readonly stamps: LeaderStamps;
  readonly clients: Clients;
  readonly writeBytes: number;
  readonly fingerprint: Fingerprint;
  readonly tracer: Tracer | null;
  /** Take the place of those of Paxos. */
  readonly paxosRules: Partial<PaxosRules>;
}

/** Whoever the scenario asks for. */
export function createStrategies(parts: StrategyParts): Strategies {
  const { scenario, streams, multiLeader, antiEntropy, agenda, clients, ledger } = parts;
  const { replication, workload } = scenario;
  const { replicaSet } = multiLeader;
  const common = { ...parts, replicaSet, witness: ledger };
  const quorums =
    replication.strategy === 'leaderless'
      ? new Quorums({ ...common, spec: replication, workload, backoffSeed: streams.identitySeed('paxos') })
      : null;
  const leadership =
    replication.strategy === 'single-leader'
      ? new SingleLeadership({
          ...common,
          spec: replication,
          clients: listClients(scenario, clients),
          seed: streams.identitySeed('leadership'),
        })
      : null;
  const certification =
    replication.strategy === 'certification'
      ? new Certification({ ...common, spec: replication, seed: streams.identitySeed('certification') })
      : null;
  const sharedStorage =
    replication.strategy === 'shared-storage' ? new SharedStorage({ ...common, spec: replication }) : null;
  const pulling = createPulling(shippingRules(replication).pull, common);
  const actors = [
    ...[quorums, leadership, certification, sharedStorage].flatMap((each) => each ?? []),
    ...(antiEntropy === null ? [] : [new RepairActor(antiEntropy, agenda)]),
    ...(pulling === null ? [] : [new PullActor(pulling)]),
  ];
  return { quorums, leadership, certification, sharedStorage, pulling, actors };
}
