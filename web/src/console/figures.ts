/** The figures of the summary, and what its bars are drawn from. */

export interface Figure {
  count: number;
  /** Whether there are at least so many. */
  more: boolean;
}

export interface Figures {
  open: Figure;
  late: Figure;
  /** Null where it was not counted, as all of the following. */
  soon: Figure | null;
  approval: Figure | null;
  states: Record<string, Figure> | null;
}

export interface Part extends Figures {
  /** An agency or a unit; null for what no unit has yet. */
  id: string | null;
  name: string | null;
}

export interface Summary {
  agency: string;
  agency_name: string;
  view: 'units' | 'agencies' | 'country';
  at: string;
  /** Working days left, at most, of what is soon due. */
  soon_days: number;
  /** Rows that were read of each list, at most. */
  read: number;
  total: Figures;
  parts: Part[];
}

/** Whether anything in it is a lower bound. */
export function isBounded({ open, late, soon, approval }: Figures): boolean {
  return [open, late, soon, approval].some((figure) => figure?.more === true);
}

export interface Stretch {
  kind: 'late' | 'soon' | 'rest';
  /** In hundredths of the longest bar. */
  from: number;
  width: number;
}

/** The bar of one part: late, soon due, the rest; as long as its share of the greatest part. */
export function stretches({ open, late, soon }: Figures, greatest: number): Stretch[] {
  const share = (count: number) => (greatest === 0 ? 0 : (count / greatest) * 100);
  const near = soon?.count ?? 0;
  const counts = [
    ['late', late.count],
    ['soon', near],
    ['rest', Math.max(0, open.count - late.count - near)],
  ] as const;
  let from = 0;
  const bar: Stretch[] = [];
  for (const [kind, count] of counts) {
    if (count > 0) bar.push({ kind, from, width: share(count) });
    from += share(count);
  }
  return bar;
}
