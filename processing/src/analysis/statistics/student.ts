import jstat from 'jstat'

/** Live figures ask for the same few at every stride. */
const known = new Map<number, number>()
const MOST_KNOWN = 4096

/** 0.975 quantile of Student's t distribution, degrees of freedom above 0 and broken ones too: 12.71 at 1, 1.96 with many. */
export function studentQuantile(freedom: number): number {
  let quantile = known.get(freedom)
  if (quantile === undefined) {
    quantile = jstat.studentt.inv(0.975, freedom)
    if (known.size >= MOST_KNOWN) known.clear()
    known.set(freedom, quantile)
  }
  return quantile
}
