import { lacks } from '@solestream/testing'
import { servedPage } from '../test/servedPage.ts'

const WARM_UP_MS = 15_000
const MEASURE_S = 10

/** As text: helpers that a TypeScript runner adds to functions do not exist in the page. */
const COUNT_FRAMES = `new Promise((resolve) => {
  const start = performance.now()
  let count = 0
  requestAnimationFrame(function next() {
    count++
    const passed = performance.now() - start
    if (passed < ${MEASURE_S} * 1000) requestAnimationFrame(next)
    else resolve((1000 * count) / passed)
  })
})`

/** From the sensors to the patient's screen, as it is shown there. */
async function screenDelay({ browser, service, url }: Awaited<ReturnType<typeof servedPage>>): Promise<void> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 } })
  await page.goto(`${url}/feedback/screen`)
  service.startFeedback({ goal: 'cadence', side: null, low: 60, high: 200, tone: false, fading: 'always', block_s: 60 })
  await page.waitForTimeout(WARM_UP_MS)
  const total_ms = 1000 * Number(await page.locator('[data-delay]').getAttribute('data-delay'))
  const link_ms = service.status().sampleToHost_ms ?? NaN
  console.log(
    `feedback screen: ${total_ms.toFixed(0)} ms from sample to screen (median), ${link_ms.toFixed(0)} ms of it until the packet is here`,
  )
  console.log('goal: at most 50 ms')
}

/**
 * How busy the live page keeps the browser's main thread, by its own accounting (processor time in tasks), with both heat maps, the force traces and
 * all figures, at 1280 x 800 without a GPU. Goal: at most 50 % at 60 frames a second.
 */
export async function run(): Promise<void> {
  const reason = lacks('chromium')
  if (reason !== null) {
    console.log(reason)
    return
  }
  const served = await servedPage(1)
  try {
    const page = await served.browser.newPage({ viewport: { width: 1280, height: 800 } })
    await page.goto(served.url)
    // The force chart is full after ten seconds.
    await page.waitForTimeout(WARM_UP_MS)
    const session = await page.context().newCDPSession(page)
    // Its processor time: what other programs take from it meanwhile is not its work.
    await session.send('Performance.enable', { timeDomain: 'threadTicks' })
    const metrics = async () => new Map((await session.send('Performance.getMetrics')).metrics.map(({ name, value }) => [name, value]))
    const before = { metrics: await metrics(), ms: performance.now() }
    const frames = await page.evaluate<number>(COUNT_FRAMES)
    const after = { metrics: await metrics(), ms: performance.now() }
    const percent = (name: string) => {
      const spent_s = (after.metrics.get(name) ?? NaN) - (before.metrics.get(name) ?? NaN)
      return ((100_000 * spent_s) / (after.ms - before.ms)).toFixed(1)
    }
    console.log(`main thread ${percent('TaskDuration')} % busy (script ${percent('ScriptDuration')} %), ${frames.toFixed(1)} frames/s`)
    console.log('goal: at most 50 % at 60 frames/s, without a GPU')
    await page.close()
    await screenDelay(served)
  } finally {
    await served.close()
  }
}
