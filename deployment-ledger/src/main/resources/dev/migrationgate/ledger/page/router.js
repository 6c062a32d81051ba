// The page's addresses: a fragment names a view, what it is of, and its query.

const VIEWS = ['deployments', 'applications', 'lanes'];

/** The view, id and query of a fragment; the view is `unknown` where no view has this address. */
export function routeOf(fragment) {
  const [path, query = ''] = split(fragment.replace(/^#?\/?/, ''));
  const [view, ...id] = path.split('/');
  const route = { query: new URLSearchParams(query), id: id.map(decoded).join('/') };
  if (path === '') {
    return { ...route, view: 'overview' };
  }
  const known = path === 'search' || (VIEWS.includes(view) && route.id !== '');
  return { ...route, view: known ? view : 'unknown' };
}

function split(text) {
  const at = text.indexOf('?');
  return at < 0 ? [text] : [text.slice(0, at), text.slice(at + 1)];
}

function decoded(segment) {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment; // a stray % sign means itself
  }
}
