/** What a leader knows of one other member. */

/** Most messages on their way to a member that have not been answered; etcd's default. */
export const mostInFlight = 256;

/** How far a member has got, as far as its leader knows. */
export class Progress {
  readonly member: number;
  /** The position to send next. */
  next: number;
  /** It has the leader's log up to here, as safely as the rules ask. */
  matchTo = 0;
  incarnation = -1;
  /** It had all that the leader had when that was sent. */
  isCaughtUp = false;
  heardAtUs: number;
  /** The last sending that it answered in this reign. */
  echoedRound = 0;
  /** The leader's clock at that sending. */
  echoedClockUs = -Infinity;
  /** Where the logs agree is not known: one message at a time. */
  isProbing = true;
  /** Sendings up to this one were before the last setback; what their answers deny is old. */
  settledRound = 0;
  /** The probe that is not answered; 0 for none. */
  probeRound = 0;
  /** Sendings with entries that are not answered, oldest first. */
  private readonly sent: number[] = [];

  constructor(member: number, next: number, nowUs: number) {
    this.member = member;
    this.next = next;
    this.heardAtUs = nowUs;
  }

  get maySend(): boolean {
    return this.isProbing ? this.probeRound === 0 : this.sent.length < mostInFlight;
  }

  /** Entries up to a position were put on the way. */
  noteSent(round: number, upTo: number): void {
    if (this.isProbing) this.probeRound = round;
    else if (upTo >= this.next) this.sent.push(round);
    if (!this.isProbing) this.next = upTo + 1;
  }

  /** A sending was answered: so were all before it, since connections keep their order. */
  noteEcho(round: number, clockUs: number, nowUs: number): void {
    this.heardAtUs = nowUs;
    this.echoedRound = Math.max(this.echoedRound, round);
    this.echoedClockUs = Math.max(this.echoedClockUs, clockUs);
    while (this.sent.length > 0 && this.sent[0] <= round) this.sent.shift();
    if (this.probeRound <= round) this.probeRound = 0;
  }

  /** At the start of a run it has promised what it promises with an answer. */
  notePromise(clockUs: number): void {
    this.incarnation = 0;
    this.echoedClockUs = clockUs;
  }

  /** The logs agree up to the one position, and up to the other as safely as the rules ask. */
  noteMatch(receivedTo: number, matchTo: number): void {
    this.matchTo = Math.max(this.matchTo, matchTo);
    this.next = this.isProbing ? receivedTo + 1 : Math.max(this.next, receivedTo + 1);
    this.isProbing = false;
  }

  /** They do not agree at what was sent; perhaps here. What is still on its way was sent in vain. */
  noteMismatch(mayAgreeAt: number, lastRound: number): void {
    this.next = mayAgreeAt + 1;
    this.matchTo = Math.min(this.matchTo, mayAgreeAt);
    this.probeAnew(lastRound);
  }

  /** It has lost its disk, or has thrown its log away. */
  beginAnew(incarnation: number, lastRound: number): void {
    this.incarnation = incarnation;
    this.matchTo = 0;
    this.isCaughtUp = false;
    this.next = 1;
    this.probeAnew(lastRound);
  }

  /** The connection is new: what was on its way is gone. */
  reconnect(lastRound: number): void {
    this.next = this.matchTo + 1;
    this.probeAnew(lastRound);
  }

  private probeAnew(lastRound: number): void {
    this.isProbing = true;
    this.probeRound = 0;
    this.settledRound = lastRound;
    this.sent.length = 0;
  }
}
