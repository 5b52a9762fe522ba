/** A row of actions of which one is open; each opens its form below. */
import type { ComponentChildren } from 'preact';

interface Props {
  actions: { id: string; name: string }[];
  chosen: string | null;
  choose: (id: string | null) => void;
  children: ComponentChildren;
  /** Tells two choosers on one page apart. */
  formId?: string;
}

export function ActionChooser({
  actions,
  chosen,
  choose,
  children,
  formId = 'action-form',
}: Props) {
  return (
    <div class="actions">
      <div class="actions__row">
        {actions.map(({ id, name }) => (
          <button
            key={id}
            type="button"
            class={`chip${chosen === id ? ' chip--on' : ''}`}
            id={`action-${id}`}
            aria-expanded={chosen === id}
            aria-controls={chosen === id ? formId : undefined}
            onClick={() => choose(chosen === id ? null : id)}
          >
            {name}
          </button>
        ))}
      </div>
      {chosen && (
        <div class="actions__form" id={formId}>
          {children}
        </div>
      )}
    </div>
  );
}
