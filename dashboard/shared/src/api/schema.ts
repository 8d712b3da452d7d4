import Type, { type Static, type TSchema } from 'typebox'

/** What a schema describes, read-only all the way down, so that the words of the model fit it as they are. */
export type Document<S extends TSchema> = DeepReadonly<Static<S>>
type DeepReadonly<T> = T extends (infer Item)[]
  ? readonly DeepReadonly<Item>[]
  : T extends object
    ? { readonly [K in keyof T]: DeepReadonly<T[K]> }
    : T

export const orNull = <S extends TSchema>(schema: S) => Type.Union([schema, Type.Null()])
export const oneOf = <const V extends readonly string[]>(values: V, options: { readonly description?: string } = {}) =>
  Type.Unsafe<V[number]>({ type: 'string', enum: [...values], ...options })
export const count = (description?: string) => Type.Integer({ minimum: 0, ...(description === undefined ? {} : { description }) })

export const SideSchema = oneOf(['left', 'right'])
export const MarkerSchema = Type.Object({
  time_s: Type.Number({ description: "seconds on the session's clock" }),
  label: Type.String(),
})
