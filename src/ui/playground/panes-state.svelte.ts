/** Which panes are open, and how the picture is looked at; kept for as long as the page. */
import type { PictureView } from '../parts/picture/picture-state.ts';

export const panesState: {
  /** Docked, from 1280 px up. */
  historyOpen: boolean;
  /** Over the panes, below that. */
  drawerOpen: boolean;
  anatomyOpen: boolean;
  sideBySide: boolean;
  view: PictureView;
} = $state({
  historyOpen: true,
  drawerOpen: false,
  anatomyOpen: false,
  sideBySide: false,
  view: 'white',
});
