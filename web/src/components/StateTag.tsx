/** Where a report stands, in words, with an icon; the colour only repeats it. */
import type { State } from '../api/types';
import { stateWords } from '../i18n/reportWords';
import { Icon } from './Icon';
import { stateLook } from './stateLooks';

export function StateTag({ state, how }: { state: State; how: string | null }) {
  const [tone, icon] = stateLook(state, how);
  return (
    <span class={`tag tag--${tone}`}>
      <Icon name={icon} /> {stateWords(state, how)}
    </span>
  );
}
