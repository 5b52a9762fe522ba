/** A table whose rows become blocks on phones; each cell carries its column's name. */
import type { ComponentChildren } from 'preact';

interface Props {
  id: string;
  caption: string;
  columns: string[];
  children: ComponentChildren;
}

export function Rows({ id, caption, columns, children }: Props) {
  return (
    <div class="queue" role="region" aria-label={caption} tabIndex={0}>
      <table id={id}>
        <caption class="govuk-visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {columns.map((name) => (
              <th scope="col" key={name}>
                {name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  );
}
