/** Bad bytes are a value, not an exception: each has a name. */
export type Decoded<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly fault: Fault; readonly detail: string }

export type Fault = 'too-short' | 'too-long' | 'wrong-version' | 'wrong-type' | 'bad-length' | 'bad-value' | 'bad-crc' | 'bad-text'
