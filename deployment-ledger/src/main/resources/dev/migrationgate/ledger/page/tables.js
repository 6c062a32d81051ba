// Tables that become cards where the page is narrow. Their roles are written out, since a table laid out otherwise loses them.

import { deferred, element, inside } from './dom.js';
import { badge, ended, liveMark } from './status.js';
import { ago, duration, millis, since } from './time.js';

/**
 * A table. A column has a title and cell(row); the one with `head` names its row. `key` tells rows apart over updates. With `version`, a row whose
 * version is the same as on the page is not made again.
 */
export function table(caption, columns, rows, key, version) {
  const header = column => element('th', { scope: 'col', role: 'columnheader' }, column.title);
  return element('table', { role: 'table' },
    element('caption', {}, element('span', { class: 'unseen' }, caption)),
    element('thead', { role: 'rowgroup' }, element('tr', { role: 'row' }, columns.map(header))),
    element('tbody', { role: 'rowgroup' }, rows.map(row => {
      const line = element('tr', { role: 'row', 'data-key': key(row) });
      const cells = () => columns.map(column => cell(column, row));
      version ? deferred(line, version(row), cells) : line.append(...cells());
      return line;
    })));
}

function cell(column, row) {
  const content = element('div', { class: 'cell' }, column.cell(row));
  return column.head
    ? element('th', { scope: 'row', role: 'rowheader' }, content)
    : element('td', { role: 'cell', 'data-title': column.title, class: content.hasChildNodes() ? undefined : 'empty' }, content);
}

const COLUMNS = [
  { title: 'Deployment', head: true, cell: one => inside('deployments', one.id, shortId(one.id)) },
  { title: 'Status', cell: one => [badge(one.status), one.live && liveMark(), one.message && element('span', { class: 'message' }, one.message)] },
  { title: 'Application', cell: one => inside('applications', one.application, one.name) },
  { title: 'Environment', cell: one => one.environment },
  { title: 'Version', cell: one => one.version },
  { title: 'Requested', cell: one => ago(one.requestedAt) },
  { title: 'Duration', cell: took },
  { title: 'By', cell: one => one.actor },
  { title: 'Commit', cell: one => one.commit && element('code', {}, one.commit.slice(0, 8)) },
];

/** A table of deployments, without the columns that would say the same in every row. */
export function deployments(caption, rows, without = []) {
  return table(caption, COLUMNS.filter(column => !without.includes(column.title)), rows, one => one.id);
}

/** As much of an id as people read. */
export function shortId(id) {
  return element('code', { title: id }, id.slice(0, 8));
}

/** How long a deployment took, or takes by now. */
export function took(one) {
  const [from, to] = [millis(one.requestedAt), millis(one.endedAt)];
  return ended(one) ? from !== undefined && to !== undefined && duration(to - from) : since(one.requestedAt);
}

/** A list of names and what they stand for, without those that stand for nothing. */
export function facts(pairs) {
  return element('dl', { class: 'facts' }, pairs
    .filter(([, value]) => value !== undefined && value !== null && value !== '' && value !== false)
    .map(([name, value]) => element('div', {}, element('dt', {}, name), element('dd', {}, value))));
}

/** A part of a view, with its heading. */
export function section(key, title, ...content) {
  const id = `section-${key}`;
  return element('section', { 'data-key': key, 'aria-labelledby': id }, element('h2', { id }, title), content);
}
