// Phases drawn to one scale: each a bar on its own line, above a common axis.

import { element } from './dom.js';
import { duration, written } from './time.js';

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const STEPS = [
  ...[1, 2, 5, 10, 20, 50, 100, 200, 500],
  ...[1, 2, 5, 10, 15, 30].map(count => count * SECOND),
  ...[1, 2, 5, 10, 15, 30].map(count => count * MINUTE),
  ...[1, 2, 3, 6, 12].map(count => count * HOUR),
  ...[1, 2, 5, 10, 20, 50, 100, 200].map(count => count * DAY),
];
const MOST_TICKS = 4;

/** The timeline of these phases, which follow one another. */
export function timeline(phases) {
  const first = phases[0].from;
  const total = Math.max(1, phases.at(-1).to - first);
  const place = (made, from, to) => {
    made.style.left = `${(100 * (from - first)) / total}%`;
    if (to !== undefined) {
      made.style.width = `${(100 * (to - from)) / total}%`;
    }
    return made;
  };
  const last = phases.at(-1);
  const words = last.going ? 'so far, since it was requested' : `from the request until it was ${ending(last.between[1])}`;
  return element('figure', { class: 'timeline', 'data-key': 'timeline' },
    element('ol', { class: 'phases' }, phases.map(one => row(one, place))),
    axis(first, total, place),
    element('figcaption', {}, `${duration(total)} ${words}. Drawn to scale.`));
}

function ending(point) {
  return { 'migration failed': 'known that the migration failed', 'roll-out failed': 'known that the roll-out failed' }[point] ?? point;
}

function row(phase, place) {
  const bar = element('span', { class: `stretch ${phase.kind}${phase.going ? ' going' : ''}`, title: `${written(phase.from)} – ${written(phase.to)}` });
  return element('li', {},
    element('span', { class: 'phase' }, phase.label, element('small', {}, phase.between.join(' → '))),
    element('span', { class: 'track' }, place(bar, phase.from, phase.to)),
    element('span', { class: 'length' }, duration(phase.to - phase.from)));
}

function axis(first, total, place) {
  const step = STEPS.find(one => total / one <= MOST_TICKS) ?? total;
  const ticks = Array.from({ length: Math.floor(total / step) + 1 }, (_, index) => index * step);
  return element('div', { class: 'axis', 'aria-hidden': 'true' },
    element('div', { class: 'track' }, ticks.map(at => place(tick(at, at > total * 0.9), first + at))));
}

function tick(at, atEnd) {
  return element('span', { class: atEnd ? 'tick end' : 'tick' }, at === 0 ? '0' : duration(at).replace('.0 ', ' '));
}
