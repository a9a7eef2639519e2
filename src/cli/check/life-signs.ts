/** What a thread beside can see of the thread that calls a resolver, even while that hangs: shared numbers. */

/** Two numbers: calls so far; and whether one is being made. */
export class LifeSigns {
  readonly buffer: SharedArrayBuffer;
  private readonly cells: Int32Array;

  constructor(buffer = new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT)) {
    this.buffer = buffer;
    this.cells = new Int32Array(buffer);
  }

  /** Another call begins. */
  begin(): void {
    this.cells[0]++;
    this.cells[1] = 1;
  }

  /** It has ended. */
  end(): void {
    this.cells[1] = 0;
  }

  get calls(): number {
    return Atomics.load(this.cells, 0);
  }

  get isInCall(): boolean {
    return Atomics.load(this.cells, 1) === 1;
  }
}
