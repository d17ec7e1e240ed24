/** What of the library is looked at; kept for as long as the page, for the way back to it. */

/** As a choice among styles: the drawings of a thing beside each other. */
export const ALL_STYLES = 'all';

export const libraryView: { query: string; style: string } = $state({
  query: '',
  style: 'detailed',
});
