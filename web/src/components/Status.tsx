/** What a page shows while it waits for the server, and when the server cannot answer. */
import { useEffect, useState } from 'preact/hooks';
import type { Problem } from '../api/client';
import { fill } from '../i18n/fill';
import { common } from '../i18n/texts';

const PATIENCE = 300;

/** Says nothing for 300 ms, so that quick answers do not flicker. */
export function Loading() {
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setSlow(true), PATIENCE);
    return () => clearTimeout(timer);
  }, []);
  return <p role="status">{slow ? common.loading : ''}</p>;
}

export function Failed({ problem, retry }: { problem: Problem; retry?: () => void }) {
  return (
    <div class="notice notice--error" role="alert">
      <p>{problem.message}</p>
      {problem.incident && <p>{fill(common.incident, { id: problem.incident })}</p>}
      {retry && (
        <button type="button" class="govuk-button govuk-button--secondary" onClick={retry}>
          {common.retry}
        </button>
      )}
    </div>
  );
}
