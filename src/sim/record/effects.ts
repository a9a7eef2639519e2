/**
 * What merged values are judged by: the effect of each write on each part of its key's value.
 *
 * A write to one element or field is one effect, a row's update one a field, and each has parents of its
 * own: what its author saw in that part. Effects are numbered in order of acceptance, those of one write
 * in a row, so that parents have smaller numbers.
 */
import { assert } from '../base/assert.js';

/** What a write does to one part. */
export interface PartedEffect {
  /** An element or a field; empty where the value has no parts. */
  readonly part: string;
  /** Writes whose effect on that part its author could see. */
  readonly parents: readonly number[];
}

/** Effects of all writes of a run. */
export class Effects {
  private readonly parts: string[] = [];
  private readonly ops: number[] = [];
  private readonly parents: (readonly number[])[] = [];
  /** By write, and the number of effects behind the last one. */
  private readonly firsts: number[] = [0];

  /** How many effects there are. */
  get count(): number {
    return this.ops.length;
  }

  /** Adds the effects of the next write: none, or one for each part that it touches. */
  add(op: number, effects: readonly PartedEffect[]): void {
    assert(op === this.firsts.length - 1, 'effects come in order of their writes');
    for (const { part, parents } of effects) {
      this.parts.push(part);
      this.ops.push(op);
      this.parents.push(parents.map((parent) => this.effectOn(parent, part)));
    }
    this.firsts.push(this.ops.length);
  }

  /** The first effect of a write; the others follow, up to the first of the next write. */
  firstOf(op: number): number {
    return this.firsts[op];
  }

  /** The write behind an effect. */
  opOf(effect: number): number {
    return this.ops[effect];
  }

  /** The effect of a write on a part that it touches. */
  effectOn(op: number, part: string): number {
    const next = this.firsts[op + 1];
    for (let effect = this.firsts[op]; effect < next; effect++) {
      if (this.parts[effect] === part) return effect;
    }
    assert(false, 'a write has no effect on a part that it does not touch');
    return -1;
  }

  /** The one parent of an effect; −1 for none, −2 for several. */
  singleParent(effect: number): number {
    const parents = this.parents[effect];
    return parents.length > 1 ? -2 : (parents[0] ?? -1);
  }

  /** The writes that the author of a write saw in the parts that it touches. */
  parentsOfWrite(op: number): readonly number[] {
    const parents: number[] = [];
    for (let effect = this.firsts[op]; effect < this.firsts[op + 1]; effect++) {
      parents.push(...this.parents[effect].map((parent) => this.ops[parent]));
    }
    return parents;
  }

  /** The effects that its author saw in that part. */
  parentsOf(effect: number): readonly number[] {
    return this.parents[effect];
  }
}
