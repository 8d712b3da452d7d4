import { extractText, getDocumentProxy } from 'unpdf'
import { describe, expect, test } from 'vitest'
import type { SessionDocument } from '@solestream/dashboard-shared'
import { CATALOGUES, createNumbers, createTranslator, type Language } from '@solestream/dashboard-shared/language'
import { reportOf, type ReportInput } from '@solestream/dashboard-shared/report'
import { hashOf, newSecret, SYSTEM, type Scope } from '@solestream/sessions/people'
import { drawReport } from '../src/report/drawReport.ts'
import { stride } from './syntheticService.ts'
import { clinic, type Clinic, type Who } from './world.ts'

const pagesOf = async (bytes: Uint8Array) => (await extractText(await getDocumentProxy(Uint8Array.from(bytes)), { mergePages: false })).text
const askFor = async (c: Clinic, headers: Record<string, string>, query = '') =>
  c.app.inject({ url: `/api/v1/sessions/s1/report.pdf${query}`, headers })
const firstPage = async (c: Clinic, who: Who, query = '') => (await pagesOf((await askFor(c, await c.as(who), query)).rawPayload))[0]!

describe('the report as PDF', () => {
  test('is the same, byte for byte, and a look that is written down', async () => {
    const c = await clinic()
    const headers = await c.as('therapist')
    const { seq } = await c.store.logHead()
    const one = await askFor(c, headers)
    expect([one.statusCode, one.headers['content-type'], one.headers['cache-control']]).toEqual([200, 'application/pdf', 'no-store'])
    expect(one.headers['content-disposition']).toBe('inline; filename="s1-report.pdf"')
    const entries = (await c.store.readLog({ limit: 10 })).filter((entry) => entry.seq > seq)
    expect(entries.map(({ action, subject, outcome }) => `${action} ${subject} ${outcome}`).sort()).toEqual([
      `person.read ${c.own.pseudonym} done`,
      `session.report s1 ${c.own.pseudonym} done`,
    ])
    const again = await askFor(c, headers)
    expect(again.rawPayload.equals(one.rawPayload)).toBe(true)
    const german = await askFor(c, headers, '?language=de')
    expect(german.rawPayload.equals(one.rawPayload)).toBe(false)
  })

  test('names the person to who treats and to the person; research and tokens have the pseudonym', async () => {
    const c = await clinic()
    for (const who of ['therapist', 'patient'] as const) expect(await firstPage(c, who)).toContain('Ada Müller')
    const research = await firstPage(c, 'researcher')
    expect(research).not.toContain('Ada Müller')
    expect(research).toContain(c.own.pseudonym)
    // Neither what was typed, nor the day as it was.
    expect(research).not.toMatch(/free text|20 November 2026/)
    const byToken = await askFor(c, await createToken(c, ['export']))
    expect((await pagesOf(byToken.rawPayload))[0]).not.toContain('Ada Müller')
    expect((await askFor(c, await createToken(c, ['read']))).statusCode).toBe(403)
  })

  test('speaks German, with its commas', async () => {
    const c = await clinic()
    const page = await firstPage(c, 'therapist', '?language=de')
    for (const words of ['Gangbericht', 'Was auffällt, von den Füßen aufwärts', 'Schwungphase', '−11,8 %', 'Es ist keine Diagnose.'])
      expect(page).toContain(words)
    expect((await askFor(c, await c.as('therapist'), '?language=xx')).statusCode).toBe(400)
  })
})

async function createToken(c: Clinic, scopes: readonly Scope[]): Promise<Record<string, string>> {
  const secret = newSecret()
  const facts = { hash: hashOf(secret), account: c.accounts.therapist.id, label: 't', scopes, expires_utc: '2999-01-01T00:00:00Z' }
  await c.store.createToken(SYSTEM, facts)
  return { host: 'localhost:8420', authorization: `Bearer ${secret}` }
}

/** Whatever was typed, and however much there is to say. */
function crowded(): ReportInput {
  const long = 'Überaus lange Worte, die kein Ende nehmen wollen, '.repeat(20)
  const finding: SessionDocument['findings'][number] = {
    rule: 'r',
    topic: 'off-balance-stride',
    foot: 'left',
    says: long,
    measured: { metric: 'swing_s', label: 'x', unit: 's', value: 0.4, n: 80, ci95: [0.39, 0.41] },
    compared: {
      with: 'other-side',
      reference: 0.45,
      deviation: { value: -11.8, n: 80, ci95: [-13, -10], unit: '%' },
      threshold: 5,
      source: long,
    },
    certainty: 'low',
    doubts: [long],
    links: (['foot', 'ankle', 'knee', 'hip', 'back'] as const).map((joint) => ({ joint, because: long, source: long })),
    ask: [long],
  }
  const one = {
    n: 3000,
    rejected: 1,
    median: 1234.5,
    mean: 1,
    sd: 100,
    cv_percent: 1,
    robustCv_percent: 1,
    ci95: [-1000.5, 1000.5] as const,
  }
  const each = { left: one, right: one, asymmetry_percent: { value: -123.4, ci95: [-200.5, -100.5] as const, n: 3000 } }
  const names = ['stance_s', 'swing_s', 'doubleSupport_percent', 'firstPeak_N', 'secondPeak_N', 'pushOff_ratio', 'peakPressure_kPa']
  const both = ['cadence_per_min', 'stepLength_m']
  const curve = { n: 3000, mean: Array.from({ length: 101 }, (_, k) => 10 * k), sd: Array.from({ length: 101 }, () => 90) }
  const x = { n: 9, mean: Array.from({ length: 101 }, () => 0), sd: Array.from({ length: 101 }, () => 1) }
  const map = {
    unit: 'raw' as const,
    n: 9,
    peak: [1, 2],
    mean: [1, 1],
    layout: { geometry: 'arbitrary' as const, length_mm: 260, width_mm: 90, outline: [], sensors: [{ x_mm: 0, y_mm: 20 }, { x_mm: 5, y_mm: 220 }] },
  } // prettier-ignore
  return {
    person: { name: long, bodyMass_kg: 71.5 },
    strides: Array.from({ length: 60 }, (_, k) => ({ ...stride(k % 2 === 0 ? 'left' : 'right', k), valid: k > 3, excludedBecause: k > 3 ? null : 'gap' as const })), // prettier-ignore
    document: {
      session: {
        id: 'S'.repeat(128),
        started_utc: '2026-10-14T08:42:00Z',
        ended_utc: null,
        source: 'ble',
        pseudonym: 'P-0417',
        condition: long.slice(0, 200),
        task: 'walk',
        strides: 60,
        validStrides: 56,
        current: null,
        markers: Array.from({ length: 50 }, (_, k) => ({ time_s: 10 * k, label: long.slice(0, 100) })),
        insoles: [],
      },
      result: {
        key: { session: 's', algorithm: 'gait@1.0.0', mode: 'offline' },
        summary: Object.fromEntries([...names.map((name) => [name, each]), ...both.map((name) => [name, { both: one }])]),
        unavailable: Object.fromEntries(Array.from({ length: 80 }, (_, k) => [`figure${k}`, long])),
        quality: { sides: {}, coverage_percent: 0, clockError_ms: { left: 1, right: 2, leftRight: 17 } },
        curves: {
          force: { left: { unit: 'N', ...curve }, right: { unit: 'N', ...curve } },
          gaitLine: { left: { unit: 'ratio', x, y: x }, right: { unit: 'ratio', x, y: x } },
          pressure: { left: map, right: map },
        },
      },
      findings: Array.from({ length: 7 }, (_, k) => ({ ...finding, rule: `r${k}` })),
      silentRules: Array.from({ length: 40 }, (_, k) => ({
        rule: `s${k}`,
        topic: 'sway',
        metric: 'swing_s',
        label: 'x',
        with: 'earlier-sessions',
        looked: k % 2 === 0,
        because: long,
      })),
    },
  }
}

test.each(['en', 'de'] as const)('the page for the clinician stays one page, whatever there is to say: %s', async (language: Language) => {
  const report = reportOf(crowded(), createTranslator(language, await CATALOGUES[language]()), createNumbers(language, 'Europe/Berlin'))
  const pages = await pagesOf(await drawReport(report))
  expect(pages[0]).toContain(report.page.title)
  expect(pages[0]).toContain(report.page.describes)
  // The last of what is above the footer.
  expect(pages[0]!.replaceAll(/\s+/g, ' ')).toContain(report.page.feet.table!.rows.at(-1)![0]!.words)
  expect(pages[1]).toContain(report.appendix.title)
  // Each other page says which of how many it is.
  for (const [k, words] of pages.entries()) if (k > 0) expect(words).toContain(report.pageWords(k + 1, pages.length))
  expect(pages[0]).toContain('10:42')
})
