/** Where a report stands, in words, with an icon; the colour only repeats it. */
import type { State } from '../api/types';
import { stateWords } from '../i18n/reportWords';
import { Icon, type IconName } from './Icon';

const LOOKS: Record<State, [tone: string, icon: IconName]> = {
  submitted: ['grey', 'inbox'],
  on_hold: ['yellow', 'question'],
  disposed: ['blue', 'send'],
  in_progress: ['blue', 'work'],
  replied: ['teal', 'send'],
  closed: ['green', 'check'],
  archived: ['purple', 'archive'],
  referred: ['purple', 'send'],
};

export function StateTag({ state, how }: { state: State; how: string | null }) {
  const [tone, icon] = LOOKS[state] ?? ['grey', 'inbox'];
  const shade = state === 'closed' && how !== 'confirmed' ? 'grey' : tone;
  return (
    <span class={`tag tag--${shade}`}>
      <Icon name={icon} /> {stateWords(state, how)}
    </span>
  );
}
