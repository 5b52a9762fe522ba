/** For accounts whose work is not with reports: developers and registrars. */
import { fill, word } from '../i18n/fill';
import { desk, roles } from '../i18n/texts';
import { officer } from './session';

export function NoReports() {
  return (
    <p class="notice" id="no-reports">
      {fill(desk.no_reports, { role: word(roles, officer()?.role) })}
    </p>
  );
}
