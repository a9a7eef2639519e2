/** What became of a write and why, in one or two sentences. */
import { assertNever } from '../../../sim/base/assert.js';
import { fateOf } from '../../../sim/simulate.js';
import { showText } from '../drawing/text-width.js';
import { findWinner } from './change-parts.js';
import { choiceWords, ruleName, stampErrorUs, stampWords } from './choice-words.js';
import type { Loss } from './decisive-step.js';
import { outagesOf } from './fault-steps.js';
import { dropReasons } from './loss-step-words.js';
import type { AcceptedWrite, RunIndex } from './run-index.js';
import {
  clientName,
  clientOf,
  listWords,
  momentWords,
  spanWords,
  writeName,
  writeNames,
} from './story-words.js';

/** The sentences; `loss` is there for a lost write. */
export function concludeWrite(index: RunIndex, write: number, loss: Loss | null): string {
  const { told } = index;
  const fate = fateOf(told.run, write);
  const known = index.writes.get(write);
  if (known === undefined) return '';
  switch (fate) {
    case null:
      return `Nobody was told that it succeeded, so it has no fate.${reachWords(index, write)}`;
    case 'visible':
      return visibleWords(index, write, known);
    case 'merged':
      return 'Kept: every replica reflects it at the end, beside others.';
    case 'superseded':
      return supersededWords(index, write);
    case 'pending':
      return pendingWords(index, write);
    case 'lost':
      return loss === null ? '' : lossWords(index, write, known, loss);
    default:
      return assertNever(fate);
  }
}

function visibleWords(index: RunIndex, write: number, { event }: AcceptedWrite): string {
  const names = index.told.scenario.regions
    .map(({ name }) => name)
    .filter((name) => !index.removed.has(name));
  const holders = names.filter((name) => index.heldAtEnd(name, event.key).includes(write));
  if (holders.length === names.length) return 'Visible: it is what every replica holds at the end.';
  if (holders.length === 0) return 'Visible: it is what is read at the end.';
  const have = `${listWords(holders.map(showText))} ${holders.length > 1 ? 'hold' : 'holds'} it at the end`;
  return `Visible: ${have}; the others have what was built on it.`;
}

function supersededWords(index: RunIndex, write: number): string {
  const [next] = index.childrenOf(write).filter((child) => fateOf(index.told.run, child) !== 'lost');
  if (next === undefined) return 'Superseded: what was written later was built on it.';
  const client = clientOf(index, next);
  const later = `had seen it and wrote ${writeName(index, next)} in its place`;
  return `Superseded: ${client} ${later}. Nothing is lost by that.`;
}

function pendingWords(index: RunIndex, write: number): string {
  const missing = missingAt(index, write);
  const where = missing.length === 0 ? 'some replica' : listWords(missing);
  const verb = missing.length > 1 ? 'do' : 'does';
  return `Pending: when the run ends, ${where} ${verb} not have it yet, and it may still come.`;
}

function reachWords(index: RunIndex, write: number): string {
  const missing = missingAt(index, write);
  if (missing.length === 0) return ' Every replica reflects it at the end.';
  const all = missing.length === index.told.scenario.regions.length;
  return all
    ? ' No replica reflects it at the end.'
    : ` At the end ${listWords(missing)} ${missing.length > 1 ? 'do' : 'does'} not reflect it.`;
}

function missingAt(index: RunIndex, write: number): readonly string[] {
  return index.told.scenario.regions
    .map(({ name }) => name)
    .filter((name) => !index.removed.has(name) && !index.isReflected(name, write))
    .map(showText);
}

function lossWords(index: RunIndex, write: number, known: AcceptedWrite, loss: Loss): string {
  const missing = missingAt(index, write);
  const where =
    index.lossOf(write)?.everywhere === true || missing.length === 0
      ? 'everywhere'
      : `at ${listWords(missing)}`;
  const told = `Lost ${where}, though ${clientName(known.event)} was told yes`;
  if (loss.write === write) return `${told}: ${causeWords(index, write, loss)}`;
  const next = writeName(index, loss.write);
  const later = `${next} was built on it and took its place, and then ${next} was lost`;
  return `${told}: ${later}. ${capital(causeWords(index, loss.write, loss))}`;
}

function causeWords(index: RunIndex, write: number, loss: Loss): string {
  const event = loss.step === null ? null : index.told.trace[loss.step.event];
  const at = loss.step === null ? '' : momentWords(loss.step.atUs);
  const home = showText(index.writes.get(write)?.event.replica ?? '');
  switch (loss.cause) {
    case 'skew':
    case 'resolution':
      return choiceSentence(index, write, loss);
    case 'collision':
      return collisionSentence(index, write, loss);
    case 'failover': {
      if (event?.kind !== 'rewind')
        return `${home} acknowledged it alone, and is gone; nobody else has it.`;
      const leader = index.told.trace.findLast(
        (each) => each.kind === 'elect' && each.atUs <= event.atUs,
      );
      const successor = leader?.kind === 'elect' ? showText(leader.replica) : 'the new leader';
      return (
        `${home} acknowledged it before ${successor} had it. Then ${successor} took over without it, ` +
        `and ${showText(event.replica)} took it back at ${at}.`
      );
    }
    case 'disk':
      return event?.kind === 'wipe'
        ? `${showText(event.replica)} lost its disk at ${at}, and ${reachedNobody(index, write)}.`
        : `every copy was on disks that were lost, or on replicas that were removed.`;
    case 'queue': {
      if (event?.kind === 'drop') {
        const copy = `dropped the copy for ${showText(event.to)} at ${at} (${dropReasons[event.reason]})`;
        return `${showText(event.from)} ${copy}, and nothing repaired that.`;
      }
      if (event?.kind === 'tombstone')
        return `${showText(event.replica)} forgot the delete at ${at} before every replica had heard of it.`;
      const [down] = outagesOf(index, write);
      const reason =
        down === undefined
          ? ''
          : `: ${showText(down.to ?? down.replica)} was out of reach when it was sent`;
      return `no copy ever came there${reason}, and nothing repaired that.`;
    }
    case 'loop-filter':
      return event?.kind === 'drop'
        ? `at ${showText(event.to)} loop prevention dropped it at ${at} without its having been seen ` +
          `(${dropReasons[event.reason]}).`
        : 'loop prevention dropped it without its having been seen.';
    case 'apply-error':
      return event?.kind === 'apply-error'
        ? `${showText(event.replica)} could not apply it at ${at}: it is an update, ` +
          'and there was no record to update.'
        : 'a replica could not apply it.';
    default:
      return assertNever(loss.cause);
  }
}

function collisionSentence(index: RunIndex, write: number, loss: Loss): string {
  const event = loss.step === null ? null : index.told.trace[loss.step.event];
  if (event?.kind === 'collide') {
    const rival = event.write === write ? event.rival : event.write;
    const key = showText(event.write === write ? event.rivalKey : event.key);
    const same = `${writeName(index, rival)} of ${key} has the same value, which only one may have`;
    return `${same}, and the later one was taken back.`;
  }
  const winner = winnerOf(index, write, loss);
  const other = winner === null ? 'another row' : writeName(index, winner);
  return `${other} made another row under the same key, and only one of the two could stay.`;
}

/** The write in whose favour a step discarded this one. */
function winnerOf(index: RunIndex, write: number, { step }: Loss): number | null {
  const event = step === null ? null : index.told.trace[step.event];
  if (event?.kind === 'apply' && event.write !== write)
    return findWinner(index, write, { holds: event.holds, conflictsWith: [event.write] }) ?? event.write;
  if (event?.kind === 'accept' && event.write !== write) return event.write;
  if (event?.kind !== 'apply' && event?.kind !== 'accept') return null;
  return findWinner(index, write, { ...event, conflictsWith: event.conflictsWith ?? [] });
}

function choiceSentence(index: RunIndex, write: number, loss: Loss): string {
  const rule = ruleName(index.told.scenario);
  const winner = winnerOf(index, write, loss);
  const kept = winner === null ? undefined : index.writes.get(winner)?.event;
  const own = index.writes.get(write)?.event;
  if (winner === null || kept === undefined || own === undefined) return `${rule} discarded it.`;
  const relation = index.descends(write, winner)
    ? `its author had seen ${writeName(index, winner)}, and yet ${rule} kept w${winner}`
    : `it and ${writeName(index, winner)} are concurrent, neither author had seen the other. ` +
      `${ruleAtStart(rule)} kept w${winner}`;
  const because = choiceWords(index, { kept: winner, discarded: write });
  const decided = because.endsWith(' decides')
    ? ''
    : `: ${because.replace(`${rule} compares `, '').replace(`${rule} ranks `, 'it ranks ')}`;
  if (loss.cause !== 'skew') return `${relation}${decided}.`;
  return `${relation}${decided}. ${skewSentence(index, write, winner)}`;
}

/** What each clock said, and that right ones would have said otherwise. */
function skewSentence(index: RunIndex, write: number, winner: number): string {
  const said = [winner, write].flatMap((each) => {
    const event = index.writes.get(each)?.event;
    const error = event === undefined ? null : stampErrorUs(event);
    if (event === undefined || error === null || error === 0) return [];
    const offset = `${spanWords(Math.abs(error))} ${error > 0 ? 'fast' : 'slow'}`;
    return [
      `the clock of ${showText(event.replica)} was ${offset} when it stamped w${each} (${stampWords(event)})`,
    ];
  });
  const why = said.length === 0 ? '' : `${capital(listWords(said))}. `;
  return `${why}With right clocks the rule would have kept ${writeNames(index, [write])}.`;
}

function reachedNobody(index: RunIndex, write: number): string {
  const home = index.writes.get(write)?.event.replica;
  const others = index.told.scenario.regions.filter(
    ({ name }) => name !== home && index.isReflected(name, write),
  );
  return others.length === 0
    ? 'no other replica had it'
    : `what ${listWords(others.map(({ name }) => showText(name)))} had did not come back`;
}

/** A rule goes by the name that documents give it, at the start of a sentence too. */
function ruleAtStart(rule: string): string {
  return rule === 'the resolver' ? capital(rule) : rule;
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}
