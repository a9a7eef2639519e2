/**
 * Keeps the checks of documents from making code out of text, which the page forbids: even asking
 * whether it may would be reported as a violation. To be imported before anything that makes a schema.
 */
import { z } from 'zod';

z.config({ jitless: true });
