/** An agency's API keys: made, shown once, revoked. */
import { useRef, useState } from 'preact/hooks';
import { LineBox, ListBox, TickBox } from '../components/controls';
import { useFocusWhen, useLoaded } from '../components/hooks';
import { Rows } from '../components/Rows';
import { Failed, Loading } from '../components/Status';
import { dateTime, plainDay } from '../i18n/dates';
import { fill } from '../i18n/fill';
import { admin, key as texts } from '../i18n/texts';
import { ActionForm, Done } from './ActionForm';
import { officer, officerCall } from './session';
import { startDesk } from './startDesk';
import { missing, required, useSending } from './useSending';

interface ApiKey {
  id: string;
  name: string;
  scopes: ('read' | 'submit')[];
  created_at: string;
  created_by: string;
  expires_at: string;
  revoked_at: string | null;
  used_on: string | null;
}

const ZONE = 'Asia/Jakarta';
const SCOPES = { read: texts.read, submit: texts.submit };
const DAYS = ['30', '90', '366'];

const load = (): Promise<{ items: ApiKey[] }> => officerCall('/api/keys');

function MakeForm({ made, cancel }: { made: (key: string) => void; cancel: () => void }) {
  const [name, setName] = useState('');
  const [days, setDays] = useState('90');
  const [read, setRead] = useState(true);
  const [submits, setSubmits] = useState(false);
  const sending = useSending('scopes');

  async function submit(): Promise<void> {
    const scopes = [...(read ? ['read'] : []), ...(submits ? ['submit'] : [])];
    const wrong = {
      ...missing({ name }, { name: required(admin.name) }),
      ...(scopes.length > 0 ? {} : { scopes: required(texts.scopes) }),
    };
    await sending.send(wrong, async () => {
      const body = { name: name.trim(), scopes, days: Number(days) };
      made((await officerCall<{ key: string }>('/api/keys', { body })).key);
    });
  }

  return (
    <ActionForm
      id="make"
      title={texts.make}
      button={texts.make}
      sending={sending}
      submit={() => void submit()}
      cancel={cancel}
    >
      <LineBox
        id="name"
        label={admin.name}
        hint={texts.name_hint}
        value={name}
        onChange={setName}
        error={sending.errors.name}
      />
      <fieldset class="govuk-fieldset">
        <legend class="govuk-fieldset__legend govuk-fieldset__legend--s">{texts.scopes}</legend>
        {sending.errors.scopes && <p class="govuk-error-message">{sending.errors.scopes}</p>}
        <TickBox id="scopes" label={texts.read} value={read} onChange={setRead} />
        <TickBox id="scope-submit" label={texts.submit} value={submits} onChange={setSubmits} />
      </fieldset>
      <ListBox
        id="days"
        label={texts.days}
        value={days}
        onChange={setDays}
        error={sending.errors.days}
        options={DAYS.map((id) => ({ id, name: fill(texts.days_n, { n: id }) }))}
      />
    </ActionForm>
  );
}

function RevokeForm({
  which,
  done,
  cancel,
}: {
  which: ApiKey;
  done: () => void;
  cancel: () => void;
}) {
  const sending = useSending('id');
  return (
    <ActionForm
      id="revoke"
      title={`${texts.revoke}: ${which.name}`}
      lead={fill(texts.revoke_lead, { name: which.name })}
      button={texts.revoke}
      sending={sending}
      submit={() =>
        void sending.send({}, async () => {
          await officerCall(`/api/keys/${which.id}/revoke`, { body: {} });
          done();
        })
      }
      cancel={cancel}
    />
  );
}

function stateOf({ revoked_at, expires_at }: ApiKey): [tone: string, name: string] {
  if (revoked_at) return ['red', texts.revoked];
  if (Date.parse(expires_at) < Date.now()) return ['yellow', texts.expired];
  return ['green', texts.alive];
}

function Row({ item, revoke }: { item: ApiKey; revoke: () => void }) {
  const [tone, name] = stateOf(item);
  return (
    <tr>
      <th scope="row">
        {item.name}
        <span class="queue__number">lapor_{item.id}_…</span>
      </th>
      <td data-label={texts.scopes}>{item.scopes.map((scope) => SCOPES[scope]).join(', ')}</td>
      <td data-label={texts.made}>
        <time dateTime={item.created_at}>{dateTime(item.created_at, ZONE)}</time>
        <span class="queue__number">{item.created_by}</span>
      </td>
      <td data-label={texts.expires}>
        <time dateTime={item.expires_at}>{dateTime(item.expires_at, ZONE)}</time>
      </td>
      <td data-label={texts.used}>
        {item.used_on ? (
          <time dateTime={item.used_on}>{plainDay(item.used_on)}</time>
        ) : (
          texts.unused
        )}
      </td>
      <td data-label={texts.state}>
        <span class={`tag tag--${tone}`}>{name}</span>
      </td>
      <td class="queue__actions">
        {!item.revoked_at && (
          <span class="row-actions">
            <button
              type="button"
              class="link-button"
              aria-label={`${texts.revoke}: ${item.name}`}
              onClick={revoke}
            >
              {texts.revoke}
            </button>
          </span>
        )}
      </td>
    </tr>
  );
}

function NewKey({ text }: { text: string }) {
  const title = useRef<HTMLHeadingElement>(null);
  useFocusWhen(title, text);
  return (
    <section class="notice notice--warning">
      <h2 class="govuk-heading-m" tabIndex={-1} ref={title}>
        {texts.new_title}
      </h2>
      <p>{texts.new_lead}</p>
      <code class="secret" id="new-key">
        {text}
      </code>
    </section>
  );
}

function Keys() {
  const [open, setOpen] = useState<'make' | ApiKey | null>(null);
  const [made, setMade] = useState('');
  const [message, setMessage] = useState('');
  const { content, problem, reload } = useLoaded('keys', load);
  const mayMake = officer()?.may.includes('create_key');

  function show(next: 'make' | ApiKey | null): void {
    setMade('');
    setMessage('');
    setOpen(next);
  }
  if (problem && !content) return <Failed problem={problem} retry={reload} />;
  if (!content) return <Loading />;
  return (
    <>
      <Done message={message} />
      {made && <NewKey text={made} />}
      {mayMake && !open && (
        <button type="button" class="govuk-button" id="make" onClick={() => show('make')}>
          {texts.make}
        </button>
      )}
      {open === 'make' && (
        <MakeForm
          made={(text) => {
            show(null);
            setMade(text);
            reload();
          }}
          cancel={() => show(null)}
        />
      )}
      {open && open !== 'make' && (
        <RevokeForm
          key={open.id}
          which={open}
          done={() => {
            show(null);
            setMessage(admin.done);
            reload();
          }}
          cancel={() => show(null)}
        />
      )}
      {content.items.length === 0 ? (
        <p class="notice" id="empty">
          {texts.empty}
        </p>
      ) : (
        <Rows
          id="keys"
          caption={texts.table}
          columns={[
            admin.name,
            texts.scopes,
            texts.made,
            texts.expires,
            texts.used,
            texts.state,
            admin.actions,
          ]}
        >
          {content.items.map((item) => (
            <Row key={item.id} item={item} revoke={() => show(item)} />
          ))}
        </Rows>
      )}
    </>
  );
}

startDesk(() => (
  <>
    <h1 class="govuk-heading-l">{admin.keys}</h1>
    <p>{texts.lead}</p>
    <ul class="govuk-list govuk-list--bullet" id="opens">
      <li>
        <strong>{texts.read}</strong>: {texts.read_opens}
      </li>
      <li>
        <strong>{texts.submit}</strong>: {texts.submit_opens}
      </li>
    </ul>
    <Keys />
  </>
));
