import { useId, useState } from 'preact/hooks'
import type { ComponentChildren } from 'preact'
import { faultOf } from '../shell/api.ts'
import { AttentionMark } from '../shell/marks.tsx'

/** What is wrong, by field; what no field is to blame for is under ''. */
export type Faults = Readonly<Record<string, string>>

/** The server names fields: `body.name must ...` from schemas, `name: ...` from rules. */
export function faultsOf(error: unknown): Faults {
  const fault = faultOf(error)
  const faults: Record<string, string> = {}
  for (const part of fault.message.split(/; (?=(?:body|path|query)[. ])/)) {
    const [, field, words] = /^(?:body\.)?([A-Za-z_]+)(?::| (?=must))\s*(.+)$/.exec(part) ?? []
    if (field !== undefined && words !== undefined) faults[field] = `${words[0]!.toUpperCase()}${words.slice(1)}`
    else faults[''] = `${faults[''] === undefined ? '' : `${faults['']} `}${part} ${fault.mend}`
  }
  return faults
}

/** Runs what a form does, one at a time; keeps what was wrong, until the next try. */
export function useForm() {
  const [faults, setFaults] = useState<Faults>({})
  const [busy, setBusy] = useState(false)
  return {
    faults,
    busy,
    async run(work: () => Promise<unknown>): Promise<boolean> {
      if (busy) return false
      setBusy(true)
      try {
        await work()
        setFaults({})
        return true
      } catch (error) {
        setFaults(faultsOf(error))
        return false
      } finally {
        setBusy(false)
      }
    },
  }
}

interface FieldProps {
  readonly name: string
  readonly label: string
  readonly faults: Faults
  readonly hint?: string
  /** Gets the ids that tie label, hint and fault to the control. */
  readonly children: (ids: {
    readonly id: string
    readonly 'aria-describedby'?: string
    readonly 'aria-invalid'?: true
  }) => ComponentChildren
}

/** A label, its control, and beside it what is wrong with it. */
export function Field({ name, label, faults, hint, children }: FieldProps) {
  const fault = faults[name]
  // Several forms of a page may have a field of one name.
  const id = `${useId()}-${name}`
  const described = [...(hint ? [`${id}-hint`] : []), ...(fault ? [`${id}-fault`] : [])].join(' ')
  return (
    <div class="field">
      <label for={id}>{label}</label>
      {children({ id, ...(described ? { 'aria-describedby': described } : {}), ...(fault ? { 'aria-invalid': true as const } : {}) })}
      {hint !== undefined && (
        <span class="note" id={`${id}-hint`}>
          {hint}
        </span>
      )}
      {fault !== undefined && (
        <span class="field-fault" id={`${id}-fault`} role="alert">
          <AttentionMark /> {fault}
        </span>
      )}
    </div>
  )
}

/** What is wrong with the whole, and fields' faults that have no field in this form. */
export function FormFault({ faults, fields }: { faults: Faults; fields: readonly string[] }) {
  const rest = Object.entries(faults)
    .filter(([name]) => !fields.includes(name))
    .map(([name, words]) => (name === '' ? words : `${name}: ${words}`))
  if (rest.length === 0) return null
  return (
    <p class="field-fault" role="alert">
      <AttentionMark /> {rest.join(' ')}
    </p>
  )
}

/** The values of a form's fields, as text. */
export const valuesOf = (form: HTMLFormElement): Record<string, string> =>
  Object.fromEntries([...new FormData(form)].map(([name, value]) => [name, String(value)]))
