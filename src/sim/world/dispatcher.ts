/** The dispatcher: whose turn it is when an event comes. */
import { assert } from '../base/assert.js';
import type { Nemesis } from '../fault/nemesis.js';
import type { Event } from '../kernel/event-queue.js';
import type { MultiLeader } from '../replication/multi-leader.js';
import type { Tombstones } from '../replication/tombstones.js';
import type { Clients } from '../workload/clients.js';
import type { Actor, Turn } from './actor.js';
import type { ClockDiscipline } from './clock-discipline.js';
import type { Delivery } from './delivery.js';
import { kinds } from './event-kinds.js';
import type { MemoryDeaths } from './memory-deaths.js';
import type { Serving } from './serving.js';

/** Who has turns. */
export interface DispatcherParts {
  readonly clients: Clients;
  readonly serving: Serving;
  readonly multiLeader: MultiLeader;
  readonly delivery: Delivery;
  readonly nemesis: Nemesis;
  readonly discipline: ClockDiscipline;
  readonly memory: MemoryDeaths;
  readonly tombstones: Tombstones | null;
  readonly actors: readonly Actor[];
}

/** Hands events to whom they are for. */
export class Dispatcher {
  private readonly parts: DispatcherParts;
  /** Of actors, by kind of event. */
  private readonly turns = new Map<number, Turn>();

  constructor(parts: DispatcherParts) {
    this.parts = parts;
    for (const turn of parts.actors.flatMap(({ turns }) => turns)) {
      assert(!this.turns.has(turn.kind), 'an event is for one actor');
      this.turns.set(turn.kind, turn);
    }
  }

  /** The turn of an event has come. */
  dispatch(event: Event): void {
    const { timeUs, a, b, c, d } = event;
    const { serving, delivery, nemesis, discipline, memory } = this.parts;
    switch (event.kind) {
      case kinds.arrive:
        serving.arrive(a, b, timeUs);
        return;
      case kinds.endWorkload:
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
      case kinds.collect:
        this.parts.tombstones?.collect(timeUs);
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
      case kinds.sessionSend:
        serving.turns?.sendNext(a, timeUs);
        return;
      case kinds.sessionReach:
        serving.reach(a, timeUs);
        return;
      case kinds.stateReached:
        serving.routing?.wake(a, timeUs);
        return;
      case kinds.stateTimer:
        serving.routing?.expire(a, timeUs);
        return;
      default:
        this.takeTurn(event);
    }
  }
  private takeTurn(event: Event): void {
    const turn = this.turns.get(event.kind);
    assert(turn !== undefined, 'unknown kind of event');
    turn.take(event);
  }
}
