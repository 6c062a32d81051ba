// A deployment's events as phases, one after the other, in milliseconds. No drawing here.

import { millis } from './time.js';

/** The phases of a deployment: what each is called, between which two points it lies. The last one may still be going. */
export function phasesOf(deployment, now) {
  const requested = { name: 'requested', at: millis(deployment.requestedAt), next: 'Waiting', kind: 'waiting' };
  const marks = [requested, ...deployment.events.flatMap(marksOf)].filter(mark => mark.at !== undefined);
  const phases = [];
  let before;
  for (const mark of marks) {
    // Cloud Run's clock and ours differ, and what is told later did not happen before.
    const point = { ...mark, at: Math.max(mark.at, before?.at ?? mark.at) };
    if (before?.next) {
      phases.push(phase(mark.bad ? { ...before, kind: 'failed' } : before, point, mark.was));
    } else if (before && mark.next) {
      phases.push(phase({ ...before, next: 'Stopped', kind: 'failed' }, point)); // until somebody had it tried again
    } else if (before) {
      continue;
    }
    before = point;
  }
  const going = before?.next && before.at <= now;
  return going ? [...phases, { ...phase(before, { name: 'now', at: now }), going: true }] : phases;
}

function phase(start, end, was) {
  return { label: was ?? start.next, kind: was ? 'handover' : start.kind, from: start.at, to: end.at, between: [start.name, end.name] };
}

function marksOf({ topic, data, time }) {
  const marks = Object.hasOwn(MARKS, topic) ? MARKS[topic](data ?? {}) : [];
  return marks.map(mark => ({ ...mark, at: millis(mark.at) ?? millis(time) }));
}

// By topic: the points that an event tells of, and the phase that begins there, if one does.
const MARKS = {
  'migration-started': data => [{ name: 'migration started', at: data.startedAt, next: attempt(data), kind: 'migrating' }],
  'migration-succeeded': data => [gatePassed(data)],
  'migration-failed': data => [{ name: 'migration failed', at: data.evidence?.completedAt ?? data.decidedAt, bad: true }],
  'lane-quarantined': data => [{ name: 'outcome unknown', at: data.quarantinedAt, next: 'Held', kind: 'held' }],
  'lane-released': data => [{ name: 'lane released', at: data.releasedAt, next: 'Decision', kind: 'waiting' }],
  'service-deployed': data => [...updateCalled(data), { name: 'deployed', at: data.deployedAt }],
  'service-deploy-failed': data => [{ name: 'roll-out failed', at: data.failedAt, bad: true }],
  'deployment-cancelled': data => [{ name: 'cancelled', at: data.cancelledAt }],
  'deployment-superseded': data => [{ name: 'superseded', at: data.supersededAt }],
};

function gatePassed(data) {
  const name = data.outcome === 'APPLIED' ? 'migration ended' : 'gate passed';
  return { name, at: data.evidence?.completedAt ?? data.decidedAt, next: 'Roll-out', kind: 'rolling-out' };
}

// Only afterwards is it told when the roll-out began; what lay before was handing over.
function updateCalled({ updateCalledAt }) {
  return millis(updateCalledAt) === undefined
    ? [] : [{ name: 'service update', at: updateCalledAt, was: 'Hand-over', next: 'Roll-out', kind: 'rolling-out' }];
}

function attempt(data) {
  return data.attempt > 1 ? `Migration, attempt ${data.attempt}` : 'Migration';
}
