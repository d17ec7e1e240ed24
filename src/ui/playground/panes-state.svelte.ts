/** Which panes are open; kept for as long as the page. */
export const panesState: {
  /** Docked, from 1280 px up. */
  historyOpen: boolean;
  /** Over the panes, below that. */
  drawerOpen: boolean;
  anatomyOpen: boolean;
  sideBySide: boolean;
  checker: boolean;
} = $state({
  historyOpen: true,
  drawerOpen: false,
  anatomyOpen: false,
  sideBySide: false,
  checker: false,
});
