/** What the figures of a stance are computed with; part of every result's algorithm settings. */
export const STANCE = {
  /** Strides in which samples are looked at: longer ones are stops. */
  longest_s: 3,
  /** Fewer samples do not make a curve. */
  fewestSamples: 8,
  /** Windows of the first and second force peak, shares of the stance. */
  firstPeakUntil: 0.45,
  secondPeakFrom: 0.55,
  /** Peaks and valley must differ by this share of body weight; without it, of the stance's own largest force. */
  prominence: 0.02,
  /** An impact peak comes within this time of contact. */
  impact_s: 0.05,
  /** Average loading rate: between these shares of the time to the impact peak; without one, of the stance. */
  toImpact: [0.2, 0.8],
  ofStance: [0.03, 0.12],
  /** Loading rates need about 100 samples a second. */
  loadingRateFrom_Hz: 95,
  early_s: 0.1,
  /** Low-pass of the centre of pressure. */
  copCutoff_Hz: 10,
  copFrom_Hz: 40,
  /** Ranges of the centre of pressure are taken between these shares of the stance. */
  range: [0.05, 0.95],
  /** Ends of loading response, mid-stance, terminal stance: shares of the stance. */
  phases: [1 / 6, 1 / 2, 5 / 6],
  /** A part of the foot is in contact while its load is this share of the foot's range above its own swing load. */
  contactShare: 0.02,
  /** A sensor counts as touched above this pressure. */
  contact_kPa: 15,
  /** Sensors nearer than this are neighbours. */
  neighbour_mm: 9,
  /** Footwear aims below this (Bus 2011, Diabetes Care 34:1595). */
  high_kPa: 200,
  /** Points of a normalised curve: 0 to 100 % of the stance. */
  points: 101,
} as const
