import { METRICS, SIDES, type Figure, type MetricName, type MetricUnit, type Side, type Statistic } from '@solestream/processing/model'
import type { ExportFormat, ExportSession } from './model.ts'

/** Units of the table of metrics in UCUM. */
const UCUM: Readonly<Record<MetricUnit, string>> = {
  '': '1',
  ratio: '1',
  s: 's',
  '%': '%',
  '/min': '/min',
  Hz: 'Hz',
  N: 'N',
  'N s': 'N.s',
  'N/s': 'N/s',
  BW: '{BW}',
  'BW s': '{BW}.s',
  'BW/s': '{BW}/s',
  '%BW': '%{BW}',
  kPa: 'kPa',
  'kPa s': 'kPa.s',
  'kPa/mm': 'kPa/mm',
  mm: 'mm',
  mm2: 'mm2',
  'mm/s': 'mm/s',
  m: 'm',
  'm/s': 'm/s',
  'm min': 'm.min',
  deg: 'deg',
}
const SYSTEM = 'urn:solestream:metric'
const CATEGORY = { system: 'http://terminology.hl7.org/CodeSystem/observation-category', code: 'activity', display: 'Activity' }

const url = (session: string, what: string): string => `urn:solestream:${session}:${what}`
const quantity = (value: number, unit: MetricUnit): object => ({
  value,
  unit: unit === '' ? '1' : unit,
  system: 'http://unitsofmeasure.org',
  code: UCUM[unit],
})
const coded = (code: string, display: string): object => ({ coding: [{ system: SYSTEM, code, display }], text: display })

/** Metric, value, n and interval: one component a foot, or one value of both. */
function observation(session: ExportSession, metric: MetricName): object | null {
  const found = session.result.summary[metric]
  if (found === undefined) return null
  const { about } = session
  const { label, unit, definition } = METRICS[metric]
  const component = (of: Side | 'both', one: Statistic | Figure | undefined): object[] => {
    if (one === undefined) return []
    const value = 'median' in one ? one.median : one.value
    const code = (part: string, text: string) => coded(`${metric}.${of}${part}`, `${label}, ${of}${text}`)
    return [
      { code: code('', ''), valueQuantity: quantity(value, unit) },
      { code: code('.n', ': number'), valueInteger: one.n },
      ...(one.ci95 === null
        ? []
        : [
            {
              code: code('.ci95', ': 95 % interval of the mean'),
              valueRange: { low: quantity(one.ci95[0], unit), high: quantity(one.ci95[1], unit) },
            },
          ]),
    ]
  }
  const parts = [...SIDES.flatMap((side) => component(side, found[side])), ...component('both', found.both)]
  const asymmetry = 'asymmetry_percent' in found ? found.asymmetry_percent : undefined
  if (asymmetry)
    parts.push({
      code: coded(`${metric}.asymmetry`, `${label}: asymmetry, positive where left is larger`),
      valueQuantity: quantity(asymmetry.value, '%'),
    })
  if (parts.length === 0) return null
  return {
    resourceType: 'Observation',
    status: 'final',
    category: [{ coding: [CATEGORY] }],
    code: coded(metric, label),
    subject: { reference: url(about.session, 'patient') },
    effectiveDateTime: about.started_utc,
    device: { reference: url(about.session, 'device') },
    method: { text: `${about.algorithm.id}, ${about.algorithm.mode}: ${definition}` },
    derivedFrom: [{ reference: url(about.session, 'recording') }],
    component: parts,
  }
}

export function fhirBundle(session: ExportSession): object {
  const { about } = session
  const note = (text: string) => ({ text })
  const resources: readonly (readonly [string, object])[] = [
    [
      'patient',
      {
        resourceType: 'Patient',
        identifier: [{ system: 'urn:solestream:pseudonym', value: about.pseudonym ?? `nobody-known-${about.session}` }],
      },
    ],
    [
      'device',
      {
        resourceType: 'Device',
        status: 'active',
        deviceName: [{ name: 'Pressure insoles', type: 'user-friendly-name' }],
        version: [{ value: `solestream ${about.software.version}` }, { value: about.algorithm.id }],
        note: about.insoles.map(({ side, layout, sensors, calibration }) =>
          note(
            `${side}: layout ${layout?.id ?? 'not known'}, ${sensors} sensors, ${calibration === null ? 'not calibrated' : `calibrated (${calibration.method})`}`,
          ),
        ),
      },
    ],
    [
      'recording',
      {
        resourceType: 'DocumentReference',
        status: 'current',
        subject: { reference: url(about.session, 'patient') },
        date: about.started_utc,
        description: `Recording ${about.session}, ${about.task}; coverage ${about.quality.coverage_percent} %; dates ${about.dates}`,
        content: [{ attachment: { contentType: 'application/octet-stream', title: about.session } }],
      },
    ],
    ...(Object.keys(METRICS) as MetricName[]).flatMap((metric) => {
      const one = observation(session, metric)
      return one === null ? [] : [[`observation:${metric}`, one] as const]
    }),
  ]
  return {
    resourceType: 'Bundle',
    type: 'collection',
    entry: resources.map(([what, resource]) => ({ fullUrl: url(about.session, what), resource })),
  }
}

/** HL7 FHIR R4: one bundle a session; no samples and no strides. */
export const fhir: ExportFormat = {
  name: 'fhir',
  async write(session, target) {
    await target.text(`${session.about.session}/bundle.json`, `${JSON.stringify(fhirBundle(session), null, 1)}\n`)
    await target.text(`${session.about.session}/session.json`, `${JSON.stringify(session.about, null, 1)}\n`)
  },
}
