/** What must hold of a group that certifies, judged from what its members did and its clients were told. */
import type { AskedWrite, CertificationNetwork } from './certification-network.js';

/** What is wrong with a run whose members are all up and have caught up; empty: nothing. */
export function complainAboutGroup(network: CertificationNetwork): readonly string[] {
  return [
    ...complainAboutVerdicts(network),
    ...complainAboutCopies(network),
    ...complainAboutEndings(network),
    ...complainAboutSnapshots(network),
    ...complainAboutReads(network),
  ];
}

/** All members certify alike, in the same order. */
function complainAboutVerdicts({ verdicts }: CertificationNetwork): readonly string[] {
  const first = new Map<number, string>();
  return verdicts.flatMap(({ member, position, id, verdict }) => {
    const said = `${String(id)} ${verdict}`;
    const before = first.get(position) ?? said;
    first.set(position, before);
    return said === before ? [] : [`at ${String(position)} member ${String(member)} says ${said}, not ${before}`];
  });
}

function complainAboutCopies({ committed }: CertificationNetwork): readonly string[] {
  const [first] = committed;
  return committed.flatMap((tickets, member) =>
    tickets.join() === first.join() ? [] : [`member ${String(member)} has committed something else`],
  );
}

/** What clients were told is what became of it; those who are still waiting are told nothing. */
function complainAboutEndings({ asked, committed }: CertificationNetwork): readonly string[] {
  const has = new Set(committed[0]);
  const complaints = asked.flatMap(({ ending }, ticket) => {
    if (ending === null) return [`${String(ticket)} got no answer`];
    if (ending === 'committed' && !has.has(ticket)) return [`${String(ticket)} is lost`];
    if (ending === 'aborted' && has.has(ticket)) return [`${String(ticket)} was refused and has an effect`];
    return [];
  });
  return has.size === committed[0].length ? complaints : [...complaints, 'something was committed twice'];
}

/** First committer wins: whoever committed a key had seen what was committed there before. */
function complainAboutSnapshots({ asked, committed }: CertificationNetwork): readonly string[] {
  const latest = new Map<number, number>();
  return committed[0].flatMap((ticket) => {
    const { key, saw } = asked[ticket];
    const before = latest.get(key) ?? -1;
    latest.set(key, ticket);
    return saw === before ? [] : [`${String(ticket)} saw ${String(saw)} and overwrote ${String(before)}`];
  });
}

/** A synced read sees all that was acknowledged before it was asked for. */
function complainAboutReads({ asked, reads }: CertificationNetwork): readonly string[] {
  const isMissed = (write: AskedWrite, atUs: number): boolean => write.ending === 'committed' && write.endedAtUs < atUs;
  return reads.flatMap(({ atUs, servedAtUs, sees, member }) => {
    if (servedAtUs < 0) return [];
    const missed = asked.findIndex((write, ticket) => isMissed(write, atUs) && !sees.has(ticket));
    return missed < 0 ? [] : [`a read at ${String(member)} missed ${String(missed)}`];
  });
}
