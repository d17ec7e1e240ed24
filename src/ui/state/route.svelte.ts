/** The address after the hash, as a page: it works from any folder of any static host. */

export type Route =
  | { page: 'playground' }
  | { page: 'settings'; section: string }
  /** `noun`: the thing that is open, spaces as written; empty: none. */
  | { page: 'library'; noun: string }
  /** A shared sample: shown, never run by itself. */
  | { page: 'shared'; payload: string }
  | { page: 'unknown'; path: string };

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
    case 'shared':
      return `#/${SHARE_PREFIX}${route.payload}`;
  }
}

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
