/**
 * Where clients believe the leader to be. A directory (DNS, a proxy's table) knows whom it was told of last; a
 * group of clients asks it, at once or when the address that it keeps has expired: until then it goes to
 * the old leader, which may refuse, or, where nothing fences it, take what it is given.
 */
import type { Redirect } from '../../scenario.js';

/** Whom clients are told to go to. */
export class LeaderDirectory {
  private leader: number;
  private term: number;

  constructor(leader: number) {
    this.leader = leader;
    this.term = 0;
  }

  /** Somebody leads; what is older than what is known changes nothing. */
  publish(leader: number, term: number): void {
    if (term <= this.term) return;
    this.leader = leader;
    this.term = term;
  }

  /** Hears what another directory knows. */
  learnFrom({ leader, term }: LeaderDirectory): void {
    this.publish(leader, term);
  }

  lookUp(): number {
    return this.leader;
  }
}

/** What a group of clients keeps of the directory. */
export class LeaderCache {
  private readonly directory: LeaderDirectory;
  private readonly redirect: Redirect;
  private leader: number;
  private expiresAtUs: number;

  /** `phase`, 0 to 1: how much of its first address's time is left, so that groups do not move together. */
  constructor(directory: LeaderDirectory, redirect: Redirect, phase: number) {
    this.directory = directory;
    this.redirect = redirect;
    this.leader = directory.lookUp();
    this.expiresAtUs = redirect.kind === 'cached' ? Math.ceil(redirect.ttlUs * phase) : 0;
  }

  /** Whom a request that is sent now goes to. */
  leaderAt(nowUs: number): number {
    const { redirect } = this;
    if (redirect.kind === 'immediate') return this.directory.lookUp();
    if (nowUs >= this.expiresAtUs) {
      this.leader = this.directory.lookUp();
      this.expiresAtUs = nowUs + redirect.ttlUs;
    }
    return this.leader;
  }

  /** Who was asked does not lead, and says who does; −1 if it does not know. */
  noteHint(leader: number): void {
    if (this.redirect.kind === 'cached' && this.redirect.followsHints && leader >= 0) this.leader = leader;
  }
}
