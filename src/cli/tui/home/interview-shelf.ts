/** The interviews that ship, on the home screen. */
import { listInterviews } from '../../interview/interview-book.js';
import type { ListedInterview } from '../../interview/interview-book.js';
import { countOf } from '../../report/format.js';
import { printable } from '../../printable.js';
import type { InterviewSurroundings } from '../interview/open-interview.js';
import type { HomeItem, HomeShelf, Opened, Surroundings } from './home-item.js';
import { complain } from './open-run.js';
import { readAbout } from './show-text.js';

/** One item an interview; whoever comes back to one finds what was answered. */
export function shelveInterviews(): HomeShelf {
  const kept: InterviewSurroundings['kept'] = new Map();
  const interviews = listInterviews();
  const shelve = (): HomeShelf => ({ title: 'Interviews', entries: interviews.map((listed) => itemOf(listed, kept)), renew: shelve });
  return shelve();
}

function itemOf({ name, title, about }: ListedInterview, kept: InterviewSurroundings['kept']): HomeItem {
  const command = `quarrel interview ${name}`;
  const answered = [...(kept.get(name)?.values() ?? [])].filter((answer) => answer !== null).length;
  return {
    name,
    title: printable(title),
    about: printable(about),
    group: '',
    tags: ['interview', 'design'],
    verb: 'begin',
    notes: answered === 0 ? [] : [{ label: 'So far', text: `${countOf(answered, 'answer')}, kept until you leave quarrel` }],
    problem: null,
    command,
    open: (surroundings) => openItem(name, command, kept, surroundings),
    show: (surroundings) => {
      const parts = [{ kind: 'heading', text: printable(title) }, { kind: 'prose', text: printable(about) }] as const;
      return Promise.resolve(readAbout(printable(name), parts, surroundings, null));
    },
  };
}

async function openItem(name: string, command: string, kept: InterviewSurroundings['kept'], { place, ascii }: Surroundings): Promise<Opened> {
  const { openInterview } = await import('../interview/open-interview.js');
  const opened = await openInterview(name, { place, ascii, kept });
  if (typeof opened === 'string') return complain(name, opened, place);
  return { screen: opened, said: null, repeat: command };
}
