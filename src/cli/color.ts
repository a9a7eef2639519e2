/** Whether a stream gets colours. Each stream is asked for itself: one may be a file. */
import { Chalk } from 'chalk';
import type { ChalkInstance } from 'chalk';
import type { Environment, TextOutput } from './command-io.js';

/** The painter of one stream; without colours it returns its text unchanged. */
export type Paint = ChalkInstance;

/** Makes the painter for a stream from the variables people set. */
export function paintFor(output: TextOutput, env: Environment): Paint {
  return new Chalk({ level: hasColors(output, env) ? 1 : 0 });
}

/**
 * `FORCE_COLOR` speaks first (`0` and `false` switch off, anything else on), then `NO_COLOR` when
 * not empty, then whether the stream is a terminal that can show them.
 */
export function hasColors(output: TextOutput, env: Environment): boolean {
  const forced = env['FORCE_COLOR'];
  if (forced !== undefined) return forced !== '0' && forced !== 'false';
  if (isSet(env['NO_COLOR'])) return false;
  return output.isTTY === true && env['TERM'] !== 'dumb';
}

function isSet(value: string | undefined): boolean {
  return value !== undefined && value !== '';
}
