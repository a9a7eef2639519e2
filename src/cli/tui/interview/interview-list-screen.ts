/** The list of interviews as a screen: each begun anew. */
import type { ListedInterview } from '../../interview/interview-book.js';
import type { Choice } from '../../view/choice/choice.js';
import { showText } from '../../view/drawing/text-width.js';
import { drawInterviewList, interviewListKeys, pageOfInterviewList } from '../../view/interview/interview-list.js';
import { ListScreen } from '../choice/list-screen.js';
import type { Screen, ScreenPlace } from '../screens/screen.js';

/** What the list works with. */
export interface InterviewListOptions {
  readonly place: ScreenPlace;
  readonly interviews: readonly ListedInterview[];
  /** Opens an interview; the text says why it cannot. */
  readonly open: (name: string) => Promise<Screen | string>;
}

/** All interviews that ship. */
export class InterviewListScreen extends ListScreen<Choice> {
  constructor({ place, interviews, open }: InterviewListOptions) {
    super({
      place,
      keys: interviewListKeys,
      entries: () => interviews.map(({ name, title, about }) =>
        ({ name, title: showText(title), about: showText(about), group: '', tags: [] })),
      first: () => 0,
      draw: drawInterviewList,
      pageOf: pageOfInterviewList,
      open,
    });
  }
}
