/** Section 3: who may see the report, and how to reach the reporter. */
import { Radios } from '../components/Radios';
import { TextInput } from '../components/TextInput';
import { form } from '../i18n/texts';
import type { Filling } from './filling';

const VISIBILITY = [
  { value: 'public', label: form.visibility_public, hint: form.visibility_public_hint },
  { value: 'anonymous', label: form.visibility_anonymous, hint: form.visibility_anonymous_hint },
  {
    value: 'confidential',
    label: form.visibility_confidential,
    hint: form.visibility_confidential_hint,
  },
  { value: 'anonymous_confidential', label: form.visibility_both, hint: form.visibility_both_hint },
];

const CHANNELS = [
  { value: 'sms', label: form.notify_sms },
  { value: 'email', label: form.notify_email },
  { value: 'none', label: form.notify_none },
];

export function StepYou({ filling }: { filling: Filling }) {
  return (
    <>
      <Radios id="visibility" label={form.visibility} choices={VISIBILITY} filling={filling} />
      <h3 class="govuk-heading-m">{form.contact_title}</h3>
      <TextInput
        id="name"
        label={form.name}
        hint={form.name_hint}
        autocomplete="name"
        filling={filling}
      />
      <TextInput
        id="phone"
        label={form.phone}
        hint={form.phone_hint}
        optional
        type="tel"
        autocomplete="tel"
        filling={filling}
      />
      <TextInput
        id="email"
        label={form.email}
        optional
        type="email"
        autocomplete="email"
        filling={filling}
      />
      <Radios id="notify" label={form.notify} choices={CHANNELS} filling={filling} />
    </>
  );
}
