// Where the parts of a deployment can be looked at elsewhere. What does not have the expected form has no address.

const CONSOLE = 'https://console.cloud.google.com/run';
const NAME = '([A-Za-z0-9._:-]+)';
const EXECUTION = new RegExp(`^projects/${NAME}/locations/${NAME}/jobs/${NAME}/executions/${NAME}$`);
const SERVICE = new RegExp(`^projects/${NAME}/locations/${NAME}/services/${NAME}$`);
const REPOSITORY = /^[A-Za-z0-9_.-]+(\/[A-Za-z0-9_.-]+)+$/;
const COMMIT = /^[0-9a-f]{40}([0-9a-f]{24})?$/;

/** An execution of a job, in Google Cloud's console. */
export function executionAddress(name) {
  const [, project, region, , execution] = EXECUTION.exec(name ?? '') ?? [];
  return execution && `${CONSOLE}/jobs/executions/details/${region}/${execution}/tasks?project=${encodeURIComponent(project)}`;
}

/** A service, in Google Cloud's console. */
export function serviceAddress(name) {
  const [, project, region, service] = SERVICE.exec(name ?? '') ?? [];
  return service && `${CONSOLE}/detail/${region}/${service}/revisions?project=${encodeURIComponent(project)}`;
}

/** The commit at github.com or gitlab.com. */
export function commitAddress({ source, repository, commit }) {
  if (!REPOSITORY.test(repository ?? '') || !COMMIT.test(commit ?? '') || repository.split('/').some(dots)) {
    return undefined;
  }
  if (source === 'github') {
    return `https://github.com/${repository}/commit/${commit}`;
  }
  return source === 'gitlab' ? `https://gitlab.com/${repository}/-/commit/${commit}` : undefined;
}

function dots(segment) {
  return segment === '.' || segment === '..';
}
