/** The dispatcher: whose turn it is when an event comes. */
import { assert } from '../base/assert.js';
import type { Nemesis } from '../fault/nemesis.js';
import type { Event } from '../kernel/event-queue.js';
import type { AntiEntropy } from '../replication/anti-entropy.js';
import type { MultiLeader } from '../replication/multi-leader.js';
import type { Pulling } from '../replication/pulling.js';
import type { Tombstones } from '../replication/tombstones.js';
import type { Clients } from '../workload/clients.js';
import type { ClockDiscipline } from './clock-discipline.js';
import type { Delivery } from './delivery.js';
import { kinds } from './event-kinds.js';
import type { MemoryDeaths } from './memory-deaths.js';
import type { Quorums } from './quorums.js';
import type { Serving } from './serving.js';
import type { SingleLeadership } from './single-leadership.js';

/** Who has turns. */
export interface DispatcherParts {
  readonly clients: Clients;
  readonly serving: Serving;
  readonly multiLeader: MultiLeader;
  readonly delivery: Delivery;
  readonly nemesis: Nemesis;
  readonly discipline: ClockDiscipline;
  readonly memory: MemoryDeaths;
  readonly antiEntropy: AntiEntropy | null;
  readonly tombstones: Tombstones | null;
  readonly quorums: Quorums | null;
  readonly leadership: SingleLeadership | null;
  readonly pulling: Pulling | null;
}

/** Hands events to whom they are for. */
export class Dispatcher {
  private readonly parts: DispatcherParts;

  constructor(parts: DispatcherParts) {
    this.parts = parts;
  }

  /** The turn of an event has come. */
  dispatch(event: Event): void {
    const { timeUs, a, b, c, d } = event;
    const { serving, delivery, nemesis, discipline, memory, antiEntropy, quorums, leadership, pulling } = this.parts;
    switch (event.kind) {
      case kinds.arrive:
        serving.arrive(a, timeUs);
        return;
      case kinds.script:
        serving.receive(this.parts.clients.scripted(a), timeUs);
        return;
      case kinds.execute:
        serving.coordinator.execute(a, timeUs);
        return;
      case kinds.answer:
        serving.coordinator.answer(a, timeUs);
        return;
      case kinds.wake:
        this.parts.multiLeader.shipping.wake(a, timeUs);
        return;
      case kinds.deliver:
        delivery.deliver(a, b, c, d);
        return;
      case kinds.apply:
        delivery.apply(a, b, c, d);
        return;
      case kinds.applyWaiting:
        delivery.applyWaiting(a);
        return;
      case kinds.beginFault:
        nemesis.begin(a);
        return;
      case kinds.endFault:
        nemesis.end(a);
        return;
      case kinds.synchronizeClock:
        discipline.synchronize(a);
        return;
      case kinds.watchClock:
        discipline.watch(a);
        return;
      case kinds.redirect:
        serving.arriveRedirected(a, timeUs);
        return;
      case kinds.clientStep:
        serving.patientClients.step(a, b, timeUs);
        return;
      case kinds.clientTimeout:
        serving.patientClients.timeOut(a, timeUs);
        return;
      case kinds.outOfMemory:
        memory.die(a);
        return;
      case kinds.restart:
        memory.restart(a);
        return;
      case kinds.quorumArrive:
        quorums?.arrive(a, b, c, d);
        return;
      case kinds.quorumWork:
        quorums?.work(a, b, c);
        return;
      case kinds.quorumTimer:
        quorums?.leaderless.wake(a, timeUs);
        return;
      case kinds.repairArrive:
        antiEntropy?.arrive(a, b, timeUs);
        return;
      case kinds.repairWork:
        antiEntropy?.work(a, b, timeUs);
        return;
      case kinds.repairExpire:
        antiEntropy?.expire(a, b, timeUs);
        return;
      case kinds.pullRound:
        pulling?.ask(a, timeUs);
        return;
      case kinds.pullArrive:
        pulling?.arrive(a, b, timeUs);
        return;
      case kinds.pullWork:
        pulling?.work(a, b, timeUs);
        return;
      case kinds.collect:
        this.parts.tombstones?.collect(timeUs);
        return;
      case kinds.repairRound:
        antiEntropy?.beginRound(a, timeUs);
        return;
      case kinds.tellPerson:
        serving.reconciliation?.tell(a, b, timeUs);
        return;
      case kinds.decide:
        serving.reconciliation?.decide(a, b, timeUs);
        return;
      case kinds.restore:
        serving.restore(a, timeUs);
        return;
      case kinds.leaderMessage:
        leadership?.carrier.arrive(a);
        return;
      case kinds.leaderAlarm:
        leadership?.carrier.goOff(a, b);
        return;
      case kinds.leaderApplied:
        leadership?.carrier.finish(a);
        return;
      case kinds.leaderShot:
        leadership?.settleShot(a, b);
        return;
      case kinds.leaderConnect:
        leadership?.carrier.connect(a, b);
        return;
      default:
        assert(false, 'unknown kind of event');
    }
  }
}
