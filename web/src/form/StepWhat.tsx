/** Section 1: what happened. */
import topics from 'virtual:topics';
import { Radios } from '../components/Radios';
import { Select } from '../components/Select';
import { TextArea } from '../components/TextArea';
import { TextInput } from '../components/TextInput';
import { form } from '../i18n/texts';
import type { Filling } from './filling';

const CLASSES = [
  { value: 'complaint', label: form.class_complaint, hint: form.class_complaint_hint },
  { value: 'aspiration', label: form.class_aspiration, hint: form.class_aspiration_hint },
  { value: 'information', label: form.class_information, hint: form.class_information_hint },
];

/** Topics in two levels: a topic is chosen as a whole or by one of its parts. */
export function TopicOptions() {
  return (
    <>
      {topics.map((top) =>
        top.children.length === 0 ? (
          <option key={top.id} value={top.id}>
            {top.name}
          </option>
        ) : (
          <optgroup key={top.id} label={top.name}>
            <option value={top.id}>{top.name}</option>
            {top.children.map((child) => (
              <option key={child.id} value={child.id}>
                {child.name}
              </option>
            ))}
          </optgroup>
        ),
      )}
    </>
  );
}

export function StepWhat({ filling }: { filling: Filling }) {
  return (
    <>
      <Radios id="class" label={form.class} choices={CLASSES} filling={filling} />
      <TextInput id="title" label={form.subject} hint={form.subject_hint} filling={filling} />
      <TextArea id="body" label={form.body} hint={form.body_hint} max={4000} filling={filling} />
      <p class="notice notice--warning" id="personal" role="status" data-js hidden />
      <Select
        id="category"
        label={form.category}
        optional
        empty={form.category_unknown}
        filling={filling}
      >
        <TopicOptions />
      </Select>
    </>
  );
}
