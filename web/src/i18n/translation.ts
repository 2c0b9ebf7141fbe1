/**
 * The same texts in another language: every key of the English ones, none more, else it does not compile. French
 * counts millions apart (`_many`), so each English `_other` asks for one there too.
 */
export type Translation<Messages> = {
  readonly [Key in keyof Messages | ManyOf<keyof Messages>]: Key extends keyof Messages
    ? Messages[Key] extends string
      ? string
      : Translation<Messages[Key]>
    : string
}

type ManyOf<Key> = Key extends `${infer Stem}_other` ? `${Stem}_many` : never
