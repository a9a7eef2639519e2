/**
 * Rows by their definitions, from a trace: who was told of which operation, and nothing of states, deltas
 * or contexts.
 *
 * An operation has an effect on each field it names, or on each element of a set in a field. A write is
 * reflected where every one of its effects is: where it holds, or one does whose author saw it.
 */
import type { ToldHistory, ToldWrite } from '../support/told-history.js';

/** What a write does to one part of a row. */
interface RowEffect {
  readonly write: ToldWrite;
  readonly part: string;
  readonly act: 'set' | 'count' | 'add' | 'remove';
  /** What it sets, or counts. */
  readonly text: string;
  /** What it replaces: all that its author was told of, and what that replaced; increments replace nothing. */
  readonly seen: ReadonlySet<RowEffect>;
  /** Effects that the author's value reflected. */
  readonly parents: readonly RowEffect[];
}

/** The rules of one type of rows. */
export interface RowRules {
  /** The effects that a part reflects, of those that somebody was told of. */
  support(effects: readonly RowEffect[]): readonly RowEffect[];
}

/** Cells by stamp: the greatest (stamp, leader, id). */
export function fieldWiseRules(leaders: readonly string[]): RowRules {
  const isLater = (x: ToldWrite, y: ToldWrite): boolean => {
    const lead = x.stamp - y.stamp || leaders.indexOf(x.replica) - leaders.indexOf(y.replica);
    return (lead || x.id - y.id) > 0;
  };
  return {
    support: (effects) =>
      effects.filter(({ write }) => !effects.some((other) => isLater(other.write, write))),
  };
}

/** Observed-remove: an update stays unless a remove, or another update of a register, saw it. */
export const orMapRules: RowRules = {
  support(effects) {
    const replaced = new Set(effects.flatMap(({ seen }) => [...seen]));
    const standing = effects.filter((effect) => !replaced.has(effect));
    const shown = standing.filter(({ act }) => act !== 'remove');
    const isCounter = standing.some(({ act }) => act === 'count');
    return shown.length > 0 && !isCounter ? shown : standing;
  },
};

/** The definition, applied to a trace. */
export class NaiveRows {
  private readonly effects = new Map<number, readonly RowEffect[]>();
  private readonly rules: RowRules;

  constructor({ writes }: ToldHistory, rules: RowRules) {
    this.rules = rules;
    for (const write of writes.values()) {
      const told = this.on(write.told, write.key);
      this.effects.set(write.id, this.takeApart(write, told));
    }
  }

  /** What somebody reads of a row who was told of these. */
  read(ids: ReadonlySet<number>, key: string): readonly string[] {
    const told = this.on(ids, key);
    const lines = new Set<string>();
    const sums = new Map<string, number>();
    const sets = new Map<string, string[]>();
    for (const [part, effects] of byPart(told)) {
      const [field = '', element = ''] = part.split('/');
      for (const { act, text } of this.rules.support(effects)) {
        if (act === 'set') lines.add(`${field}=${text}`);
        if (act === 'count') sums.set(field, (sums.get(field) ?? 0) + Number(text));
        if (act === 'add' && sets.get(field)?.includes(element) !== true) {
          sets.set(field, [...(sets.get(field) ?? []), element].sort());
        }
      }
    }
    for (const [field, sum] of sums) lines.add(`${field}=${String(sum)}`);
    for (const [field, elements] of sets) lines.add(`${field}={${elements.join(', ')}}`);
    return [...lines].sort();
  }

  /** All writes of a key that are reflected where these were told of. */
  reflected(ids: ReadonlySet<number>, key: string): ReadonlySet<number> {
    const reflected = new Set<RowEffect>();
    for (const effects of byPart(this.on(ids, key)).values()) {
      const open = [...this.rules.support(effects)];
      for (const effect of open) {
        if (reflected.has(effect)) continue;
        reflected.add(effect);
        open.push(...effect.parents);
      }
    }
    const whole = [...this.effects].filter(([, effects]) => effects.every((one) => reflected.has(one)));
    return new Set(whole.map(([id]) => id));
  }

  private takeApart(write: ToldWrite, told: readonly RowEffect[]): readonly RowEffect[] {
    const make = (part: string, act: RowEffect['act'], text = ''): RowEffect => {
      const effects = told.filter((effect) => effect.part === part);
      const seen = new Set(act === 'count' ? [] : effects.flatMap((each) => [each, ...each.seen]));
      return { write, part, act, text, seen, parents: this.rules.support(effects) };
    };
    const present = [...byPart(told)].filter(([, effects]) =>
      this.rules.support(effects).some(({ act }) => act !== 'remove'),
    );
    const parts = present.map(([part]) => part);
    if (write.value === null) return parts.map((part) => make(part, 'remove'));
    const [verb = '', second = '', , field] = write.value.split(' ');
    if (verb === 'set') {
      const fields = write.value.slice('set '.length).split(', ');
      return fields.map((one) => one.split('=')).map(([name = '', text]) => make(name, 'set', text));
    }
    if (verb === 'add') return [make(`${field ?? ''}/${second}`, 'add')];
    if (verb !== 'remove') return [make(`${verb}/`, 'count', second)];
    if (field !== undefined) return [make(`${field}/${second}`, 'remove')];
    const ofField = parts.filter((part) => part.split('/')[0] === second);
    return (ofField.length > 0 ? ofField : [second]).map((part) => make(part, 'remove'));
  }

  private on(ids: ReadonlySet<number>, key: string): readonly RowEffect[] {
    const effects = [...ids].flatMap((id) => this.effects.get(id) ?? []);
    return effects.filter(({ write }) => write.key === key);
  }
}

function byPart(effects: readonly RowEffect[]): ReadonlyMap<string, readonly RowEffect[]> {
  const parts = new Map<string, RowEffect[]>();
  for (const effect of effects) {
    parts.set(effect.part, [...(parts.get(effect.part) ?? []), effect]);
  }
  return parts;
}
