import { LogTable, wholeLog } from '../people/logTable.tsx'

/** Everything that was looked at or changed: ids and pseudonyms, never names. */
export function LogPage() {
  return (
    <div class="sheet">
      <h1>Log</h1>
      <p class="lead">
        Every look at a person’s data and every change, newest first. Entries can’t be changed; <code>solestream audit verify</code> proves
        it.
      </p>
      <section class="card">
        <LogTable load={wholeLog} />
      </section>
    </div>
  )
}
