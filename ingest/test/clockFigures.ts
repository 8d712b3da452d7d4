import { cases, eventfulWalk, INTERVALS_S, plainWalk } from './clockScenarios.ts'
import { clockFigures } from './clockWalk.ts'

// Prints the table of ingest/src/clock/README.md: npx tsx ingest/test/clockFigures.ts [walks a row]. None of its seeds is one of the tests'.
const walks = Number(process.argv[2] ?? 100)
const row = (cells: readonly (string | number)[]): void => console.log(`| ${cells.join(' | ')} |`)

row(['walks', 'times', 'interval, ms', 'left/right, ms', 'stated error holds, %', 'own, ms', 'stated error holds, %'])
row(Array.from({ length: 7 }, () => '---'))
for (const [name, walk] of Object.entries({ plain: plainWalk, eventful: eventfulWalk }))
  for (const mode of ['live', 'final'] as const)
    for (const interval_s of INTERVALS_S) {
      const { leftRight95_ms, covered_percent, own95_ms, ownCovered_percent } = clockFigures(
        cases(mode, interval_s, walks, 50_000).map(walk),
      )
      const figures = [leftRight95_ms.toFixed(2), covered_percent.toFixed(1), own95_ms.toFixed(2), ownCovered_percent.toFixed(1)]
      row([`${walks} ${name}`, mode, 1000 * interval_s, ...figures])
    }
