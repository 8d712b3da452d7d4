/** [from_s, to_s) of the middle half of the swing: the foot is off the ground there, whatever the exact time of toe-off and contact. */
export function midSwing_s({ end_s }: { readonly end_s: number }, toeOff_s: number): readonly [from_s: number, to_s: number] {
  const quarter_s = (end_s - toeOff_s) / 4
  return [toeOff_s + quarter_s, end_s - quarter_s]
}
