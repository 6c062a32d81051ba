// Times and durations in words. Elements made here keep themselves up to date: see `tick`.

import { element } from './dom.js';

/** Milliseconds since 1970 of a time in ISO 8601 or of a number of milliseconds; undefined for anything else. */
export function millis(time) {
  const value = typeof time === 'number' ? time : typeof time === 'string' ? Date.parse(time) : NaN;
  return Number.isFinite(value) ? value : undefined;
}

/** A duration in the one or two largest units that say enough. */
export function duration(milliseconds) {
  const ms = Math.max(0, Math.round(milliseconds));
  if (ms < 1000) {
    return `${ms} ms`;
  }
  if (ms < 10000) {
    return `${(ms / 1000).toFixed(1)} s`;
  }
  const seconds = Math.floor(ms / 1000);
  const two = (large, unit, small, smallUnit) => (small ? `${large} ${unit} ${small} ${smallUnit}` : `${large} ${unit}`);
  if (seconds < 60) {
    return `${seconds} s`;
  }
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) {
    return two(minutes, 'min', seconds % 60, 's');
  }
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? two(hours, 'h', minutes % 60, 'min') : two(Math.floor(hours / 24), 'd', hours % 24, 'h');
}

function whole(ms) {
  return duration(Math.floor(ms / 1000) * 1000).replace('.0 s', ' s').replace(/^0 ms$/, '0 s');
}

function coarse(ms) {
  return ms < 5000 ? 'just now' : `${whole(ms).split(' ').slice(0, 2).join(' ')} ago`;
}

/** How long ago, with the whole time as its title. */
export function ago(time) {
  return live(time, 'ago');
}

/** How long it lasts by now. */
export function since(time) {
  return live(time, 'since');
}

/** The time itself, to the millisecond, in UTC. */
export function absolute(time) {
  const at = millis(time);
  return at === undefined ? element('span', {}, String(time)) : element('time', { datetime: iso(at) }, written(at));
}

function live(time, kind) {
  const at = millis(time);
  if (at === undefined) {
    return element('span', {}, String(time));
  }
  const made = element('time', { datetime: iso(at), title: written(at), 'data-live': kind });
  made.textContent = text(made);
  return made;
}

function text(shown) {
  const passed = Math.max(0, Date.now() - Date.parse(shown.dateTime));
  return shown.dataset.live === 'ago' ? coarse(passed) : whole(passed);
}

function iso(at) {
  return new Date(at).toISOString();
}

/** A time as people read it, in UTC. */
export function written(at) {
  return `${iso(at).replace('T', ' ').replace('Z', '')} UTC`;
}

/** Rewrites the relative times on the page that changed. */
export function tick() {
  for (const shown of document.querySelectorAll('time[data-live]')) {
    const now = text(shown);
    if (shown.textContent !== now) {
      shown.textContent = now;
    }
  }
}
