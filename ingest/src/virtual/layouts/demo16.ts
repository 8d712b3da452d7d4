import type { InsoleLayout, LayoutSensor, Region } from '@solestream/firmware-protocol'

/** The simulated insole: 16 sensors, no product's. Places in mm in a right foot's frame; areas are what each sensor measures. */
const SENSORS: readonly (readonly [region: Region, x_mm: number, y_mm: number, area_mm2: number])[] = [
  ['heelM', -14, 28, 850],
  ['heelL', 14, 28, 850],
  ['heelM', -13, 64, 850],
  ['heelL', 15, 62, 850],
  ['midM', -4, 108, 900],
  ['midL', 25, 104, 900],
  ['midM', -6, 146, 900],
  ['midL', 31, 140, 900],
  ['mth45', 36, 174, 600],
  ['mth45', 22, 189, 600],
  ['mth23', 7, 199, 600],
  ['mth23', -10, 204, 600],
  ['mth1', -29, 198, 650],
  ['toes25', 23, 225, 500],
  ['toes25', 0, 243, 500],
  ['hallux', -26, 241, 650],
]

/** Closed outline, joined by a Catmull-Rom spline where it is drawn. */
const OUTLINE: readonly (readonly [number, number])[] = [
  [0, 0], [-17, 3], [-28, 15], [-33, 36], [-32.5, 62], [-29, 90], [-26.5, 118], [-30, 146], [-39, 172], [-45.5, 196],
  [-47, 219], [-44.5, 240], [-37, 256], [-24, 266], [-7, 268], [10, 263.5], [25, 253], [37, 237], [45, 216], [49.5, 192],
  [50, 166], [46, 138], [42, 110], [39, 82], [36.5, 56], [33.5, 34], [27.5, 14], [16.5, 3],
] // prettier-ignore

export const demo16 = (side: 'left' | 'right'): InsoleLayout => ({
  id: 'demo-16',
  side,
  geometry: 'mm',
  length_mm: 268,
  width_mm: 97,
  unit: 'kPa',
  offset: -1,
  scale: 0.02,
  fullScale: 800,
  sensors: SENSORS.map(([region, x_mm, y_mm, area_mm2]): LayoutSensor => ({ x_mm, y_mm, area_mm2, region })),
  outline: OUTLINE,
})
