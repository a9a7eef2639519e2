/** The interviews on a terminal: what `quarrel interview` shows. What reads an interview is loaded when one is opened. */
import type { InterviewOptions } from '../../command-io.js';
import type { ExitCode } from '../../exit-codes.js';
import { listInterviews } from '../../interview/interview-book.js';
import { showScreens } from '../screens/show-screens.js';
import type { TerminalStreams } from '../screens/show-screens.js';
import type { Screen, ScreenPlace } from '../screens/screen.js';
import type { InterviewSurroundings } from './open-interview.js';
import { InterviewListScreen } from './interview-list-screen.js';

/** Shows the list of interviews, or the one that was asked for, until the person leaves. */
export function runInterview(io: TerminalStreams, options: InterviewOptions): Promise<ExitCode> {
  return showScreens((place) => firstScreen(place, options), io, options);
}

async function firstScreen(place: ScreenPlace, { target, ascii }: InterviewOptions): Promise<Screen> {
  const kept: Kept = new Map();
  const open = async (name: string): Promise<Screen | string> => {
    const { openInterview } = await import('./open-interview.js');
    return openInterview(name, { place, ascii, kept });
  };
  const list = new InterviewListScreen({ place, interviews: listInterviews(), open });
  const opened = target === null ? list : await open(target);
  // It was read once already, before the terminal was taken.
  return typeof opened === 'string' ? list : opened;
}

type Kept = InterviewSurroundings['kept'];
