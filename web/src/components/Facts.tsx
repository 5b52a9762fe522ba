/** Names and values of a report, for the public, the reporter and officers alike. */
import type { ComponentChildren } from 'preact';

export function Facts({ rows }: { rows: [label: string, value: ComponentChildren][] }) {
  return (
    <dl class="facts">
      {rows
        .filter(([, value]) => value !== null && value !== '')
        .map(([label, value]) => (
          <div key={label} class="facts__row">
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}
