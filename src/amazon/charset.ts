/** Turns the pieces of one document into text; a character may be spread over two of them. */
export interface DocumentDecoder {
  /** As the Encoding Standard names it. */
  readonly charset: string
  /** Why the charset is a guess, null when it was stated and is known. */
  readonly note: string | null
  decode(bytes: Uint8Array): string
  /** What is left of a character that was cut off, as a replacement character. */
  end(): string
}

/** Names of Java that the Encoding Standard does not know, without punctuation. */
const javaNames: ReadonlyMap<string, string> = new Map([
  ['cp1252', 'windows-1252'],
  ['windows1252', 'windows-1252'],
  ['iso88591', 'windows-1252'],
  ['latin1', 'windows-1252'],
  ['usascii', 'windows-1252'],
  ['utf8', 'utf-8'],
  ['windows31j', 'shift_jis'],
  ['cswindows31j', 'shift_jis'],
  ['ms932', 'shift_jis'],
  ['cp932', 'shift_jis'],
  ['cp943c', 'shift_jis'],
  ['shiftjis', 'shift_jis'],
  ['sjis', 'shift_jis'],
])

/**
 * The decoder for what a download's `Content-Type` says. Amazon names charsets as Java does, and differently for each
 * marketplace. A missing or unknown one is read as UTF-8, so that keys, dates and amounts come out right in any case.
 * Sources: amzn/selling-partner-api-models, issues 545, 1621, 4888 and 4955.
 */
export function createTextDecoder(contentType: string | null): DocumentDecoder {
  const stated = /charset\s*=\s*["']?([\w.:-]+)/i.exec(contentType ?? '')?.[1]
  if (stated === undefined) return standardDecoder('utf-8', 'the download names no charset: read as UTF-8')
  const charset = javaNames.get(stated.toLowerCase().replaceAll(/[^a-z0-9]|^x-/g, '')) ?? stated
  try {
    return charset === 'windows-1252' ? windows1252Decoder() : standardDecoder(charset, null)
  } catch {
    const name = stated.slice(0, 40)
    return standardDecoder(
      'utf-8',
      `the download names the charset ${name}, which is not known: read as UTF-8`,
    )
  }
}

/** Throws RangeError for a charset that the Encoding Standard does not know. A byte order mark is dropped. */
function standardDecoder(label: string, note: string | null): DocumentDecoder {
  const decoder = new TextDecoder(label)
  return {
    charset: decoder.encoding,
    note,
    decode: (bytes) => decoder.decode(bytes, { stream: true }),
    end: () => decoder.decode(),
  }
}

/** Bytes 0x80 to 0x9F; the others are those of Latin-1. Source: Encoding Standard, index windows-1252. */
const from0x80 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008dŽ\u008f\u0090‘’“”•–—˜™š›œ\u009džŸ'

/** By hand, because `TextDecoder` takes windows-1252 for Latin-1 in some releases of Node 24: nodejs/node#60888. */
function windows1252Decoder(): DocumentDecoder {
  return {
    charset: 'windows-1252',
    note: null,
    decode: (bytes) =>
      Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
        .toString('latin1')
        .replaceAll(/[\x80-\x9f]/g, (character) => from0x80.charAt(character.charCodeAt(0) - 0x80)),
    end: () => '',
  }
}
