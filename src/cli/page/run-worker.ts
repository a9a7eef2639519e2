/** The program of the worker in which a page's runs are made, so that the page never stands still. */
import './no-generated-code.js';
import { assertNever } from '../../sim/base/assert.js';
import { PageEngine } from './page-engine.js';
import type { PageAnswer, PageRequest } from './page-messages.js';

let engine: PageEngine | null = null;

function answer(request: PageRequest): PageAnswer {
  if (request.kind === 'begin') {
    engine = new PageEngine(request.subject);
    return engine.estimate();
  }
  if (engine === null) return { kind: 'broken', message: 'no scenario was opened' };
  switch (request.kind) {
    case 'list-controls':
      return engine.listControls();
    case 'run':
      return engine.run(request.changes);
    case 'report':
      return engine.report(request.isWanted);
    case 'draw':
      return { kind: 'drawn', drawing: engine.draw(request.view, request.move) };
    default:
      return assertNever(request);
  }
}

function answerOrBreak(request: PageRequest): PageAnswer {
  try {
    return answer(request);
  } catch (error) {
    return { kind: 'broken', message: error instanceof Error ? error.message : String(error) };
  }
}

self.addEventListener('message', ({ data: request }: MessageEvent<PageRequest>) => {
  self.postMessage(answerOrBreak(request));
});
