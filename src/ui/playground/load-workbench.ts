/** The workbench is not needed for the first prompt: it loads once, while the page is idle. */
let loading: Promise<typeof import('./Workbench.svelte')> | null = null;

export function loadWorkbench(): Promise<typeof import('./Workbench.svelte')> {
  loading ??= import('./Workbench.svelte');
  // A failed load must not stand in the way of the next try.
  loading.catch(() => (loading = null));
  return loading;
}
