import { t } from './say.ts'

/** A marker as the page says it: what the keys set is stored the same in every language; a person's own words stay as they are. */
export function markerWords(label: string): string {
  const marker = /^marker ([1-9])$/.exec(label)
  if (marker !== null) return t('live.markerLabel', { n: marker[1]! })
  const pain = /^pain (10|[0-9]) of 10$/.exec(label)
  return pain === null ? label : t('live.painLabel', { n: pain[1]! })
}
