/**
 * What a worker process writes down while it is at work, so that it can be read even when it dies or hangs:
 * a line a record, through a pipe, at once.
 */
import { writeSync } from 'node:fs';
import type { ResolverCall } from '../../sim/base/resolver-fault.js';
import { systemCodeOf } from '../system-error.js';

/** The file descriptor of the pipe in the worker process. */
const journalDescriptor = 4;

/** A call that was written down before it was made. */
export interface JournaledCall {
  readonly call: ResolverCall;
  /** As JSON. */
  readonly args: string;
}

/** Why a worker gives itself up. */
export type Distress =
  /** It takes more memory than it may. */
  | 'memory'
  /** A call does not come to its end. */
  | 'hang';

/** Writes down what is about to happen. */
export class Journal {
  enter(call: ResolverCall, args: string): void {
    write(`>${call} ${args}\n`);
  }

  leave(): void {
    write('<\n');
  }

  /** The host ends a process that says so. */
  cry(distress: Distress): void {
    write(`!${distress}\n`);
  }
}

/** Reads a journal, chunk by chunk. */
export class JournalReader {
  /** The call that is being made, as far as is known; null between calls. */
  open: JournaledCall | null = null;
  /** The one that was made last. */
  last: JournaledCall | null = null;
  distress: Distress | null = null;
  private rest = '';

  take(text: string): void {
    const lines = (this.rest + text).split('\n');
    this.rest = lines.pop() ?? '';
    for (const line of lines) this.takeLine(line);
  }

  private takeLine(line: string): void {
    const rest = line.slice(1);
    if (line.startsWith('<')) this.open = null;
    if (line.startsWith('!')) this.distress ??= rest === 'memory' ? 'memory' : 'hang';
    if (!line.startsWith('>')) return;
    const [name = ''] = rest.split(' ', 1);
    const call = calls.find((each) => each === name);
    if (call === undefined) return;
    this.open = { call, args: rest.slice(name.length + 1) };
    this.last = this.open;
  }
}

/** All functions of resolvers. */
export const calls: readonly ResolverCall[] = ['resolve', 'apply', 'merge', 'equals', 'read', 'valid', 'includes'];

function write(text: string): void {
  const bytes = Buffer.from(text);
  let at = 0;
  while (at < bytes.length) {
    try {
      at += writeSync(journalDescriptor, bytes, at);
    } catch (error) {
      // The reader is slower than we are.
      if (systemCodeOf(error) !== 'EAGAIN') throw error;
    }
  }
}
