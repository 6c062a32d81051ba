// A deployment's status as text, colour and shape.

import { drawing, element } from './dom.js';

const SHAPES = {
  waiting: ['M6 1.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 1 0 0-9M6 3.5V6l1.8 1.3', false],
  migrating: ['M6 1.2 10.8 6 6 10.8 1.2 6Z M6 1.2V10.8', false],
  held: ['M2 1.5h3v9H2ZM7 1.5h3v9H7Z', true],
  'rolling-out': ['M6 10.5V2M2.5 5.2 6 1.6l3.5 3.6', false],
  deployed: ['M1.8 6.4 4.8 9.4 10.4 2.8', false],
  failed: ['M2.2 2.2 9.8 9.8M9.8 2.2 2.2 9.8', false],
  cancelled: ['M6 1.5a4.5 4.5 0 1 0 0 9 4.5 4.5 0 1 0 0-9M2.9 9.1 9.1 2.9', false],
  superseded: ['M2 2.5 5.5 6 2 9.5M6.5 2.5 10 6 6.5 9.5', false],
};

/** Every status, in the order of a deployment's life. */
export const STATUSES = Object.keys(SHAPES);

const ENDED = new Set(['deployed', 'failed', 'cancelled', 'superseded']);

/** Whether nothing more happens to a deployment. */
export function ended(deployment) {
  return ENDED.has(deployment.status);
}

/** The status to look at: shape, colour, and its name. */
export function badge(status) {
  const known = Object.hasOwn(SHAPES, status);
  return element('span', { class: `status ${known ? status : 'unknown'}` }, known && drawing(...SHAPES[status]), status.replace('-', ' '));
}

/** The mark of what an application serves now. */
export function liveMark() {
  return element('span', { class: 'live' }, drawing('M6 2.5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 1 0 0-7', true), 'live');
}
