/** Every key of the list of lessons. */
import { keysOfList } from '../choice/list-keys.js';

/** All keys of the list of lessons. */
export const lessonListKeys = keysOfList({ title: 'The lessons', verb: 'learn', about: 'Open the lesson where it was left.' });
