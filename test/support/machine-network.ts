/**
 * A network for tests of protocols: machines that crash and stand still, FIFO connections with numbers. What is
 * said on it, and what a machine is, belongs to whoever extends it.
 */
import TinyQueue from 'tinyqueue';
import { unitFromIdentity } from '../../src/sim/base/hash.js';

/** What faults are done to. */
export interface Breakable {
  readonly members: readonly { readonly index: number }[];
  at(atUs: number, run: () => void): void;
  cut(from: readonly number[], to: readonly number[]): void;
  heal(from: readonly number[], to: readonly number[]): void;
  crash(member: number, disk?: 'kept' | 'lost'): void;
  restart(member: number): void;
  pause(member: number): void;
  resume(member: number): void;
}

interface Event {
  readonly atUs: number;
  readonly order: number;
  readonly run: () => void;
}

interface Connection {
  cuts: number;
  number: number;
  lastArrivalUs: number;
  sent: number;
}

interface Machine {
  isUp: boolean;
  isPaused: boolean;
  readonly waiting: (() => void)[];
}

/** Machines, connections and time. */
export abstract class MachineNetwork<Message> {
  nowUs = 0;
  /** Messages and bytes sent so far. */
  readonly traffic = { messages: 0, bytes: 0 };
  /** After each event. */
  afterEvent: () => void = () => undefined;
  protected readonly machines: readonly Machine[];
  private readonly seed: number;
  private readonly latencyUs: readonly [low: number, high: number];
  private readonly events = new TinyQueue<Event>([], (a, b) => a.atUs - b.atUs || a.order - b.order);
  private readonly connections: readonly (readonly Connection[])[];
  private scheduled = 0;

  constructor(parts: {
    readonly machines: number;
    readonly seed: number;
    /** One-way latencies are drawn between these. */
    readonly latencyUs?: readonly [low: number, high: number];
  }) {
    this.seed = parts.seed;
    this.latencyUs = parts.latencyUs ?? [1_000, 3_000];
    const places = Array.from({ length: parts.machines }, (_, i) => i);
    this.machines = places.map(() => ({ isUp: true, isPaused: false, waiting: [] }));
    this.connections = places.map(() => places.map(() => ({ cuts: 0, number: 0, lastArrivalUs: 0, sent: 0 })));
  }

  isAlive(member: number): boolean {
    return this.machines[member].isUp && !this.machines[member].isPaused;
  }

  /** Calls something at a time. */
  at(atUs: number, run: () => void): void {
    this.events.push({ atUs, order: this.scheduled++, run });
  }

  /** Runs all events up to a time. */
  runTo(untilUs: number): void {
    for (let event = this.events.peek(); event !== undefined && event.atUs <= untilUs; event = this.events.peek()) {
      this.events.pop();
      this.nowUs = event.atUs;
      event.run();
      this.afterEvent();
    }
    this.nowUs = untilUs;
  }

  /** Cuts connections from the one to the other, one way. */
  cut(from: readonly number[], to: readonly number[]): void {
    this.forPairs(from, to, (a, b) => {
      const connection = this.connections[a][b];
      connection.cuts++;
      connection.number++;
      connection.lastArrivalUs = 0;
    });
  }

  /** Takes back a cut. */
  heal(from: readonly number[], to: readonly number[]): void {
    this.forPairs(from, to, (a, b) => {
      if (--this.connections[a][b].cuts > 0) return;
      this.wakeful(a, () => this.connect(a, b));
    });
  }

  crash(member: number, disk: 'kept' | 'lost' = 'kept'): void {
    const machine = this.machines[member];
    if (!machine.isUp) return;
    machine.isUp = false;
    machine.isPaused = false;
    machine.waiting.length = 0;
    this.cut([member], this.othersOf(member));
    this.cut(this.othersOf(member), [member]);
    this.goDown(member, disk);
  }

  restart(member: number): void {
    if (this.machines[member].isUp) return;
    this.machines[member].isUp = true;
    this.comeUp(member);
    this.heal([member], this.othersOf(member));
    this.heal(this.othersOf(member), [member]);
  }

  pause(member: number): void {
    if (this.machines[member].isUp) this.machines[member].isPaused = true;
  }

  resume(member: number): void {
    const machine = this.machines[member];
    if (!machine.isPaused) return;
    machine.isPaused = false;
    for (const run of machine.waiting.splice(0)) run();
  }

  isConnected(from: number, to: number): boolean {
    return this.connections[from][to].cuts === 0;
  }

  send(from: number, to: number, message: Message, bytes: number): void {
    const connection = this.connections[from][to];
    if (connection.cuts > 0) return;
    this.traffic.messages++;
    this.traffic.bytes += bytes;
    const [low, high] = this.latencyUs;
    const drawn = unitFromIdentity(this.seed, from * 64 + to, connection.sent++, 1);
    const arrivalUs = Math.max(connection.lastArrivalUs, this.nowUs + Math.round(low + (high - low) * drawn));
    connection.lastArrivalUs = arrivalUs;
    const { number } = connection;
    this.at(arrivalUs, () => {
      if (connection.number === number) this.wakeful(to, () => this.receive(from, to, message));
    });
  }

  clockUs(_who: number): number {
    return this.nowUs;
  }

  /** A message has arrived. */
  protected abstract receive(from: number, to: number, message: Message): void;
  /** A connection stands anew. */
  protected abstract connect(from: number, to: number): void;
  protected abstract goDown(member: number, disk: 'kept' | 'lost'): void;
  protected abstract comeUp(member: number): void;

  /** Does something at a place now, or when it goes on. */
  protected wakeful(who: number, run: () => void): void {
    const machine = this.machines[who];
    if (machine.isPaused) machine.waiting.push(run);
    else run();
  }

  private othersOf(member: number): readonly number[] {
    return this.machines.flatMap((_, other) => (other === member ? [] : [other]));
  }

  private forPairs(from: readonly number[], to: readonly number[], run: (a: number, b: number) => void): void {
    for (const a of from) for (const b of to) if (a !== b) run(a, b);
  }
}
