/** The project's own mark: a speech bubble with a check mark. The name beside it is text. */
export function Wordmark() {
  return (
    <span class="wordmark">
      <svg class="wordmark__sign" viewBox="0 0 32 32" aria-hidden="true" focusable="false">
        <path
          class="wordmark__bubble"
          d="M6 3h20a4 4 0 0 1 4 4v13a4 4 0 0 1-4 4H15l-7 6v-6H6a4 4 0 0 1-4-4V7a4 4 0 0 1 4-4z"
        />
        <path class="wordmark__check" d="m9.5 13.5 4.5 4.5 8.5-8.5" />
      </svg>
      <span class="wordmark__name">Lapor</span>
    </span>
  );
}
