/** Draws by the day they were made on, for a list that is read from the newest down. */
import type { DrawSummary } from '../../core/ports/history-store.ts';

/** "Today", "Yesterday", else the day in the reader's own words. */
export function dayName(iso: string, now: Date): string {
  const day = (date: Date) => new Date(date.getFullYear(), date.getMonth(), date.getDate());
  const then = new Date(iso);
  const days = Math.round((day(now).getTime() - day(then).getTime()) / 86_400_000);
  if (days <= 0) return 'Today';
  if (days === 1) return 'Yesterday';
  const sameYear = then.getFullYear() === now.getFullYear();
  return then.toLocaleDateString(undefined, {
    weekday: days < 7 ? 'long' : undefined,
    day: 'numeric',
    month: 'long',
    year: sameYear ? undefined : 'numeric',
  });
}

export interface DayGroup {
  name: string;
  draws: DrawSummary[];
}

/** Keeps the order; each day's draws stand together. */
export function groupByDay(draws: readonly DrawSummary[], now: Date): DayGroup[] {
  const groups: DayGroup[] = [];
  for (const draw of draws) {
    const name = dayName(draw.createdAt, now);
    const last = groups.at(-1);
    if (last?.name === name) last.draws.push(draw);
    else groups.push({ name, draws: [draw] });
  }
  return groups;
}
