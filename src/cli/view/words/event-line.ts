/** A trace event in plain words. */
import { assertNever } from '../../../sim/base/assert.js';
import type { TraceEvent } from '../../../sim/record/trace.js';
import type { ApplyErrors } from '../../../sim/scenario.js';
import { isOfLeadership, wordsForLeadership } from './leadership-words.js';
import { wordsForCertification } from './certification-words.js';
import {
  formatBandwidth,
  formatBytes,
  formatCount,
  formatCountOf,
  formatMoment,
  formatShare,
  formatShortDuration,
  formatSignedDuration,
  formatSpeed,
} from './quantity.js';
import { nameOf, wordsForCollision, wordsForTombstone } from './record-words.js';
import type { Tone } from '../drawing/row.js';
import { wordsForState } from './session-words.js';
import { describeStamp } from './stamp-words.js';
import { wordsForStorage } from './storage-words.js';
import { showText } from '../drawing/text-width.js';

/** One line of the event log. */
export interface EventLine {
  /** Seconds of true time. */
  readonly moment: string;
  readonly replica: string;
  readonly words: string;
  readonly tone: Tone;
}

/** Says what happened, where and when. */
export function describeEvent(event: TraceEvent): EventLine {
  const { words, tone } = wordsFor(event);
  return { moment: formatMoment(event.atUs), replica: showText(placeOf(event)), words, tone };
}

/** What is searched for a filter in lower case. */
export function searchTextOf({ moment, replica, words }: EventLine): string {
  return `${moment} ${replica} ${words}`.toLowerCase();
}

/** What a resolution threw away of two concurrent versions; empty when nothing. */
export function discardedBy(event: TraceEvent): readonly number[] {
  if (event.kind !== 'apply' || event.conflictsWith.length === 0) return [];
  const rivals = event.held.filter((write) => event.conflictsWith.includes(write));
  return [...rivals, event.write].filter((write) => !event.holds.includes(write));
}

interface Words {
  readonly words: string;
  readonly tone: Tone;
}

function placeOf(event: TraceEvent): string {
  if (isOfLeadership(event)) return event.replica;
  switch (event.kind) {
    case 'send':
    case 'send-on':
    case 'drop':
    case 'repair':
    case 'cut':
    case 'heal':
    case 'desynchronize':
    case 'resynchronize':
    case 'latency-spike':
    case 'loss':
    case 'bandwidth':
      return event.from;
    case 'receive':
      return event.to;
    case 'finding':
      return event.resolver;
    case 'storage':
      return event.node;
    case 'accept':
    case 'commit-wait':
    case 'await-state':
    case 'acknowledge':
    case 'refuse':
    case 'read':
    case 'told':
    case 'apply':
    case 'learn':
    case 'tombstone':
    case 'collide':
    case 'crash':
    case 'wipe':
    case 'restart':
    case 'leave':
    case 'out-of-memory':
    case 'pause':
    case 'resume':
    case 'offline':
    case 'online':
    case 'clock-step':
    case 'deploy':
    case 'slow':
    case 'hold-back':
    case 'release':
    case 'apply-error':
    case 'attempt':
    case 'timeout':
    case 'breaker':
    case 'pool':
    case 'certify':
    case 'writer':
      return event.replica;
    default:
      return assertNever(event);
  }
}

function wordsFor(event: TraceEvent): Words {
  if (isOfLeadership(event)) return wordsForLeadership(event);
  switch (event.kind) {
    case 'accept':
      return { words: wordsForAccept(event), tone: 'plain' };
    case 'commit-wait':
      return { words: wordsForWait(event), tone: 'dim' };
    case 'await-state':
    case 'send-on':
      return { words: wordsForState(event), tone: 'warn' };
    case 'acknowledge':
      return { words: `answers ok to w${event.write}`, tone: 'dim' };
    case 'refuse':
      return {
        words: `REFUSES ${event.operation} of ${showText(event.key)}: ${event.reason}`,
        tone: 'warn',
      };
    case 'read':
      return {
        words:
          `read    ${showText(event.key)} = ${readOf(event)}` +
          `  ${showText(event.client)}`,
        tone: 'dim',
      };
    case 'told':
      return {
        words:
          `ASKS    a person about ${showText(event.key)} = ${listOf(event.holds)}: ` +
          `decides at ${formatMoment(event.untilUs)}`,
        tone: 'warn',
      };
    case 'send':
      return {
        words:
          `sends   ${formatCountOf(event.writes.length, 'write')} to ${showText(event.to)}` +
          ` (${formatBytes(event.bytes)})`,
        tone: 'dim',
      };
    case 'receive':
      return {
        words:
          `gets    ${formatCountOf(event.writes.length, 'write')}` +
          ` from ${showText(event.from)}`,
        tone: 'dim',
      };
    case 'apply':
      return wordsForApply(event);
    case 'finding':
      return { words: `FINDING ${showText(event.input)}: ${showText(event.message)}`, tone: 'bad' };
    case 'hold-back':
      return {
        words: `HOLDS   ${nameOf(event)} from ${showText(event.from)}: waits for w${event.waitsFor}`,
        tone: 'warn',
      };
    case 'release':
      return { words: `FREES   ${nameOf(event)}: it may come now`, tone: 'good' };
    case 'apply-error':
      return {
        words:
          `ERROR   ${nameOf(event)} from ${showText(event.from)}:` +
          ` no record to update, ${applyErrorWords[event.action]}`,
        tone: 'bad',
      };
    case 'drop':
      return {
        words:
          `DROPS   ${formatCount(event.writes.length)}` +
          ` ${event.writes.length === 1 ? 'copy' : 'copies'}` +
          ` for ${showText(event.to)}: ${event.reason}`,
        tone: 'warn',
      };
    case 'repair':
      return wordsForRepair(event);
    case 'learn':
      return {
        words:
          `learns  of ${formatCountOf(event.writes.length, 'write')}` +
          ` of ${showText(event.key)} from ${showText(event.from)}`,
        tone: 'dim',
      };
    case 'tombstone':
      return wordsForTombstone(event);
    case 'collide':
      return wordsForCollision(event);
    case 'writer':
    case 'storage':
      return wordsForStorage(event);
    case 'cut':
      return { words: `CUT     link to ${showText(event.to)}`, tone: 'bad' };
    case 'heal':
      return { words: `HEAL    link to ${showText(event.to)}`, tone: 'good' };
    case 'desynchronize':
      return { words: `GIVE UP queue for ${showText(event.to)}: desynchronized`, tone: 'bad' };
    case 'resynchronize':
      return { words: `RESUME  queue for ${showText(event.to)}`, tone: 'good' };
    case 'out-of-memory':
      return { words: 'MEMORY  its queues outgrow it', tone: 'bad' };
    case 'crash':
      return { words: 'CRASH   loses its memory', tone: 'bad' };
    case 'wipe':
      return { words: 'WIPE    loses its disk: it will come back empty', tone: 'bad' };
    case 'pause':
      return { words: 'PAUSE   does nothing for a while', tone: 'warn' };
    case 'resume':
      return { words: 'RESUME  goes on where it was', tone: 'good' };
    case 'offline':
      return { words: 'OFFLINE cut off from all others', tone: 'bad' };
    case 'online':
      return { words: 'ONLINE  connected again', tone: 'good' };
    case 'restart':
      return { words: 'RESTART serves again', tone: 'good' };
    case 'leave':
      return { words: 'LEAVE   removed for good', tone: 'bad' };
    case 'clock-step':
      return { words: `CLOCK   steps by ${formatSignedDuration(event.byUs)}`, tone: 'warn' };
    case 'deploy':
      return { words: `DEPLOY  settles conflicts by ${event.rule} from now on`, tone: 'warn' };
    case 'slow':
      return event.factor === 1
        ? { words: 'SLOW    no longer: as before', tone: 'good' }
        : { words: `SLOW    all takes ${formatSpeed(event.factor)} as long`, tone: 'warn' };
    case 'attempt':
      return {
        words: wordsForAttempt('tries', event),
        tone: event.attempt === 1 ? 'dim' : 'plain',
      };
    case 'timeout':
      return { words: wordsForAttempt('TIMEOUT', event), tone: 'warn' };
    case 'breaker':
      return {
        words: `BREAKER ${event.state}: ${showText(event.client)}`,
        tone: breakerTones[event.state],
      };
    case 'pool':
      return wordsForPool(event);
    case 'certify':
      return wordsForCertification(event);
    case 'latency-spike':
      return wordsForLatency(event);
    case 'loss':
      return {
        words: `LOSS    to ${showText(event.to)}: ${formatShare(event.loss)}`,
        tone: event.loss === 0 ? 'good' : 'warn',
      };
    case 'bandwidth':
      return wordsForBandwidth(event);
    default:
      return assertNever(event);
  }
}

function wordsForRepair(event: TraceEvent & { readonly kind: 'repair' }): Words {
  const to = showText(event.to);
  const keys = formatCountOf(event.keys, 'key');
  switch (event.phase) {
    case 'begin':
      return { words: `REPAIR  compares records with ${to}`, tone: 'dim' };
    case 'end':
      if (event.keys === 0) return { words: `REPAIR  with ${to}: nothing to do`, tone: 'dim' };
      return { words: `REPAIR  with ${to}: ${keys} repaired`, tone: 'good' };
    case 'fail':
      return { words: `REPAIR  with ${to} broke off: ${keys} repaired so far`, tone: 'warn' };
    default:
      return assertNever(event.phase);
  }
}

const applyErrorWords: Readonly<Record<ApplyErrors, string>> = {
  stop: 'stops applying',
  skip: 'skips it',
  hold: 'keeps it until there is one',
};

function wordsForPool(event: TraceEvent & { readonly kind: 'pool' }): Words {
  const offset = `clock ${formatSignedDuration(event.offsetUs)}`;
  return event.change === 'left'
    ? { words: `POOL    takes no writes: ${offset}`, tone: 'bad' }
    : { words: `POOL    takes writes again: ${offset}`, tone: 'good' };
}

const breakerTones = { open: 'bad', 'half-open': 'warn', closed: 'good' } as const;

function wordsForAttempt(
  word: string,
  event: TraceEvent & { readonly kind: 'attempt' | 'timeout' },
): string {
  const { operation, key, attempt, client } = event;
  const what = `${operation} of ${showText(key)}`;
  return `${word.padEnd(7)} ${what}, attempt ${attempt}  ${showText(client)}`;
}

function wordsForLatency(event: TraceEvent & { readonly kind: 'latency-spike' }): Words {
  const to = showText(event.to);
  if (event.addedUs === 0) return { words: `LATENCY to ${to}: as before`, tone: 'good' };
  return { words: `LATENCY to ${to}: ${formatSignedDuration(event.addedUs)}`, tone: 'warn' };
}

function wordsForBandwidth(event: TraceEvent & { readonly kind: 'bandwidth' }): Words {
  const to = showText(event.to);
  const { bandwidthBps } = event;
  if (bandwidthBps === null) return { words: `BAND    to ${to}: without limit`, tone: 'good' };
  return { words: `BAND    to ${to}: ${formatBandwidth(bandwidthBps)}`, tone: 'warn' };
}

function wordsForAccept(event: TraceEvent & { readonly kind: 'accept' }): string {
  const key = showText(event.key);
  const stamped = event.stampParts === undefined ? '' : `  ${describeStamp(event.stampParts)}`;
  const rest = `(w${event.write})  ${showText(event.client)}${stamped}${describeSeen(event)}`;
  if (event.value === null) return `delete  ${key}  ${rest}`;
  if (event.isChange === true) {
    return `change  ${key}: ${showText(event.value)}  ${rest}`;
  }
  const verb = event.isCreate === true ? 'create ' : event.isUpdate === true ? 'update ' : 'write  ';
  return `${verb} ${key} = ${showText(event.value)}  ${rest}`;
}

/** What a write's author saw, where clients bring contexts of their own. */
function describeSeen({ context, clock }: TraceEvent & { readonly kind: 'accept' }): string {
  if (clock === undefined) return '';
  const entries = Object.entries(clock).map(([name, count]) => `${showText(name)}:${String(count)}`);
  const seen = context === 'none' ? ' blindly' : context === 'read' ? ' from its read' : '';
  return `${seen}  {${entries.join(' ')}}`;
}

function wordsForWait(event: TraceEvent & { readonly kind: 'commit-wait' }): string {
  const waits = `waits   ${formatShortDuration(event.untilUs - event.atUs)} to commit`;
  const until = `until ${formatMoment(event.stamp)} has passed`;
  return `${waits} ${showText(event.key)}, ${until}  ${showText(event.client)}`;
}

function wordsForApply(event: TraceEvent & { readonly kind: 'apply' }): Words {
  const what = `w${event.write} of ${showText(event.key)} from ${showText(event.from)}`;
  if (event.outcome === 'known') return { words: `knows   ${what} already`, tone: 'dim' };
  const discarded = discardedBy(event);
  const holds = listOf(event.holds);
  const kind = kindsOf(event.conflictKinds ?? []);
  if (discarded.length > 0) {
    return {
      words: `RESOLVE ${what}${kind}: discards ${listOf(discarded)}, keeps ${holds}`,
      tone: 'bad',
    };
  }
  if (event.conflictsWith.length > 0) {
    return { words: `CONFLICT ${what}${kind}: keeps ${holds}`, tone: 'warn' };
  }
  if (event.outcome === 'discarded') {
    return { words: `ignores ${what}, keeps ${holds}`, tone: 'plain' };
  }
  return { words: `apply   ${what}`, tone: 'plain' };
}

/** ` (update/delete)`, each kind once; empty where no kind is known. */
function kindsOf(kinds: readonly string[]): string {
  const words = [...new Set(kinds)].map((kind) => kind.replace('-', '/'));
  return words.length === 0 ? '' : ` (${words.join(', ')})`;
}

/** At most three writes by name. */
/** What a client read: merged values as they are, versions by their writes. */
function readOf({ values, returned }: TraceEvent & { readonly kind: 'read' }): string {
  if (values === undefined) return listOf(returned);
  return values.length === 0 ? 'nothing' : values.map((value) => showText(value)).join(' and ');
}

function listOf(writes: readonly number[]): string {
  if (writes.length === 0) return 'nothing';
  const named = writes.slice(0, 3).map((write) => `w${write}`);
  const more = writes.length - named.length;
  return named.join(', ') + (more > 0 ? ` and ${formatCount(more)} more` : '');
}
