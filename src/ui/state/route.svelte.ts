/** The address after the hash, as a page: it works from any folder of any static host. */

export type Route =
  | { page: 'playground' }
  | { page: 'settings'; section: string }
  /** `noun`: the thing that is open, spaces as written; empty: none. */
  | { page: 'library'; noun: string }
  /**
   * `runId` empty: the list of runs; `new`: the form of a new one; else a run, named by its conditions.
   * `view` empty: progress until it is finished, then results. `rest` is the view's own, such as an
   * item's id, as it stands in the address.
   */
  | { page: 'benchmark'; runId: string; view: RunView | ''; rest: string }
  /** A shared sample: shown, never run by itself. */
  | { page: 'shared'; payload: string }
  | { page: 'unknown'; path: string };

export const RUN_VIEWS = ['progress', 'results', 'gallery', 'items', 'records'] as const;
export type RunView = (typeof RUN_VIEWS)[number];
/** In the place of a run's name, which is 32 hex digits. */
export const NEW_RUN = 'new';

const SHARE_PREFIX = 's/';

export function parseRoute(hash: string): Route {
  const path = hash.replace(/^#\/?/, '');
  if (path === '') return { page: 'playground' };
  if (path.startsWith(SHARE_PREFIX)) {
    return { page: 'shared', payload: path.slice(SHARE_PREFIX.length) };
  }
  const [first, second = '', ...rest] = path.split('/');
  if (first === 'settings' && rest.length === 0) return { page: 'settings', section: second };
  if (first === 'library' && rest.length === 0) {
    return { page: 'library', noun: second.replaceAll('-', ' ') };
  }
  if (first === 'benchmark') {
    const [view = '', ...own] = rest;
    const known = RUN_VIEWS.find((name) => name === view);
    if (view === '' || known !== undefined)
      return { page: 'benchmark', runId: second, view: known ?? '', rest: own.join('/') };
  }
  return { page: 'unknown', path };
}

export function routeHash(route: Exclude<Route, { page: 'unknown' }>): string {
  switch (route.page) {
    case 'playground':
      return '#/';
    case 'settings':
      return route.section === '' ? '#/settings' : `#/settings/${route.section}`;
    case 'library':
      return route.noun === '' ? '#/library' : `#/library/${route.noun.replaceAll(' ', '-')}`;
    case 'benchmark': {
      const { runId, view, rest } = route;
      const parts = ['benchmark', runId, view, rest];
      const last = parts.findLastIndex((part) => part !== '');
      return `#/${parts.slice(0, last + 1).join('/')}`;
    }
    case 'shared':
      return `#/${SHARE_PREFIX}${route.payload}`;
  }
}

/** Address of a run, or of the list where `runId` is empty. */
export const runHash = (runId: string, view: RunView | '' = '', rest = ''): string =>
  routeHash({ page: 'benchmark', runId, view, rest });

/** Follows the address bar for as long as the page lives. */
export class Router {
  current = $state.raw<Route>({ page: 'playground' });

  constructor() {
    const follow = () => (this.current = parseRoute(location.hash));
    follow();
    addEventListener('hashchange', follow);
  }

  go(route: Exclude<Route, { page: 'unknown' }>): void {
    location.hash = routeHash(route);
  }

  /** Takes a share payload out of the address once it has been read, so that a reload starts clean. */
  settle(): void {
    history.replaceState(null, '', routeHash({ page: 'playground' }));
    this.current = { page: 'playground' };
  }
}
