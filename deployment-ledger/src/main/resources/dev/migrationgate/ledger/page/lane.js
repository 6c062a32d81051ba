// A lane: who holds it, who waits in line, and why.

import { get, pathOf } from './api.js';
import { element, inside } from './dom.js';
import { badge } from './status.js';
import { deployments, facts, section, shortId } from './tables.js';
import { since } from './time.js';

export class Lane {
  constructor(route) {
    this.id = route.id;
    this.title = `Lane ${this.id}`;
  }

  async load(signal) {
    this.lane = await get(pathOf('lanes', this.id), {}, signal);
    this.ledger = this.lane.ledger;
  }

  changed({ deployment }) {
    return { reload: deployment.lane === this.id };
  }

  going() {
    return Boolean(this.lane.holder);
  }

  render() {
    const { holder, waiting, recent = [] } = this.lane;
    return [
      element('p', { class: 'lead', 'data-key': 'why' }, laneLine(this.lane)),
      section('holder', 'Holds the lane', holder
        ? facts([['Deployment', inside('deployments', holder.id, shortId(holder.id))],
          ['Application', inside('applications', holder.application, holder.application)], ['Version', holder.version],
          ['Status', badge(holder.status)], ['Since', this.lane.since && since(this.lane.since)], ['Requested by', holder.actor]])
        : element('p', { class: 'muted' }, 'Nobody: the next request starts at once.')),
      section('waiting', 'Waiting in line', waiting.length
        ? element('ol', { class: 'queue' }, waiting.map(place))
        : element('p', { class: 'muted' }, 'Nobody waits.')),
      recent.length > 0 && section('recent', 'Ended on this lane', deployments('Deployments that ended here, newest first', recent)),
    ];
  }
}

/** What a lane does, in a line: its mark where it is held for a decision, and its reason. */
export function laneLine(lane) {
  const plain = lane.holder ? `${lane.holder.name} holds it` : 'free';
  return [lane.quarantined && [badge('held'), ' quarantined: '], lane.why ?? plain];
}

function place(one, index) {
  return element('li', { 'data-key': one.id },
    element('span', { class: 'place' }, String(one.place ?? index + 1)),
    badge(one.status), ' ',
    inside('deployments', one.id, one.name, ' ', one.version), ' ',
    element('span', { class: 'muted' }, shortId(one.id), ', waits ', since(one.requestedAt), one.actor && `, by ${one.actor}`));
}
