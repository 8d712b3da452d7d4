import type { Reporter, TestModule } from 'vitest/node'

/** Vitest's own closing lines are not read as a count by machines: this prints one plain line, last. */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandled: readonly unknown[]): void {
    let passed = 0
    let failed = unhandled.length
    let skipped = 0
    for (const module of modules) {
      let ran = 0
      for (const test of module.children.allTests()) {
        ran++
        const { state } = test.result()
        if (state === 'passed') passed++
        else if (state === 'failed') failed++
        else skipped++
      }
      // A file that breaks before its first test is a failure too.
      if (ran === 0 && module.state() === 'failed') failed++
    }
    // After the default reporter's own closing lines.
    process.once('exit', () => console.log(`${passed} passed, ${failed} failed, ${skipped} skipped`))
  }
}
